# SPDX-License-Identifier: Apache-2.0
"""ledgers_test.py - scripts/ledgers over a folder made for the test."""
import os
import subprocess
import sys
import unittest

import program
from program import ProgramTest

LEDGERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                       "scripts", "ledgers")

# Four receipts: one right, one stranger's, and one paid twice with a reference.
BUILD = '''
import os, sys
out = sys.argv[2]
os.makedirs(out)
def put(name, text):
    open(os.path.join(out, name), "w").write(text)
put("payments.csv", """\\
payment_id,value_date,currency,amount,payer_name,payer_account,remittance_text
P1,2026-03-02,USD,100.00,ACME,1,INV-1001
P2,2026-03-03,USD,9.00,NOBODY,2,
P3,2026-03-04,USD,55.00,ACME,1,INV-1003
P4,2026-03-05,USD,55.00,ACME,1,INV-1003
""")
put("truth_meta.csv", """\\
payment_id,kind,n_items,refs,refs_quoted,refs_corrupted,name_noise
P1,exact,1,1,1,0,
P2,unidentified,0,0,0,0,
P3,exact,1,1,1,0,
P4,duplicate,0,0,0,0,
""")
'''
CONVERT = '''
import csv, json, os, sys
source, out = sys.argv[1:3]
os.makedirs(out)
def put(name, text):
    open(os.path.join(out, name), "w").write(text)
put("open_items.csv", """\\
item_id,customer_id,document_number,currency,amount,document_date
I1,ACME,INV-1001,USD,100.00,2026-01-10
I3,ACME,INV-1003,USD,55.00,2026-01-10
I4,ACME,INV-1004,USD,70.00,2026-01-10
""")
put("customers.csv", "customer_id,name\\nACME,Acme\\n")
put("rules.toml", "")
put("truth.csv", "bank_reference,item_id,amount\\nP1,I1,100.00\\nP3,I4,55.00\\n")
put("truth_adjustments.csv", "bank_reference,item_id,kind,amount\\n"
    "P2,,unidentified,9.00\\nP4,,on_account,55.00\\n")
with open(os.path.join(out, "receipts.ndjson"), "w") as file:
    for p in csv.DictReader(open(os.path.join(source, "payments.csv"))):
        file.write(json.dumps({
            "bank_reference": p["payment_id"], "account": "1",
            "currency": "USD", "amount": p["amount"],
            "value_date": p["value_date"], "payer": {"name": p["payer_name"]},
            "text": [p["remittance_text"]]}) + "\\n")
'''


class Ledgers(ProgramTest):
    def ledgers(self, source, *more):
        return subprocess.run(
            [sys.executable, LEDGERS, "--program", program.PROGRAM, "--work",
             self.path("work"), "--only", "spain", "--seeds", "1,2", *more],
            capture_output=True, text=True, timeout=60,
            env={**os.environ, "CASHMATCH_LEDGERS": source})

    def test_without_a_folder_it_says_that_it_skips(self):
        done = self.ledgers(self.path("nowhere"))
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("SKIPPED, nothing was measured", done.stderr)

    def test_figures_are_added_up_over_the_seeds(self):
        self.write("source/build_truth.py", BUILD)
        self.write("source/to_cashmatch.py", CONVERT)
        done = self.ledgers(self.path("source"), "--strata", "--errors", "5")
        self.assert_exit(done, 1)
        self.assertIn("spain: 8 receipts, 4 applied unseen, 2 right, 2 wrong",
                      done.stdout)
        self.assertIn("precision    50.00 ", done.stdout)
        self.assertIn("strangers 0", done.stdout)
        self.assertIn("history INV-1004 payment 55.00", done.stdout)
        self.assertIn("run     INV-1003 payment 55.00", done.stdout)
        self.assertRegex(done.stdout, r"kind duplicate +2 +0 ")
        self.assertRegex(done.stdout, r"NOT: precision, coverage\n")


if __name__ == "__main__":
    program.main()
