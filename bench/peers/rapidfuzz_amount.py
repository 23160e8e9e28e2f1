# SPDX-License-Identifier: Apache-2.0
"""RapidFuzz: references with one slip, among the items of the same amount.

Usage: rapidfuzz_amount.py CORPUS OUT THREADS    (one thread, as extractOne is)
"""
import sys

import rapidfuzz
from rapidfuzz import process
from rapidfuzz.distance import OSA

from clock import Clock
from lockbox import read_items, read_lines, write_answer


def load(corpus):
    """Returns {amount: {item_id: number}}."""
    book = {}
    for item, number, amount in read_items(corpus):
        book.setdefault(amount, {})[item] = number
    return book


def match(corpus, book):
    for reference, number, amount in read_lines(corpus):
        found = process.extractOne(number, book.get(amount, {}),
                                   scorer=OSA.distance, score_cutoff=1)
        if found:
            yield reference, found[2], amount


def main():
    corpus, out, _ = sys.argv[1:]
    clock = Clock()
    book = clock.run("book", lambda: load(corpus))
    clock.run("job", lambda: write_answer(out, match(corpus, book)))
    clock.tell(rapidfuzz.__version__)


if __name__ == "__main__":
    main()
