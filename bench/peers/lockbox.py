# SPDX-License-Identifier: Apache-2.0
"""lockbox: lines of advice of lockbox files in plain Python, and the answer.

What a script does that somebody writes in an afternoon: columns by slices, no
totals proved.
"""
import csv
from pathlib import Path


def read_items(corpus):
    """Yields (item_id, document_number, amount as text) of the open items."""
    with open(Path(corpus) / "open_items.csv", newline="",
              encoding="utf-8") as file:
        rows = csv.reader(file)
        at = {name: place for place, name in enumerate(next(rows))}
        item, number, amount = (at["item_id"], at["document_number"],
                                at["amount"])
        status, currency = at["status"], at["currency"]
        for row in rows:
            if row[status] != "closed" and row[currency] == "USD":
                yield row[item], row[number], row[amount]


def read_lines(corpus):
    """Yields (bank_reference, number, amount as text) of each line of advice."""
    for path in sorted((Path(corpus) / "bank").glob("*.lbx")):
        box = ""
        with open(path, encoding="ascii") as file:
            for line in file:
                if line[0] == "5":
                    box = f"{line[7:14].lstrip('0')}-20{line[14:20]}"
                elif line[0] == "4":
                    yield (f"{box}-{line[1:4]}-{line[4:7]}",
                           line[11:27].rstrip(),
                           f"{int(line[27:35])}.{line[35:37]}")


def write_answer(out, rows):
    """Writes (bank_reference, item_id, amount)."""
    with open(Path(out) / "applications.csv", "w", newline="",
              encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("bank_reference", "item_id", "amount"))
        writer.writerows(rows)
