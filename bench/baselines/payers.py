# SPDX-License-Identifier: Apache-2.0
"""payers.py - who sent the money: by account, equal name, or quoted number."""
from collections import defaultdict

from baselines.texts import letters, whole_words


class Payers:
    def __init__(self, customers):
        self.accounts, self.names = defaultdict(set), defaultdict(set)
        self.numbers = defaultdict(set)
        for customer in customers:
            for account in customer.accounts:
                self.accounts[letters(account)].add(customer.id)
            for name in (customer.name, *customer.aliases):
                self.names[letters(name)].add(customer.id)
            self.numbers[customer.id.upper().lstrip("0")].add(customer.id)

    @staticmethod
    def _only(found):
        return next(iter(found)) if len(found) == 1 else None

    def by_account(self, receipt):
        """Returns the one customer with the payer's account, or None."""
        return self._only(self.accounts.get(letters(receipt.account), ()))

    def by_name(self, receipt):
        """Returns the one customer of that very name or alias, or None."""
        return self._only(self.names.get(letters(receipt.name), ()))

    def by_number(self, receipt):
        """Returns the one customer whose number is a word of the text, or None."""
        found = set()
        for word in whole_words(receipt.text):
            if len(word) >= 4:
                found |= self.numbers.get(word.lstrip("0"), set())
        return self._only(found)
