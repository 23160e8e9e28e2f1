# SPDX-License-Identifier: Apache-2.0
"""statements_test.py - MT940 and MT942 through the program, money and all."""
import csv
import io
import json

import program
from program import ProgramTest

HEAD = ":20:S{day}\n:25:37040044/0532013001\n:28C:{number}/1\n"
PAID = ("166?00GUTSCHRIFT?20EREF+E-{n}?21SVWZ+Rechnungen, wie vereinb?22art: "
        "INV-{invoice}?31DE88100900001234567892?32ACME GMBH")


def entry(day, mark, amount, reference, text):
    lines = [text[i:i + 65] for i in range(0, len(text), 65)]
    return (f":61:2603{day}03{day}{mark}{amount}NTRFNONREF//{reference}\n:86:"
            + "\n".join(lines) + "\n")


def statement(day, number, opening, entries, closing):
    return (HEAD.format(day=day, number=number)
            + f":60F:C2603{day}USD{opening}\n" + entries
            + f":62F:C2603{day}USD{closing}\n-\n")


FIRST = entry("02", "CD", "100,00", "B1", PAID.format(n=1, invoice=1001))


class Statements(ProgramTest):
    def statuses(self):
        rows = csv.DictReader(io.StringIO(self.text("out", "receipts.csv")))
        return {(r["bank_reference"], r["source_file"]): r["status"]
                for r in rows}

    def test_a_statement_settles_and_an_interim_report_does_not(self):
        interim = (HEAD.format(day="02", number=9) + ":34F:USD0,\n" + FIRST
                   + ":90C:1USD100,\n-\n")
        self.write("noon.sta", interim)
        self.assert_exit(self.match("noon.sta"), 0)
        self.assertEqual(self.statuses(), {("B1", "noon.sta"): "provisional"})
        self.write("night.sta", statement("02", 1, "5,", FIRST, "105,"))
        self.assert_exit(self.match("--overwrite", "noon.sta", "night.sta"), 0)
        self.assertEqual(self.statuses(), {
            ("B1", "noon.sta"): "duplicate", ("B1", "night.sta"): "applied"})

    def test_a_reversal_reopens_what_the_credit_paid(self):
        back = entry("03", "RCD", "100,00", "B1", PAID.format(n=1, invoice=1001))
        self.write("a.sta", statement("02", 1, "5,", FIRST, "105,")
                   + statement("03", 2, "105,", back, "5,"))
        self.assert_exit(self.match("a.sta"), 0)
        rows = list(csv.DictReader(io.StringIO(
            self.text("out", "receipts.csv"))))
        self.assertEqual([(r["amount"], r["status"]) for r in rows],
                         [("100.00", "applied"), ("-100.00", "reversal")])
        left = csv.DictReader(io.StringIO(
            self.text("out", "residual_open_items.csv")))
        self.assertIn(("I1", "100.00"),
                      [(item["item_id"], item["amount"]) for item in left])

    def test_what_the_balances_refute_is_held(self):
        self.write("a.sta", statement("02", 1, "5,", FIRST, "106,"))
        done = self.match("a.sta")
        self.assert_exit(done, 3)
        self.assertIn("a.sta:8: message 1 / account …3001: MT-BALANCE: ",
                      done.stderr)
        self.assertEqual(self.statuses(), {("B1", "a.sta"): "held"})

    def test_reading_and_matching_the_lines_is_the_same(self):
        self.write("a.sta", statement("02", 1, "5,", FIRST, "105,"))
        read = self.run_program("read", "a.sta")
        self.assert_exit(read, 0)
        self.match("a.sta")
        whole = self.text("out", "applications.csv")
        self.assert_exit(self.match("--overwrite", "-", stdin=read.stdout), 0)
        self.assertEqual(self.text("out", "applications.csv"), whole)
        self.assertIn("I1", whole)
        summary = json.loads(self.run_program(
            "read", "--summary", "--input-format", "mt942", "a.sta").stdout)
        self.assertEqual((summary["format"], summary["control"],
                          summary["statements"], summary["entries"]),
                         ("mt940", "proved", 1, 1))


if __name__ == "__main__":
    program.main()
