# SPDX-License-Identifier: Apache-2.0
"""odoo_tokens.py - the invoice matching rule of Odoo up to 18.

Described behaviour, after Odoo's and OCA's documentation of reconciliation
models and the public account-reconcile add-ons:
- Partner: the one whose bank account the line has; else the one whose name
  contains the line's, in any case; several are none.
- Tokens: words of the label, cut at blanks, of 4 characters and more that keep 4
  digits and more when all else is dropped. An item has the same tokens of its
  number. Equal tokens are hits; most hits first, then the earlier due date.
- Candidates: open items of the last 18 months in the line's currency, of the
  partner if it is known. A known partner without a hit: nothing is validated.
- Walk: one item of the exact amount wins at once, else items are taken until the
  payment is used up. Less the early payment discount is tried first, if every
  item taken has earned it and the sum is perfect.
- Validated: a perfect sum; and a payment that is more than the sum, without a
  check. One that is less needs a tolerance; the model as shipped has 0 %.
"""
import re
from collections import Counter, defaultdict

from baselines.book import Matcher, Posting
from baselines.payers import Payers

MONTHS_18 = 548     # days


def tokens(text):
    """Returns the digits of the words that have enough of them."""
    digits = (re.sub(r"\D", "", word) for word in text.split() if len(word) >= 4)
    return {d for d in digits if len(d) >= 4}


class OdooTokens(Matcher):
    title = "Odoo tokens"

    def __init__(self, history, book):
        super().__init__(history, book)
        self.payers = Payers(history.customers)
        self.names = [(c.name.lower(), c.id) for c in history.customers]
        self.partners = {}      # by payer name
        self.of_token = defaultdict(dict)
        book.watchers.append(self.watch)

    def watch(self, item, is_open):
        for token in tokens(item.number):
            if is_open:
                self.of_token[token][item.id] = item
            else:
                self.of_token[token].pop(item.id, None)

    def partner(self, receipt):
        known = self.payers.by_account(receipt)
        if known or not receipt.name:
            return known
        name = receipt.name.lower()
        if name not in self.partners:
            found = [id_ for full, id_ in self.names if name in full]
            self.partners[name] = found[0] if len(found) == 1 else None
        return self.partners[name]

    def candidates(self, receipt):
        partner, hits, items = self.partner(receipt), Counter(), {}
        for token in tokens(receipt.text):
            for item in self.of_token[token].values():
                if (item.currency == receipt.currency
                        and partner in (None, item.customer)
                        and item.dated >= receipt.day - MONTHS_18):
                    hits[item.id] += 1
                    items[item.id] = item
        return sorted(items.values(), key=lambda i: (-hits[i.id], i.due, i.id))

    @staticmethod
    def walk(asked, amount):
        """Returns the items taken of (item, what it asks), and their sum."""
        for item, asks in asked:
            if asks == amount:
                return [item], asks
        taken, total = [], 0
        for item, asks in asked:
            if total >= amount:
                break
            taken.append(item)
            total += asks
        return taken, total

    def match(self, receipt):
        items = self.candidates(receipt)
        early = [(i, i.open - i.earned(receipt.day)) for i in items]
        taken, total = self.walk(early, receipt.amount)
        if total == receipt.amount and all(i.earned(receipt.day) for i in taken):
            return [Posting(i, i.open - i.earned(receipt.day), i.earned(receipt.day))
                    for i in taken]
        taken, total = self.walk([(i, i.open) for i in items], receipt.amount)
        return [Posting(i, i.open) for i in taken] if total <= receipt.amount else []
