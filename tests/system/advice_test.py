# SPDX-License-Identifier: Apache-2.0
"""advice_test.py - advice apart from money, and CSV by a mapping, end to end."""
import csv
import io
import os
import shutil
import zipfile

import program
from program import ProgramTest

ITEMS = """\
item_id,customer_id,document_number,currency,amount,document_date
I1,ACME,INV-1001,USD,100.00,2026-01-10
I2,ACME,INV-1002,USD,250.00,2026-01-11
I3,BETA,INV-2001,USD,75.50,2026-01-12
"""
CUSTOMERS = """\
customer_id,name
ACME,Acme Corp
BETA,Beta Ltd
"""
# Credits that say nothing of what they pay.
BANK = """\
{"bank_reference":"B1","account":"9876540123","currency":"USD","amount":"350.00",\
"value_date":"2026-03-02","references":[{"type":"trace","value":"T-778812"}]}
{"bank_reference":"B2","account":"9876540123","currency":"USD","amount":"75.50",\
"value_date":"2026-03-03","payer":{"name":"Beta Ltd"}}
"""
ADVICE = """\
advice_id,trace,date,payer_name,currency,reference,paid
A1,T778812,2026-02-20,,USD,INV-1001,100.00
A1,T778812,2026-02-20,,USD,INV-1002,250.00
A2,,2026-03-07,BETA LTD,USD,INV-2001,75.50
A3,,2026-03-07,Gamma,USD,INV-9,1.00
"""
MAPPING = """\
kind = "statement"
delimiter = ";"
decimal = ","
date_format = "DD.MM.YYYY"
[columns]
value_date = "Valuta"
amount = "Betrag"
text = "Zweck"
[defaults]
currency = "USD"
account = "9876540123"
"""


class Advice(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("items.csv", ITEMS)
        self.write("customers.csv", CUSTOMERS)
        self.write("bank.ndjson", BANK)
        self.write("advice.csv", ADVICE)

    def run_match(self, *arguments):
        shutil.rmtree(self.path("out"), ignore_errors=True)
        return self.match("--customers", "customers.csv", *arguments)

    def rows(self, table):
        return list(csv.DictReader(io.StringIO(
            self.text("out", table + ".csv"))))

    def paid(self):
        return {row["item_id"]: row["amount"]
                for row in self.rows("applications")}

    def test_early_and_late_advice_is_joined_and_the_rest_is_told(self):
        done = self.run_match("--advice", "advice.csv", "bank.ndjson")
        self.assert_exit(done, 0)
        self.assertEqual(
            [(row["source_line"], row["status"], row["joined_by"],
              row["bank_reference"]) for row in self.rows("advice")],
            [("2", "joined", "trace", "B1"), ("4", "joined", "payer", "B2"),
             ("5", "unjoined", "", "")])
        self.assertEqual(self.paid(),
                         {"I1": "100.00", "I2": "250.00", "I3": "75.50"})
        self.assertIn("advice.csv:5: ADVICE-UNJOINED", done.stderr)

    def test_advice_that_fits_several_receipts_or_none_in_doubt_is_told(self):
        two = BANK.replace("B1", "C1") + BANK.splitlines(True)[0].replace(
            "B1", "C2")
        self.write("two.ndjson", two)
        done = self.run_match("--advice", "advice.csv", "two.ndjson")
        self.assert_exit(done, 0)
        self.assertIn("advice.csv:2: ADVICE-AMBIGUOUS: found an advice of "
                      "350.00 USD that may be of 2 receipts, by trace; left "
                      "apart", done.stderr)

    def test_advice_against_what_its_receipt_says_is_told(self):
        said = BANK.replace('"references"', '"advice":[{"reference":'
                            '"INV-1002","paid":"350.00"}],"references"', 1)
        self.write("said.ndjson", said)
        done = self.run_match("--advice", "advice.csv", "said.ndjson")
        self.assert_exit(done, 0)
        self.assertIn("advice.csv:2: ADVICE-CONFLICT: found an advice of "
                      "350.00 USD, expected what its receipt says already",
                      done.stderr)

    def test_a_copy_without_the_key_is_paid_by_the_advice(self):
        intraday = BANK.splitlines(True)[0].replace(
            '"references"', '"provisional":true,"references"')
        self.write("intraday.ndjson", intraday)
        self.write("final.ndjson", BANK.replace("T-778812", "T-0"))
        done = self.run_match("--advice", "advice.csv", "intraday.ndjson",
                              "final.ndjson")
        self.assert_exit(done, 0)
        self.assertEqual(self.paid(),
                         {"I1": "100.00", "I2": "250.00", "I3": "75.50"})
        applied, = [row["receipt_id"] for row in self.rows("receipts")
                    if row["amount"] == "350.00" and row["status"] == "applied"]
        self.assertEqual(self.rows("advice")[0]["receipt_id"], applied)

    def test_advice_against_the_receipts_own_text_is_told(self):
        said = BANK.replace('"references"', '"text":["pays INV-2001"],'
                            '"references"', 1)
        self.write("said.ndjson", said)
        done = self.run_match("--advice", "advice.csv", "said.ndjson")
        self.assert_exit(done, 0)
        self.assertIn("advice.csv:2: ADVICE-CONFLICT: found an advice of "
                      "350.00 USD whose receipt itself names other documents",
                      done.stderr)
        self.assertEqual(self.paid()["I1"], "100.00")

    def test_a_short_key_joins_its_amount(self):
        self.write("short.ndjson", BANK.replace("T-778812", "E-1"))
        for amount, status in (("100.00", "joined"), ("99.00", "unjoined")):
            self.write("e1.csv", ADVICE.replace(
                "T778812,2026-02-20", "E1,2026-03-03").replace(
                    "INV-1001,100.00", "INV-1001," + amount))
            self.assert_exit(self.run_match("--advice", "e1.csv",
                                            "short.ndjson"), 0)
            self.assertEqual(self.rows("advice")[0]["status"], status)

    def test_advice_makes_no_money_and_keeps_ids(self):
        self.assert_exit(self.run_match("bank.ndjson"), 0)
        before = {(row["receipt_id"], row["amount"])
                  for row in self.rows("receipts")}
        self.assertFalse(os.path.exists(self.path("out/advice.csv")))
        self.assert_exit(
            self.run_match("--advice", "advice.csv", "bank.ndjson"), 0)
        after = {(row["receipt_id"], row["amount"])
                 for row in self.rows("receipts")}
        self.assertEqual(before, after)
        self.assert_exit(self.run_match("--advice", "advice.csv"), 0)
        self.assertEqual(self.rows("receipts"), [])
        self.assertEqual({row["status"] for row in self.rows("advice")},
                         {"unjoined"})

    def test_order_of_files_and_threads_do_not_show(self):
        lines = ADVICE.splitlines(keepends=True)
        self.write("a.csv", lines[0] + "".join(lines[1:3]))
        self.write("b.csv", lines[0] + "".join(lines[3:]))
        texts = []
        for order, threads in ((("a.csv", "b.csv"), "1"),
                               (("b.csv", "a.csv"), "2")):
            self.assert_exit(self.run_match(
                "--threads", threads, "--advice", order[0], "--advice",
                order[1], "bank.ndjson"), 0)
            texts.append([self.text("out", name) for name in
                          ("advice.csv", "receipts.csv", "applications.csv",
                           "summary.json")])
        self.assertEqual(texts[0], texts[1])

    def test_a_mail_with_an_attachment(self):
        self.write("advice.eml", (
            "From: Beta Ltd <ap@beta.example>\r\n"
            "Date: Wed, 4 Mar 2026 10:00:00 +0100\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            "--b\r\n\r\nPlease see attached.\r\n"
            "--b\r\nContent-Type: text/csv\r\n\r\n"
            "currency,reference,paid\r\nUSD,INV-2001,75.50\r\n--b--\r\n"
        ).encode())
        self.assert_exit(
            self.run_match("--advice", "advice.eml", "bank.ndjson"), 0)
        row, = self.rows("advice")
        self.assertEqual((row["status"], row["joined_by"], row["date"],
                          row["payer"], row["bank_reference"]),
                         ("joined", "payer", "2026-03-04", "Beta Ltd", "B2"))

    def test_remt_among_the_inputs_and_as_advice(self):
        self.write("advice.xml", (
            '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:remt.001.001.05">'
            "<RmtAdvc><RmtInf><Strd><RfrdDocInf><Nb>INV-1001</Nb></RfrdDocInf>"
            '<RfrdDocAmt><RmtdAmt Ccy="USD">100.00</RmtdAmt></RfrdDocAmt>'
            "</Strd><Strd><RfrdDocInf><Nb>INV-1002</Nb></RfrdDocInf>"
            '<RfrdDocAmt><RmtdAmt Ccy="USD">250.00</RmtdAmt></RfrdDocAmt>'
            "</Strd><OrgnlPmtInf><Refs><TxId>T-778812</TxId></Refs>"
            "</OrgnlPmtInf></RmtInf></RmtAdvc></Document>"))
        for arguments in (("advice.xml", "bank.ndjson"),
                          ("--advice", "advice.xml", "bank.ndjson")):
            self.assert_exit(self.run_match(*arguments), 0)
            paid = self.paid()
            self.assertEqual((paid["I1"], paid["I2"]), ("100.00", "250.00"))

    def test_a_rejected_advice_rejects_the_run(self):
        self.write("letter.txt", "Dear reader,\n")
        done = self.run_match("--advice", "letter.txt", "bank.ndjson")
        self.assert_exit(done, 1)
        self.assertIn("letter.txt: UNRECOGNISED", done.stderr)
        self.assert_nothing_written()
        self.assert_exit(self.run_match("--skip-rejected", "--advice",
                                        "letter.txt", "bank.ndjson"), 3)

    def test_a_banks_file_is_no_advice(self):
        self.write("x.bai", "01,A,B,260302,0800,1,,,2/\n99,0,0,2/\n")
        done = self.run_match("--advice", "x.bai", "bank.ndjson")
        self.assert_exit(done, 1)
        self.assertIn("ADVICE-FORMAT", done.stderr)

    def test_a_statement_by_a_mapping(self):
        self.write("giro.toml", MAPPING)
        self.write("giro.csv", "Valuta;Betrag;Zweck\n"
                   "02.03.2026;100,00;INV-1001\n")
        done = self.run_match("giro.csv")
        self.assert_exit(done, 1)
        self.assert_exit(self.run_match("--mapping", "giro.toml", "giro.csv"),
                         0)
        self.assertEqual(self.paid(), {"I1": "100.00"})
        read = self.run_program("read", "--mapping", "giro.toml", "giro.csv")
        self.assert_exit(read, 0)
        self.assertIn('"format":"csv"', read.stdout)

    def test_a_mistake_in_a_mapping_is_wrong_usage(self):
        self.write("giro.toml", MAPPING.replace("delimiter", "delimeter"))
        for done in (self.run_match("--mapping", "giro.toml", "bank.ndjson"),
                     self.run_program("read", "--mapping", "giro.toml",
                                      "bank.ndjson")):
            self.assert_exit(done, 2)
            self.assertIn("giro.toml:2: unknown key 'delimeter'; did you mean "
                          "'delimiter'?", done.stderr)

    def test_open_items_by_a_mapping(self):
        self.write("erp.toml", """\
kind = "open_items"
decimal = ","
delimiter = ";"
[columns]
item_id = "Beleg"
document_number = "Beleg"
customer_id = "Kunde"
document_date = "Datum"
amount = "Betrag"
[defaults]
currency = "USD"
""")
        self.write("items.csv", "Beleg;Kunde;Datum;Betrag\n"
                   "INV-1001;ACME;2026-01-10;100,00\n")
        self.write("bank.ndjson", program.RECEIPTS)
        self.assert_exit(self.run_match("--mapping", "erp.toml",
                                        "bank.ndjson"), 0)
        self.assertEqual(self.paid(), {"INV-1001": "100.00"})

    def test_an_archive_of_advice_and_of_bank_files(self):
        for name, member in (("bank.zip", "bank.ndjson"),
                             ("advice.zip", "advice.csv")):
            with zipfile.ZipFile(self.path(name), "w") as archive:
                archive.write(self.path(member), "week/" + member)
        self.assert_exit(self.run_match("--advice", "advice.zip", "bank.zip"),
                         0)
        self.assertEqual(self.rows("advice")[0]["source_file"],
                         "advice.zip/week/advice.csv")
        self.assertEqual(self.rows("receipts")[0]["source_file"],
                         "bank.zip/week/bank.ndjson")
        self.assertEqual(len(self.paid()), 3)

    def test_a_zip_that_leads_elsewhere_writes_nothing(self):
        with zipfile.ZipFile(self.path("evil.zip"), "w") as archive:
            archive.writestr("../evil.ndjson", BANK)
        done = self.run_match("evil.zip")
        self.assert_exit(done, 1)
        self.assertIn("leads out of a folder", done.stderr)
        self.assertFalse(os.path.exists(self.path("../evil.ndjson")))


if __name__ == "__main__":
    program.main()
