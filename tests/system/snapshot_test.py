# SPDX-License-Identifier: Apache-2.0
"""snapshot_test.py - a book that was built before gives the same results."""
import os
from pathlib import Path

import program
from program import ProgramTest

CORPUS = ["--items", "3000", "--receipts", "2000", "--seed", "7"]
FILES = ["applications.csv", "receipts.csv", "remainders.csv",
         "suggestions.csv", "open_items.csv", "cash_proof.csv"]


class Snapshot(ProgramTest):
    def corpus(self):
        self.assert_exit(self.run_program(
            "generate", *CORPUS, "--out", "corpus"), 0)

    def snapshot(self, *more):
        return self.run_program(
            "snapshot", "--open-items", "corpus/open_items.csv", "--customers",
            "corpus/customers.csv", "--rules", "corpus/rules.toml", "--out",
            "book.cmb", *more)

    def match(self, out, *book, threads="2"):
        return self.run_program(
            "match", *book, "--rules", "corpus/rules.toml", "--threads",
            threads, "--out", out, "corpus/bank")

    def results(self, out):
        return {path.name: path.read_bytes()
                for path in Path(self.folder, out).iterdir()
                if path.name != "timing.json"}

    def test_same_bytes_as_from_the_files(self):
        self.corpus()
        self.assert_exit(self.snapshot(), 0)
        self.assert_exit(self.match(
            "a", "--open-items", "corpus/open_items.csv", "--customers",
            "corpus/customers.csv"), 0)
        self.assert_exit(self.match("b", "--open-items", "book.cmb"), 0)
        self.assert_exit(self.match("c", "--open-items", "book.cmb",
                                    threads="1"), 0)
        self.assertIn("applications.csv", self.results("a"))
        self.assertEqual(self.results("a"), self.results("b"))
        self.assertEqual(self.results("a"), self.results("c"))

    def test_stays_unless_told_to_overwrite(self):
        self.corpus()
        self.assert_exit(self.snapshot(), 0)
        before = Path(self.folder, "book.cmb").read_bytes()
        refused = self.snapshot()
        self.assert_exit(refused, 1)
        self.assertIn("--overwrite", refused.stderr)
        self.assertEqual(before, Path(self.folder, "book.cmb").read_bytes())
        self.assert_exit(self.snapshot("--overwrite"), 0)
        self.assertEqual([], [name for name in os.listdir(self.folder)
                              if "partial" in name])

    def test_what_is_damaged_is_refused_with_its_name(self):
        self.corpus()
        self.assert_exit(self.snapshot(), 0)
        path = Path(self.folder, "book.cmb")
        whole = path.read_bytes()
        middle = len(whole) // 2
        for bytes_, said in [
                (whole[:middle], "cut off"),
                (whole[:middle] + bytes([whole[middle] ^ 1])
                 + whole[middle + 1:], "checksum")]:
            path.write_bytes(bytes_)
            done = self.match("out", "--open-items", "book.cmb")
            self.assert_exit(done, 1)
            self.assertIn("book.cmb: ", done.stderr)
            self.assertIn(said, done.stderr)
            self.assertFalse(Path(self.folder, "out").exists())

    def test_other_terms_in_the_rules_are_refused(self):
        self.write("items.csv",
                   "item_id,customer_id,document_number,currency,amount,"
                   "document_date,payment_terms\n"
                   "1,C,1001,USD,10.00,2026-01-01,ZB10\n")
        for rules, percent in [("a.toml", 2), ("b.toml", 3)]:
            self.write(rules, '[terms."ZB10"]\nnet_days = 30\n'
                       f'discount_percent = "{percent}"\ndiscount_days = 10\n')
        self.write("r.ndjson", program.RECEIPTS)
        self.assert_exit(self.run_program(
            "snapshot", "--open-items", "items.csv", "--rules", "a.toml",
            "--out", "book.cmb"), 0)
        for rules, code in [("a.toml", 0), ("b.toml", 1)]:
            done = self.run_program(
                "match", "--open-items", "book.cmb", "--rules", rules, "--out",
                "out-" + rules, "r.ndjson")
            self.assert_exit(done, code)
        self.assertIn("payment terms", done.stderr)

    def test_lint_says_of_it_what_it_says_of_the_files(self):
        self.corpus()
        self.assert_exit(self.snapshot(), 0)
        self.write("odd.toml", '[customers."NOBODY"]\n'
                   "match.prepayment_days = 3\n"
                   + self.text("corpus", "rules.toml"))
        told = [self.run_program("lint", "--rules", "odd.toml", *book).stderr
                for book in (["--open-items", "corpus/open_items.csv",
                              "--customers", "corpus/customers.csv"],
                             ["--open-items", "book.cmb"])]
        self.assertIn("NOBODY", told[0])
        self.assertEqual(told[0], told[1])

    def test_customers_beside_it_are_refused(self):
        self.corpus()
        self.assert_exit(self.snapshot(), 0)
        done = self.match("out", "--open-items", "book.cmb", "--customers",
                          "corpus/customers.csv")
        self.assert_exit(done, 1)
        self.assertIn("is a snapshot", done.stderr)

    def test_the_ledger_and_the_backtest_want_rows(self):
        self.corpus()
        self.assert_exit(self.snapshot(), 0)
        done = self.run_program("load", "--store", "cash.db", "--open-items",
                                "book.cmb")
        self.assert_exit(done, 1)
        self.assertIn("is a snapshot", done.stderr)


if __name__ == "__main__":
    program.main()
