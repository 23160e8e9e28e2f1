#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""python_peer - reads a file with a Python peer: python_peer.py PEER FILE."""
import decimal
import json
import sys


def bai2(path):
    import bai2.bai2 as reader
    with open(path, encoding="utf-8") as file:
        parsed = reader.parse_from_file(file)
    amounts = [entry.amount or 0 for group in parsed.children
               for account in group.children for entry in account.children]
    return len(amounts), sum(amounts)


def mt940(path):
    import mt940 as reader
    parsed = reader.parse(path)
    amounts = [abs(entry.data["amount"].amount)
               for entry in parsed.transactions if "amount" in entry.data]
    return len(amounts), sum(amounts, decimal.Decimal(0))


def main():
    peer, path = sys.argv[1:]
    try:
        entries, total = {"bai2": bai2, "mt940": mt940}[peer](path)
        answer = {"ok": True, "entries": entries, "sum": str(total)}
    except Exception as error:  # whatever a peer throws is its answer
        answer = {"ok": False,
                  "error": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
