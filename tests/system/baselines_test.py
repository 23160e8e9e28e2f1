# SPDX-License-Identifier: Apache-2.0
"""baselines_test.py - the rules of bench/baselines on books made for them."""
import os
import subprocess
import sys
import unittest
import unittest.mock

import program
from program import ProgramTest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SCRIPT = os.path.join(ROOT, "scripts", "baselines")
sys.path.insert(0, os.path.join(ROOT, "bench"))
import baselines  # noqa: E402
from baselines import business_central  # noqa: E402
from baselines.book import run  # noqa: E402
from baselines.business_central import nearness  # noqa: E402
from baselines.first_subset import first_subset  # noqa: E402
from baselines.history import History  # noqa: E402
from baselines.oracle import edits  # noqa: E402
from baselines.texts import whole_words  # noqa: E402

CUSTOMERS = """\
customer_id,name,aliases,parent_id,bank_accounts
C100188,Northwind Traders,,,AC-1
C100192,Acme Fabrics,,,AC-2
C100195,Acme Fabrics,,,AC-3
"""
HEAD = ("item_id,company_code,customer_id,document_type,document_number,currency,"
        "amount,document_date,due_date,payment_terms\n")
# Due on the 10th, 20th and 30th of April; N30 earns 2 % until then.
ITEMS = HEAD + """\
I1,1,C100188,invoice,19304001,USD,100.00,2026-03-10,2026-04-10,N30
I2,1,C100188,invoice,19304002,USD,250.00,2026-03-20,2026-04-20,N60
I3,1,C100188,invoice,19304003,USD,40.00,2026-03-30,2026-04-30,N60
I4,1,C100192,invoice,00885001,USD,77.00,2026-03-10,2026-04-10,N60
I5,1,C100195,invoice,INV-2024-0017,USD,55.00,2026-03-10,2026-04-10,N60
"""
RULES = """\
[terms."N30"]
discount_percent = "2"
discount_until = "due_date"
"""


class Baselines(ProgramTest):
    def pays(self, matcher, *receipts, items=ITEMS):
        """Returns what a matcher does with receipts (amount, text, name, account,
        day of April): `item:paid` in minor units, for each receipt."""
        lines = []
        for number, receipt in enumerate(receipts):
            amount, text, name, account, day = (*receipt, *(("", "", "", 25)[
                len(receipt) - 1:]))
            lines.append(
                '{"bank_reference":"B%d","currency":"USD","amount":"%s",'
                '"value_date":"2026-04-%02d","payer":{"name":"%s","account":"%s"},'
                '"text":["%s"]}' % (number, amount, day, name, account, text))
        for name, content in (
                ("open_items.csv", items), ("customers.csv", CUSTOMERS),
                ("rules.toml", RULES), ("receipts.ndjson", "\n".join(lines) + "\n"),
                ("truth.csv", "bank_reference,item_id,amount\n"),
                ("truth_adjustments.csv", "bank_reference,item_id,kind,amount\n")):
            self.write(name, content)
        return [" ".join(f"{p.item.id}:{p.paid}" for p in postings)
                for _, postings in run(matcher, History(self.folder))]


class Words(unittest.TestCase):
    def test_words_and_runs_of_them_with_the_signs_between(self):
        self.assertEqual(whole_words("/INV-2024-17 x"), [
            "INV", "INV-2024", "INV-2024-17", "INV-2024-17 X", "2024", "2024-17",
            "2024-17 X", "17", "17 X", "X"])


class Odoo(Baselines):
    def test_digits_alone_are_compared(self):
        self.assertEqual(self.pays(
            baselines.OdooTokens, ("55.00", "BILL20240017"), ("77.00", "885001")),
            ["I5:5500", ""])

    def test_a_payment_that_is_more_is_validated_and_less_is_not(self):
        self.assertEqual(self.pays(
            baselines.OdooTokens, ("300.00", "19304002"), ("39.00", "19304003")),
            ["I2:25000", ""])

    def test_one_exact_amount_wins_over_the_walk(self):
        self.assertEqual(self.pays(
            baselines.OdooTokens, ("40.00", "19304001 19304002 19304003")),
            ["I3:4000"])

    def test_a_discount_is_taken_in_time_alone(self):
        self.assertEqual(self.pays(
            baselines.OdooTokens, ("98.00", "19304001", "", "", 10)), ["I1:9800"])
        self.assertEqual(self.pays(
            baselines.OdooTokens, ("98.00", "19304001", "", "", 11)), [""])

    def test_a_known_partner_without_a_hit_is_not_validated(self):
        self.assertEqual(self.pays(
            baselines.OdooTokens, ("250.00", "THANKS", "", "AC1"),
            ("77.00", "00885001", "NORTHWIND")), ["", ""])


class BusinessCentral(Baselines):
    def test_account_and_the_one_amount_need_no_document(self):
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("250.00", "THANKS", "", "AC 1")), ["I2:25000"])

    def test_several_of_the_amount_need_a_document(self):
        items = ITEMS.replace("USD,77.00", "USD,250.00")
        for text, paid in (("THANKS", ""), ("INV 19304002", "I2:25000")):
            self.assertEqual(self.pays(
                baselines.BusinessCentral, ("250.00", text, "", "AC1"), items=items),
                [paid])

    def test_a_document_alone_needs_a_review(self):
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("250.00", "19304002")), [""])

    def test_several_documents_that_sum_up_do_not(self):
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("290.00", "19304003,19304002")),
            ["I2:25000 I3:4000"])

    def test_a_name_that_two_have_is_partial(self):
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("77.00", "PAYMENT", "ACME FABRICS"),
            ("250.00", "PAYMENT", "NORTHWIND TRADERS")), ["", "I2:25000"])
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("77.00", "00885001", "ACME FABRICS")),
            ["I4:7700"])

    def test_a_number_within_a_number_is_no_document(self):
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("290.00", "X19304003,19304002")), [""])

    def test_an_item_is_taken_once_by_the_better_score(self):
        self.assertEqual(self.pays(
            baselines.BusinessCentral, ("250.00", "THANKS", "", "AC1"),
            ("250.00", "19304002", "", "AC1")), ["", "I2:25000"])

    def test_with_discounts_on_an_item_in_time_asks_for_less(self):
        for on, amount, paid in ((True, "98.00", "I1:9800"), (True, "100.00", ""),
                                 (False, "98.00", ""), (False, "100.00", "I1:10000")):
            with unittest.mock.patch.object(business_central, "DISCOUNTS", on):
                self.assertEqual(self.pays(
                    baselines.BusinessCentral, (amount, "THANKS", "", "AC1", 10)), [paid])

    def test_nearness_takes_common_parts_out(self):
        self.assertEqual(nearness("Traders Northwind", "NORTHWIND TRADERS"), 94)
        self.assertEqual(nearness("ACME", "ACME FABRICS"), 100)
        self.assertEqual(nearness("ABC", "ABC"), 0)


class Oracle(Baselines):
    def test_one_edit_is_repaired_where_the_amount_agrees(self):
        self.assertEqual(edits("19304002", "1930402"), 1)
        self.assertEqual(self.pays(
            baselines.Oracle, ("250.00", "1930402"), ("40.01", "1930403")),
            ["I2:25000", ""])

    def test_zeros_in_front_do_not_count(self):
        self.assertEqual(self.pays(baselines.Oracle, ("77.00", "885001")), ["I4:7700"])

    def test_references_are_paid_in_their_order(self):
        self.assertEqual(self.pays(
            baselines.Oracle, ("260.00", "19304002 19304001")), ["I2:25000 I1:1000"])

    def test_the_account_outvotes_a_reference_of_another(self):
        self.assertEqual(self.pays(
            baselines.Oracle, ("77.00", "00885001", "", "AC-1")), [""])

    def test_auto_cash_clears_item_account_and_past_due(self):
        for amount, paid in (("40.00", "I3:4000"), ("350.00", "I1:10000 I2:25000"),
                             ("390.00", "I1:10000 I2:25000 I3:4000"), ("360.00", "")):
            self.assertEqual(self.pays(
                baselines.Oracle, (amount, "CUST 100", "", "AC-1")), [paid])

    def test_auto_cash_clears_past_due_of_one_term(self):
        items = ITEMS + "I6,1,C100188,invoice,19304009,USD,7.00,2026-03-10,2026-04-09,N60\n"
        self.assertEqual(self.pays(
            baselines.Oracle, ("257.00", "", "", "AC-1"), items=items),
            ["I6:700 I2:25000"])


class Lockbox(Baselines):
    def test_statuses(self):
        for amount, text, account, paid in (
                ("290.00", "19304002 19304003", "", "I2:25000 I3:4000"),    # applied
                ("300.00", "19304002 9999999", "", "I2:25000"),     # partially applied
                ("240.00", "19304002", "", "I2:24000"),             # the rest stays
                ("280.00", "19304002 19304003", "", ""),            # on account
                ("250.00", "THANKS", "AC-1", ""),                   # on account
                ("77.00", "885001", "", ""),                        # unprocessed
                ("77.00", "00885001", "AC-1", "")):                 # not of the payer
            self.assertEqual(self.pays(
                baselines.SapLockbox, (amount, text, "", account)), [paid], text)


class Subset(Baselines):
    def test_fewest_in_the_order_of_the_list(self):
        self.assertEqual(first_subset([3, 5, 8, 3], 8), [2])
        self.assertEqual(first_subset([3, 5, 9, 3, 5], 8), [0, 1])
        self.assertEqual(first_subset([3, 5, 9], 17), [0, 1, 2])
        self.assertEqual(first_subset([3, 5, 9], 16), [])

    def test_the_limit_ends_it(self):
        amounts = [*range(2, 40, 2), 1]
        self.assertEqual(first_subset(amounts, 77), [0, 17, 18, 19])
        self.assertEqual(first_subset(amounts, 77, steps=50), [])
        self.assertEqual(first_subset([1, 7], 7, steps=2), [1])

    def test_the_payer_has_to_be_known(self):
        self.assertEqual(self.pays(
            baselines.FirstSubset, ("140.00", "", "NOBODY"),
            ("140.00", "", "northwind traders")), ["", "I1:10000 I3:4000"])


class Oldest(Baselines):
    def test_the_last_is_paid_in_part_and_the_next_goes_on(self):
        self.assertEqual(self.pays(
            baselines.OldestFirst, ("120.00", "", "", "AC-1"),
            ("250.00", "", "", "AC-1")), ["I1:10000 I2:2000", "I2:23000 I3:2000"])


BUILD = """\
import os, sys
out = sys.argv[2]
os.makedirs(out)
open(os.path.join(out, "payments.csv"), "w").write("payment_id,payer_name,payer_account,"
    "amount,remittance_text\\nB0,NORTHWIND TRADERS,AC-1,250.00,THANKS\\n"
    "B1,NORTHWIND TRADERS,AC-1,140.00,19304003\\n")
open(os.path.join(out, "truth_meta.csv"), "w").write("payment_id,kind,n_items,refs,"
    "refs_quoted,refs_corrupted,name_noise\\nB0,exact,1,1,0,0,\\nB1,exact,2,2,1,0,\\n")
"""
CONVERT = """\
import os, shutil, sys
here = os.path.dirname(os.path.abspath(__file__))
shutil.copytree(os.path.join(here, "given"), sys.argv[2])
"""


class Table(Baselines):
    def test_all_are_in_one_table_judged_alike(self):
        self.pays(baselines.OldestFirst, ("250.00", "THANKS", "NORTHWIND TRADERS", "AC-1"),
                  ("140.00", "19304003", "NORTHWIND TRADERS", "AC-1"))
        self.write("truth.csv", "bank_reference,item_id,amount\n"
                   "B0,I2,250.00\nB1,I1,100.00\nB1,I3,40.00\n")
        names = ("open_items.csv", "customers.csv", "rules.toml", "receipts.ndjson",
                 "truth.csv", "truth_adjustments.csv")
        for name in names:
            self.write("source/given/" + name, self.text(name).replace(
                '"currency"', '"account":"1","direction":"credit","currency"'))
        self.write("source/build_truth.py", BUILD)
        self.write("source/to_cashmatch.py", CONVERT)
        done = subprocess.run(
            [sys.executable, SCRIPT, "--program", program.PROGRAM, "--work",
             self.path("work"), "--only", "spain"], capture_output=True, text=True,
            timeout=60, env={**os.environ, "CASHMATCH_LEDGERS": self.path("source")})
        self.assert_exit(done, 0)
        # Of two receipts: precision, coverage, wrong, not due, incomplete.
        for row in (r"Odoo tokens +0.00 +0.00 +1 +0 +1\n",
                    r"Business Central +100.00 +50.00 +0 +0 +0\n",
                    r"Oracle AutoMatch, AutoCash +50.00 +50.00 +1 +0 +1\n",
                    r"SAP lockbox +0.00 +0.00 +1 +0 +1\n",
                    r"First subset found +100.00 +100.00 +0 +0 +0\n",
                    r"Oldest first +0.00 +0.00 +2 +0 +0\n", r"cashmatch +100.00 +"):
            self.assertRegex(done.stdout, row)


if __name__ == "__main__":
    program.main()
