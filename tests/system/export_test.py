# SPDX-License-Identifier: Apache-2.0
"""export_test.py - posting files of a run over the samples."""
import csv
import io
import json
import os
from decimal import Decimal

import program
from program import ProgramTest

SAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "data", "samples")


class Export(ProgramTest):
    def setUp(self):
        super().setUp()
        done = self.run_program(
            "match", "--open-items", os.path.join(SAMPLES, "open_items.csv"),
            "--customers", os.path.join(SAMPLES, "customers.csv"), "--rules",
            os.path.join(SAMPLES, "rules.toml"), "--out", "out",
            *[os.path.join(SAMPLES, name) for name in
              ("prior-day.bai", "camt053.xml", "camt054.xml", "mt940.sta")])
        self.assert_exit(done, 0)

    def export(self, name, *more):
        done = self.run_program("export", "--results", "out", "--format", name,
                                *more)
        self.assert_exit(done, 0)
        return done.stdout

    def rows(self, name, column, of):
        with open(self.path("out/%s.csv" % name)) as file:
            return sum(Decimal(row[column]) for row in csv.DictReader(file)
                       if of(row))

    def test_the_journal_balances_and_debits_the_bank_with_all_money(self):
        rows = list(csv.DictReader(io.StringIO(self.export("journal-csv"))))
        entries = {}
        for row in rows:
            side = Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
            entry = entries.setdefault(row["entry_id"], [0, row["currency"]])
            entry[0] += side
            self.assertEqual(entry[1], row["currency"])
        self.assertEqual({entry[0] for entry in entries.values()}, {0})
        bank = sum(Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0)
                   for row in rows if row["account"] == "bank")
        self.assertEqual(bank, self.rows(
            "receipts", "amount", lambda row: row["status"] not in
            ("held", "duplicate", "provisional")))
        lines = [json.loads(line) for line in
                 self.export("journal-ndjson").splitlines()]
        self.assertEqual(lines, rows)

    def test_payments_are_the_cash_applied(self):
        rows = list(csv.DictReader(io.StringIO(self.export("dynamics365"))))
        applied = sum(
            Decimal(row["CREDITAMOUNT"] or 0) - Decimal(row["DEBITAMOUNT"] or 0)
            for row in rows if row["MARKEDINVOICE"])
        self.assertEqual(applied, self.rows(
            "applications", "amount", lambda row: row["kind"] == "payment"))

    def test_every_format_is_written_and_a_file_that_is_there_stays(self):
        for name in ("sap-multicash", "oracle-autolockbox", "netsuite",
                     "quickbooks", "xero"):
            text = self.export(name, "--bank-account", "1010")
            self.assertIn("1010", text)
            self.export(name, "--bank-account", "1010", "--out", name)
            with open(self.path(name), newline="") as file:
                self.assertEqual(file.read(), text)
            again = self.run_program("export", "--results", "out", "--format",
                                     name, "--out", name)
            self.assert_exit(again, 1)
            self.assertIn("--overwrite", again.stderr)
            self.assert_exit(self.run_program(
                "export", "--results", "out", "--format", name, "--out", name,
                "--overwrite"), 0)

    def test_each_account_of_ours_has_its_name(self):
        with open(self.path("out/receipts.csv")) as file:
            accounts = {row["account"] for row in csv.DictReader(file)
                        if row["status"] != "duplicate"}
        self.assertGreater(len(accounts), 2)
        one = self.run_program("export", "--results", "out", "--format",
                               "journal-csv", "--bank-account", "1200")
        self.assertIn("of ours are all 1200", one.stderr)
        names = {account: account[-4:] + ".1" for account in accounts}
        given = ["--bank-account=%s=%s" % (account[-4:], name)
                 for account, name in names.items()]
        done = self.run_program("export", "--results", "out", "--format",
                                "journal-csv", *given)
        self.assertNotIn("--bank-account", done.stderr)
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        self.assertEqual({row["own_account"] for row in rows}, accounts)
        for row in rows:
            self.assertEqual(row["bank_account"], names[row["own_account"]])
        done = self.run_program("export", "--results", "out", "--format",
                                "journal-csv", *given[1:])
        self.assertIn("no --bank-account names " + min(
            accounts, key=lambda account: given[0].find(account[-4:]) < 0),
                      done.stderr)
        for wrong in (["1", "2"], ["0123=1", "0123=2"], ["1;2"]):
            done = self.run_program(
                "export", "--results", "out", "--format", "xero",
                *["--bank-account=" + name for name in wrong])
            self.assert_exit(done, 2)

    def test_what_has_no_row_is_told_receipt_by_receipt(self):
        with open(self.path("out/receipts.csv")) as file:
            receipts = list(csv.DictReader(file))
        done = self.run_program("export", "--results", "out", "--format",
                                "xero")
        told = 0
        for row in receipts:
            line = "receipt %s: left out: " % row["receipt_id"]
            if row["status"] in ("unidentified", "not_receivable", "reversal"):
                self.assertIn(line, done.stderr)
                told += 1
            elif row["status"] == "applied":
                self.assertNotIn(line, done.stderr)
        self.assertGreater(told, 3)

    def test_a_run_on_a_store_is_handed_out_by_post(self):
        """Its tables tell money that waited in each run; two of them would
        book the bank twice."""
        self.assert_exit(self.run_program(
            "load", "--store", "cash.db", "--open-items",
            self.write("items.csv", program.ITEMS)), 0)
        self.assert_exit(self.run_program(
            "submit", "--store", "cash.db", "--out", "run",
            self.write("a.ndjson", program.RECEIPTS)), 0)
        done = self.run_program("export", "--results", "run", "--format",
                                "journal-csv")
        self.assert_exit(done, 1)
        self.assertEqual(done.stdout, "")
        self.assertIn("handed out once by `cashmatch post`", done.stderr)

    def test_wrong_names_and_folders(self):
        done = self.run_program("export", "--results", "out", "--format", "sap")
        self.assert_exit(done, 2)
        done = self.run_program("export", "--results", "nowhere", "--format",
                                "xero")
        self.assert_exit(done, 1)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    program.main()
