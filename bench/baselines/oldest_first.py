# SPDX-License-Identifier: Apache-2.0
"""oldest_first.py - money pays the oldest items, as far as it goes.

Described behaviour: the usual last rule of many systems ("apply to oldest"). The
open items of a known payer are paid in the order of their due dates until the
money is used up, the last one perhaps in part; what is left stays on account.

The payer is the customer with the payer's account, else of that very name.
"""
from baselines.book import Matcher, spend
from baselines.payers import Payers


class OldestFirst(Matcher):
    title = "Oldest first"

    def __init__(self, history, book):
        super().__init__(history, book)
        self.payers = Payers(history.customers)

    def match(self, receipt):
        customer = self.payers.by_account(receipt) or self.payers.by_name(receipt)
        if customer is None:
            return []
        return spend(self.book.open_items(customer, receipt.currency), receipt.amount)
