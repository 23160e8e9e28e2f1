# SPDX-License-Identifier: Apache-2.0
"""jobs: which programs do which job over which corpus.

The first entrant of a job is ours: ratios are to it, where `beside` does not
say otherwise.
"""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from harness.answers import (beside_truth, found_first, same_rows, same_totals)
from names_corpus import read_lines

PEERS = Path(__file__).resolve().parents[1]
QUERIES_MAX = 1_000


@dataclass(frozen=True)
class Case:
    """One run: where the files are, where the answer goes, with what."""
    corpus: Path
    out: Path
    threads: int
    tools: object
    version: str  # ours


@dataclass(frozen=True)
class Entrant:
    """`command` gives the words of a command line for a Case; `needs` are asked
    of tools.py."""
    name: str
    needs: tuple
    command: Callable
    beside: int = 0  # which entrant of the job its ratios are to


@dataclass(frozen=True)
class Job:
    name: str
    title: str
    make: Callable            # (corpora, size) -> folder
    check: Callable           # of answers.py
    entrants: tuple
    stages: dict = field(default_factory=lambda: {"job": "job"})
    by_bytes: bool = False    # MB/s instead of nanoseconds a line
    counted: str = "lines"
    # (corpus, size) -> how many each stage is divided by
    sizes: Callable = lambda _, size: {"book": size, "job": size}


def script(name, file, *needs, more=lambda case: (), beside=0):
    """A peer of bench/peers: CORPUS OUT THREADS, and what it takes besides."""
    return Entrant(name, needs, lambda case: [
        case.tools.python(), PEERS / file, case.corpus, case.out, case.threads,
        *more(case)], beside)


def ours():
    return script("cashmatch", "cashmatch_match.py", "cashmatch",
                  more=lambda case: [case.tools.program("cashmatch")])


def reader(name, *needs, command):
    """A program that is given the files of a corpus."""
    return Entrant(name, needs, lambda case: [
        *command(case), *sorted((case.corpus / "bank").iterdir())])


def built_reader(name, program):
    return reader(name, program,
                  command=lambda case: [case.tools.program(program)])


def python_reader(name, package, file):
    return reader(name, package,
                  command=lambda case: [case.tools.python(), PEERS / file])


LOAD_AND_JOB = {"book": "load", "job": "job"}

EXACT = Job(
    "exact", "Exact lockbox job",
    lambda corpora, size: corpora.matched("exact_lockbox", size), same_rows, (
        ours(),
        script("cashmatch, steady", "cashmatch_steady.py", "bench_load",
               more=lambda case: [case.tools.program("bench_load"),
                                  case.version], beside=1),
        script("DuckDB", "duckdb_exact.py", "duckdb"),
        script("DuckDB, steady", "duckdb_exact.py", "duckdb",
               more=lambda _: ["steady"], beside=1),
        script("Polars", "polars_exact.py", "polars"),
        script("PostgreSQL", "postgres_exact.py", "postgres"),
        script("Python, dict and csv", "python_exact.py")), LOAD_AND_JOB)

FUZZY = Job(
    "fuzzy", "References with one slip",
    lambda corpora, size: corpora.matched("one_slip", size), beside_truth, (
        ours(),
        script("DuckDB, damerau_levenshtein by amount", "duckdb_fuzzy.py",
               "duckdb"),
        script("RapidFuzz, extractOne by amount", "rapidfuzz_amount.py",
               "rapidfuzz"),
        script("RapidFuzz, cdist over all", "rapidfuzz_cdist.py", "rapidfuzz"),
        script("PostgreSQL, levenshtein by amount", "postgres_amount.py",
               "postgres"),
        script("PostgreSQL, pg_trgm", "postgres_trigrams.py", "postgres")),
    LOAD_AND_JOB)


def by_brute_force(scorer):
    return Entrant(
        f"RapidFuzz, {scorer}", ("rapidfuzz",), lambda case: [
            case.tools.python(), PEERS / "names_rapidfuzz.py", case.corpus,
            scorer, case.threads])


def names_and_lookups(corpus, _):
    return {"book": len(read_lines(corpus, "names.txt")),
            "job": len(read_lines(corpus, "queries.txt"))}


NAMES = Job(
    "names", "Names with one slip, each looked up among all",
    lambda corpora, size: corpora.names(size, min(size, QUERIES_MAX)),
    found_first, (
        Entrant("cashmatch, bench_names", ("bench_names",), lambda case: [
            case.tools.python(), PEERS / "names_cashmatch.py", case.corpus,
            case.out, case.tools.program("bench_names"), case.version]),
        by_brute_force("ratio"), by_brute_force("token_set_ratio")),
    {"book": "load, a name,", "job": "lookup"}, counted="lookups",
    sizes=names_and_lookups)


def reading(bank_format, *peers):
    return Job(
        f"read-{bank_format}", f"Reading {bank_format}",
        lambda corpora, size: corpora.read(bank_format, size), same_totals,
        (built_reader("cashmatch", "bench_peer_cashmatch"), *peers),
        by_bytes=True, counted="receipts")


JOBS = {job.name: job for job in (
    EXACT, FUZZY, NAMES,
    reading("camt", built_reader("pugixml", "bench_peer_pugixml"),
            built_reader("expat", "bench_peer_expat"),
            built_reader("libxml2, xmlTextReader", "bench_peer_libxml2")),
    reading("ndjson", built_reader("simdjson, ondemand",
                                   "bench_peer_simdjson")),
    reading("bai2", python_reader("bai2", "bai2", "bai2_reader.py"),
            reader("moov-io/bai2", "moov", command=lambda case: [
                case.tools.work / "moov_reader"])),
    reading("mt940", python_reader("mt-940", "mt-940", "mt940_reader.py")))}
