# SPDX-License-Identifier: Apache-2.0
"""bai2 of PyPI: the receipts of BAI2 files.

Usage: bai2_reader.py FILE...
"""
import importlib.metadata
import sys

from bai2.bai2 import parse_from_string
from clock import Clock


def payments(text):
    """Yields what a user keeps of each transaction."""
    for group in parse_from_string(text, check_integrity=True).children:
        day = group.header.as_of_date
        for account in group.children:
            currency = account.header.currency or group.header.currency
            for line in account.children:
                yield (line.bank_reference, line.customer_reference,
                       line.amount, currency, day, line.type_code.code,
                       line.text)


def main():
    texts = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    clock = Clock()
    found = clock.run("job", lambda: [
        payment for text in texts for payment in payments(text)])
    clock.tell(importlib.metadata.version("bai2"),
               bytes=sum(len(text.encode()) for text in texts),
               receipts=len(found), amount=sum(p[2] for p in found))


if __name__ == "__main__":
    main()
