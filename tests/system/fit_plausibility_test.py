# SPDX-License-Identifier: Apache-2.0
"""fit_plausibility_test.py - scripts/fit_plausibility over ledgers made for it."""
import os
import subprocess
import sys
import unittest
from bisect import bisect_right
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import program
from program import ProgramTest

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                      "scripts", "fit_plausibility")
LOADER = SourceFileLoader("fit", SCRIPT)
fit = module_from_spec(spec_from_loader("fit", LOADER))
LOADER.exec_module(fit)

HEAD = ("business_code,cust_number,name_customer,clear_date,doc_id,posting_date,"
        "document_create_date,document_create_date.1,due_in_date,invoice_currency,"
        "total_open_amount,invoice_id,isOpen\n")


def shape(dues, paid, numbers=None):
    items = [fit.Item(str(n), 1, due, None) for n, due in zip(
        numbers or range(100, 100 + len(dues)), dues)]
    return fit.shape_of(items, [k in paid for k in range(len(dues))])


class Shapes(unittest.TestCase):
    def test_the_most_telling_shape_counts(self):
        for dues, paid, wanted in (
                ([1, 1, 2], {1}, "single"), ([1, 1, 2], {0, 1, 2}, "all"),
                ([1, 1, 2], {0, 1}, "cut"), ([1, 2, 2, 3], {1, 2}, "group"),
                ([1, 2, 3, 4], {1, 2}, "run"), ([1, 2, 3, 4], {1, 3}, "two"),
                ([1, 1, 2, 2, 3], {1, 2}, "window"),
                ([1, 1, 2, 3, 3], {1, 3}, "win-1"),
                ([1, 2, 3, 4, 5], {1, 3, 4}, "run-1")):
            self.assertEqual(shape(dues, paid), wanted, (dues, paid))

    def test_neighbours_by_number_are_a_window(self):
        self.assertEqual(shape([1, 1, 2, 3, 3], {1, 3}, [9, 5, 7, 6, 8]), "number")
        self.assertEqual(shape([1, 1, 2, 3, 3], {1, 3}, [9, 105, 700, 600, 108]),
                         "win-1")
        self.assertEqual(shape([1, 1, 2, 2, 3, 3], {0, 4}, [1, 4, 2, 5, 3, 6]), "win-1")

    def test_most_of_some_dates_and_no_order_at_all(self):
        dues = [1, 1, 1, 2, 2, 2, 3, 3, 3]
        numbers = [1, 4, 7, 2, 5, 8, 3, 6, 9]
        self.assertEqual(shape(dues, {0, 2, 6, 8}, numbers), "most")
        self.assertEqual(shape(dues, {0, 4, 8}, [1, 4, 7, 2, 3, 8, 5, 6, 9]), "any")


class Header(unittest.TestCase):
    def test_what_is_pinned_is_read_and_written_in_the_same_form(self):
        text = fit.HEADER.read_text(encoding="utf-8")
        table = fit.Table.pinned(text)
        again = fit.Table.pinned(fit.render(text, table))
        self.assertEqual(len(table.late), fit.LATE_STEPS)
        self.assertEqual([len(row) for row in table.shapes],
                         [len(fit.SHAPES)] * (len(fit.SIZE_MOST) + 1))
        self.assertEqual(vars(again), vars(table))
        rest = r"\.\d+"
        self.assertEqual(fit.re.sub(rest, "", fit.render(text, table)).split(),
                         fit.re.sub(rest, "", text).split())


class Fit(ProgramTest):
    def ledger(self, late, both):
        """Two items a month for a year, one or both paid `late` days after due."""
        lines = []
        for month in range(1, 13):
            for half in (0, 1):
                due, left = f"2023{month:02}10", half and not both
                clear = "" if left else f"2023-{month:02}-{10 + late:02}"
                lines.append(f"1,C,Name,{clear},{month}{half},2023{month:02}01,,,{due},"
                             f"USD,{100 + month}.00,{month}{half},{left + 0}\n")
        return HEAD + "".join(lines)

    def fit(self, *arguments):
        return subprocess.run(
            [sys.executable, SCRIPT, "--ledgers", self.path("."), *arguments],
            capture_output=True, text=True, timeout=60)

    def write_all(self):
        for name, late, both in (("highradius", 0, True), ("spain_by_client", 1, False),
                                 ("udyam", 0, False)):
            self.write(f"ledgers/{name}.csv", self.ledger(late, both))

    def test_without_ledgers_it_says_that_it_skips(self):
        done = self.fit()
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("SKIPPED, nothing was fitted", done.stderr)

    def test_shares_are_those_of_the_ledgers_each_alike(self):
        self.write_all()
        done = self.fit()
        self.assert_exit(done, 0)
        table = fit.Table.pinned(done.stdout)
        # On the due date 24 of 24 in one ledger, 12 of 24 in another, half an
        # item of each kind more: 24.5 / 25 and 12.5 / 25.
        on_the_day = bisect_right(fit.LATE_FROM, 0)
        self.assertAlmostEqual(table.late[on_the_day], (0.98 + 0.5) / 2, places=3)
        self.assertAlmostEqual(table.late[on_the_day + 1], 0.5, places=3)
        # What one payment left the others left too.
        self.assertLess(table.late[-1], 0.03)
        # Both of two open items: 12 of 12 payments in one ledger, in the others
        # none of one; 12 / 62 and 1 / 51 are what these weigh.
        everything = (12.25 / 15 * 12 / 62 + 2 * 0.25 / 4 / 51) / (12 / 62 + 2 / 51)
        self.assertAlmostEqual(table.shapes[1][fit.SHAPES.index("all")], everything,
                               places=3)
        self.assertGreater(min(map(min, table.shapes)), 0)

    def test_check_says_how_far_it_is_off(self):
        self.write_all()
        done = self.fit("--check")
        self.assert_exit(done, 0)
        self.assertRegex(done.stdout, r"kPaidByLateness +off by 0\.\d+ in the mean, "
                         r"at most by 0\.\d+: \[\d+\] is 0\.\d+, fitted 0\.\d+")
        for name in ("highradius", "spain_by_client", "udyam"):
            self.assertRegex(done.stdout, name + r" +shape( +\d\.\d{4}){3}\n")


if __name__ == "__main__":
    program.main()
