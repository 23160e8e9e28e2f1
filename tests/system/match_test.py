# SPDX-License-Identifier: Apache-2.0
"""match_test.py - match and explain as a user runs them."""
import csv
import hashlib
import io
import json
import os

import program
from program import ProgramTest

TABLES = ["receipts", "applications", "remainders", "suggestions",
          "residual_open_items", "cash_proof"]


class Match(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("r.ndjson", program.RECEIPTS)

    def rows(self, table, folder="out"):
        return list(csv.DictReader(io.StringIO(
            self.text(folder, table + ".csv"))))

    def test_one_id_for_two_receipts_rejects_the_run(self):
        line = '{"receipt_id":"%s","bank_reference":"B","account":"1",' \
            '"currency":"USD","amount":"%s","value_date":"2026-03-02"}\n'
        self.write("a.ndjson", line % ("A1", "1.00"))
        self.write("b.ndjson", line % ("A0", "1.00") + line % ("A1", "2.00"))
        done = self.match("a.ndjson", "b.ndjson")
        self.assert_exit(done, 1)
        self.assertIn("b.ndjson:2: RECEIPT-ID: found 'A1' with other content "
                      "than at a.ndjson:1, expected one content for one id",
                      done.stderr)
        self.assert_nothing_written()

    def test_results_are_all_there(self):
        done = self.match("r.ndjson")
        self.assert_exit(done, 0)
        self.assertEqual(
            sorted(os.listdir(self.path("out"))),
            sorted([t + ".csv" for t in TABLES] +
                   ["evidence.ndjson", "learned.ndjson", "summary.json",
                    "timing.json"]))
        receipts = self.rows("receipts")
        self.assertEqual([r["status"] for r in receipts],
                         ["applied", "unidentified"])
        self.assertEqual(receipts[1]["exception_code"], "NO_PAYER")
        applied = self.rows("applications")
        self.assertEqual([(a["item_id"], a["amount"]) for a in applied],
                         [("I1", "100.00")])
        self.assertEqual([i["item_id"] for i in self.rows(
            "residual_open_items")], ["I2", "I3"])

    def test_the_cash_proof_is_the_headline(self):
        done = self.match("r.ndjson")
        self.assertTrue(
            done.stderr.startswith("Cash proof USD: difference 0.00\n"),
            done.stderr)
        proof = self.rows("cash_proof")
        self.assertEqual({p["account"] for p in proof}, {"…0123"})
        self.assertEqual({p["difference"] for p in proof}, {"0.00"})

    def test_results_never_show_a_whole_account(self):
        self.match("r.ndjson")
        for name in os.listdir(self.path("out")):
            self.assertNotIn("9876540123", self.text("out", name), name)

    def test_summary_has_hashes_and_totals(self):
        rules = "[match]\napply = 0.999\n"
        self.write("rules.toml", rules)
        self.assert_exit(self.match("--rules", "rules.toml", "r.ndjson"), 0)
        summary = json.loads(self.text("out", "summary.json"))
        self.assertEqual(summary["rules_sha256"],
                         hashlib.sha256(rules.encode()).hexdigest())
        self.assertEqual(summary["inputs"][0]["sha256"], hashlib.sha256(
            program.RECEIPTS.encode()).hexdigest())
        self.assertEqual(summary["inputs"][0]["receipts"], 2)
        self.assertEqual(summary["receipts"]["applied"],
                         {"count": 1, "amount": {"USD": "100.00"}})
        self.assertEqual(summary["control"]["in"], summary["control"]["out"])
        self.assertEqual(summary["conservation"], "proved")

    def test_ndjson_tables_carry_the_same_rows(self):
        self.match("r.ndjson")
        expected = {t: self.rows(t) for t in TABLES}
        done = self.match("--format", "ndjson", "--overwrite", "r.ndjson")
        self.assert_exit(done, 0)
        for table in TABLES:
            rows = [json.loads(line) for line in self.text(
                "out", table + ".ndjson").splitlines()]
            plain = [{k: "" if v is None else str(v) for k, v in row.items()}
                     for row in rows]
            self.assertEqual(plain, expected[table], table)

    def test_residual_open_items_come_back_unchanged(self):
        for table_format in ["csv", "ndjson"]:
            self.assert_exit(self.match("--format", table_format,
                                        "--overwrite", "r.ndjson"), 0)
            name = "residual_open_items." + table_format
            done = self.run_program(
                "match", "--open-items", "out/" + name, "--format",
                table_format, "--overwrite", "--out", "again")
            self.assert_exit(done, 0)
            self.assertEqual(self.text("again", name), self.text("out", name))

    def test_threads_and_order_do_not_show(self):
        items = program.ITEMS.splitlines(keepends=True)
        self.write("items.csv", "".join(items[:1] + items[:0:-1]))
        first, second = program.RECEIPTS.splitlines(keepends=True)
        self.write("a.ndjson", second)
        self.write("b.ndjson", first)
        self.assert_exit(self.match("--threads", "1", "a.ndjson",
                                    "b.ndjson"), 0)
        os.rename(self.path("out"), self.path("first"))
        self.write("items.csv", program.ITEMS)
        self.assert_exit(self.match("--threads", "8", "b.ndjson",
                                    "a.ndjson"), 0)
        for name in sorted(os.listdir(self.path("first"))):
            if name != "timing.json":
                self.assertEqual(self.text("first", name),
                                 self.text("out", name), name)

    def test_brief(self):
        self.assert_exit(self.match("--brief", "r.ndjson"), 0)
        self.assertEqual(self.text("out", "applications.csv"),
                         "bank_reference,item_id,amount\nB1,I1,100.00\n")
        self.assertEqual([r["bank_reference"] for r in self.rows("receipts")],
                         ["B2"])

    def test_brief_decides_the_same_and_leaves_out_what_would_apply(self):
        off = program.RECEIPTS.splitlines()[0].replace('"100.00"', '"90.00"')
        self.write("off.ndjson", off + "\n")
        self.assert_exit(self.match("off.ndjson"), 0)
        told = self.rows("receipts")[0]
        self.assertIn("would apply with", told["explanation"])
        self.assert_exit(self.match("--brief", "--overwrite", "off.ndjson"), 0)
        brief = self.rows("receipts")[0]
        self.assertNotIn("would apply with", brief.pop("explanation"))
        del told["explanation"]
        self.assertEqual(brief, told)

    def test_stdin_and_read_piped_in_give_the_same_results(self):
        self.assert_exit(self.match("r.ndjson"), 0)
        os.rename(self.path("out"), self.path("first"))
        receipts = self.run_program("read", "r.ndjson")
        self.assert_exit(receipts, 0)
        self.assert_exit(self.match("-", stdin=receipts.stdout), 0)
        for table in TABLES:
            self.assertEqual(self.text("first", table + ".csv"),
                             self.text("out", table + ".csv"), table)

    def test_what_a_file_says_again_under_its_id_counts_once(self):
        read = self.run_program("read", "r.ndjson").stdout
        os.mkdir(self.path("x"))
        os.mkdir(self.path("y"))
        self.write("x/r.ndjson", read)
        self.write("y/r.ndjson", read)
        self.assert_exit(self.match("x/r.ndjson", "y/r.ndjson"), 0)
        twice = {t: self.text("out", t + ".csv") for t in TABLES}
        self.assertEqual([r["status"] for r in self.rows("receipts")],
                         ["applied", "duplicate", "unidentified", "duplicate"])
        for text in [read + read, "".join(
                line + "\n" + line + "\n" for line in read.splitlines())]:
            for threads in ["1", "4"]:
                self.assert_exit(self.match(
                    "--threads", threads, "--overwrite", "-", stdin=text), 0)
                for table in TABLES:
                    self.assertEqual(self.text("out", table + ".csv"),
                                     twice[table])

    def test_explain_tells_rules_and_decision(self):
        self.match("r.ndjson")
        done = self.run_program("explain", "--results", "out", "B2")
        self.assert_exit(done, 0)
        self.assertIn("unidentified", done.stdout)
        self.assertIn("NO_PAYER", done.stdout)
        self.assertIn("exact reference", done.stdout)
        applied = self.rows("receipts")[0]
        done = self.run_program("explain", "--results", "out",
                                applied["receipt_id"])
        self.assert_exit(done, 0)
        self.assertIn("exact reference", done.stdout)
        self.assertIn("INV-1001", done.stdout)
        self.assertIn("100.00", done.stdout)

    def test_explain_says_by_how_much_and_which_way_it_differs(self):
        self.write("off.ndjson", program.RECEIPTS.splitlines()[0].replace(
            '"100.00"', '"90.00"') + "\n")
        self.assert_exit(self.match("off.ndjson"), 0)
        done = self.run_program("explain", "--results", "out", "B1")
        self.assertIn("10.00 less than asked", done.stdout)

    def test_explain_without_such_a_receipt_or_results_is_1(self):
        self.match("r.ndjson")
        for arguments in [["--results", "out", "B77"],
                          ["--results", "nowhere", "B1"]]:
            done = self.run_program("explain", *arguments)
            self.assert_exit(done, 1)
            self.assertIn(arguments[1] if arguments[1] == "nowhere" else "B77",
                          done.stderr)


if __name__ == "__main__":
    program.main()
