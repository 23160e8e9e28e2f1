# SPDX-License-Identifier: Apache-2.0
"""stories_test.py - what a treasury team does, with the numbers that must come
out: real files through the program, as a user runs it."""
import csv
import os
from decimal import Decimal

import program

STORIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stories")


class StoryTest(program.ProgramTest):
    def match(self, story, *inputs, rules="rules.toml"):
        folder = os.path.join(STORIES, story)
        arguments = ["match", "--open-items", f"{folder}/open_items.csv",
                     "--rules", f"{folder}/{rules}", "--out", self.path("out")]
        if os.path.exists(f"{folder}/customers.csv"):
            arguments += ["--customers", f"{folder}/customers.csv"]
        done = self.run_program(*arguments, "--overwrite",
                                *[f"{folder}/{name}" for name in inputs])
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def rows(self, table):
        with open(self.path(f"out/{table}.csv"), newline="") as file:
            return list(csv.DictReader(file))

    def receipts(self):
        return {row["bank_reference"]: row for row in self.rows("receipts")}

    def applied(self, reference):
        """(document, kind) -> amount of one receipt."""
        return {(row["document_number"], row["kind"]): row["amount"]
                for row in self.rows("applications")
                if row["bank_reference"] == reference}

    def open_items(self):
        return {row["document_number"]: row["amount"]
                for row in self.rows("residual_open_items")}

    def total(self, column):
        return sum(Decimal(row[column]) for row in self.rows("cash_proof"))


class LockboxMonday(StoryTest):
    """Story 1: five checks of 24,852.10 on 2026-03-02."""

    def setUp(self):
        super().setUp()
        self.match("lockbox_monday", "lockbox.lbx", "prior-day.bai")

    def test_a_discount_expired_discount_and_credit_memo(self):
        reference = "2222-20260302-001-001"
        self.assertEqual(self.receipts()[reference]["status"], "applied")
        self.assertEqual(self.applied(reference), {
            ("INV-1001", "payment"): "9800.00",
            ("INV-1001", "discount"): "200.00",
            ("INV-1002", "payment"): "5000.00",
            ("CM-88", "payment"): "-300.00"})

    def test_b_within_tolerance(self):
        reference = "2222-20260302-001-002"
        self.assertEqual(self.receipts()[reference]["status"], "applied")
        self.assertEqual(self.applied(reference), {
            ("INV-2001", "payment"): "247.10",
            ("INV-2001", "write_off"): "2.90"})

    def test_b_the_stricter_limit_wins(self):
        self.match("lockbox_monday", "lockbox.lbx", rules="rules_percent.toml")
        reference = "2222-20260302-001-002"
        self.assertNotEqual(self.receipts()[reference]["status"], "applied")
        self.assertEqual(self.applied(reference), {})

    def test_c_one_unknown_invoice(self):
        reference = "2222-20260302-001-003"
        receipt = self.receipts()[reference]
        self.assertEqual(receipt["status"], "partial")
        self.assertEqual(receipt["applied"], "5375.00")
        rest = [row for row in self.rows("remainders")
                if row["receipt_id"] == receipt["receipt_id"]]
        self.assertEqual([(r["kind"], r["amount"], r["reference"])
                          for r in rest],
                         [("unapplied", "750.00", "INV-9999")])

    def test_d_the_account_of_a_bill_pay_provider(self):
        receipt = self.receipts()["2222-20260302-001-004"]
        self.assertEqual((receipt["status"], receipt["exception_code"]),
                         ("unidentified", "SHARED_PAYER"))
        self.assertEqual((receipt["amount"], receipt["unidentified"]),
                         ("3000.00", "3000.00"))

    def test_e_paid_in_full_on_a_disputed_invoice(self):
        receipt = self.receipts()["2222-20260302-001-005"]
        self.assertEqual((receipt["status"], receipt["exception_code"]),
                         ("unapplied", "RESTRICTED"))
        self.assertEqual((receipt["amount"], receipt["unapplied"]),
                         ("980.00", "980.00"))
        self.assertEqual(self.open_items()["INV-5001"], "1480.00")

    def test_five_checks_are_counted_and_their_lump_is_not(self):
        checks = [row for row in self.rows("receipts")
                  if row["bank_reference"].startswith("2222-")]
        self.assertEqual(len(checks), 5)
        self.assertEqual(sum(Decimal(row["amount"]) for row in checks),
                         Decimal("24852.10"))
        self.assertEqual([row for row in self.rows("receipts")
                          if row["amount"] == "24852.10"], [])

    def test_interest_and_a_zero_balance_transfer_are_no_receivables(self):
        for reference, amount in (("B354001", "12.45"), ("B275001", "50000.00")):
            receipt = self.receipts()[reference]
            self.assertEqual((receipt["status"], receipt["other"]),
                             ("not_receivable", amount))

    def test_the_cash_proof_that_the_controller_signs(self):
        self.assertEqual(
            [self.total(column) for column in
             ("bank_credits", "applied", "unapplied", "unidentified",
              "not_receivable", "difference")],
            [Decimal(n) for n in ("74864.55", "20122.10", "1730.00", "3000.00",
                                  "50012.45", "0.00")])


class LockboxMondayWithItsLump(LockboxMonday):
    """The same, with the lump of the five checks in the bank's statement."""

    def setUp(self):
        StoryTest.setUp(self)
        self.done = self.match("lockbox_monday", "lockbox.lbx",
                               "prior-day-lump.bai")

    def test_the_lump_left_out_is_told(self):
        self.assertIn("prior-day-lump.bai:4: LUMP: found 24852.10 USD that 5 "
                      "receipts of lockbox.lbx add up to", self.done.stderr)

    def test_without_the_lockbox_file_the_lump_is_money(self):
        self.match("lockbox_monday", "prior-day-lump.bai")
        self.assertEqual(self.receipts()["B115001"]["amount"], "24852.10")
        self.assertEqual(self.total("bank_credits"), Decimal("74864.55"))


class MonthEnd(StoryTest):
    """Story 4: a European statement, EUR 50,000.00 to 74,353.00."""

    def setUp(self):
        super().setUp()
        self.match("month_end", "statement.xml")

    def test_the_balances_prove(self):
        done = self.run_program("read", "--summary",
                                f"{STORIES}/month_end/statement.xml")
        self.assertIn('"control":"proved"', done.stdout)
        self.assertIn('"booked":{"credit":{"EUR":"24475.00"},'
                      '"debit":{"EUR":"122.00"}}', done.stdout)
        with open(f"{STORIES}/month_end/statement.xml") as file:
            statement = file.read()
        for balance in ("50000.00", "74353.00"):
            self.assertIn(balance, statement)

    def test_a_a_qr_batch_with_one_invoice_already_closed(self):
        details = [row for row in self.rows("receipts")
                   if row["bank_reference"] == "QRBATCH-0331"]
        self.assertEqual([(d["amount"], d["status"], d["exception_code"])
                          for d in details],
                         [("1000.00", "applied", ""),
                          ("1250.00", "applied", ""),
                          ("750.00", "unapplied", "PAID_TWICE")])
        self.assertEqual(self.applied("QRBATCH-0331"),
                         {("90001", "payment"): "1000.00",
                          ("90002", "payment"): "1250.00"})
        # Linked to the closed invoice by the reference that it quotes.
        rest = [row["reference"] for row in self.rows("remainders")
                if row["amount"] == "750.00"]
        self.assertEqual(rest, ["210000000003139471430000033"])

    def test_b_stated_charges_are_a_fee(self):
        self.assertEqual(self.applied("WIRE-7001"),
                         {("INV-7001", "payment"): "12475.00",
                          ("INV-7001", "fee"): "25.00"})

    def test_c_tax_withheld_at_the_customers_rate(self):
        self.assertEqual(self.applied("WIRE-7002"),
                         {("INV-7002", "payment"): "9000.00",
                          ("INV-7002", "withholding"): "1000.00"})

    def test_all_that_was_applied(self):
        applied = sum(Decimal(row["applied"]) for row in self.rows("receipts")
                      if row["status"] == "applied")
        self.assertEqual(applied, Decimal("23725.00"))
        self.assertEqual(self.total("difference"), Decimal("0.00"))


class MonthEndWithItsDetails(MonthEnd):
    """A camt.054 with the details of the batch beside the statement changes
    nothing."""

    def setUp(self):
        StoryTest.setUp(self)
        self.match("month_end", "statement.xml", "details.xml")

    def receipts(self):
        return {reference: row for reference, row in super().receipts().items()
                if row["status"] != "duplicate"}

    def rows(self, table):
        return [row for row in super().rows(table)
                if row.get("status") != "duplicate"]


class MonthEndWithABatchBesideItsDetails(MonthEndWithItsDetails):
    """The statement has the batch in one sum, the camt.054 has its details."""

    def setUp(self):
        StoryTest.setUp(self)
        self.match("month_end", "statement-batch.xml", "details.xml")

    def test_the_batch_alone_is_money(self):
        self.match("month_end", "statement-batch.xml")
        self.assertEqual(self.receipts()["QRBATCH-0331"]["amount"], "3000.00")


class TheSameMoneyFourTimes(StoryTest):
    """Story 6: one ACH in four files, and two card payments that are twins."""

    FINAL = ("prior-day.bai", "prior-day-again.bai", "statement.xml")

    def counted(self, *inputs):
        self.match("four_times", *inputs)
        return [row for row in self.rows("receipts")
                if row["status"] != "duplicate"]

    def test_intraday_is_matched_and_shown_and_not_applied(self):
        (receipt,) = self.counted("intraday-1100.bai")
        self.assertEqual((receipt["status"], receipt["applied"]),
                         ("provisional", "0.00"))
        self.assertEqual(self.open_items()["INV-8125"], "8125.00")

    def test_one_receipt_and_one_posting(self):
        files = ("intraday-1100.bai", *self.FINAL)
        for inputs in (files, files[::-1]):
            (receipt,) = self.counted(*inputs)
            self.assertEqual((receipt["status"], receipt["applied"]),
                             ("applied", "8125.00"))
            self.assertEqual(len(self.rows("receipts")), 4)
            self.assertEqual(len(self.rows("applications")), 1)
            self.assertEqual(self.total("applied"), Decimal("8125.00"))
            self.assertNotIn("INV-8125", self.open_items())

    def test_two_card_payments_in_one_file_are_two(self):
        self.assertEqual(len(self.counted("cards-0304.bai")), 2)

    def test_they_stay_two_when_the_next_day_overlaps(self):
        days = [row["value_date"]
                for row in self.counted("cards-0304.bai", "cards-0305.bai")]
        self.assertEqual(sorted(days),
                         ["2026-03-04", "2026-03-04", "2026-03-05"])


if __name__ == "__main__":
    program.main()
