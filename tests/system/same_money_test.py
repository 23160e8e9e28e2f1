# SPDX-License-Identifier: Apache-2.0
"""same_money_test.py - some hundred scenarios of the same money in many files,
and a judge that sees what is counted twice or lost."""
import csv
import os
import random

import program
from same_money.judge import judge, run, run_over_time, write_files
from same_money.truth import Drawer


class SameMoney(program.ProgramTest):
    def setUp(self):
        super().setUp()
        os.mkdir(self.path("files"))
        chance = random.Random("smoke")
        drawer = Drawer(chance)
        self.scenarios = [drawer.draw() for _ in range(600)]
        self.lines = write_files(self.scenarios, self.path("files"), chance)
        self.rows = run(program.PROGRAM, self.folder)

    def judge(self, rows):
        verdict = judge(self.scenarios, self.lines, rows)
        return verdict.twice, verdict.lost, verdict.strange

    def test_all_money_is_counted_once(self):
        verdict = judge(self.scenarios, self.lines, self.rows)
        self.assertEqual((verdict.twice, verdict.lost, verdict.strange),
                         (0, 0, 0), verdict.faults)
        self.assertGreater(verdict.receipts, 2000)
        self.assertGreater(verdict.shown, 2 * verdict.receipts)
        kinds = {scenario.kind for scenario in self.scenarios}
        self.assertEqual(kinds, {"plain", "ach", "bare", "batch", "lockbox"})

    def test_the_judge_sees_what_is_wrong(self):
        copies = [i for i, row in enumerate(self.rows)
                  if row["status"] == "duplicate"]
        counted = [i for i, row in enumerate(self.rows)
                   if row["status"] not in ("duplicate", "provisional")]
        rows = [dict(row) for row in self.rows]
        rows[copies[0]]["status"] = "unidentified"
        self.assertEqual(self.judge(rows)[:2], (1, 0))
        rows = [dict(row) for row in self.rows]
        rows[counted[0]]["status"] = "duplicate"
        self.assertEqual(self.judge(rows)[:2], (0, 1))
        rows = [dict(row) for row in self.rows]
        rows[counted[0]]["status"] = "provisional"
        self.assertEqual(self.judge(rows), (0, 0, 1))
        rows = [dict(row) for row in self.rows]
        rows[counted[0]]["amount"] = "0.00"
        self.assertEqual(self.judge(rows)[1:], (1, 1))


class OverTime(program.ProgramTest):
    def test_files_that_come_in_several_runs_count_once(self):
        os.mkdir(self.path("files"))
        chance = random.Random("smoke over time")
        drawer = Drawer(chance)
        scenarios = [drawer.draw() for _ in range(150)]
        lines = write_files(scenarios, self.path("files"), chance)
        rows = run_over_time(program.PROGRAM, self.folder, chance)
        verdict = judge(scenarios, lines, rows, over_time=True)
        self.assertEqual((verdict.twice, verdict.lost, verdict.strange),
                         (0, 0, 0), verdict.faults)
        counted = next(i for i, row in enumerate(rows)
                       if row["status"] == "unidentified")
        for status, seen in (("duplicate", (0, 1)), ("provisional", (0, 1))):
            wrong = [dict(row) for row in rows]
            wrong[counted]["status"] = status
            verdict = judge(scenarios, lines, wrong, over_time=True)
            self.assertEqual((verdict.twice, verdict.lost), seen, status)
        verdict = judge(scenarios, lines, [*rows, rows[counted]],
                        over_time=True)
        self.assertEqual((verdict.twice, verdict.lost), (1, 0))


def mt940(day, opening, closing, number):
    return (f":20:X\n:25:37040044/532013000\n:28C:{number}/1\n"
            f":60F:C2603{day - 1:02}EUR{opening},\n"
            f":61:2603{day:02}C{closing - opening},NTRFNONREF//R{day}\n"
            f":86:RENT\n:62F:C2603{day:02}EUR{closing},\n-\n")


def bai2(day, opening, closing):
    amount, total = closing - opening, 2 * closing
    return (f"01,BANK,US,2603{day:02},2200,{day},,,2/\n"
            f"02,US,BANK,1,2603{day:02},2400,EUR,2/\n"
            f"03,DE89370400440532013000,EUR,010,{opening},,,015,{closing},,/\n"
            f"16,142,{amount},0,B{day},,RENT/\n49,{total},3/\n"
            f"98,{total},1,5/\n99,{total},1,7/\n")


def camt(day, opening, closing, number="", copy=""):
    copy = copy and f"<CpyDplctInd>{copy}</CpyDplctInd>"
    number = number and f"<ElctrncSeqNb>{number}</ElctrncSeqNb>"
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{amount}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Dt><Dt>2026-03-{day:02}</Dt></Dt></Bal>"
        for code, amount in (("OPBD", opening), ("CLBD", closing)))
    return ('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
            "<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>"
            "<CreDtTm>2026-03-09T20:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id>"
            f"{number}{copy}"
            "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
            f'{balances}<Ntry><Amt Ccy="EUR">{closing - opening}.00</Amt>'
            "<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
            f"<BookgDt><Dt>2026-03-{day:02}</Dt></BookgDt>"
            f"<AcctSvcrRef>C{day}</AcctSvcrRef></Ntry></Stmt>"
            "</BkToCstmrStmt></Document>")


class Gaps(program.ProgramTest):
    """Balances and numbers from file to file, whatever their format."""

    def told(self, **files):
        names = [self.write(f"{name}.txt", text)
                 for name, text in files.items()]
        done = self.match("--overwrite", *names)
        self.assert_exit(done, 0)
        return [line for line in done.stderr.splitlines() if "STATEMENT" in line]

    def test_days_that_follow(self):
        self.assertEqual(self.told(a=mt940(3, 100, 150, 7),
                                   b=camt(4, 150, 170),
                                   c=bai2(5, 17000, 17100),
                                   again=mt940(3, 100, 150, 7)), [])

    def test_a_day_is_missing(self):
        (line,) = self.told(b=camt(4, 151, 170), a=mt940(3, 100, 150, 7))
        self.assertTrue(line.endswith(
            "b.txt:1: account …3000: STATEMENT-GAP: found opening EUR 151.00, "
            "expected closing EUR 150.00 of 2026-03-03 in a.txt:4; read as it "
            "is"), line)
        (line,) = self.told(a=mt940(3, 100, 150, 7), b=bai2(5, 17000, 17100))
        self.assertIn("found opening EUR 170.00", line)

    def test_a_number_is_missing(self):
        (line,) = self.told(a=mt940(3, 100, 150, 7), b=mt940(4, 150, 151, 9))
        self.assertIn("STATEMENT-NUMBER: found 9, expected a number that "
                      "follows 7 of 2026-03-03 in a.txt:4", line)

    def test_a_number_of_a_camt_is_missing(self):
        (line,) = self.told(a=camt(3, 100, 150, 41), b=camt(4, 150, 170, 43))
        self.assertIn("STATEMENT-NUMBER: found 43, expected a number that "
                      "follows 41", line)
        self.assertEqual(self.told(a=camt(3, 100, 150, 41),
                                   b=camt(4, 150, 170, 42)), [])

    def test_numbers_of_different_formats_do_not_compare(self):
        self.assertEqual(self.told(a=mt940(3, 100, 150, 7),
                                   b=camt(4, 150, 170, 43)), [])


class MarkedDuplicates(program.ProgramTest):
    """A camt statement that the bank itself calls a duplicate."""

    def statuses(self, code, *arguments, **files):
        names = [self.write(f"{name}.txt", text)
                 for name, text in files.items()]
        self.assert_exit(self.match("--overwrite", *arguments, *names), code)
        with open(self.path("out/receipts.csv"), encoding="utf-8") as file:
            return sorted(row["status"] for row in csv.DictReader(file))

    def test_beside_its_original_it_counts_once(self):
        self.assertEqual(self.statuses(3, a=camt(3, 100, 150),
                                       b=camt(3, 100, 150, copy="DUPL")),
                         ["duplicate", "unidentified"])

    def test_alone_it_is_held_until_somebody_lets_it_through(self):
        alone = camt(3, 100, 150, copy="DUPL")
        self.assertEqual(self.statuses(3, a=alone), ["held"])
        self.assertEqual(self.statuses(0, "--lenient", a=alone),
                         ["unidentified"])


if __name__ == "__main__":
    program.main()
