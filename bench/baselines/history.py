# SPDX-License-Identifier: Apache-2.0
"""history.py - items, customers, receipts and the truth of one data set.

Reads the folder that scripts/ledgers builds: open_items.csv, customers.csv,
receipts.ndjson, rules.toml; truth.csv and truth_adjustments.csv for the judge
alone. Amounts are minor units (cents), dates are day numbers.
"""
import csv
import json
import tomllib
from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path


def minor(text):
    """Returns an amount in minor units; all currencies here have two digits."""
    return int((Decimal(text) * 100).to_integral_value())


def day(text):
    return date.fromisoformat(text).toordinal()


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Item:
    """An open item; `open` is what is left of `amount`."""

    def __init__(self, row, percents):
        self.id, self.customer = row["item_id"], row["customer_id"]
        self.number, self.currency = row["document_number"], row["currency"]
        self.amount = self.open = minor(row["amount"])
        self.dated = day(row["document_date"])
        self.due = day(row.get("due_date") or row["document_date"])
        self.terms = row.get("payment_terms", "")
        percent = percents.get(self.terms, Decimal(0))
        self.discount = int((self.amount * percent / 100).quantize(
            Decimal(1), ROUND_HALF_UP))
        # Items of one kind can only be told apart by their numbers.
        self.kind = (row.get("company_code", ""), self.customer, self.currency,
                     row.get("document_type", ""), self.terms, self.amount,
                     self.dated, self.due)

    def earned(self, when):
        """Returns the discount that a payment of the whole item has earned."""
        untouched = self.open == self.amount
        return self.discount if untouched and when <= self.due else 0


class Customer:
    def __init__(self, row):
        self.id, self.name = row["customer_id"], row["name"]
        self.aliases = [a for a in row.get("aliases", "").split("|") if a]
        self.accounts = [a for a in row.get("bank_accounts", "").split("|") if a]


class Receipt:
    def __init__(self, row):
        payer = row.get("payer", {})
        self.reference = row["bank_reference"]
        self.day, self.currency = day(row["value_date"]), row["currency"]
        self.amount = minor(row["amount"])
        self.name, self.account = payer.get("name", ""), payer.get("account", "")
        self.text = " ".join(row.get("text", ()))


class History:
    """One data set, and what is true of it."""

    def __init__(self, folder):
        folder = Path(folder)
        with open(folder / "rules.toml", "rb") as file:
            terms = tomllib.load(file).get("terms", {})
        percents = {code: Decimal(term.get("discount_percent", "0"))
                    for code, term in terms.items()}
        self.items = [Item(r, percents) for r in rows(folder / "open_items.csv")]
        self.customers = [Customer(r) for r in rows(folder / "customers.csv")]
        with open(folder / "receipts.ndjson", encoding="utf-8") as file:
            self.receipts = [Receipt(json.loads(line)) for line in file]
        self.receipts.sort(key=lambda r: r.day)
        self.paid = defaultdict(list)       # by receipt: (item, amount)
        self.differs = set()                # receipts with a discount, fee, short pay
        by_id = {item.id: item for item in self.items}
        for row in rows(folder / "truth.csv"):
            self.paid[row["bank_reference"]].append(
                (by_id[row["item_id"]], minor(row["amount"])))
        for row in rows(folder / "truth_adjustments.csv"):
            if row["kind"] not in ("on_account", "unidentified"):
                self.differs.add(row["bank_reference"])

    def is_part(self, receipt, postings):
        """Tells whether only true items are paid, up to their numbers, not all."""
        truth = Counter(i.kind for i, _ in self.paid.get(receipt.reference, []))
        found = Counter(p.item.kind for p in postings)
        return bool(found) and found < truth

    def is_right(self, receipt, postings):
        """Tells as `cashmatch backtest` does: exactly the true items, up to those
        that only their number tells apart, and where history has no difference
        with exactly the true amounts."""
        truth = self.paid.get(receipt.reference, [])
        found = sorted((p.item.kind, p.paid) for p in postings)
        wanted = sorted((item.kind, amount) for item, amount in truth)
        if receipt.reference in self.differs:
            found, wanted = [k for k, _ in found], [k for k, _ in wanted]
        return bool(wanted) and found == wanted
