# SPDX-License-Identifier: Apache-2.0
"""stress_test.py - scripts/stress over folders made for the test: a payer with
3,000 open items, whose receipts quote nothing."""
import os
import random
import subprocess
import sys
import unittest

import program
from program import ProgramTest

STRESS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                      "scripts", "stress")
HEAD = ("cust_number,posting_date,due_in_date,invoice_currency,"
        "total_open_amount,converted_usd,invoice_id\n")
ITEMS = 3000
RECEIPTS = 200


class Stress(ProgramTest):
    def stress(self, work):
        return subprocess.run(
            [sys.executable, STRESS, "--program", program.PROGRAM, "--work",
             self.path(work), "--items", str(ITEMS), "--receipts",
             str(RECEIPTS)],
            capture_output=True, text=True, timeout=120,
            env={**os.environ, "CASHMATCH_LEDGERS": self.path("source")})

    def write_source(self, amount):
        draw = random.Random(3)
        rows = [f"C{i % 2},2026-0{draw.randint(1, 3)}-{draw.randint(1, 28):02},"
                f"2026-04-{draw.randint(1, 30):02},USD,{amount(draw) / 100:.2f},,"
                f"{i}\n" for i in range(ITEMS)]
        self.write("source/open_stress/1.csv", HEAD + "".join(rows))

    def check(self, amount):
        """Within the limits of the script, and the same twice."""
        self.write_source(amount)
        done = self.stress("one")
        self.assert_exit(done, 0)
        self.assertIn(f"{ITEMS} open items, {ITEMS} of one payer, {RECEIPTS}"
                      " receipts, 100 of a right amount", done.stdout)
        self.assert_exit(self.stress("two"), 0)
        for name in sorted(os.listdir(self.path("one/out"))):
            if name != "timing.json":
                self.assertEqual(self.text("one/out", name),
                                 self.text("two/out", name), name)
        return done.stdout

    def test_without_a_folder_it_says_that_it_skips(self):
        done = self.stress("one")
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("SKIPPED, nothing was measured", done.stderr)

    def test_amounts_of_which_most_are_unique(self):
        printed = self.check(lambda draw: int(draw.lognormvariate(12, 1.5)) + 1)
        self.assertRegex(printed, r"applied [1-9]\d*, right [1-9]\d*, wrong 0\n")

    def test_few_amounts_that_recur(self):
        prices = [9900 + 1000 * i for i in range(40)]
        printed = self.check(lambda draw: draw.choice(prices))
        self.assertIn("applied 0, right 0, wrong 0\n", printed)

    def test_amounts_that_are_all_equal(self):
        self.check(lambda draw: 50000)


if __name__ == "__main__":
    program.main()
