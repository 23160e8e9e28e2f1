# SPDX-License-Identifier: Apache-2.0
"""oracle.py - lockbox, AutoMatch and AutoCash of Oracle Receivables.

Described behaviour, after Oracle's Receivables documentation:
- Customer: by the account in the file (MICR), else by a quoted customer number.
- A reference that is a transaction number of the customer (of anybody, if no
  customer is known) is applied as it stands.
- AutoMatch repairs others: zeros in front are dropped from both, the score is
  1 - edits / length of the longer, weighted with those of customer and amount.
  From the combined threshold on it is applied. A customer that is not given
  scores as if it agreed, as users report.
- Applied in the order quoted: in full or less discounts earned if that makes
  the receipt, else until the money is used up. What is left, and the references
  that match nothing, stay unapplied.
- AutoCash, only if no reference matched, in this order: one item of the exact
  amount (the earliest due date, then the lowest number); the whole account; all
  past due; past due of one payment term (the group with the oldest due date).
  Each at face, then less discounts earned. Oldest first is the bench of its own.

Rule sets are the user's; chosen here: weights 60 transaction, 20 customer, 20
amount (the receipt is what the references ask together), threshold 92. So one
edit is forgiven in numbers of 8 to 14 characters, if customer and amount agree.
"""
import re
from collections import defaultdict

from baselines.book import Matcher, settle, spend
from baselines.payers import Payers
from baselines.texts import letters

WEIGHTS = {"transaction": 60, "customer": 20, "amount": 20}
THRESHOLD = 92      # of 100, combined
DIGITS = 4          # that make a word of the text a reference


def stripped(number):
    return number.upper().lstrip("0")


def without_one(number):
    """Returns the number, and all that it is without one character."""
    return {number} | {number[:k] + number[k + 1:] for k in range(len(number))}


def edits(a, b):
    """Returns the Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def references(text):
    """Returns the words that may be references, in order, each once."""
    return list(dict.fromkeys(
        stripped(word) for word in re.findall("[0-9A-Z]+", text.upper())
        if sum(c.isdigit() for c in word) >= DIGITS))


class Oracle(Matcher):
    title = "Oracle AutoMatch, AutoCash"

    def __init__(self, history, book):
        super().__init__(history, book)
        self.payers = Payers(history.customers)
        self.exact, self.near = defaultdict(dict), defaultdict(dict)
        book.watchers.append(self.watch)

    def watch(self, item, is_open):
        number = stripped(letters(item.number))
        for index, keys in ((self.exact, {number}), (self.near, without_one(number))):
            for key in keys:
                if is_open:
                    index[key][item.id] = (item, number)
                else:
                    index[key].pop(item.id, None)

    def match(self, receipt):
        customer = self.payers.by_account(receipt) or self.payers.by_number(receipt)
        items = self.matched(receipt, customer)
        if items:
            return (settle(items, receipt.amount, receipt.day)
                    or spend(items, receipt.amount))
        return self.auto_cash(receipt, customer) if customer else []

    def fits(self, item, receipt, customer):
        return item.currency == receipt.currency and customer in (None, item.customer)

    def matched(self, receipt, customer):
        """Returns the items that references name, exactly or repaired."""
        named, open_references = {}, []
        for reference in references(receipt.text):
            found = [i for i, _ in self.exact.get(reference, {}).values()
                     if self.fits(i, receipt, customer)]
            if len(found) == 1:
                named[found[0].id] = found[0]
            elif not found:
                open_references.append(reference)
        repaired = {}
        for reference in open_references:
            found = self.nearest(reference, receipt, customer)
            if found and found[0].id not in named:
                repaired[found[0].id] = found
        both = list(named.values()) + [item for item, _ in repaired.values()]
        agrees = settle(both, receipt.amount, receipt.day) is not None
        sure = WEIGHTS["customer"] + (WEIGHTS["amount"] if agrees else 0)
        return list(named.values()) + [
            item for item, score in repaired.values()
            if WEIGHTS["transaction"] * score + sure >= THRESHOLD]

    def nearest(self, reference, receipt, customer):
        """Returns the item whose number is nearest, and the score; or None."""
        best = {}
        for key in without_one(reference):
            for item, number in self.near.get(key, {}).values():
                if self.fits(item, receipt, customer):
                    longer = max(len(number), len(reference))
                    best[item.id] = (item, 1 - edits(reference, number) / longer)
        return max(best.values(), key=lambda b: (b[1], -b[0].due, b[0].id), default=None)

    def auto_cash(self, receipt, customer):
        items = self.book.open_items(customer, receipt.currency)
        past = [i for i in items if i.due < receipt.day]
        terms = defaultdict(list)
        for item in past:       # the oldest first, so groups by their oldest
            terms[item.terms].append(item)
        for group in ([[i] for i in items] + [items, past] + list(terms.values())):
            postings = settle(group, receipt.amount, receipt.day) if group else None
            if postings:
                return postings
        return []
