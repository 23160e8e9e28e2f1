# SPDX-License-Identifier: Apache-2.0
"""RapidFuzz: the best name of the book for each name, by brute force.

Usage: names_rapidfuzz.py CORPUS SCORER THREADS

SCORER is ratio (process.cdist, which compares many at once with SIMD) or
token_set_ratio (process.extractOne, whatever the order of the words).
"""
import sys

import rapidfuzz
from rapidfuzz import fuzz, process, utils

from clock import Clock
from names_corpus import read_lines, share_found

QUERIES_AT_ONCE = 64


def by_ratio(queries, names, threads):
    rows = []
    for begin in range(0, len(queries), QUERIES_AT_ONCE):
        rows += process.cdist(
            queries[begin:begin + QUERIES_AT_ONCE], names, scorer=fuzz.ratio,
            workers=threads).argmax(axis=1).tolist()
    return rows


def by_token_set(queries, names, _):
    return [process.extractOne(query, names, scorer=fuzz.token_set_ratio)[2]
            for query in queries]


def main():
    corpus, scorer, threads = sys.argv[1:]
    clock = Clock()
    clean = utils.default_process
    names = clock.run("book", lambda: [
        clean(name) for name in read_lines(corpus, "names.txt")])
    queries = [clean(name) for name in read_lines(corpus, "queries.txt")]
    search = {"ratio": by_ratio, "token_set_ratio": by_token_set}[scorer]
    rows = clock.run("job", lambda: search(queries, names, int(threads)))
    clock.tell(rapidfuzz.__version__, found=share_found(corpus, rows))


if __name__ == "__main__":
    main()
