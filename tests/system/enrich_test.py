# SPDX-License-Identifier: Apache-2.0
"""enrich_test.py - bank files written again with the numbers they pay.

What is read from the new file is the proof: the same receipts and amounts, and
the numbers beside them.
"""
import csv
import json
import os
import re

import program
from program import ProgramTest

SAMPLES = os.path.join(os.path.dirname(__file__), "..", "..", "data", "samples")

ITEMS = """\
item_id,customer_id,document_number,currency,amount,document_date
I1,ACME,DOC-501,EUR,100.00,2026-01-10
I2,ACME,DOC-502,EUR,250.00,2026-01-11
I3,BETA,DOC-503,EUR,75.50,2026-01-12
"""
# Each name is known, the amounts are those of one item or of two.
CUSTOMERS = """\
customer_id,name,bank_accounts
ACME,Acme Pumps,DE88100900001234567892
BETA,Beta Valves,DE40500105175674489231
"""

BAI = """\
01,091000019,US,260303,0545,1,80,,2/
02,US,091000019,1,260302,2359,EUR,2/
03,4400018821,EUR,,,,/
16,195,35000,0,R1,,B/O:ACME PUMPS ACCT:DE88100900001234567892/
16,195,7550,0,R2,/
88,B/O:BETA VALVES DOC-503/
49,42550,5/
98,42550,1,7/
99,42550,1,9/
"""
MT = """\
:20:S1
:25:37040044/0532013001
:28C:1/1
:60F:C260301EUR0,00
:61:2603020302CR350,00NTRFNONREF//R1
:86:166?00GUTSCHRIFT?20EREF+X-1?30BEVODEBB?31DE88100900001234567892?32ACME
?33PUMPS
:61:2603020302CR75,50NTRFNONREF//R2
:86:/ORDP//NAME/BETA VALVES/REMI/USTD//DOC-503/
:62F:C260302EUR425,50
-
"""
# An entry whose text names the document, and the bank's own word beside it.
CAMT = """\
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.%s">
<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-02T21:00:00</CreDtTm>
</GrpHdr><Stmt><Id>S1</Id><CreDtTm>2026-03-02T21:00:00</CreDtTm>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">75.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>
<AcctSvcrRef>R1</AcctSvcrRef><AddtlNtryInf>DOC 503</AddtlNtryInf></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
STRD = ("<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp>"
        "<Nb>DOC-503</Nb></RfrdDocInf></Strd>")


class Enrich(ProgramTest):
    def match_and_enrich(self, name, text):
        self.write("items.csv", ITEMS)
        self.write("customers.csv", CUSTOMERS)
        self.write(name, text)
        done = self.run_program(
            "match", "--open-items", "items.csv", "--customers",
            "customers.csv", "--out", "out", name)
        self.assert_exit(done, 0)
        return self.enrich("out", name)

    def enrich(self, results, path):
        done = self.run_program("enrich", "--results", results, "--out",
                                "enriched", path)
        self.assert_exit(done, 0)
        return done

    def receipts(self, path):
        done = self.run_program("read", path)
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def assert_same_money(self, before, after):
        keys = ("bank_reference", "amount", "currency", "direction",
                "booking_date", "value_date", "account")
        money = [[{k: r.get(k) for k in keys} for r in self.receipts(path)]
                 for path in (before, after)]
        self.assertTrue(money[0])
        self.assertEqual(money[0], money[1])

    def paid(self, results):
        with open(self.path(results + "/applications.csv")) as file:
            return [(row["receipt_id"], row["document_number"])
                    for row in csv.DictReader(file) if row["kind"] == "payment"]

    def test_bai2_gets_88_records_and_counts_them(self):
        done = self.match_and_enrich("a.bai", BAI)
        self.assertIn("2 numbers written for 1 receipts", done.stderr)
        self.assertIn("1 were there already", done.stderr)
        self.assertEqual(
            self.text("enriched"),
            BAI.replace("892/\n", "892/\n88,REMI: DOC-501 DOC-502/\n")
            .replace("49,42550,5", "49,42550,6")
            .replace("98,42550,1,7", "98,42550,1,8")
            .replace("99,42550,1,9", "99,42550,1,10"))
        self.assert_same_money("a.bai", "enriched")

    def test_mt940_gets_subfields_of_the_purpose(self):
        self.match_and_enrich("a.sta", MT)
        self.assertEqual(
            self.text("enriched"),
            MT.replace("?33PUMPS", "?33PUMPS?21SVWZ+DOC-501 DOC-502"))
        self.assert_same_money("a.sta", "enriched")

    def test_bai2_with_all_records_on_a_line(self):
        done = self.match_and_enrich("a.bai", BAI.replace("/\n", "/  ") + "\n")
        self.assertIn("2 numbers written for 1 receipts", done.stderr)
        self.assertIn("\n88,REMI: DOC-501 DOC-502/\n", self.text("enriched"))
        self.assert_same_money("a.bai", "enriched")

    def test_bai2_whose_trailers_count_each_in_its_way(self):
        text = BAI.replace("98,42550,1,7", "98,42550,1,6").replace(
            "99,42550,1,9", "99,42550,1,8")
        self.match_and_enrich("a.bai", text)
        self.assertEqual(
            self.text("enriched"),
            text.replace("892/\n", "892/\n88,REMI: DOC-501 DOC-502/\n")
            .replace("49,42550,5", "49,42550,6"))
        self.assert_same_money("a.bai", "enriched")

    def test_camt_gets_details_as_its_version_has_them(self):
        for version, details in ((
                "01", "<TxDtls><RmtInf><Ustrd>DOC-503</Ustrd></RmtInf></TxDtls>"
        ), ("02", "<NtryDtls><TxDtls><RmtInf>%s</RmtInf></TxDtls></NtryDtls>"
            ), ("08", "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">75.50</Amt>"
                "<CdtDbtInd>CRDT</CdtDbtInd><RmtInf>%s</RmtInf></TxDtls>"
                "</NtryDtls>")):
            text = CAMT % version
            self.write("items.csv", ITEMS)
            self.write("a.xml", text)
            done = self.run_program("match", "--open-items", "items.csv",
                                    "--overwrite", "--out", "out", "a.xml")
            self.assert_exit(done, 0)
            with open(self.path("out/receipts.csv")) as file:
                self.assertEqual(next(csv.DictReader(file))["status"],
                                 "applied", version)
            done = self.run_program("enrich", "--results", "out", "--out",
                                    "enriched", "--overwrite", "a.xml")
            self.assert_exit(done, 0)
            if "%s" in details:
                details %= STRD
            self.assertEqual(self.text("enriched"), text.replace(
                "<AddtlNtryInf>", details + "<AddtlNtryInf>"))
            self.assert_same_money("a.xml", "enriched")

    def test_what_is_left_out_is_told_and_the_rest_is_written(self):
        for odd in ("{RE1}501", "RE_501", "RE#501", "RE&501"):
            self.write("items.csv", ITEMS.replace("DOC-501", odd))
            self.write("customers.csv", CUSTOMERS)
            self.write("a.sta", MT)
            self.assert_exit(self.run_program(
                "match", "--open-items", "items.csv", "--customers",
                "customers.csv", "--overwrite", "--out", "out", "a.sta"), 0)
            done = self.run_program("enrich", "--results", "out", "--out",
                                    "enriched", "--overwrite", "a.sta")
            self.assert_exit(done, 0)
            self.assertIn("a.sta:5: '%s' was left out: it has letters that "
                          "MT940 may not have" % odd, done.stderr)
            self.assertEqual(
                self.text("enriched"),
                MT.replace("?33PUMPS", "?33PUMPS?21SVWZ+DOC-502"))

    def test_utf_16_is_said_to_be_the_cause(self):
        self.write("items.csv", ITEMS)
        with open(self.path("a.xml"), "wb") as file:
            file.write((CAMT % "08").replace("UTF-8", "UTF-16")
                       .encode("utf-16"))
        self.assert_exit(self.run_program("match", "--open-items", "items.csv",
                                          "--out", "out", "a.xml"), 0)
        done = self.run_program("enrich", "--results", "out", "--out",
                                "enriched", "a.xml")
        self.assert_exit(done, 1)
        self.assertIn("a.xml is camt.053 in UTF-16", done.stderr)

    def test_samples_tell_the_same_money_and_every_number_they_pay(self):
        names = ["prior-day.bai", "camt053.xml", "camt054.xml", "mt940.sta"]
        done = self.run_program(
            "match", "--open-items", os.path.join(SAMPLES, "open_items.csv"),
            "--customers", os.path.join(SAMPLES, "customers.csv"), "--rules",
            os.path.join(SAMPLES, "rules.toml"), "--out", "out",
            *[os.path.join(SAMPLES, name) for name in names])
        self.assert_exit(done, 0)
        paid = self.paid("out")
        with open(self.path("out/receipts.csv")) as file:
            applied = {row["receipt_id"] for row in csv.DictReader(file)
                       if row["status"] in ("applied", "partial")}
        written = 0
        for name in names:
            sample = os.path.join(SAMPLES, name)
            done = self.enrich("out", sample)
            self.assertIn(" 0 left out", done.stderr)
            written += int(re.match(r"(?:.*\n)*(\d+) numbers",
                                    done.stderr).group(1))
            self.assert_same_money(sample, "enriched")
            for before, after in zip(self.receipts(sample),
                                     self.receipts("enriched")):
                numbers = [number for receipt, number in paid
                           if receipt == before["receipt_id"]
                           and receipt in applied]
                said = json.dumps(after)
                for number in numbers:
                    self.assertIn(number, said)
            os.remove(self.path("enriched"))
        self.assertGreater(written, 0)

    def test_what_cannot_be_enriched_writes_nothing(self):
        self.write("r.ndjson", program.RECEIPTS)
        self.assert_exit(self.match("r.ndjson"), 0)
        self.write("a.bai", BAI)
        for name, why in (("r.ndjson", "cannot be enriched"),
                          ("a.bai", "has no receipt of"),
                          ("nowhere", "nowhere")):
            done = self.run_program("enrich", "--results", "out", "--out",
                                    "enriched", name)
            self.assert_exit(done, 1)
            self.assertIn(why, done.stderr)
            self.assertFalse(os.path.exists(self.path("enriched")))

    def test_a_file_that_is_there_stays(self):
        self.match_and_enrich("a.bai", BAI)
        before = self.text("enriched")
        done = self.run_program("enrich", "--results", "out", "--out",
                                "enriched", "a.bai")
        self.assert_exit(done, 1)
        self.assertEqual(self.text("enriched"), before)


if __name__ == "__main__":
    program.main()
