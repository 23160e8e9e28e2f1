# SPDX-License-Identifier: Apache-2.0
"""intraday_return_test.py - a returned item that an intraday report announces
is shown, and undoes nothing before the final statement brings it.
"""
import csv
from decimal import Decimal

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt
from reversal_test import check, returned

FINAL = """\
01,A,B,260310,0200,1,80,,2/
02,B,A,1,260309,,USD,2/
03,9876540123,,,,,/
16,165,25000,,B2,,INV-1002/
49,25000,3/
98,25000,1,5/
99,25000,1,7/
"""


class IntradayReturns(desk_test.Desk):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "100.00", **check("77", **invoice("INV-1001")))))
        self.submit(self.write("intraday.ndjson", returned(
            "R1", "100.00", **check("77", provisional=True))))
        self.assertEqual(self.statuses(), {"R1": "provisional"})
        self.assertEqual(self.open_items()["I1"], 0)
        self.assertEqual([row["kind"] for row in self.post()],
                         ["cash", "payment"])
        self.assert_conserved()

    def words(self):
        """Returns the exceptions of what was taken back, in turns."""
        return [what.get("exception", "") for *_, what in self.journal()
                if what.get("amount") == "-100.00"]

    def test_the_final_statement_undoes(self):
        self.submit(self.write("final.ndjson",
                               returned("R1", "100.00", **check("77"))))
        self.assertEqual(self.statuses(), {"R1": "reversal"})
        self.assertEqual(self.open_items()["I1"], 100)
        self.assert_conserved()
        # The same report late changes nothing.
        self.submit(self.write("late.ndjson", "\n" + returned(
            "R1", "100.00", **check("77", provisional=True))))
        self.assertEqual(self.open_items()["I1"], 100)
        self.assert_conserved()

    def test_without_it_the_return_is_withdrawn(self):
        self.submit(self.write("final.bai", FINAL))
        self.assertEqual(self.words(), ["PROVISIONAL", "WITHDRAWN"])
        self.assertEqual(self.open_items(), {"I1": 0, "I2": 0,
                                             "I3": Decimal("75.50")})
        self.assert_conserved()

    def test_both_in_one_run_are_one(self):
        self.submit(
            self.write("day.ndjson", returned("R2", "100.00", **check("77"))),
            self.write("early.ndjson", returned(
                "R2", "100.00", **check("77", provisional=True))))
        with open(self.path("out/receipts.csv"), newline="") as file:
            self.assertEqual(sorted(row["status"]
                                    for row in csv.DictReader(file)),
                             ["duplicate", "reversal"])
        self.assertEqual(self.open_items()["I1"], 100)
        self.assert_conserved()


class PostgresIntradayReturns(IntradayReturns, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
