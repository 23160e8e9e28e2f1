# SPDX-License-Identifier: Apache-2.0
"""tables_again_test.py - a run whose process ended before its tables were in
their place is sent again, and they are there; over both stores.
"""
import os
import shutil

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt


class TablesAgain(desk_test.Desk):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.first = self.write("a.ndjson", receipt(
            "B1", "100.00", **invoice("INV-1001")) +
            receipt("B2", "70.00", text=["nobody"]) +
            receipt("SHORT", "75.00", **invoice("INV-2001")))
        self.second = self.write("b.ndjson", receipt(
            "B3", "180.00", **invoice("INV-1002")))

    def tables(self, folder="out"):
        """Returns what the tables hold, but for how long it took."""
        found = {}
        for name in sorted(os.listdir(self.path(folder))):
            if name != "timing.json":
                found[name] = self.text(folder, name)
        return found

    def without_tables(self, *files):
        """A run that ends before its tables are there decides the same."""
        done = self.run_on_store("submit", *files)
        self.assert_exit(done, 0)

    def test_what_is_sent_again_has_the_tables_of_its_run(self):
        self.submit(self.first)
        wanted = self.tables()
        self.assertIn("B2", wanted["receipts.csv"])
        shutil.rmtree(self.path("out"))
        # The world moves on: other money, other rules, a decision of a person.
        self.without_tables(self.second)
        self.load("--rules", self.write("rules.toml",
                                        '[short_pay]\npolicy = "apply"\n'))
        self.decide([(self.worklist()["B2"], "payer", "BETA")])
        rows = self.rows()
        self.submit(self.first)
        self.assertEqual(self.tables(), wanted)
        self.assertEqual(self.rows(), rows)

    def test_a_run_of_two_files_comes_back_whole(self):
        self.submit(self.first, self.second)
        wanted = self.tables()
        shutil.rmtree(self.path("out"))
        self.submit(self.second, self.first)
        self.assertEqual(self.tables(), wanted)
        # One of them alone names the same run.
        self.submit(self.second)
        self.assertEqual(self.tables(), wanted)

    def test_what_waited_then_and_what_came_of_it_is_told_as_it_was(self):
        self.submit(self.write("c.ndjson", receipt(
            "W1", "33.00", **invoice("INV-9001"))))
        self.load("--open-items", self.write(
            "items.csv", program.ITEMS +
            "I4,ACME,INV-9001,USD,33.00,2026-01-10\n"))
        self.submit(self.first)
        wanted = self.tables()
        self.without_tables(self.second)
        shutil.rmtree(self.path("out"))
        self.submit(self.first)
        self.assertEqual(self.tables(), wanted)

    def test_tables_that_are_there_are_left(self):
        self.submit(self.first)
        self.write("out/mark", "")
        done = self.run_on_store("submit", "--out", "out", self.first)
        self.assert_exit(done, 0)
        self.assertIn("mark", self.tables())
        self.submit(self.first)  # but not with --overwrite
        self.assertNotIn("mark", self.tables())

    def test_files_of_several_runs_have_no_tables_together(self):
        self.without_tables(self.first)
        self.without_tables(self.second)
        done = self.submit(self.first, self.second)
        self.assertIn("several runs received this", done.stderr)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_a_file_of_nobody_else_is_no_table(self):
        self.without_tables(self.first)
        done = self.run_on_store("submit", "--strict", "--out", "out",
                                 self.first)
        self.assert_exit(done, 0)  # nothing of it was held
        self.assertEqual(self.tables()["receipts.csv"].count("\n"), 4)


class PostgresTablesAgain(TablesAgain, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
