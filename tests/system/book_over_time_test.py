# SPDX-License-Identifier: Apache-2.0
"""book_over_time_test.py - snapshots and deltas over what was applied since,
over both stores.
"""
import csv
import io

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt

HEADER = program.ITEMS.splitlines()[0] + "\n"


class BookOverTime(desk_test.Desk):
    def setUp(self):
        super().setUp()
        self.load_items()

    def load_rows(self, *rows, options=(), code=0):
        done = self.run_on_store("load", "--open-items", self.write(
            "load.csv", HEADER + "".join(row + "\n" for row in rows)),
                                 *options)
        self.assert_exit(done, code)
        return done

    def residuals(self):
        """Returns what a run would see, by item."""
        self.count = getattr(self, "count", 0) + 1
        self.submit(self.write(f"look{self.count}.ndjson",
                               receipt(f"LOOK{self.count}", "0.01")))
        with open(self.path("out/residual_open_items.csv"), newline="") as file:
            return {row["item_id"]: row["amount"]
                    for row in csv.DictReader(file)}

    def conflicts(self):
        done = self.run_on_store("conflicts")
        self.assert_exit(done, 0)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def pay(self, name, amount, number):
        self.submit(self.write(f"{name}.ndjson",
                               receipt(name, amount, **invoice(number))))

    def test_what_is_not_posted_is_taken_off_a_snapshot_again(self):
        self.pay("B1", "100.00", "INV-1001")
        self.load_rows("I1,ACME,INV-1001,USD,100.00,2026-01-10",
                       "I2,ACME,INV-1002,USD,250.00,2026-01-11")
        self.assertEqual(self.residuals(), {"I2": "250.00"})

    def test_what_a_list_says_is_posted_is_not(self):
        self.load("--rules", self.write("r.toml",
                                        '[short_pay]\npolicy = "apply"\n'))
        self.pay("B1", "40.00", "INV-1001")
        payment = next(row["posting_id"] for row in self.post()
                       if row["kind"] == "payment")
        self.load_rows("I1,ACME,INV-1001,USD,60.00,2026-01-10", options=[
            "--posted", self.write("posted.csv",
                                   "application_id\n" + payment + "\n")])
        self.assertEqual(self.residuals(), {"I1": "60.00"})

    def test_a_snapshot_is_all_that_is_open_and_a_delta_only_what_it_names(self):
        self.load_rows("I2,ACME,INV-1002,USD,200.00,2026-01-11",
                       options=["--delta"])
        self.assertEqual(self.residuals(),
                         {"I1": "100.00", "I2": "200.00", "I3": "75.50"})
        self.load_rows("I2,ACME,INV-1002,USD,150.00,2026-01-11",
                       "I4,BETA,INV-2002,USD,10.00,2026-01-12")
        self.assertEqual(self.residuals(), {"I2": "150.00", "I4": "10.00"})

    def test_an_item_whose_sign_would_flip_stays_and_is_listed(self):
        self.pay("B1", "100.00", "INV-1001")
        self.assertEqual(self.conflicts(), [])
        done = self.load_rows("I1,ACME,INV-1001,USD,30.00,2026-01-10",
                              options=["--delta"])
        self.assertIn("item I1: found 30.00 open in the ERP", done.stderr)
        self.assertEqual([(row["item_id"], row["document_number"],
                           row["loaded"], row["not_posted"], row["open"])
                          for row in self.conflicts()],
                         [("I1", "INV-1001", "30.00", "100.00", "0.00")])
        self.assertEqual(self.residuals(), {"I2": "250.00", "I3": "75.50"})
        # A load that agrees ends it.
        self.load_rows("I1,ACME,INV-1001,USD,100.00,2026-01-10",
                       options=["--delta"])
        self.assertEqual(self.conflicts(), [])
        self.verify()

    def test_amounts_of_an_earlier_day_are_refused(self):
        day = ["--delta", "--as-of"]
        one = "I1,ACME,INV-1001,USD,90.00,2026-01-10"
        self.load_rows(one, options=day + ["2026-03-05"])
        rows = self.rows()
        done = self.load_rows(one, options=day + ["2026-03-04"], code=1)
        self.assertIn("found amounts of 2026-03-04, expected 2026-03-05",
                      done.stderr)
        self.assertEqual(self.rows(), rows)
        self.load_rows(one, options=day + ["2026-03-05"])

    def test_a_new_invoice_settles_what_waited_at_once(self):
        self.pay("B1", "60.00", "INV-3001")
        self.assertEqual(self.statuses(), {"B1": "unidentified"})
        done = self.load_rows("I7,ACME,INV-3001,USD,60.00,2026-02-01",
                              options=["--delta"])
        self.assertIn("1 receipts that waited", done.stderr)
        self.assertEqual(self.journal()[-1][1], "allocated")
        self.assertEqual(self.worklist(), {})
        self.assertEqual(self.residuals(),
                         {"I1": "100.00", "I2": "250.00", "I3": "75.50"})
        self.verify()
        done = self.run_on_store("replay", "--rules", self.write("n.toml", ""))
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)

    def test_a_load_that_settles_nothing_decides_nothing(self):
        self.pay("B1", "60.00", "INV-3001")
        rows = self.rows()
        self.load_rows("I8,BETA,INV-9,USD,1.00,2026-02-01",
                       options=["--delta"])
        self.assertEqual(self.rows(), rows + 1)


class PostgresBook(BookOverTime, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
