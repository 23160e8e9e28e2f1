# SPDX-License-Identifier: Apache-2.0
"""business_central.py - the payment reconciliation journal of Business Central.

Described behaviour, after Microsoft's documentation and the rules the product
ships (BCApps, codeunit 1255 and table 1252, MIT):
- Party: `fully` if the bank account is that of the customer; else by the payer's
  name, or the text where no name is given: as long as there is one, the longest
  common part of 4 characters and more is taken out of both, and what was taken
  is compared with the shorter of the two: 95 % is `partially`, and `fully` if no
  other customer has that name (or the address agrees, which is not given here).
- Document: its number, of 4 characters and more, stands in the text with no
  letter or digit beside it. All items of a customer that are cited are one more
  candidate, `multiple`, that asks for their sum.
- Amount: what is open; tolerance 0. `one` if only this one of all open items asks
  for it, else `several`. With payment discounts on, an item in time asks for less
  and no longer for its face; they are off here (DISCOUNTS), for of the payers of
  these ledgers few take what they may, and with them on coverage is lower.
- The rule table makes of the three a confidence. Here are those of high
  confidence; all below need a review, so they are left to a person.
- Candidates of a statement, here one day, are taken by score; a line or an item
  that is taken is not taken again.
"""
from collections import Counter, defaultdict

from baselines.book import Matcher, Posting
from baselines.payers import Payers
from baselines.texts import whole_words

# (party, document, amount) in order of priority; None is not identified.
HIGH = (
    ("fully", "multiple", "one"), ("fully", "multiple", "several"),
    ("fully", "yes", "one"), ("fully", "yes", "several"),
    ("partially", "multiple", "one"), ("partially", "multiple", "several"),
    ("partially", "yes", "one"), ("fully", "no", "one"),
    (None, "multiple", "one"), (None, "multiple", "several"),
)
SHORTEST, NEAR = 4, 95      # characters; percent
DISCOUNTS = False


def longest_part(a, b):
    """Returns start in a, start in b and length of the longest common part."""
    best, before = (0, 0, 0), {}
    for i, letter in enumerate(a):
        now = {}
        for j, other in enumerate(b):
            if letter == other:
                now[j] = before.get(j - 1, 0) + 1
                if now[j] > best[2]:
                    best = (i - now[j] + 1, j - now[j] + 1, now[j])
        before = now
    return best


def nearness(a, b):
    """Returns the percentage of the shorter text that common parts make."""
    a, b = a.upper(), b.upper()
    shorter, taken = min(len(a), len(b)), 0
    while a and b:
        i, j, length = longest_part(a, b)
        if length < SHORTEST:
            break
        taken += length
        a, b = a[:i] + a[i + length:], b[:j] + b[j + length:]
    return 100 * taken // shorter if shorter else 0


def parts(text):
    return {text[k:k + SHORTEST] for k in range(len(text) - SHORTEST + 1)}


class Parties:
    """Which customers a payer's name is near to; remembers its answers."""

    def __init__(self, customers):
        self.customers, self.by_part = customers, defaultdict(set)
        self.same = Counter(c.name.upper() for c in customers)
        for row, customer in enumerate(customers):
            for part in parts(customer.name.upper()):
                self.by_part[part].add(row)
        self.known = {}

    def near(self, text):
        """Returns {customer: "fully" or "partially"}."""
        text = text.upper()
        if text not in self.known:
            found = Counter(row for part in parts(text) for row in self.by_part[part])
            self.known[text] = {
                self.customers[row].id: "fully" if self.same[name] == 1 else "partially"
                for row in found for name in [self.customers[row].name.upper()]
                # Letters in no common part of four cannot be taken out.
                if found[row] * SHORTEST * 100 >= NEAR * min(len(name), len(text))
                and nearness(name, text) >= NEAR}
        return self.known[text]


class BusinessCentral(Matcher):
    title = "Business Central"

    def __init__(self, history, book):
        super().__init__(history, book)
        self.payers, self.parties = Payers(history.customers), Parties(history.customers)
        self.of_number = defaultdict(dict)
        book.watchers.append(self.watch)

    def watch(self, item, is_open):
        if is_open and len(item.number) >= SHORTEST:
            self.of_number[item.number.upper()][item.id] = item
        else:
            self.of_number[item.number.upper()].pop(item.id, None)

    def parties_of(self, receipt):
        known = self.payers.by_account(receipt)
        near = dict(self.parties.near(receipt.name or receipt.text))
        return {**near, known: "fully"} if known else near

    def candidates(self, receipt):
        """Yields (score, items) of high confidence."""
        parties, cited = self.parties_of(receipt), defaultdict(list)
        for word in whole_words(receipt.text):
            for item in self.of_number.get(word, {}).values():
                if item.currency == receipt.currency:
                    cited[item.customer].append(item)
        alone = [i for i in self.book.near_amount(receipt.currency, receipt.amount)
                 if self.asked([i], receipt.day) == receipt.amount]
        sums = [items for items in cited.values() if len(items) > 1
                and self.asked(items, receipt.day) == receipt.amount]
        choices = [("multiple", items, len(sums) + len(alone)) for items in sums]
        for item in alone:
            document = "yes" if item in cited[item.customer] else "no"
            choices.append((document, [item], len(alone)))
        for document, items, number in choices:
            rule = (parties.get(items[0].customer), document,
                    "one" if number == 1 else "several")
            if rule in HIGH:
                yield -HIGH.index(rule), items

    @staticmethod
    def discount(item, when):
        return item.earned(when) if DISCOUNTS else 0

    def asked(self, items, when):
        return sum(i.open - self.discount(i, when) for i in items)

    def postings(self, items, when):
        return [Posting(i, i.open - self.discount(i, when), self.discount(i, when))
                for i in sorted(items, key=lambda i: (i.due, i.id))]

    def match_day(self, receipts):
        order = [(score, len(items), receipt, items) for receipt in receipts
                 for score, items in self.candidates(receipt)]
        order.sort(key=lambda c: (-c[0], -c[1], c[2].reference, c[3][0].id))
        answers, taken = {}, set()
        for _, _, receipt, items in order:
            ids = {i.id for i in items}
            if receipt.reference in answers or ids & taken:
                continue
            taken |= ids
            answers[receipt.reference] = self.postings(items, receipt.day)
            self.book.post(answers[receipt.reference])
        for receipt in receipts:
            yield receipt, answers.get(receipt.reference, [])
