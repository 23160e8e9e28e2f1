# SPDX-License-Identifier: Apache-2.0
"""book.py - what is open on a day, and what a matcher posts on it."""
from collections import defaultdict
from typing import NamedTuple

from baselines.history import Item


class Posting(NamedTuple):
    """`paid` and `discount` lower what is open of an item."""
    item: Item
    paid: int
    discount: int = 0


class Book:
    """The open items of a history; an item is there from its document date on."""

    def __init__(self, items):
        for item in items:
            item.open = item.amount
        self.coming = sorted(items, key=lambda i: (i.dated, i.id), reverse=True)
        self.of_customer = defaultdict(dict)    # customer -> {id: item}
        self.of_amount = defaultdict(dict)      # open amount, or less discount
        self.watchers = []      # called with (item, whether it is open now)

    def advance(self, when):
        """Opens the items dated up to a day."""
        while self.coming and self.coming[-1].dated <= when:
            item = self.coming.pop()
            if item.open > 0:
                self._index(item)
                for watch in self.watchers:
                    watch(item, True)

    def _index(self, item):
        self.of_customer[item.customer][item.id] = item
        for amount in {item.open, item.open - item.discount}:
            self.of_amount[item.currency, amount][item.id] = item

    def _forget(self, item):
        self.of_customer[item.customer].pop(item.id, None)
        for amount in {item.open, item.open - item.discount}:
            self.of_amount[item.currency, amount].pop(item.id, None)

    def open_items(self, customer, currency):
        """Returns a customer's open items, oldest due date first."""
        return sorted((i for i in self.of_customer[customer].values()
                       if i.currency == currency),
                      key=lambda i: (i.due, i.dated, i.number, i.id))

    def near_amount(self, currency, amount):
        """Returns the items of which this amount is open, or less the discount."""
        return list(self.of_amount[currency, amount].values())

    def post(self, postings):
        """Lowers what is open; an item that is paid is gone."""
        for item, paid, discount in postings:
            assert 0 < paid and paid + discount <= item.open, item.id
            self._forget(item)
            item.open -= paid + discount
            if item.open:
                self._index(item)
            else:
                for watch in self.watchers:
                    watch(item, False)


def settle(items, amount, when):
    """Returns postings that pay items in full, in order, with what is earned.

    All at their face if that makes the amount, else all less the discounts
    earned; None if neither does.
    """
    if sum(i.open for i in items) == amount:
        return [Posting(i, i.open) for i in items]
    if sum(i.open - i.earned(when) for i in items) == amount:
        return [Posting(i, i.open - i.earned(when), i.earned(when)) for i in items]
    return None


def spend(items, amount):
    """Returns postings that pay items in order until the money is used up."""
    postings = []
    for item in items:
        paid = min(amount, item.open)
        if paid > 0:
            postings.append(Posting(item, paid))
            amount -= paid
    return postings


class Matcher:
    """What a baseline is: it answers receipts with postings, one after another.

    `title` names it in tables. An empty answer leaves a receipt to a person.
    """
    title = ""

    def __init__(self, history, book):
        self.history, self.book = history, book

    def match(self, receipt):
        raise NotImplementedError

    def match_day(self, receipts):
        """Yields (receipt, postings) for one day's receipts, posting each."""
        for receipt in receipts:
            postings = self.match(receipt)
            self.book.post(postings)
            yield receipt, postings


def run(matcher_class, history):
    """Yields (receipt, postings) of a closed loop: a matcher sees what it posted
    itself, day after day, and nothing else."""
    book = Book(history.items)
    matcher = matcher_class(history, book)
    days = defaultdict(list)
    for receipt in history.receipts:
        days[receipt.day].append(receipt)
    for when, receipts in days.items():
        book.advance(when)
        yield from matcher.match_day(receipts)
