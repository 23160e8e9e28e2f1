# SPDX-License-Identifier: Apache-2.0
"""RapidFuzz: references with one slip, each against the whole book.

Usage: rapidfuzz_cdist.py CORPUS OUT THREADS

process.cdist compares many at once with SIMD; of the items within one edit the
one of the same amount is taken.
"""
import sys

import numpy
import rapidfuzz
from rapidfuzz import process
from rapidfuzz.distance import OSA

from clock import Clock
from lockbox import read_items, read_lines, write_answer

LINES_AT_ONCE = 512


def match(corpus, items, threads):
    numbers = [number for _, number, _ in items]
    lines = list(read_lines(corpus))
    for begin in range(0, len(lines), LINES_AT_ONCE):
        block = lines[begin:begin + LINES_AT_ONCE]
        distances = process.cdist(
            [number for _, number, _ in block], numbers, scorer=OSA.distance,
            score_cutoff=1, dtype=numpy.uint8, workers=threads)
        near = {}
        for line, item in numpy.argwhere(distances <= 1):
            if items[item][2] == block[line][2]:
                near.setdefault(line, []).append(items[item][0])
        for line, found in near.items():
            if len(found) == 1:
                yield block[line][0], found[0], block[line][2]


def main():
    corpus, out, threads = sys.argv[1:]
    clock = Clock()
    items = clock.run("book", lambda: list(read_items(corpus)))
    clock.run("job", lambda: write_answer(
        out, match(corpus, items, int(threads))))
    clock.tell(rapidfuzz.__version__)


if __name__ == "__main__":
    main()
