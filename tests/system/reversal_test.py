# SPDX-License-Identifier: Apache-2.0
"""reversal_test.py - what earlier runs applied comes back, over both stores.
"""
import csv
import os
from decimal import Decimal

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt

STORIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stories")
DAY2 = {"value_date": "2026-03-09"}


def returned(reference, amount, **more):
    return receipt(reference, amount, direction="debit",
                   **{**DAY2, **more})


def check(number, **more):
    return {"payer": {"account": "021000021/778899"}, **more,
            "references": more.get("references", []) +
            [{"type": "check_number", "value": number}]}


class Reversals(desk_test.Desk):
    def by_reference(self):
        """Returns what was decided on each receipt, in turns."""
        found, names = {}, {}
        for _, kind, subject, what in self.journal():
            if "turn" not in what:
                continue
            names.setdefault(subject,
                             what.get("receipt", {}).get("bank_reference"))
            found.setdefault(names[subject], []).append((kind, what))
        return found

    def test_a_bounced_check_of_an_earlier_run_reopens_what_it_paid(self):
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "100.00", **check("77", **invoice("INV-1001")))))
        self.assertEqual(self.open_items()["I1"], 0)
        self.submit(self.write("b.ndjson",
                               returned("R1", "100.00", **check("77"))))
        self.assertEqual(self.statuses(), {"R1": "reversal"})
        self.assertEqual(self.open_items()["I1"], 100)
        kind, what = self.by_reference()["R1"][0]
        first = next(subject for _, kind, subject, what in self.journal()
                     if kind == "allocated")
        self.assertEqual((kind, what["original"]), ("reversed", first))
        self.assertEqual([(row["item"], row["amount"], row["undoes"])
                          for row in what["rows"]],
                         [("I1", "-100.00", first + "/1/1")])
        self.assert_conserved()
        # What is open again can be paid again, and is not paid twice.
        self.submit(self.write("c.ndjson", receipt(
            "B2", "100.00", value_date="2026-03-11", **invoice("INV-1001"))))
        self.assertEqual(self.statuses()["B2"], "applied")
        self.assert_conserved()

    def test_a_receipt_is_undone_once(self):
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "100.00", **check("77", **invoice("INV-1001")))))
        self.submit(self.write("b.ndjson",
                               returned("R1", "100.00", **check("77"))))
        self.submit(self.write("c.ndjson", returned(
            "R2", "100.00", **check("77", value_date="2026-03-10"))))
        self.assertEqual(self.statuses()["R2"], "unidentified")
        self.assertIn("REVERSAL_NOT_FOUND", self.text("out", "receipts.csv"))
        self.assertEqual(self.open_items()["I1"], 100)
        self.assert_conserved()

    def test_the_return_may_come_before_its_payment(self):
        self.load_items()
        self.submit(self.write("b.ndjson",
                               returned("R1", "100.00", **check("77"))))
        self.assertEqual(self.statuses(), {"R1": "unidentified"})
        self.submit(self.write("a.ndjson", receipt(
            "B1", "100.00", **check("77", **invoice("INV-1001")))))
        self.assertEqual(self.statuses(), {"B1": "applied", "R1": "reversal"})
        self.assertEqual(self.open_items()["I1"], 100)
        self.assert_conserved()

    def test_what_waited_is_gone_with_its_credit(self):
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "33.00", **check("77", text=["no number"]))))
        self.decide([(self.worklist()["B1"], "payer", "ACME")])
        self.assertEqual(sum(self.open_items().values()), Decimal("392.50"))
        self.submit(self.write("b.ndjson",
                               returned("R1", "33.00", **check("77"))))
        self.assertEqual(self.statuses()["R1"], "reversal")
        self.assertNotIn("B1", self.worklist())
        self.verify()
        self.submit(self.write("c.ndjson", receipt(
            "B3", "250.00", **invoice("INV-1002"))))
        with open(self.path("out/residual_open_items.csv"), newline="") as file:
            self.assertEqual(sorted(row["item_id"]
                                    for row in csv.DictReader(file)),
                             ["I1", "I3"])

    def test_a_partial_payment_takes_its_credit_along(self):
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "130.00", **check("77", **invoice("INV-1001")))))
        self.assertEqual(self.statuses()["B1"], "partial")
        self.submit(self.write("b.ndjson",
                               returned("R1", "130.00", **check("77"))))
        self.assertEqual(self.statuses()["R1"], "reversal")
        self.verify()
        self.submit(self.write("c.ndjson", receipt("B9", "1.00")))
        with open(self.path("out/residual_open_items.csv"), newline="") as file:
            left = {row["item_id"]: row["amount"]
                    for row in csv.DictReader(file)}
        self.assertEqual(left, {"I1": "100.00", "I2": "250.00",
                                "I3": "75.50"})

    def test_a_credit_that_is_used_leaves_the_return_to_a_person(self):
        self.load_items()
        self.submit(self.write("a.ndjson",
                               receipt("B1", "40.00", **check("77")) +
                               receipt("B2", "210.00", text=["nobody"])))
        rows = self.worklist()
        self.decide([(rows["B1"], "on_account", "ACME")])
        credit = rows["B1"]["receipt_id"] + "/A"
        self.decide([(rows["B2"], "items",
                      f"INV-1002=250.00|{credit}=-40.00")])
        self.submit(self.write("b.ndjson",
                               returned("R1", "40.00", **check("77"))))
        self.assertEqual(self.statuses()["R1"], "suggested")
        self.assertEqual(self.worklist()["R1"]["exception_code"],
                         "CREDIT_USED")
        self.assert_conserved()
        # Once that is taken back, the next run undoes it.
        used = next(s for _, k, s, w in self.journal() if k == "accepted"
                    and any(r["item"] == credit for r in w.get("rows", [])))
        self.decide([({"receipt_id": used, "turn": "", "rank": ""},
                      "unapply", "")])
        self.submit(self.write("c.ndjson", receipt("B9", "1.00")))
        self.assertEqual(self.statuses()["R1"], "reversal")
        self.assertNotIn(credit, self.text("out", "residual_open_items.csv"))
        self.verify()

    def test_equal_payments_of_one_account_are_not_guessed(self):
        self.load_items()
        same = {"payer": {"account": "021000021/778899"}}
        self.submit(self.write("a.ndjson",
                               receipt("B1", "100.00", **invoice("INV-1001"),
                                       **same) +
                               receipt("B2", "100.00", text=["nobody"],
                                       **same)))
        self.submit(self.write("b.ndjson", returned("R1", "100.00", **same)))
        self.assertEqual(self.statuses()["R1"], "suggested")
        self.assertIn("REVERSAL_AMBIGUOUS", self.text("out", "receipts.csv"))
        self.assertEqual(self.open_items()["I1"], 0)

    def ids(self):
        """Returns the id of each receipt by its bank reference."""
        return {what["receipt"]["bank_reference"]: subject
                for _, _, subject, what in self.journal()
                if "receipt" in what}

    def test_a_person_names_the_one_that_was_meant(self):
        self.test_equal_payments_of_one_account_are_not_guessed()
        returned_row, ids = self.worklist()["R1"], self.ids()
        self.decide([(returned_row, "reverse", ids["B1"])])
        self.assertEqual(self.open_items()["I1"], 100)
        self.assertNotIn("R1", self.worklist())
        self.assert_conserved()
        # It counts once, and stays so in a replay of the same rules.
        done = self.decide([({"receipt_id": ids["R1"], "turn": "", "rank": ""},
                             "reverse", ids["B2"])], code=1)
        self.assertIn("is reversal: nothing to decide", done.stderr)
        done = self.decide([({"receipt_id": ids["B1"], "turn": "", "rank": ""},
                             "unapply", "")], code=1)
        self.assertIn("was undone by a reversal", done.stderr)
        done = self.run_on_store("replay", "--rules",
                                 self.write("none.toml", ""))
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)
        # What the ERP has not got it need not take back.
        rows = [(row["kind"], row["amount"]) for row in self.post()
                if row["bank_reference"] in ("B1", "R1")]
        self.assertEqual(sorted(rows), [("cash", "-100.00"),
                                        ("cash", "100.00")])

    def test_what_has_no_item_is_returned_with_its_fee(self):
        self.test_equal_payments_of_one_account_are_not_guessed()
        self.submit(self.write("c.ndjson", returned(
            "R2", "104.00", payer={"account": "1/2"},
            value_date="2026-03-10")))
        ids = self.ids()
        row = self.worklist()["R2"]
        self.decide([(row, "reverse", ids["B2"])])
        last = [what for _, kind, subject, what in self.journal()
                if subject == ids["R2"]][-1]
        self.assertEqual(
            [(part["kind"], part["amount"]) for part in last["parts"]],
            [("unidentified", "-100.00"), ("not_receivable", "-4.00")])
        self.assertEqual(last["original"], ids["B2"])
        self.assertNotIn("B2", self.worklist())
        self.assert_conserved()

    def test_what_cannot_have_been_meant_is_refused(self):
        self.test_equal_payments_of_one_account_are_not_guessed()
        self.submit(self.write("c.ndjson", receipt("B3", "50.00",
                                                   text=["else"])))
        rows, ids = self.worklist(), self.ids()
        for row, argument, why in [
                (rows["R1"], "f00", "expected the id of the receipt"),
                (rows["R1"], "", "expected the id of the receipt"),
                (rows["R1"], ids["R1"], "brought no money"),
                (rows["R1"], ids["B3"], "found 50.00, expected 100.00"),
                (rows["B2"], ids["B1"], "is no return")]:
            done = self.decide([(row, "reverse", argument)], code=1)
            self.assertIn(why, done.stderr)
        done = self.decide([(rows["R1"], "reverse", ids["B2"]),
                            (rows["B2"], "payer", "ACME")], code=1)
        self.assertIn("was undone by a reversal", done.stderr)
        done = self.decide([(rows["B2"], "payer", "ACME"),
                            (rows["R1"], "reverse", ids["B2"])], code=1)
        self.assertIn("is decided on in this file", done.stderr)
        self.submit(self.write("d.ndjson", returned(
            "R2", "100.00", payer={"account": "1/2"},
            value_date="2026-03-10")))
        done = self.decide([(rows["R1"], "reverse", ids["B2"]),
                            (self.worklist()["R2"], "reverse", ids["B2"])],
                           code=1)
        self.assertIn("was undone before", done.stderr)
        self.verify()

    def test_nobody_decides_on_what_was_undone(self):
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "100.00", **check("77", **invoice("INV-1001")))))
        first = next(subject for _, kind, subject, _ in self.journal()
                     if kind == "allocated")
        self.submit(self.write("b.ndjson",
                               returned("R1", "100.00", **check("77"))))
        done = self.decide([({"receipt_id": first, "turn": "", "rank": ""},
                             "unapply", "")], code=1)
        self.assertIn("was undone by a reversal", done.stderr)

    def test_the_erp_posts_what_comes_back_once_it_has_what_it_undoes(self):
        self.load_items()
        self.submit(self.write("a.ndjson", receipt(
            "B1", "100.00", **check("77", **invoice("INV-1001")))))
        rows = self.post()
        self.answer([(row["posting_id"], "ok", "") for row in rows])
        payment = next(row for row in rows if row["kind"] == "payment")
        # The ERP has it: the next snapshot comes without the item.
        self.load("--open-items", self.write(
            "later.csv", program.ITEMS.replace(
                "I1,ACME,INV-1001,USD,100.00,2026-01-10\n", "")))
        self.submit(self.write("b.ndjson",
                               returned("R1", "100.00", **check("77"))))
        self.assertEqual(
            [(row["kind"], row["amount"], row["takes_back"])
             for row in self.post()],
            [("cash", "-100.00", ""),
             ("payment", "-100.00", payment["posting_id"])])
        # Until it has posted that, its snapshots lack the item: it stays open.
        done = self.load("--open-items", self.path("later.csv"))
        self.assertNotIn("left as it is", done.stderr)
        self.submit(self.write("c.ndjson", receipt(
            "B2", "100.00", value_date="2026-03-11", **invoice("INV-1001"))))
        self.assertEqual(self.statuses()["B2"], "applied")
        self.verify()

    def test_replay_undoes_the_same(self):
        self.test_a_bounced_check_of_an_earlier_run_reopens_what_it_paid()
        done = self.run_on_store("replay", "--rules",
                                 self.write("none.toml", ""))
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)


class ReturnsFirst(desk_test.Desk):
    """The return stands before its payment: the bank lists debits first, or in
    a file whose name comes first."""
    def in_runs(self, name, *runs):
        self.store = f"{name}.db"
        self.load_items()
        for run, files in enumerate(runs):
            self.submit(*[self.write(f"{run}-{number}.ndjson", text)
                          for number, text in enumerate(files)])
        self.verify()

    def test_in_one_run(self):
        back = returned("A1", "100.00", **check("77"))
        other = receipt("C1", "75.50", **{**DAY2, **invoice("INV-2001")})
        for name, what in (("paid", invoice("INV-1001")),
                           ("short", invoice("INV-1002")),
                           ("nobody", {"text": ["ZZZ"]})):
            pay = receipt("B1", "100.00", **{**DAY2, **check("77", **what)})
            for number, files in enumerate(([back + other + pay],
                                            [back, other + pay],
                                            [back + pay, pay])):
                with self.subTest(name, files=number):
                    self.in_runs(f"{name}{number}", files)
                    self.assertEqual(self.statuses()["A1"], "reversal")
                    self.assertEqual(self.open_items()["I1"], 100)
                    self.assertNotIn("B1", self.worklist())
                    # It is undone: nothing pays with it, nor undoes it again.
                    self.submit(self.write("next.ndjson", returned(
                        "A2", "100.00", **check("77"))))
                    self.assertEqual(self.statuses(), {"A2": "unidentified"})
                    self.verify()

    def test_what_it_opens_is_paid_the_day_after(self):
        day3 = {"value_date": "2026-03-10"}
        self.in_runs("again", [
            returned("A1", "100.00", **check("77")) +
            receipt("B1", "100.00", **{**DAY2,
                                       **check("77", **invoice("INV-1001"))}) +
            receipt("B2", "100.00", **{**day3, **invoice("INV-1001")})])
        self.assertEqual(self.statuses(), {"A1": "reversal", "B1": "applied",
                                           "B2": "applied"})
        self.assertEqual(self.open_items()["I1"], 0)

    def test_receipts_of_before_pay_it_together_the_day_after(self):
        days = [{"value_date": f"2026-03-{day:02}"} for day in (2, 9, 10)]
        part = lambda name, amount, day: receipt(
            name, amount, payer={"account": "021000021/778899"},
            **{**day, **invoice("INV-1001")})
        self.store = "together.db"
        self.load("--open-items", self.write("items.csv", program.ITEMS),
                  "--rules", self.write("rules.toml",
                                        "[match]\nwait_days = 20\n"))
        self.submit(self.write("a.ndjson", (
            receipt("B1", "100.00", **{**days[0],
                                       **check("77", **invoice("INV-1001"))}) +
            part("W1", "40.00", days[0]) +
            returned("A1", "100.00", **check("77")) +
            part("W2", "60.00", days[2]))))
        self.assertEqual(self.statuses(), {
            "A1": "reversal", "B1": "applied", "W1": "applied",
            "W2": "applied"})
        self.assertEqual(self.open_items()["I1"], 0)
        self.assert_conserved()


class BouncedOverTime(desk_test.Desk):
    """Story 3, each file in a run of its own."""

    def story(self, name):
        return os.path.join(STORIES, name)

    def test_the_check_bounces_and_is_presented_again(self):
        monday = self.story("lockbox_monday")
        self.load("--open-items", f"{monday}/open_items.csv", "--customers",
                  f"{monday}/customers.csv", "--rules", f"{monday}/rules.toml")
        self.submit(f"{monday}/lockbox.lbx")
        bounced = self.story("bounced_check")
        self.submit(f"{bounced}/returned.bai")
        with open(self.path("out/applications.csv"), newline="") as file:
            rows = {(row["document_number"], row["kind"]): row["amount"]
                    for row in csv.DictReader(file)
                    if row["bank_reference"] == "B555001"}
        self.assertEqual(rows, {("INV-1001", "payment"): "-9800.00",
                                ("INV-1001", "discount"): "-200.00",
                                ("INV-1002", "payment"): "-5000.00",
                                ("CM-88", "payment"): "300.00"})
        with open(self.path("out/residual_open_items.csv"), newline="") as file:
            left = {row["document_number"]: (row["amount"],
                                             row["document_date"])
                    for row in csv.DictReader(file)}
        for number, expected in (("INV-1001", ("10000.00", "2026-02-22")),
                                 ("INV-1002", ("5000.00", "2026-01-22")),
                                 ("CM-88", ("-300.00", "2026-02-10"))):
            self.assertEqual(left[number], expected)
        self.assertNotIn("B567001", self.statuses())
        self.submit(f"{bounced}/lockbox-again.lbx")
        again = "2222-20260311-001-001"
        self.assertEqual(self.statuses()[again], "suggested")
        row = self.worklist()[again]
        self.assertEqual(row["exception_code"], "UNEARNED_DISCOUNT")
        self.assertIn("7 more days of grace", self.run_program(
            "explain", "--results", self.path("out"), again
        ).stdout.split("Smallest change")[1])
        self.verify()


class PostgresReversals(Reversals, BouncedOverTime, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
