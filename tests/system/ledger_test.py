# SPDX-License-Identifier: Apache-2.0
"""ledger_test.py - receivables that live on between runs, over both stores.

CASHMATCH_POSTGRES_URL_FILE names a file with the address of a server; ctest
sets it. Without it the tests of the production store fail.
"""
import csv
import fcntl
import json
import os
import sqlite3
import subprocess
from pathlib import Path

import program
from program import ProgramTest

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
BANK_FILES = ["prior-day.bai", "intraday.bai", "lockbox-documents.lbx",
              "lockbox-remitter.lbx", "camt053.xml", "camt054.xml"]


def receipt(reference, amount, **more):
    """Returns one line of canonical NDJSON."""
    return json.dumps({"bank_reference": reference, "account": "9876540123",
                       "currency": "USD", "amount": amount,
                       "value_date": "2026-03-02", **more}) + "\n"


class Ledger(ProgramTest):
    store = "cash.db"

    def run_on_store(self, command, *arguments, **more):
        return self.run_program(command, "--store", self.store, "--spool",
                                "spool", *arguments, **more)

    def load(self, *arguments):
        done = self.run_on_store("load", *arguments)
        self.assert_exit(done, 0)
        return done

    def submit(self, *arguments, code=0):
        done = self.run_on_store("submit", "--overwrite", "--out", "out",
                                 *arguments)
        self.assert_exit(done, code)
        return done

    def verify(self):
        done = self.run_on_store("verify")
        self.assert_exit(done, 0)
        return done.stdout

    def rows(self):
        """Returns how many rows the journal has."""
        return json.loads(self.verify())["seq"]

    def statuses(self):
        with open(self.path("out/receipts.csv"), newline="") as file:
            return {row["bank_reference"]: row["status"]
                    for row in csv.DictReader(file)}

    def load_items(self):
        self.load("--open-items", self.write("items.csv", program.ITEMS))


class OneRun(Ledger):
    def test_the_samples_in_one_run_decide_as_match_does(self):
        samples = str(SAMPLES)
        self.load("--open-items", f"{samples}/open_items.csv", "--customers",
                  f"{samples}/customers.csv", "--rules",
                  f"{samples}/rules.toml")
        files = [f"{samples}/{name}" for name in BANK_FILES]
        self.submit(*files)
        done = self.run_program(
            "match", "--open-items", f"{samples}/open_items.csv",
            "--customers", f"{samples}/customers.csv", "--rules",
            f"{samples}/rules.toml", "--out", "plain", *files)
        self.assert_exit(done, 0)
        for table in ["receipts", "applications", "residual_open_items",
                      "cash_proof"]:
            self.assertEqual(self.text("out", f"{table}.csv"),
                             self.text("plain", f"{table}.csv"), table)
        self.verify()

    def test_a_file_that_came_before_is_told_and_left_out(self):
        self.load_items()
        one = self.write("a.ndjson", receipt("B1", "100.00", text=["INV-1001"]))
        self.submit(one)
        rows = self.rows()
        other = self.write("b.ndjson", self.text("a.ndjson"))
        for _ in range(3):
            self.assertIn("received before", self.submit(other).stderr)
        self.assertEqual(self.rows(), rows)

    def test_money_that_came_before_is_a_duplicate_and_twins_are_two(self):
        self.load_items()
        twin = receipt("", "40.00", payer={"name": "Nobody"})
        self.submit(self.write("monday.ndjson", twin + twin))
        with open(self.path("out/receipts.csv")) as file:
            self.assertEqual(len(file.readlines()), 3)
        # The next day's file overlaps and brings a third of the same.
        self.submit(self.write("tuesday.ndjson", twin + twin + twin))
        with open(self.path("out/receipts.csv"), newline="") as file:
            found = [row["status"] for row in csv.DictReader(file)]
        self.assertEqual(sorted(found), ["duplicate", "duplicate",
                                         "unidentified", "unidentified",
                                         "unidentified"])
        self.verify()

    def test_a_rejected_file_decides_nothing(self):
        self.load_items()
        rows = self.rows()
        self.submit(self.write("bad.bai", b"\x00\x01\xff"), code=1)
        self.assertEqual(self.rows(), rows)

    def test_refused_open_items_change_nothing(self):
        self.load_items()
        rows = self.rows()
        done = self.run_on_store("load", "--open-items", self.write(
            "bad.csv", program.ITEMS + "I1,ACME,INV-7,USD,1.00,2026-01-01\n"))
        self.assert_exit(done, 1)
        self.assertEqual(self.rows(), rows)


class OverTime(Ledger):
    def test_items_stay_paid_from_run_to_run(self):
        self.load_items()
        self.submit(self.write("a.ndjson",
                               receipt("B1", "100.00", text=["INV-1001"])))
        self.assertEqual(self.statuses(), {"B1": "applied"})
        self.submit(self.write("b.ndjson",
                               receipt("B2", "100.00", text=["INV-1001"])))
        self.assertEqual(self.statuses(), {"B2": "unapplied"})
        self.assertIn("PAID_TWICE", self.text("out", "receipts.csv"))
        self.verify()

    def test_money_that_was_only_announced_stays_money_once_it_came(self):
        """Waiting receipts are looked at again in each run, as they came."""
        self.load_items()
        self.submit(self.write("a.ndjson",
                               receipt("B1", "60.00", provisional=True)))
        self.assertEqual(self.statuses(), {"B1": "provisional"})
        self.submit(self.write("b.ndjson", receipt("B1", "60.00")))
        for run in range(3):
            self.assertEqual(self.statuses()["B1"], "unidentified", run)
            self.submit(self.write(f"{run}.ndjson",
                                   receipt(f"O{run}", "1.00")))
        self.verify()

    def test_a_new_invoice_picks_up_a_receipt_that_waited(self):
        self.load_items()
        self.submit(self.write("a.ndjson",
                               receipt("B1", "60.00", text=["INV-3001"])))
        self.assertEqual(self.statuses(), {"B1": "unidentified"})
        self.load("--delta", "--open-items", self.write(
            "more.csv", program.ITEMS.splitlines()[0] +
            "\nI7,ACME,INV-3001,USD,60.00,2026-02-01\n"))
        self.submit(self.write("b.ndjson",
                               receipt("B2", "250.00", text=["INV-1002"])))
        # B1 was settled by the load, and waits no more.
        self.assertEqual(self.statuses(), {"B2": "applied"})
        self.assertNotIn("I7", self.text("out", "residual_open_items.csv"))
        self.verify()

    def test_a_later_run_pays_no_more_than_was_left(self):
        self.load_items()
        self.load("--rules", self.write(
            "rules.toml", '[short_pay]\npolicy = "apply"\n'))
        for day in ["1", "2", "3"]:
            self.submit(self.write(f"{day}.ndjson", receipt(
                f"B{day}", "40.00", text=["INV-1001"],
                references=[{"type": "invoice", "value": "INV-1001"}])))
        with open(self.path("out/residual_open_items.csv")) as file:
            self.assertNotIn("INV-1001", [row["document_number"]
                                          for row in csv.DictReader(file)
                                          if row["item_id"] == "I1"])
        self.verify()


class Sqlite(Ledger):
    def change(self, sql):
        """Runs SQL past the triggers, as somebody with the file could."""
        store = sqlite3.connect(self.path(self.store))
        for trigger in ["journal_is_never_changed", "journal_is_never_cut"]:
            store.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        store.execute(sql)
        store.commit()
        store.close()

    def test_verify_names_the_first_row_that_was_touched(self):
        self.load_items()
        for number in range(4):
            self.submit(self.write(f"{number}.ndjson",
                                   receipt(f"B{number}", "1.00")))
        rows = self.rows()
        original = Path(self.path(self.store)).read_bytes()
        for sql, place in [
                ("UPDATE journal SET payload = payload || ' ' WHERE seq = 4",
                 "row 4"),
                ("UPDATE journal SET who = 'eve' WHERE seq = 2", "row 2"),
                ("DELETE FROM journal WHERE seq = 3", "row 4"),
                ("UPDATE journal SET link = zeroblob(32) WHERE seq = 5",
                 "row 5")]:
            Path(self.path(self.store)).write_bytes(original)
            self.change(sql)
            done = self.run_on_store("verify")
            self.assert_exit(done, 1)
            self.assertIn(place, done.stderr, sql)
        Path(self.path(self.store)).write_bytes(original)
        self.assertEqual(self.rows(), rows)

    def test_two_writers_do_not_meet(self):
        self.load_items()
        with open(self.path("cash.db.lock"), "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.run_on_store("submit", self.write(
                "a.ndjson", receipt("B1", "1.00")))
        self.assert_exit(done, 1)
        self.assertIn("held by process", done.stderr)


class OnPostgres(Ledger):
    """Each test has a database of its own."""
    def setUp(self):
        super().setUp()
        address = os.environ.get("CASHMATCH_POSTGRES_URL_FILE", "")
        self.assertTrue(address and os.path.exists(address),
                        "run by ctest, which starts a PostgreSQL server")
        server = Path(address).read_text().strip()
        name = f"ledger_{os.getpid()}_{abs(hash(self.id()))}"
        subprocess.run(["psql", "-q", server, "-c", f"CREATE DATABASE {name}"],
                       check=True)
        self.store = server.replace("/postgres?", f"/{name}?")


class Postgres(OnPostgres, OneRun, OverTime):
    pass


if __name__ == "__main__":
    program.main()
