# SPDX-License-Identifier: Apache-2.0
"""peers_test.py - a small run of scripts/peers, and what it must not overlook.

What PyPI and Go have is run where a run of scripts/peers has installed it, and
named as not run elsewhere: nothing is fetched here.
"""
import os
import re
import subprocess
import sys
import unittest
import unittest.mock
from pathlib import Path

import program

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench" / "peers"))
from harness.answers import Different, beside_truth, same_rows, same_totals
from harness.jobs import JOBS, Case, Entrant, Job
from harness.rounds import Result, run_job
from harness.table import table_of

INSTALLED = ("DuckDB", "Polars", "RapidFuzz", "bai2", "moov-io/bai2", "mt-940")
# Its library may be missing where the benches were built.
OPTIONAL = ("pugixml", "expat", "libxml2")


class Peers(program.ProgramTest):
    def peers(self, *arguments):
        return subprocess.run(
            [sys.executable, ROOT / "scripts" / "peers", "--no-install",
             "--venv", ROOT / "build" / "peers" / "venv", "--work",
             self.path("work"), "--build", os.path.dirname(program.PROGRAM),
             "--lines", "300", "--fuzzy-lines", "100", "--names", "100",
             "--receipts", "200", "--rounds", "1", "--threads", "1",
             *arguments], capture_output=True, text=True, check=False,
            timeout=280)

    def tables(self, done):
        """Returns for each table its rows, each of them its cells."""
        self.assert_exit(done, 0)
        return [[[cell.strip() for cell in line.strip("|").split("|")]
                 for line in table.splitlines() if line.startswith("| ")][1:]
                for table in done.stdout.split("medians of")[1:]]

    def test_every_job_has_its_table(self):
        tables = self.tables(self.peers())
        self.assertEqual(len(tables), len(JOBS))
        for job, rows in zip(JOBS.values(), tables):
            self.assertEqual(len(rows), len(job.entrants))
            for entrant, row in zip(job.entrants, rows):
                with self.subTest(job=job.name, row=row):
                    self.check(entrant, row)
        self.assertFalse(os.path.exists(self.path("work/postgres")))

    def check(self, entrant, row):
        """A row has times and an answer, or says why there are none."""
        if row[1].startswith("not run: "):
            print(f"{row[0]}: {row[1]}")
            self.assertTrue(entrant.name.startswith(INSTALLED + OPTIONAL))
            return
        self.assertTrue(re.fullmatch(
            re.escape(entrant.name) + r" v?\d[\w.]*", row[0]))
        self.assertRegex(row[-1], r"the same$|right, \d+ wrong$|found$")
        for ratio in row[-3:-1]:
            self.assertRegex(ratio, r"^\d+\.\d\d$")

    def test_the_rounds_are_a_file_that_can_be_compared(self):
        self.tables(self.peers("--jobs", "read-camt", "--rounds", "5", "--json",
                               self.path("rounds.json")))
        done = subprocess.run(
            [sys.executable, ROOT / "scripts" / "compare_bench", "--all",
             self.path("rounds.json"), self.path("rounds.json")],
            capture_output=True, text=True, check=False)
        self.assert_exit(done, 0)
        self.assertRegex(done.stdout,
                         r"\| read-camt/cashmatch/job .*\| \+0.0 \| same \|")

    def test_what_takes_too_long_is_left_out(self):
        ((ours, *_),) = self.tables(self.peers("--jobs", "read-camt",
                                               "--limit", "0"))
        self.assertEqual(ours[:2], ["cashmatch", "not run: took longer than 0 s"])

    def test_an_unknown_job_is_2(self):
        self.assert_exit(self.peers("--jobs", "exact,nonsense"), 2)


class Answers(program.ProgramTest):
    def answer(self, name, *rows):
        self.write(f"{name}/applications.csv",
                   "\n".join(["bank_reference,item_id,amount", *rows]) + "\n")
        return Path(self.path(name))

    def test_rows_are_compared_whatever_their_order(self):
        one = self.answer("one", "B1,I1,5.00", "B2,I2,6.00")
        expected, cell = same_rows(None, one, {}, None)
        self.assertEqual(cell, "2 rows, the same")
        same_rows(None, self.answer("two", '"B2",I2,6.00', "B1,I1,5.00"), {},
                  expected)
        for rows in (["B1,I1,5.00"], ["B1,I1,5.00", "B2,I2,6.01"],
                     ["B1,I1,5.00", "B2,I2,6.00", "B2,I2,6.00"]):
            with self.assertRaises(Different):
                same_rows(None, self.answer("other", *rows), {}, expected)

    def test_right_and_wrong_are_counted_beside_the_truth(self):
        self.write("corpus/truth.csv", "bank_reference,item_id,amount\n"
                   "B1,I1,5.00\nB2,I2,6.00\n")
        out = self.answer("out", "B1,I1,5.00", "B2,I3,6.00")
        self.assertEqual(beside_truth(Path(self.path("corpus")), out, {}, None)[1],
                         "50.00 % right, 1 wrong")

    def test_totals_that_differ_or_are_nothing(self):
        expected, _ = same_totals(None, None, {"receipts": 2, "amount": 9}, None)
        for told in ({"receipts": 1, "amount": 9}, {"receipts": 2, "amount": 8}):
            with self.assertRaises(Different):
                same_totals(None, None, told, expected)
        with self.assertRaises(Different):
            same_totals(None, None, {"receipts": 0, "amount": 0}, None)


class Rounds(program.ProgramTest):
    """Entrants that print what they are given."""

    def run_all(self, *codes, limit=60):
        job = Job("j", "Title", None, same_totals, tuple(
            Entrant(f"p{at}", (), lambda _, code=code: [sys.executable, "-c", code])
            for at, code in enumerate(codes)))
        tools = unittest.mock.Mock(environment=None)
        tools.missing.return_value = ""
        return run_job(job, Case(None, Path(self.path("out")), 1, tools, "1"), 2,
                       limit)

    @staticmethod
    def telling(receipts):
        return ("print('{\"version\": \"1\", \"stages\": {\"job\": [1, 1]}, "
                f"\"receipts\": {receipts}, \"amount\": 9}}')")

    def test_all_run_once_a_round(self):
        results = self.run_all(self.telling(2), self.telling(2))
        self.assertEqual([len(result.stages) for result in results], [2, 2])
        self.assertEqual({result.answer for result in results},
                         {"2 receipts, the same"})

    def test_another_answer_or_a_failure_ends_it(self):
        for code, said in ((self.telling(3), "p1 gives another answer"),
                           ("raise SystemExit('broken')", "p1 failed\nbroken")):
            with self.assertRaises(SystemExit) as ended:
                self.run_all(self.telling(2), code)
            self.assertIn(said, ended.exception.code)

    def test_one_that_hangs_is_named(self):
        _, result = self.run_all(self.telling(2), "while True: pass", limit=3)
        self.assertEqual((result.missing, result.stages),
                         ("took longer than 3 s", []))


class Table(unittest.TestCase):
    def test_medians_and_ratios(self):
        job = Job("j", "Title", None, None, tuple(
            Entrant(name, (), None) for name in ("ours", "theirs", "absent")))
        results = [
            Result("ours", "1", stages=[{"job": [w, w / 2]} for w in (3, 1, 2)]),
            Result("theirs", "2", stages=[{"job": [w, w]} for w in (9, 8, 1)]),
            Result("absent", missing="no network")]
        self.assertEqual(table_of(job, results, {"job": 1_000_000_000}, 3, 1)[-3:], [
            "| ours 1 | 1 | 2 | 1.00 | 1.00 |  |",
            "| theirs 2 | 8 | 8 | 8.00 | 4.00 |  |",
            "| absent | not run: no network |  |  |  |  |"])


if __name__ == "__main__":
    program.main()
