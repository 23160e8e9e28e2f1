# SPDX-License-Identifier: Apache-2.0
"""desk_test.py - people decide by file, over both stores.
"""
import csv
import io
import json
import sqlite3
import subprocess
from decimal import Decimal

import ledger_test
import program
from ledger_test import receipt


def invoice(*numbers):
    return {"text": list(numbers),
            "references": [{"type": "invoice", "value": n} for n in numbers]}


class Desk(ledger_test.Ledger):
    def worklist(self):
        """Returns the rows of the worklist by bank reference."""
        done = self.run_on_store("worklist")
        self.assert_exit(done, 0)
        return {row["bank_reference"]: row
                for row in csv.DictReader(io.StringIO(done.stdout))}

    def decide(self, rows, code=0):
        """Sends decisions back: (row of the worklist, decision, argument)."""
        text = io.StringIO()
        out = csv.writer(text)
        out.writerow(["receipt_id", "turn", "rank", "decision", "argument",
                      "note"])
        for row, decision, argument in rows:
            out.writerow([row["receipt_id"], row["turn"], row["rank"], decision,
                          argument, "why not"])
        name = self.write("decisions.csv", text.getvalue())
        done = self.run_on_store("decide", "--decisions", name, "--by", "anna")
        self.assert_exit(done, code)
        return done

    def post(self, *arguments):
        done = self.run_on_store("post", *arguments)
        self.assert_exit(done, 0)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def answer(self, rows, code=0):
        """Gives the ERP's answers: (posting id, answer, reason)."""
        lines = ["posting_id,answer,reason"] + [",".join(row) for row in rows]
        name = self.write("ack.csv", "\n".join(lines) + "\n")
        done = self.run_on_store("posted", name)
        self.assert_exit(done, code)
        return done

    def journal(self):
        """Returns (who, kind, subject, payload) of each row."""
        if self.store.startswith("postgresql"):
            text = subprocess.run(
                ["psql", "-q", "--csv", "-t", self.store, "-c",
                 "SELECT who, kind, subject, payload "
                 "FROM cashmatch.journal ORDER BY seq"], check=True, capture_output=True,
                text=True).stdout
            rows = list(csv.reader(io.StringIO(text)))
        else:
            store = sqlite3.connect(self.path(self.store))
            rows = store.execute("SELECT who, kind, subject, payload FROM "
                                 "journal ORDER BY seq").fetchall()
            store.close()
        return [(who, kind, subject, json.loads(payload))
                for who, kind, subject, payload in rows]

    def open_items(self):
        """Returns what is open by item, added up from the journal alone."""
        items, made = {}, {}
        with open(self.path("items.csv"), newline="") as file:
            for row in csv.DictReader(file):
                items[row["item_id"]] = Decimal(row["amount"])
        for _, _, subject, what in self.journal():
            if "turn" not in what:
                continue
            undone = what["original"] if what["status"] == "reversal" else ""
            for item in made.pop(subject, []) + made.pop(undone, []):
                del items[item]
            for row in what.get("rows", []):
                items[row["item"]] -= Decimal(row["amount"])
            for item in what.get("made", []):
                items[item["item_id"]] = Decimal(item["amount"])
                made.setdefault(subject, []).append(item["item_id"])
        return items

    def assert_conserved(self):
        """Every cent of each receipt is on an item or placed, by the journal
        alone; what is only shown is nowhere."""
        placed, amounts, paid = {}, {}, {}
        for _, _, subject, what in self.journal():
            if "turn" not in what:
                continue
            shown = what["status"] == "provisional"
            amounts[subject] = 0 if shown else Decimal(what["amount"])
            placed[subject] = sum(Decimal(part["amount"])
                                  for part in what.get("parts", []))
            paid[subject] = paid.get(subject, 0) + sum(
                Decimal(row["amount"]) for row in what.get("rows", [])
                if row["kind"] == "payment")
        for subject, amount in amounts.items():
            self.assertEqual(placed[subject] + paid[subject], amount, subject)
        self.verify()


class Decisions(Desk):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.submit(self.write("a.ndjson",
                               receipt("SHORT", "90.00", **invoice("INV-1001")) +
                               receipt("LOST", "70.00", text=["nobody"]) +
                               receipt("FULL", "75.50", **invoice("INV-2001"))))
        self.assertEqual(self.statuses(), {"SHORT": "suggested",
                                           "LOST": "unidentified",
                                           "FULL": "applied"})

    def test_the_worklist_names_what_a_person_must_decide(self):
        rows = self.worklist()
        self.assertEqual(sorted(rows), ["LOST", "SHORT"])
        short = rows["SHORT"]
        self.assertEqual(
            [short[name] for name in ["turn", "amount", "customer_id", "status",
                                      "exception_code", "rank", "items",
                                      "decision", "argument", "note"]],
            ["1", "90.00", "ACME", "suggested", "SHORT_PAY", "1",
             "INV-1001=90.00", "", "", ""])
        self.assertEqual(rows["LOST"]["items"], "")

    def test_an_accepted_alternative_is_applied(self):
        self.decide([(self.worklist()["SHORT"], "accept", "")])
        self.assertEqual(self.open_items()["I1"], 10)
        self.assertEqual(sorted(self.worklist()), ["LOST"])
        who, kind, _, what = self.journal()[-1]
        self.assertEqual((who, kind, what["note"], what["status"]),
                         ("anna", "accepted", "why not", "applied"))
        self.assert_conserved()

    def test_lines_that_ask_for_more_than_came_in_are_offered_less(self):
        self.submit(self.write("more.ndjson", receipt(
            "MORE", "330.00", advice=[
                {"reference": "INV-1001", "paid": "100.00"},
                {"reference": "INV-1002", "paid": "250.00"},
                {"reference": "CM-9", "paid": "-20.00"}])))
        row = self.worklist()["MORE"]
        self.assertEqual((row["exception_code"], row["items"]),
                         ("UNEXPLAINED_DEDUCTION",
                          "INV-1001=100.00|INV-1002=230.00"))
        self.decide([(row, "accept", "")])
        self.assertEqual(self.open_items()["I2"], 20)
        self.assert_conserved()

    def test_items_are_paid_by_number_or_id_and_the_rest_is_a_credit(self):
        self.decide([(self.worklist()["LOST"], "items",
                      "INV-1001=20.00|I2=45.00")])
        items = self.open_items()
        self.assertEqual((items["I1"], items["I2"]), (80, 205))
        lost = self.worklist()["LOST"]
        self.assertEqual((lost["status"], lost["customer_id"]),
                         ("partial", "ACME"))
        self.assertEqual(items[lost["receipt_id"] + "/A"], -5)
        self.decide([(lost, "items", "INV-1002=5.00")])
        items = self.open_items()
        self.assertEqual(items["I2"], 200)
        self.assertNotIn(lost["receipt_id"] + "/A", items)
        self.assert_conserved()

    def test_money_goes_on_account_or_to_a_payer(self):
        rows = self.worklist()
        self.decide([(rows["LOST"], "payer", "BETA"),
                     (rows["SHORT"], "on_account", "")])
        items = self.open_items()
        self.assertEqual(items[rows["LOST"]["receipt_id"] + "/A"], -70)
        self.assertEqual(items[rows["SHORT"]["receipt_id"] + "/A"], -90)
        left = self.worklist()
        self.assertEqual(list(left), ["LOST"])
        self.assertEqual(left["LOST"]["customer_id"], "BETA")
        self.assert_conserved()

    def test_what_was_rejected_is_never_applied_unseen(self):
        self.decide([(self.worklist()["SHORT"], "reject", "")])
        self.assertEqual(self.worklist()["SHORT"]["items"], "")
        self.load("--rules", self.write(
            "rules.toml", '[short_pay]\npolicy = "apply"\n'))
        self.submit(self.write("b.ndjson", receipt("B2", "1.00")))
        self.assertNotIn("SHORT", self.statuses())
        self.assertEqual(self.open_items()["I1"], 100)
        self.assert_conserved()

    def test_what_was_applied_is_taken_back(self):
        full = next(subject for _, kind, subject, _ in self.journal()
                    if kind == "allocated")
        self.decide([({"receipt_id": full, "turn": "1", "rank": ""},
                      "unapply", "")])
        items = self.open_items()
        self.assertEqual((items["I3"], items[full + "/A"]),
                         (Decimal("75.50"), Decimal("-75.50")))
        self.assertIn("FULL", self.worklist())
        # Its credit is used by another decision: it stays as it is.
        self.decide([(self.worklist()["LOST"], "items",
                      f"INV-2001=75.50|{full}/A=-5.50")])
        done = self.decide([(self.worklist()["FULL"], "reject", "")], code=1)
        self.assertIn("is used", done.stderr)
        self.assert_conserved()

    def test_every_faulty_row_is_told_and_nothing_is_decided(self):
        rows = self.worklist()
        before = self.rows()
        lost, short = rows["LOST"], rows["SHORT"]
        nobody = {"receipt_id": "f00", "turn": "1", "rank": ""}
        for told, decisions in {
                "receipt 'f00' is not known": [(nobody, "reject", "")],
                "expected at most 100.00, which is open": [
                    (dict(lost), "items", "INV-1001=100.01|INV-1002=-31.00")],
                "expected at most 70.00": [(lost, "items", "INV-1001=70.01")],
                "item 'INV-9' is not open": [(lost, "items", "INV-9=1.00")],
                "has no alternative 2": [(short, "accept", "2")],
                "found turn 7, expected 1": [
                    (dict(lost, turn="7"), "reject", "")],
                "expected a customer's id": [(lost, "payer", "GAMMA")],
                "has no customer": [(lost, "on_account", "")],
                "nothing of it is applied": [(lost, "unapply", "")],
                "decided twice": [(lost, "reject", ""), (lost, "reject", "")],
                "expected accept, items": [(lost, "guess", "")]}.items():
            with self.subTest(told):
                done = self.decide([(short, "on_account", "")] * (
                    decisions[0][0] is not short) + decisions, code=1)
                self.assertIn(told, done.stderr)
                self.assertIn("decisions.csv:", done.stderr)
        self.assertEqual(self.rows(), before)

    def test_two_rows_of_a_file_see_each_other(self):
        rows = self.worklist()
        done = self.decide([(rows["SHORT"], "accept", "1"),
                            (rows["LOST"], "items", "INV-1001=10.01|I2=1.00")],
                           code=1)
        self.assertIn("decisions.csv:3: ", done.stderr)
        self.assertIn("expected at most 10.00", done.stderr)
        self.decide([(rows["SHORT"], "accept", "1"),
                     (rows["LOST"], "items", "INV-1001=10.00|I2=60.00")])
        self.assertEqual(self.open_items()["I1"], 0)
        self.assert_conserved()

    def test_an_item_of_another_currency_is_refused(self):
        self.load("--delta", "--open-items", self.write(
            "more.csv", program.ITEMS.splitlines()[0] +
            "\nE1,ACME,INV-EUR,EUR,60.00,2026-02-01\n"))
        done = self.decide([(self.worklist()["LOST"], "items",
                             "INV-EUR=60.00")], code=1)
        self.assertIn("another currency", done.stderr)


class PostgresDecisions(Decisions, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
