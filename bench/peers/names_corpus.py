# SPDX-License-Identifier: Apache-2.0
"""names_corpus: the names of a book, and each as a payer writes it.

A payer makes one slip (a sign dropped, doubled, swapped with the next or
replaced) or has the end cut off. The same names give the same queries.
"""
import csv
import random
from pathlib import Path

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def slipped(name, draw):
    at = draw.randrange(len(name) - 1)
    return (name[:at] + name[at + 1:],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2:],
            name[:at] + draw.choice(LETTERS) + name[at + 1:],
            name[:len(name) * 3 // 4])[draw.randrange(5)]


def write_names(customers, folder, queries):
    """Writes names.txt (every name once), queries.txt and expected.txt (the
    row of the name that each query was made of)."""
    with open(customers, newline="", encoding="utf-8") as file:
        names = sorted({" ".join(row["name"].split())
                        for row in csv.DictReader(file)} - {""})
    draw = random.Random(1)
    rows = [draw.randrange(len(names)) for _ in range(queries)]
    folder = Path(folder)
    folder.mkdir(parents=True)
    for name, lines in (
            ("names.txt", names),
            ("queries.txt", [slipped(names[row], draw) for row in rows]),
            ("expected.txt", [str(row) for row in rows])):
        (folder / name).write_text("".join(f"{line}\n" for line in lines),
                                   encoding="utf-8")
    return len(names)


def read_lines(folder, name):
    return (Path(folder) / name).read_text(encoding="utf-8").splitlines()


def share_found(folder, rows):
    """Returns the share of the queries whose row was found first."""
    expected = [int(row) for row in read_lines(folder, "expected.txt")]
    return sum(map(int.__eq__, expected, rows)) / len(expected)
