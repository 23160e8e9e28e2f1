# SPDX-License-Identifier: Apache-2.0
"""first_subset.py - the first items found that make the amount.

Described behaviour: what macros, solvers and the "combination" rules of several
products do. Of the open items of a known payer, in the order of the list (due
date), single items are tried first, then pairs, then triples, and so on; the
first set with the exact sum is taken, whether or not there are others. JD
Edwards' combination match and Oracle's account reconciliation document a first
hit and a limit; here it is STEPS sums looked at for one receipt.

The payer is the customer with the payer's account, else of that very name.
"""
from baselines.book import Matcher, Posting
from baselines.payers import Payers

STEPS = 20_000


def first_subset(amounts, total, steps=STEPS):
    """Returns the places of the first fewest amounts that make the total, or []."""
    left = [steps]

    def search(size, start, rest):
        for k in range(start, len(amounts) - size + 1):
            if left[0] <= 0:
                return None
            left[0] -= 1
            if size == 1:
                if amounts[k] == rest:
                    return [k]
            elif amounts[k] < rest:
                found = search(size - 1, k + 1, rest - amounts[k])
                if found:
                    return [k, *found]
        return None

    for size in range(1, len(amounts) + 1):
        if sum(sorted(amounts)[:size]) > total or left[0] <= 0:
            break
        if sum(sorted(amounts)[-size:]) >= total:
            found = search(size, 0, total)
            if found:
                return found
    return []


class FirstSubset(Matcher):
    title = "First subset found"

    def __init__(self, history, book):
        super().__init__(history, book)
        self.payers = Payers(history.customers)

    def match(self, receipt):
        customer = self.payers.by_account(receipt) or self.payers.by_name(receipt)
        if customer is None:
            return []
        items = self.book.open_items(customer, receipt.currency)
        found = first_subset([i.open for i in items], receipt.amount)
        return [Posting(items[k], items[k].open) for k in found]
