# SPDX-License-Identifier: Apache-2.0
"""changed_files_test.py - other money under a number that a sender gave before:
held, in one run and over runs, in every format that numbers what it sends.
"""
import gzip
import os

import desk_test
import program

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                    "data", "samples")


def bai2(first, second, file="7", day="260302"):
    total = first + second
    return (f"01,BANK,CASHCO,{day},0600,{file},80,,2/\n"
            f"02,CASHCO,BANK,1,{day},2400,USD,2/\n03,7700100001,USD,,,,/\n"
            f"16,142,{first},0,R1,,ONE/\n16,142,{second},0,R2,,TWO/\n"
            f"49,{total},4/\n98,{total},1,6/\n99,{total},1,8/\n")


def mt940(first, second, file="7", day="260302"):
    cents = lambda amount: f"{amount // 100},{amount % 100:02}"
    return (f":20:X\n:25:DE89370400440532013000\n:28C:{file}/1\n"
            f":60F:C{day}EUR0,\n:61:{day}0302C{cents(first)}NTRFNONREF//R1\n"
            f":61:{day}0302C{cents(second)}NTRFNONREF//R2\n"
            f":62F:C{day}EUR{cents(first + second)}\n-\n")


def camt(first, second, file="7", day="260302"):
    iso = f"20{day[:2]}-{day[2:4]}-{day[4:]}"
    entry = lambda name, amount: (
        f"<Ntry><Amt Ccy=\"EUR\">{amount / 100:.2f}</Amt><CdtDbtInd>CRDT"
        f"</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{iso}</Dt></BookgDt>"
        f"<AcctSvcrRef>{name}</AcctSvcrRef></Ntry>\n")
    return ('<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech'
            ':xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N</Id>'
            f"<ElctrncSeqNb>{file}</ElctrncSeqNb><CreDtTm>{iso}T06:00:00"
            "</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>"
            "</Acct>\n" + entry("R1", first) + entry("R2", second) +
            "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n")


def camt_by_id(first, second, file="7", day="260302"):
    """Without a sequence number, as most banks send it."""
    return camt(first, second, file, day).replace("<Id>N</Id>", "").replace(
        "ElctrncSeqNb", "Id")


def x12(first, second, file="7", day="260302"):
    bpr = lambda name, amount, number: (
        f"ST*820*{number}~\nBPR*C*{amount / 100:.2f}*C*ACH*CTX*01*064000017*DA*"
        f"5512*1330445216**01*091000019*DA*4400018821*20{day}~\n"
        f"TRN*1*{name}~\nSE*4*{number}~\n")
    return ("ISA*00*          *00*          *ZZ*A              *ZZ*B          "
            f"    *{day}*0900*U*00401*{int(file):09}*0*P*>~\n"
            f"GS*RA*A*B*20{day}*0900*7*X*004010~\n" + bpr("R1", first, "0001")
            + bpr("R2", second, "0002") + "GE*2*7~\n"
            f"IEA*1*{int(file):09}~\n")


FORMATS = {"bai2": bai2, "mt940": mt940, "camt": camt,
           "camt_by_id": camt_by_id, "x12": x12}
ACCOUNTS = {"bai2": "7700100001", "x12": "4400018821"}  # others: the IBAN
IBAN = "DE89370400440532013000"


def lockbox():
    """A lockbox file, and the same with another amount of its first check."""
    with open(os.path.join(DATA, "lockbox-documents.lbx")) as file:
        text = file.read()
    lines = text.splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line[0] == "6")
    amount = lines[first][7:17]
    lines[first] = lines[first].replace(amount, f"{int(amount) + 1:010}", 1)
    for i, line in enumerate(lines):
        if line[0] in "78" and line[7:14] == "0004472":
            at = 23 if line[0] == "7" else 24
            total = f"{int(line[at:at + 10]) + 1:010}"
            lines[i] = line[:at] + total + line[at + 10:]
    return text, "".join(lines)


class ChangedFiles(desk_test.Desk):
    def references(self):
        """Returns status by bank reference and amount."""
        found = {}
        with open(self.path("out/receipts.csv")) as file:
            head = next(file).strip().split(",")
            for line in file:
                row = dict(zip(head, line.split(",")))
                found[row["bank_reference"], row["amount"]] = row["status"]
        return found

    def counted(self):
        """Returns the amounts that count, by the last word of the journal."""
        last = {subject: what for _, _, subject, what in self.journal()
                if "turn" in what}
        return sorted(what["amount"] for what in last.values()
                      if what["status"] not in ("held", "duplicate"))

    def test_one_amount_changed_under_the_same_number(self):
        for name, make in FORMATS.items():
            with self.subTest(name):
                self.store = f"{name}.db"
                self.load_items()
                self.submit(self.write(f"{name}-a", make(10000, 20000)))
                done = self.submit(self.write(f"{name}-b", make(10000, 20001)),
                                   code=3)
                self.assertIn(f"FILE-CHANGED: found other money than in {name}"
                              "-a, received in row", done.stderr)
                found = self.references()
                self.assertEqual(found["R1", "100.00"], "duplicate")
                self.assertEqual(found["R2", "200.01"], "held")
                # Under another number, or another day's, it is new money.
                self.submit(self.write(f"{name}-c", make(10000, 20002,
                                                         file="8")))
                self.assertNotEqual(self.references()["R2", "200.02"], "held")
                self.submit(self.write(f"{name}-d", make(10003, 20003,
                                                         day="270302")))
                self.assertNotIn("held", self.references().values())
                self.verify()

    def test_in_one_run_what_differs_is_told_and_counted(self):
        for name, make in FORMATS.items():
            with self.subTest(name):
                files = [self.write(f"{name}-a", make(10000, 20000)),
                         self.write(f"{name}-b", make(10000, 20001))]
                for order in (files, files[::-1]):
                    done = self.run_program(
                        "match", "--open-items",
                        self.write("items.csv", program.ITEMS), "--overwrite",
                        "--out", "out", *order)
                    self.assert_exit(done, 0)
                    self.assertEqual(done.stderr.count("FILE-CHANGED"), 2)
                    self.assertIn("1 receipts counted all the same",
                                  done.stderr)
                    found = self.references()
                    for money in (("R2", "200.00"), ("R2", "200.01")):
                        self.assertNotIn(found[money], ("held", "duplicate"))
                    self.assertIn(("R1", "100.00"), found)

    def test_in_one_submission_what_differs_is_held_in_both(self):
        for name, make in FORMATS.items():
            with self.subTest(name):
                self.load_items()
                self.submit(self.write(f"{name}-a", make(10000, 20000)),
                            self.write(f"{name}-b", make(10000, 20001)), code=3)
                found = self.references()
                self.assertEqual(found["R2", "200.00"], "held")
                self.assertEqual(found["R2", "200.01"], "held")

    def test_a_bank_that_uses_its_numbers_again(self):
        self.load_items()
        self.load("--rules", self.write(
            "rules.toml", '[accounts."7700100001"]\nnumbers_repeat = true\n'))
        self.submit(self.write("a.bai", bai2(10000, 20000)))
        self.submit(self.write("b.bai", bai2(10000, 20001)))
        self.assertNotIn("held", self.references().values())

    def test_the_pages_of_a_message_are_parts_of_their_own(self):
        """As banks send a statement in several messages (MsgPgntn)."""
        def page(number, reference, amount, last="false"):
            text = camt(amount, 1).replace("R1", reference)
            end = text.rindex("<Ntry>")  # one entry a page
            text = text[:end] + text[text.rindex("</Ntfctn>"):]
            return text.replace("<Ntfctn>", (
                f"<GrpHdr><MsgId>M</MsgId><MsgPgntn><PgNb>{number}</PgNb>"
                f"<LastPgInd>{last}</LastPgInd></MsgPgntn></GrpHdr><Ntfctn>"))
        first, second = page(1, "P1", 10000), page(2, "P2", 20000, "true")
        for name, order in (("12", (first, second)), ("21", (second, first))):
            with self.subTest(name):
                self.store = f"pages-{name}.db"
                self.load_items()
                for number, text in enumerate(order):
                    self.submit(self.write(f"{name}-{number}.xml", text))
                self.assertEqual(self.counted(), ["100.00", "200.00"])
                # The same page with other money is still a contradiction.
                done = self.submit(self.write(
                    f"{name}-x.xml", page(2, "P2", 20001, "true")), code=3)
                self.assertIn("FILE-CHANGED", done.stderr)
                self.assertEqual(self.counted(), ["100.00", "200.00"])
                self.verify()

    def test_a_statement_is_numbered_by_its_sequence_before_its_id(self):
        """A bank may make the id anew when it sends a statement again; without
        a day, a number that begins anew each year says nothing."""
        self.load_items()
        self.submit(self.write("a.xml", camt(10000, 20000)))
        again = camt(10000, 20001).replace("<Id>N</Id>", "<Id>O</Id>")
        self.submit(self.write("b.xml", again), code=3)
        self.assertEqual(self.references()["R2", "200.01"], "held")
        created = "<CreDtTm>2026-03-02T06:00:00</CreDtTm>"
        for name, amount in (("c.xml", 20002), ("d.xml", 20003)):
            text = camt_by_id(10000, amount, file="9")
            self.assertIn(created, text)
            self.submit(self.write(name, text.replace(created, "")))
            self.assertNotIn("held", self.references().values())

    def test_what_is_held_is_let_go_by_the_same_file_packed(self):
        """Once the bank has said that its numbers repeat: counted once,
        however often it comes."""
        for name, make in FORMATS.items():
            with self.subTest(name):
                self.store = f"let-go-{name}.db"
                self.load_items()
                self.submit(self.write(f"{name}-a", make(10000, 20000)))
                changed = make(10000, 20001)
                self.submit(self.write(f"{name}-b", changed), code=3)
                self.assertEqual(self.counted(), ["100.00", "200.00"])
                self.load("--rules", self.write(
                    "rules.toml", f'[accounts."{ACCOUNTS.get(name, IBAN)}"]\n'
                    "numbers_repeat = true\n"))
                # The same bytes are the same file: nothing is done.
                done = self.submit(self.write(f"{name}-b", changed))
                self.assertIn("received before", done.stderr)
                with gzip.open(self.path(f"{name}-b.gz"), "wt") as file:
                    file.write(changed)
                self.submit(self.path(f"{name}-b.gz"))
                self.assertEqual(self.references()["R1", "100.00"],
                                 "duplicate")
                self.assertEqual(self.counted(), ["100.00", "200.00", "200.01"])
                with gzip.open(self.path(f"{name}-c.gz"), "wt") as file:
                    file.write(changed + "\n")
                self.submit(self.path(f"{name}-c.gz"))
                self.assertEqual(self.counted(), ["100.00", "200.00", "200.01"])
                self.verify()

    def test_a_batch_of_a_lockbox(self):
        text, other = lockbox()
        self.load_items()
        self.submit(self.write("a.lbx", text))
        checks = len(self.references())
        self.submit(self.write("same.lbx", text + "\n"))
        self.assertEqual(set(self.references().values()), {"duplicate"})
        done = self.submit(self.write("b.lbx", other), code=3)
        self.assertIn("FILE-CHANGED", done.stderr)
        found = list(self.references().values())
        self.assertEqual(found.count("held"), 1)
        self.assertEqual(found.count("duplicate"), checks - 1)

    def test_a_batch_of_a_lockbox_in_one_run(self):
        """With --brief too, where checks are no receipts yet."""
        files = [self.write(f"{name}.lbx", text)
                 for name, text in zip("ab", lockbox())]
        told = []
        for brief in ([], ["--brief"]):
            for order in (files, files[::-1]):
                done = self.run_program(
                    "match", "--open-items", self.write(
                        "items.csv", program.ITEMS), *brief, "--overwrite",
                    "--out", "out", *order)
                self.assert_exit(done, 0)
                told.append(sorted(line for line in done.stderr.splitlines()
                                   if "FILE-CHANGED" in line))
                self.assertNotIn("held", self.references().values())
        self.assertEqual(len(told[0]), 2)
        self.assertEqual(told, told[:1] * 4)


if __name__ == "__main__":
    program.main()
