# SPDX-License-Identifier: Apache-2.0
"""mt-940 of PyPI: the receipts of MT940 files.

Usage: mt940_reader.py FILE...
"""
import importlib.metadata
import sys

import mt940
from clock import Clock


def payments(text):
    """Yields what a user keeps of each transaction."""
    for line in mt940.parse(text):
        data = line.data
        amount = data["amount"]
        yield (data.get("bank_reference"), data.get("customer_reference"),
               int(amount.amount.scaleb(2)), amount.currency, data["date"],
               data.get("entry_date"), data.get("applicant_name"),
               data.get("applicant_iban"), data.get("purpose"),
               data.get("transaction_details"))


def main():
    texts = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    clock = Clock()
    found = clock.run("job", lambda: [
        payment for text in texts for payment in payments(text)])
    clock.tell(importlib.metadata.version("mt-940"),
               bytes=sum(len(text.encode()) for text in texts),
               receipts=len(found), amount=sum(p[2] for p in found))


if __name__ == "__main__":
    main()
