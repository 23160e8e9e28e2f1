# SPDX-License-Identifier: Apache-2.0
"""held_copies_test.py - broken copies of money that a store has counted, before
it, after it and with a person between: told, a duplicate, and the store goes
on; so does a store that refuses what would break it. Over both stores.
"""
import itertools
import re
import subprocess

import desk_test
import ledger_test
import program
from ledger_test import receipt


def bai2(text, control=None, file="1", reference="R1", kind="142"):
    """150.00 under one reference; another `control` total holds it."""
    return (f"01,BANK,US,260303,0545,{file},80,,2/\n"
            "02,US,BANK,1,260302,2359,USD,2/\n03,4400018821,USD,,,,/\n"
            f"16,{kind},15000,Z,{reference},,{text}/\n49,{control or 15000},3/\n"
            f"98,{control or 15000},1,5/\n99,{control or 15000},1,7/\n")


def mt940(text, closing="150,00", **_):
    return (":20:X\n:25:37040044/0532013000\n:28C:7/1\n:60F:C260302USD0,\n"
            f":61:2603020302C150,00NTRFNONREF//R1\n:86:{text}\n"
            f":62F:C260302USD{closing}\n-\n")


def camt(text, closing="150.00"):
    balance = lambda code, amount: (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"USD\">"
        f"{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt>"
        "</Bal>")
    return ('<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech'
            ':xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>'
            "<CreDtTm>2026-03-02T06:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id>"
            "<CreDtTm>2026-03-02T06:00:00</CreDtTm><Acct><Id><IBAN>"
            "DE89370400440532013000</IBAN></Id></Acct>" +
            balance("OPBD", "0.00") + balance("CLBD", closing) +
            '<Ntry><Amt Ccy="USD">150.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>'
            "<Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>"
            "<AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>"
            f"{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt>"
            "</BkToCstmrStmt></Document>\n")


COPIES = {  # format: (good, broken) of one text
    "bai2": lambda text: (bai2(text), bai2(text, 15001)),
    "mt940": lambda text: (mt940(text), mt940(text, "151,00")),
    "camt": lambda text: (camt(text), camt(text, "151.00")),
}
ITEM = ("item_id,customer_id,document_number,currency,amount,document_date\n"
        "I1,ACME,INV-1001,USD,150.00,2026-01-10\n"
        "I2,ACME,INV-1002,USD,150.00,2026-01-10\n")


class Copies(desk_test.Desk):
    def begin(self, name):
        self.store = f"{name}.db"
        self.load("--open-items", self.write("items.csv", ITEM))

    def last(self):
        """Returns status and turn of each receipt."""
        found = {}
        for _, _, subject, what in self.journal():
            if "turn" in what:
                found[subject] = (what["status"], what["turn"])
        return sorted(found.values())

    def counted(self):
        """Returns the amounts that count, by the last word of the journal."""
        last = {subject: what for _, _, subject, what in self.journal()
                if "turn" in what}
        return sorted(what["amount"] for what in last.values()
                      if what["status"] not in ("held", "duplicate"))

    def goes_on(self):
        """The store is whole, and takes what comes."""
        self.verify()
        self.worklist()
        self.post()
        self.load("--delta", "--open-items", self.write(
            "more.csv", ITEM.splitlines()[0] +
            "\nI9,BETA,INV-9009,USD,9.00,2026-01-10\n"))
        self.submit(self.write("next.ndjson", receipt("N9", "9.00",
                                                      text=["INV-9009"])))
        self.assertEqual(self.statuses()["N9"], "applied")
        self.verify()


class HeldCopies(Copies):
    def test_after_the_good_one_that_was_applied(self):
        for name, copies in COPIES.items():
            with self.subTest(name):
                self.begin(name)
                good, broken = copies("INV-1001")
                self.submit(self.write(f"{name}-good", good))
                self.assertEqual(self.statuses()["R1"], "applied")
                done = self.submit(self.write(f"{name}-bad", broken), code=3)
                self.assertIn(f"{name}-bad", done.stderr)
                self.assertEqual(self.statuses()["R1"], "duplicate")
                self.assertEqual(self.last(), [("applied", 1)])
                self.goes_on()

    def test_after_the_good_one_that_waits(self):
        for name, copies in COPIES.items():
            with self.subTest(name):
                self.begin(name)
                good, broken = copies("ZZZ")
                self.submit(self.write(f"{name}-good", good))
                self.submit(self.write(f"{name}-bad", broken), code=3)
                self.assertEqual(self.last(), [("unidentified", 1)])
                self.assertIn("R1", self.worklist())
                self.submit(self.write(f"{name}-again", good + "\n"))
                self.assertEqual(self.last(), [("unidentified", 1)])
                self.goes_on()

    def test_before_the_good_one_and_after_it(self):
        for name, copies in COPIES.items():
            with self.subTest(name):
                self.begin(name)
                good, broken = copies("INV-1001")
                self.submit(self.write(f"{name}-bad", broken), code=3)
                self.assertEqual(self.last(), [("held", 1)])
                self.submit(self.write(f"{name}-good", good))
                self.assertEqual(self.last(), [("applied", 2)])
                self.submit(self.write(f"{name}-bad2", broken + "\n"), code=3)
                self.assertEqual(self.last(), [("applied", 2)])
                self.goes_on()

    def test_in_one_run_with_the_good_one(self):
        self.begin("one")
        self.submit(self.write("bad", bai2("INV-1001", 15001)),
                    self.write("good", bai2("INV-1001")), code=3)
        self.assertEqual(self.last(), [("applied", 1)])
        self.submit(self.write("bad2", bai2("INV-1001", 15002)),
                    self.write("good2", bai2("INV-1001", file="2")), code=3)
        self.assertEqual(self.last(), [("applied", 1)])
        self.goes_on()

    def test_in_another_format(self):
        self.begin("mixed")
        self.submit(self.write("good", camt("INV-1001")))
        self.submit(self.write("bad", mt940("INV-1001", "151,00")), code=3)
        self.assertEqual(self.last(), [("applied", 1)])
        self.goes_on()

    def test_intraday_after_the_final_one(self):
        self.begin("intraday")
        self.submit(self.write("good", bai2("INV-1001")))
        intraday = bai2("INV-1001", 15001).replace("USD,2/", "USD,3/")
        self.submit(self.write("bad", intraday), code=3)
        self.assertEqual(self.last(), [("applied", 1)])
        self.goes_on()

    def test_of_money_that_was_only_announced(self):
        """A broken intraday copy changes nothing. A broken final one stands for
        the announcement, which is not withdrawn: it came."""
        announced = receipt("R1", "150.00", account="4400018821",
                            provisional=True, text=["EARLY"])
        for name, text, after in (
                ("same", None, [("held", 2)]),
                ("other", announced, [("duplicate", 2), ("held", 1)])):
            with self.subTest(name):
                self.begin(f"announced_{name}")
                early = bai2("INV-1001").replace("USD,2/", "USD,3/")
                self.submit(self.write("early", text or early))
                if text is None:
                    self.submit(self.write("bad", early.replace(
                        "49,15000", "49,15001")), code=3)
                self.assertEqual(self.last(), [("provisional", 1)])
                self.submit(self.write("final", bai2("INV-1001", 15001)),
                            code=3)
                self.assertEqual(self.last(), after)
                self.submit(self.write("good", bai2("INV-1001", file="2")))
                self.assertEqual(self.counted(), ["150.00"])
                self.assertIn("applied", [status for status, _ in self.last()])
                self.goes_on()

    def test_after_a_person_decided(self):
        self.begin("person")
        self.submit(self.write("good", bai2("ZZZ")))
        row = self.worklist()["R1"]
        self.decide([(row, "items", "INV-1001=150.00")])
        before = self.last()
        self.submit(self.write("bad", bai2("ZZZ", 15001)), code=3)
        self.assertEqual(self.last(), before)
        self.goes_on()

    def test_of_a_return(self):
        self.begin("return")
        self.submit(self.write("good", bai2("INV-1001")))
        back = lambda control=None: bai2("RETURNED INV-1001", control, "2",
                                         kind="555")
        self.submit(self.write("back", back()))
        before = self.last()
        self.assertIn("reversal", [status for status, _ in before])
        self.submit(self.write("bad", back(15001)), code=3)
        self.assertEqual(self.last(), before)
        self.goes_on()


class Twins(Copies):
    """Equal money by its reference, told apart by what the payer wrote."""
    def test_the_one_that_was_counted_is_the_copy(self):
        self.begin("twins")
        one = receipt("R1", "150.00", text=["INV-1001"])
        other = receipt("R1", "150.00", text=["INV-1002"])
        self.submit(self.write("a.ndjson", one))
        self.submit(self.write("b.ndjson", other + one))
        self.assertEqual(self.last(), [("applied", 1), ("applied", 1)])
        self.assertEqual(self.counted(), ["150.00", "150.00"])
        self.goes_on()

    def test_files_of_one_run_that_overlap(self):
        self.begin("overlap")
        twin = receipt("", "40.00", payer={"name": "Nobody"})
        files = [self.write(f"{n}.ndjson", n * twin) for n in (1, 3, 2)]
        self.submit(*files)
        self.assertEqual(self.counted(), 3 * ["40.00"])
        self.submit(self.write("4.ndjson", 4 * twin),
                    self.write("5.ndjson", 5 * twin))
        self.assertEqual(self.counted(), 5 * ["40.00"])
        self.goes_on()

    def test_a_held_twin_makes_no_money(self):
        orders = (("a.ndjson", "b.bai"), ("b.bai", "a.ndjson"),
                  ("a.ndjson b.bai",))
        for number, (broken, order) in enumerate(
                itertools.product((0, 1), orders)):
            with self.subTest(broken=broken, order=order):
                self.begin(f"held{number}")
                self.write("a.ndjson", receipt("R1", "150.00",
                                               account="4400018821"))
                sums = [15000 + (broken == part) for part in (0, 1)]
                lines = bai2("ONE", sums[0]).splitlines(keepends=True)
                lines[5:] = ["03,4400018821,USD,,,,/\n",
                             "16,142,15000,Z,R1,,TWO/\n", f"49,{sums[1]},3/\n",
                             "98,30001,2,8/\n", "99,30001,1,10/\n"]
                self.write("b.bai", "".join(lines))
                for names in order:
                    self.submit(*[self.path(name) for name in names.split()],
                                code=3 if "bai" in names else 0)
                self.assertEqual(self.counted(), ["150.00"])
                self.assertIn("held", [status for status, _ in self.last()])
                self.goes_on()


class Refusals(Copies):
    """What would break the ledger is refused, and leaves the store as it was."""
    def refused(self, told, *lines):
        before = self.journal()
        done = self.submit(*[self.write(f"bad{number}.ndjson", line)
                             for number, line in enumerate(lines)], code=1)
        self.assertIn(told, done.stderr)
        self.assertEqual(self.journal(), before)
        self.goes_on()

    def test_an_id_that_comes_again_with_other_money(self):
        one = {"receipt_id": "X1", "text": ["ZZZ"]}
        for name, line in (
                ("amount", receipt("R1", "160.00", **one)),
                ("reference", receipt("R2", "150.00", **one)),
                ("currency", receipt("R1", "150.00", **one).replace("USD",
                                                                    "EUR"))):
            with self.subTest(name):
                self.begin(name)
                self.submit(self.write("a.ndjson",
                                       receipt("R1", "150.00", **one)))
                self.refused("bad0.ndjson:1: RECEIPT-ID: found 'X1' with other "
                             "content than in row 3 of the journal", line)

    def test_an_id_with_two_contents_in_one_run(self):
        self.begin("two")
        self.refused("RECEIPT-ID: found 'X1' with other content than at bad0",
                     receipt("R1", "150.00", receipt_id="X1"),
                     receipt("R2", "150.00", receipt_id="X1"))


class OnPostgres(ledger_test.OnPostgres, HeldCopies, Twins, Refusals):
    def begin(self, name):
        self.store = self.fresh(name)
        self.load("--open-items", self.write("items.csv", ITEM))

    def fresh(self, name):
        """Makes a database beside that of the test, and returns its address."""
        before, database, after = re.split(r"/(ledger_\w+)\?", self.store)
        database = f"{database.split('__')[0]}__{name}"
        subprocess.run(["psql", "-q", self.store, "-c",
                        f"CREATE DATABASE {database}"], check=True)
        return f"{before}/{database}?{after}"


if __name__ == "__main__":
    program.main()
