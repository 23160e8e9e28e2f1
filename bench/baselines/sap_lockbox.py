# SPDX-License-Identifier: Apache-2.0
"""sap_lockbox.py - the lockbox programme of SAP (FLB2), with its check statuses.

Described behaviour, after SAP's documentation of lockbox processing:
- Customer: the one with the routing and account number (MICR), which has to be
  unique; else that of the invoices cited. No hit on either: unprocessed.
- Invoice numbers must agree in full, zeros in front included, and stand as whole
  words. Only invoices of the customer count.
- A check has one total and a list of numbers (BAI). The total is what the
  invoices ask, or less cash discounts in time: applied. More: the invoices are
  cleared and the rest goes on account: partially applied. Less: a single invoice
  is paid in part and the rest of it stays; with several nobody says which, so the
  check stays on account.
- No invoice cited, but the customer known: on account (algorithm 001).
Tolerances are blank, which is zero. On account and unprocessed are left to a
person.
"""
from collections import defaultdict

from baselines.book import Matcher, Posting, settle
from baselines.payers import Payers
from baselines.texts import whole_words


class SapLockbox(Matcher):
    title = "SAP lockbox"

    def __init__(self, history, book):
        super().__init__(history, book)
        self.payers = Payers(history.customers)
        self.of_number = defaultdict(dict)
        book.watchers.append(self.watch)

    def watch(self, item, is_open):
        if is_open:
            self.of_number[item.number.upper()][item.id] = item
        else:
            self.of_number[item.number.upper()].pop(item.id, None)

    def cited(self, receipt):
        """Returns the customer and the invoices that are cited of it."""
        items = [i for word in whole_words(receipt.text)
                 for i in self.of_number.get(word, {}).values()
                 if i.currency == receipt.currency]
        customer = self.payers.by_account(receipt)
        if customer is None and items:
            customer = items[0].customer
        return [i for i in items if i.customer == customer]

    def match(self, receipt):
        items = self.cited(receipt)
        if not items:
            return []
        whole = settle(items, receipt.amount, receipt.day)
        if whole:
            return whole
        if sum(i.open for i in items) < receipt.amount:
            return [Posting(i, i.open) for i in items]
        return [Posting(items[0], receipt.amount)] if len(items) == 1 else []
