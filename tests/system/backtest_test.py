# SPDX-License-Identifier: Apache-2.0
"""backtest_test.py - a history made by `generate`, judged by `backtest`."""
import csv
import json
import os

import program
from program import ProgramTest


class Backtest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.assert_exit(self.run_program(
            "generate", "--items", "2000", "--receipts", "1000", "--seed", "7",
            "--out", "corpus"), 0)

    def backtest(self, *more):
        return self.run_program(
            "backtest", "--open-items", "corpus/open_items.csv", "--customers",
            "corpus/customers.csv", "--rules", "corpus/rules.toml",
            "--receipts", "corpus/bank", "--clearings", "corpus/truth.csv",
            *more)

    def rows(self, *path):
        with open(os.path.join(self.folder, *path), newline="") as file:
            return list(csv.DictReader(file))

    def test_a_known_history_is_right(self):
        done = self.backtest("--clearings", "corpus/truth_adjustments.csv",
                             "--json", "--out", "out")
        self.assert_exit(done, 0)
        found = json.loads(done.stdout)
        self.assertEqual(self.text("out", "backtest.json"), done.stdout)
        self.assertGreater(found["unseen"]["receipts"], 100)
        self.assertEqual(found["precision"]["part"], found["precision"]["whole"])
        judged = self.rows("out", "receipts.csv")
        self.assertEqual(len(judged), found["all"]["receipts"])
        right = [r for r in judged if r["judgement"] == "right"]
        self.assertEqual(len(right), found["right"]["receipts"])
        self.assertEqual(self.rows("out", "disagreements.csv"), [])

    def test_with_day_reveal_people_settle_what_was_left_the_evening_before(self):
        self.write("items.csv",
                   "item_id,customer_id,document_number,currency,amount,"
                   "document_date\n"
                   "I1,ACME,INV-1001,USD,100.00,2026-01-10\n"
                   "I2,ACME,INV-1002,USD,100.00,2026-01-20\n")
        self.write("customers.csv", "customer_id,name,bank_accounts\n"
                   "ACME,Acme,021000021/5550100\n")
        self.write("receipts.ndjson", "".join(json.dumps({
            "bank_reference": name, "amount": "100.00", "currency": "USD",
            "value_date": day, "payer": {"account": "021000021/5550100"}}) + "\n"
            for name, day in (("B1", "2026-03-02"), ("B2", "2026-03-03"))))
        self.write("clearings.csv", "bank_reference,item_id,amount\n"
                   "B1,I1,100.00\nB2,I2,100.00\n")
        for reveal, right in ((), 0), (("--day-reveal",), 1):
            done = self.run_program(
                "backtest", "--open-items", "items.csv", "--customers",
                "customers.csv", "--receipts", "receipts.ndjson", "--clearings",
                "clearings.csv", "--json", *reveal)
            self.assert_exit(done, 0)
            self.assertEqual(json.loads(done.stdout)["right"]["receipts"], right)

    def test_a_changed_history_disagrees_there_and_nowhere_else(self):
        self.assert_exit(self.backtest("--out", "before"), 0)
        judged = {r["bank_reference"]: r for r in self.rows("before", "receipts.csv")}
        truth = self.rows("corpus", "truth.csv")
        single = next(r for r in truth
                      if judged.get(r["bank_reference"], {}).get("lines") == "1"
                      and judged[r["bank_reference"]]["judgement"] == "right")
        other = next(r for r in truth if r["item_id"] != single["item_id"])
        wrong = self.text("corpus", "truth.csv").replace(
            f"{single['bank_reference']},{single['item_id']},",
            f"{single['bank_reference']},{other['item_id']},")
        self.write("corpus/truth.csv", wrong)
        self.assert_exit(self.backtest("--out", "after"), 0)
        after = {r["bank_reference"]: r for r in self.rows("after", "receipts.csv")}
        self.assertEqual(after[single["bank_reference"]]["judgement"], "wrong")
        changed = [name for name in judged
                   if judged[name]["judgement"] != after[name]["judgement"]]
        self.assertEqual(changed, [single["bank_reference"]])
        listed = {r["side"] for r in self.rows("after", "disagreements.csv")
                  if r["bank_reference"] == single["bank_reference"]}
        self.assertEqual(listed, {"history", "run"})

    def test_threads_change_nothing(self):
        for threads in ("1", "3"):
            self.assert_exit(self.backtest("--threads", threads, "--out",
                                           "out" + threads), 0)
        for name in ("receipts.csv", "disagreements.csv", "backtest.json"):
            self.assertEqual(self.text("out1", name), self.text("out3", name))

    def test_what_is_wrong_is_told(self):
        self.assert_exit(self.run_program("backtest", "--open-items", "x"), 2)
        self.write("bad.csv", "bank_reference,item_id,amount\nB1,I1,ten\n")
        done = self.backtest("--clearings", "bad.csv", "--out", "out")
        self.assert_exit(done, 1)
        self.assertIn("bad.csv: row 1", done.stderr)
        self.assert_nothing_written()


if __name__ == "__main__":
    program.main()
