# SPDX-License-Identifier: Apache-2.0
"""determinism_test.py - the same bytes of every result for any number of
threads, any order of the rows of open items and customers and of the files.

Over a generated corpus, and over a real ledger where the folder that
scripts/ledgers names is there.
"""
import json
import os
import random
import subprocess
import sys
import unittest

import program
from program import ProgramTest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
LEDGERS = os.environ.get("CASHMATCH_LEDGERS") or os.path.join(
    ROOT, "..", "shared", "ar-data")

THREADS = (1, 2, 3, 8)
PERMUTATIONS = 20
FILES_OF_A_LEDGER = 4


def shuffled(text, order):
    """Returns a table of one line a row with its rows in another order."""
    head, *rows = text.splitlines(keepends=True)
    order.shuffle(rows)
    return head + "".join(rows)


class Determinism(ProgramTest):
    def results(self, items, customers, files, threads):
        """Returns name -> bytes of every result file but timing.json."""
        done = self.run_program(
            "match", "--open-items", items, "--customers", customers, "--rules",
            self.rules, "--threads", str(threads), "--overwrite", "--out",
            "out", *files)
        self.assert_exit(done, 0)
        found = {name: self.text("out", name)
                 for name in sorted(os.listdir(self.path("out")))
                 if name != "timing.json"}
        return {**found, "what is printed": done.stderr}

    def assert_same(self, expected, found, how):
        self.assertEqual(sorted(expected), sorted(found), how)
        for name, content in expected.items():
            if content != found[name]:
                pairs = zip(content.splitlines(), found[name].splitlines())
                first = next((pair for pair in pairs if pair[0] != pair[1]),
                             "one is longer")
                self.fail(f"{how}: {name} differs: {first}")

    def check(self, folder, files, rules):
        """Runs every order and thread count; `rules` must have been at work."""
        items, customers = (f"{folder}/{name}.csv"
                            for name in ("open_items", "customers"))
        self.rules = f"{folder}/rules.toml"
        expected = self.results(items, customers, files, THREADS[0])
        found = json.loads(expected["summary.json"])["rules"]
        for rule in rules:
            self.assertGreater(found[rule]["count"], 0, rule)
        for threads in THREADS[1:]:
            self.assert_same(expected,
                             self.results(items, customers, files, threads),
                             f"{threads} threads")
        for seed in range(PERMUTATIONS):
            order = random.Random(seed)
            files = order.sample(files, len(files))
            for name, of in (("items", items), ("customers", customers)):
                self.write(f"{name}.csv", shuffled(self.text(of), order))
            self.assert_same(
                expected,
                self.results("items.csv", "customers.csv", files,
                             THREADS[seed % len(THREADS)]),
                f"permutation {seed}")

    def test_a_corpus_of_all_classes(self):
        self.assert_exit(self.run_program(
            "generate", "--items", "6000", "--receipts", "3000", "--seed", "11",
            "--out", "corpus"), 0)
        bank = sorted(os.listdir(self.path("corpus/bank")))
        self.check("corpus", [f"corpus/bank/{name}" for name in bank],
                   ["structured_reference", "exact_reference",
                    "alternate_reference", "fuzzy_reference", "payer_amount",
                    "payer_sum", "not_receivable"])

    def test_a_ledger(self):
        if not os.path.exists(f"{LEDGERS}/build_truth.py"):
            self.skipTest("SKIPPED, no folder of ledgers: CASHMATCH_LEDGERS")
        for command in (
                ["build_truth.py", "ledgers/spain_by_client.csv",
                 self.path("truth"), "--seed", "1"],
                ["to_cashmatch.py", self.path("truth"), self.path("ledger")]):
            subprocess.run([sys.executable, *command], cwd=LEDGERS, check=True,
                           stdout=subprocess.DEVNULL)
        receipts = self.text("ledger/receipts.ndjson").splitlines(keepends=True)
        files = [f"ledger/{i}.ndjson" for i in range(FILES_OF_A_LEDGER)]
        for i, name in enumerate(files):
            self.write(name, "".join(receipts[i::FILES_OF_A_LEDGER]))
        self.check("ledger", files, ["exact_reference", "payer_sum"])


if __name__ == "__main__":
    program.main()
