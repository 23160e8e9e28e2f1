# SPDX-License-Identifier: Apache-2.0
"""atomic_test.py - results are written whole or not at all."""
import os
import subprocess

import program
from program import ProgramTest

BAD = b"\x00\x01binary\xff"


class Atomic(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("r.ndjson", program.RECEIPTS)

    def test_an_existing_folder_is_refused_and_kept(self):
        self.write("out/mine.txt", "mine")
        done = self.match("r.ndjson")
        self.assert_exit(done, 1)
        self.assertIn("--overwrite", done.stderr)
        self.assertEqual(os.listdir(self.path("out")), ["mine.txt"])

    def test_overwrite_replaces_the_whole_folder(self):
        self.write("out/mine.txt", "mine")
        self.assert_exit(self.match("--overwrite", "r.ndjson"), 0)
        self.assertNotIn("mine.txt", os.listdir(self.path("out")))
        self.assertIn("summary.json", os.listdir(self.path("out")))

    def test_a_rejected_input_rejects_the_run(self):
        self.write("bad.bai", BAD)
        done = self.match("r.ndjson", "bad.bai")
        self.assert_exit(done, 1)
        self.assertIn("bad.bai", done.stderr)
        self.assert_nothing_written()

    def test_skip_rejected_goes_on_without_it(self):
        self.write("bad.bai", BAD)
        done = self.match("--skip-rejected", "r.ndjson", "bad.bai")
        self.assert_exit(done, 3)
        self.assertIn("bad.bai", done.stderr)
        self.assertIn('"rejected"', self.text("out", "summary.json"))

    def test_overwrite_keeps_the_old_results_when_the_run_fails(self):
        self.assert_exit(self.match("r.ndjson"), 0)
        before = self.text("out", "receipts.csv")
        self.write("bad.bai", BAD)
        self.assert_exit(self.match("--overwrite", "bad.bai"), 1)
        self.assertEqual(self.text("out", "receipts.csv"), before)

    def test_missing_files_are_named(self):
        for arguments in [["nowhere.bai"], ["--customers", "nowhere.csv"]]:
            done = self.match(*arguments)
            self.assert_exit(done, 1)
            self.assertIn(arguments[-1], done.stderr)
            self.assert_nothing_written()

    def test_wrong_rules_are_2_with_line_and_hint(self):
        self.write("rules.toml", "[tolerance]\nundre = { USD = \"5.00\" }\n")
        done = self.match("--rules", "rules.toml", "r.ndjson")
        self.assert_exit(done, 2)
        self.assertIn("rules.toml:2", done.stderr)
        self.assertIn("under", done.stderr)
        self.assert_nothing_written()
        self.assert_exit(self.match("--rules", "nowhere.toml", "r.ndjson"), 2)

    def test_all_faults_of_the_open_items_are_told(self):
        self.write("items.csv", program.ITEMS +
                   "I1,ACME,INV-7,USD,1.00,2026-01-01\n"
                   "I9,ACME,INV-9,XXQ,1.00,2026-01-01\n"
                   "I8,ACME,INV-8,USD,1.001,2026-01-01\n")
        done = self.match("r.ndjson")
        self.assert_exit(done, 1)
        for line in ["items.csv:5", "items.csv:6", "items.csv:7"]:
            self.assertIn(line, done.stderr)
        self.assert_nothing_written()

    def test_the_same_id_with_other_content_is_an_error(self):
        line = program.RECEIPTS.splitlines()[0]
        one = line.replace("{", '{"receipt_id":"X1",', 1)
        self.write("a.ndjson", one + "\n")
        self.write("b.ndjson", one.replace("100.00", "101.00") + "\n")
        done = self.match("a.ndjson", "b.ndjson")
        self.assert_exit(done, 1)
        self.assertIn("X1", done.stderr)
        self.assertIn("a.ndjson:1", done.stderr)
        self.assertIn("b.ndjson:1", done.stderr)
        self.assert_nothing_written()
        self.write("b.ndjson", one + "\n")
        self.assert_exit(self.match("a.ndjson", "b.ndjson"), 0)

    def test_out_in_a_folder_that_is_not_there_says_so(self):
        self.write("items.csv", program.ITEMS)
        done = self.run_program("match", "--open-items", "items.csv", "--out",
                                "no/such/out", "r.ndjson")
        self.assert_exit(done, 1)
        self.assertIn("no/such", done.stderr)

    def match_while(self, change):
        """Changes the open items when they were read and customers were not."""
        self.write("items.csv", program.ITEMS)
        os.mkfifo(self.path("customers"))
        run = subprocess.Popen(
            [program.PROGRAM, "match", "--open-items", "items.csv",
             "--customers", "customers", "--out", "out", "r.ndjson"],
            stderr=subprocess.PIPE, text=True, cwd=self.folder)
        with open(self.path("customers"), "w") as customers:
            change()
            customers.write("customer_id,name\nACME,Acme\n")
        said = run.communicate(timeout=60)[1]
        os.unlink(self.path("customers"))
        return run.returncode, said

    def test_open_items_that_change_while_they_are_read_stop_the_run(self):
        def write_into():
            with open(self.path("items.csv"), "r+") as items:
                items.write(program.ITEMS.replace("I1,", "I9,"))
        code, said = self.match_while(write_into)
        self.assertEqual(1, code, said)
        self.assertIn("items.csv: was written to while it was read", said)
        self.assert_nothing_written()

    def test_open_items_that_lose_bytes_meanwhile_end_the_run(self):
        """What is mapped behind their new end is no memory any more."""
        code, said = self.match_while(
            lambda: os.truncate(self.path("items.csv"), 0))
        self.assertEqual(1, code, said)
        self.assertIn("became shorter while it was read", said)
        self.assertNotIn("out", os.listdir(self.folder))

    def test_open_items_that_are_replaced_meanwhile_are_read_as_they_were(self):
        def replace():
            self.write("new.csv", program.ITEMS.replace("I1,", "I9,"))
            os.replace(self.path("new.csv"), self.path("items.csv"))
        code, said = self.match_while(replace)
        self.assertEqual(0, code, said)
        self.assertIn(",I1,", self.text("out", "applications.csv"))


if __name__ == "__main__":
    program.main()
