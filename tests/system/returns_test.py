# SPDX-License-Identifier: Apache-2.0
"""returns_test.py - what was paid comes back: a check that bounces and is
presented again, a direct debit that the payer takes back, an ACH return."""
import json
from decimal import Decimal

import program
from stories_test import StoryTest

BOUNCED = "B555001"
AGAIN = "2222-20260311-001-001"


class Bounced(StoryTest):
    """Story 3: the check of story 1a, returned on 03-09, presented on 03-11.

    For every way in which the first payment may be known.
    """

    def check_all_that_was_paid_comes_back(self):
        receipt = self.receipts()[BOUNCED]
        self.assertEqual((receipt["status"], receipt["amount"]),
                         ("reversal", "-14500.00"))
        self.assertEqual(self.applied(BOUNCED), {
            ("INV-1001", "payment"): "-9800.00",
            ("INV-1001", "discount"): "-200.00",
            ("INV-1002", "payment"): "-5000.00",
            ("CM-88", "payment"): "300.00"})

    def check_items_are_open_as_before(self):
        found = {row["document_number"]: (row["amount"], row["document_date"],
                                          row["status"])
                 for row in self.rows("residual_open_items")
                 if row["document_type"] != "on_account"}
        for number, open_again in (
                ("INV-1001", ("10000.00", "2026-02-22", "open")),
                ("INV-1002", ("5000.00", "2026-01-22", "open")),
                ("CM-88", ("-300.00", "2026-02-10", "open"))):
            self.assertEqual(found[number], open_again)

    def check_the_fee_is_no_receivable(self):
        self.assertEqual([row["amount"] for row in self.rows("receipts")
                          if row["amount"] in ("12.00", "-12.00")
                          and row["status"] != "not_receivable"], [])

    def check_presented_again(self):
        receipt = self.receipts()[AGAIN]
        self.assertEqual((receipt["status"], receipt["exception_code"]),
                         ("suggested", "UNEARNED_DISCOUNT"))
        self.assertEqual(
            {(row["document_number"], row["kind"]): row["amount"]
             for row in self.rows("suggestions")
             if row["receipt_id"] == receipt["receipt_id"]
             and row["rank"] == "1"},
            {("INV-1001", "payment"): "9800.00",
             ("INV-1001", "discount"): "200.00",
             ("INV-1002", "payment"): "5000.00",
             ("CM-88", "payment"): "-300.00"})
        why = self.run_program("explain", "--results", self.path("out"), AGAIN)
        self.assertIn("7 more days of grace",
                      why.stdout.split("Smallest change")[1])

    def check_the_open_items_are_counted(self):
        with open(self.path("out/summary.json")) as file:
            after = json.load(file)["open_items"]["after"]
        rows = self.rows("residual_open_items")
        self.assertEqual(after["count"], len(rows))
        self.assertEqual(Decimal(after["amount"]["USD"]),
                         sum(Decimal(row["amount"]) for row in rows))

    def check(self):
        self.check_all_that_was_paid_comes_back()
        self.check_the_open_items_are_counted()
        self.check_items_are_open_as_before()
        self.check_the_fee_is_no_receivable()
        self.check_presented_again()

    def test_the_first_payment_is_in_the_same_run(self):
        self.match("lockbox_monday", "lockbox.lbx",
                   "../bounced_check/returned.bai",
                   "../bounced_check/lockbox-again.lbx")
        self.check()

    def test_only_the_closed_items_are_known_and_the_maker_is_named(self):
        self.match("bounced_check", "returned.bai", "lockbox-again.lbx")
        self.check()

    def test_only_the_closed_items_are_known_and_the_return_quotes_them(self):
        self.match("bounced_check", "returned-quoting.bai",
                   "lockbox-again.lbx")
        self.check()


class TakenBack(StoryTest):
    """Story 4d: a direct debit of 119.00 is returned with a fee of 3.00."""

    def setUp(self):
        super().setUp()
        self.match("month_end", "statement.xml")

    def test_the_item_reopens_and_the_fee_is_no_receivable(self):
        receipt = self.receipts()["RDD-0331"]
        self.assertEqual((receipt["status"], receipt["amount"],
                          receipt["applied"], receipt["other"]),
                         ("reversal", "-122.00", "-119.00", "-3.00"))
        self.assertEqual(self.applied("RDD-0331"),
                         {("INV-6119", "payment"): "-119.00"})
        self.assertEqual([(row["kind"], row["amount"])
                          for row in self.rows("remainders")
                          if row["receipt_id"] == receipt["receipt_id"]],
                         [("not_receivable", "-3.00")])
        self.assertEqual(self.open_items()["INV-6119"], "119.00")

    def test_the_open_items_move_by_what_was_paid_and_taken_back(self):
        moved = sum(Decimal(row["amount"])
                    for row in self.rows("applications"))
        self.assertEqual(moved, Decimal("24631.00"))


class ReturnedAch(StoryTest):
    """A collection of 125.00 that an ACH file says was returned, R01."""

    def test_the_trace_finds_the_receipt_and_the_item_reopens(self):
        self.match("returned_ach", "prior-day.bai", "returned.ach")
        receipt = self.receipts()["111000020000041"]
        self.assertEqual((receipt["status"], receipt["amount"],
                          receipt["booking_date"]),
                         ("reversal", "-125.00", "2026-03-06"))
        self.assertEqual(self.applied("111000020000041"),
                         {("INV-7001", "payment"): "-125.00"})
        self.assertEqual(self.open_items(), {"INV-7001": "125.00"})


if __name__ == "__main__":
    program.main()
