# SPDX-License-Identifier: Apache-2.0
"""brief_test.py - match --brief decides as match does, whatever the inputs."""
import csv
import io
import json
from pathlib import Path

import program
from program import ProgramTest

MIX = """exact = 60
typo = 8
amount_only = 12
combination = 8
unmatched = 4
short_pay = 8
[payers]
items = 6
[formats]
lockbox = {lockbox}
camt = {camt}
bai2 = {bai2}
ndjson = {ndjson}
"""


class Brief(ProgramTest):
    def rows(self, folder, table):
        return list(csv.DictReader(io.StringIO(
            self.text(folder, table + ".csv"))))

    def generate(self, seed, **formats):
        self.write("mix.toml", MIX.format(**{
            "lockbox": 0, "camt": 0, "bai2": 0, "ndjson": 0, **formats}))
        self.assert_exit(self.run_program(
            "generate", "--items", "4000", "--receipts", "2500", "--seed",
            str(seed), "--mix", "mix.toml", "--overwrite", "--out", "corpus"),
            0)

    def match(self, out, *more):
        done = self.run_program(
            "match", "--open-items", "corpus/open_items.csv", "--customers",
            "corpus/customers.csv", "--rules", "corpus/rules.toml",
            "--overwrite", "--out", out, *more, "corpus/bank")
        self.assertIn(done.returncode, (0, 2), done.stderr)
        return done

    def compare(self):
        self.match("full")
        whole = [[a["bank_reference"], a["item_id"], a["amount"]]
                 for a in self.rows("full", "applications")
                 if a["kind"] == "payment"]
        summary = json.loads(self.text("full", "summary.json"))
        del summary["learned"]
        for threads in ("1", "3"):
            self.match("brief", "--brief", "--threads", threads)
            brief = [list(a.values())
                     for a in self.rows("brief", "applications")]
            self.assertEqual(brief, whole)
            self.assertEqual(json.loads(self.text("brief", "summary.json")),
                             summary)
            for table in ("cash_proof", "residual_open_items", "remainders",
                          "suggestions"):
                self.assertEqual(self.text("brief", table + ".csv"),
                                 self.text("full", table + ".csv"), table)
            self.assertEqual(
                [(r["receipt_id"], r["status"], r["exception_code"])
                 for r in self.rows("brief", "receipts")],
                [(r["receipt_id"], r["status"], r["exception_code"])
                 for r in self.rows("full", "receipts")
                 if r["status"] != "applied"])
        return summary

    def test_checks_of_every_kind(self):
        for seed in (1, 2, 3):
            self.generate(seed, lockbox=100)
            summary = self.compare()
            self.assertGreater(
                summary["rules"]["exact_reference"]["count"], 500)
            self.assertGreater(summary["receipts"]["suggested"]["count"], 0)

    def test_checks_beside_statements(self):
        self.generate(4, lockbox=60, camt=25, bai2=15)
        self.compare()

    def test_checks_beside_receipts_with_ids(self):
        """Ids that might be ours, and others."""
        self.generate(6, lockbox=50, camt=15, bai2=15, ndjson=20)
        self.compare()
        bank = Path(self.path("corpus/bank"))
        for make in (lambda n: f"OURS-{n}", lambda n: f"{n:020x}"):
            number = 0
            for name in sorted(bank.glob("*.ndjson")):
                rows = [json.loads(line)
                        for line in name.read_text().splitlines()]
                for row in rows:
                    number += 1
                    row["receipt_id"] = make(number)
                name.write_text("".join(json.dumps(row) + "\n"
                                        for row in rows))
            self.compare()

    def test_a_check_in_the_form_we_print_is_the_same_check(self):
        """A lockbox read to NDJSON has ids of ours: with other content under
        one of them nothing is written, briefly or not."""
        self.generate(7, lockbox=100)
        bank = Path(self.path("corpus/bank"))
        name = sorted(bank.glob("*.lbx"))[0]
        rows = self.run_program("read", str(name)).stdout.splitlines()
        again = json.loads(next(row for row in rows if "advice" in row))
        (bank / "again.ndjson").write_text(json.dumps(again) + "\n")
        summary = self.compare()
        self.assertEqual(summary["receipts"]["duplicate"]["count"], 1)
        again["amount"] = "1.00"
        (bank / "again.ndjson").write_text(json.dumps(again) + "\n")
        for more in ((), ("--brief",)):
            done = self.run_program(
                "match", "--open-items", "corpus/open_items.csv",
                "--customers", "corpus/customers.csv", "--overwrite", "--out",
                "other", *more, "corpus/bank")
            self.assert_exit(done, 1)
            self.assertIn("RECEIPT-ID", done.stderr)

    def test_a_batch_that_two_files_have_otherwise(self):
        """It is told, and both ways count the same."""
        self.generate(5, lockbox=100)
        bank = Path(self.path("corpus/bank"))
        name = sorted(bank.glob("*.lbx"))[0]
        lines = name.read_text().splitlines(keepends=True)
        batch_and_item = next(line for line in lines if line[0] == "6")[1:7]
        other = [line[0] + line[1:4] + "999" + line[7:]
                 if line[0] in "64" and line[1:7] == batch_and_item else line
                 for line in lines]
        (bank / "again.lbx").write_text("".join(other))
        summary = self.compare()
        self.assertGreater(summary["receipts"]["duplicate"]["count"], 10)
        told = [sorted(line for line in self.match(*run).stderr.splitlines()
                       if "FILE-CHANGED" in line)
                for run in (("full",), ("brief", "--brief"))]
        self.assertEqual(len(told[0]), 2)
        self.assertEqual(told[0], told[1])


if __name__ == "__main__":
    program.main()
