# SPDX-License-Identifier: Apache-2.0
"""Plain Python: the exact lockbox job with a dict and the csv module.

Usage: python_exact.py CORPUS OUT THREADS    (one thread, whatever is asked)
"""
import platform
import sys

from clock import Clock
from lockbox import read_items, read_lines, write_answer


def match(corpus, items):
    """Yields a row for each line whose number and amount an item has."""
    for reference, number, amount in read_lines(corpus):
        item = items.get((number, amount))
        if item is not None:
            yield reference, item, amount


def main():
    corpus, out, _ = sys.argv[1:]
    clock = Clock()
    items = clock.run("book", lambda: {
        (number, amount): item
        for item, number, amount in read_items(corpus)})
    clock.run("job", lambda: write_answer(out, match(corpus, items)))
    clock.tell(platform.python_version())


if __name__ == "__main__":
    main()
