# SPDX-License-Identifier: Apache-2.0
"""attacks_test - files made to hurt: odd amounts, XML that grows, archives that
grow, tables that collide, sums without end, encodings, formula cells.

Cutting, turned bits and swapped lines are tests/hostile.
"""
import csv
import gzip
import io
import json
import os
import resource
import zipfile

import program

# What no format may take as an amount: beyond the range, beyond the digits, of
# another number system, with an exponent, with signs, blanks or other digits.
NO_AMOUNTS = ["9223372036854775807", "9223372036854775808", "1" * 40, "1e5",
              "0x1", "--1", "+-1", "1.2.3", "1 000", "\u0661\u0662", "1\u00a00",
              "\uff11", "NaN", "inf", "1_0", "- 1"]

CAMT = """<?xml version="1.0" encoding="UTF-8"?>
{doctype}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><Stmt><Id>S</Id>{extra}
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
<NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls>
</Ntry></Stmt></BkToCstmrStmt></Document>
"""


def camt(amount="1.00", currency="EUR", text="x", doctype="", extra=""):
    return CAMT.format(amount=amount, currency=currency, text=text,
                       doctype=doctype, extra=extra)


def bai2(amount):
    return (f"01,A,B,260302,0900,1,80,,2/\n02,B,A,1,260301,,USD,2/\n"
            f"03,0123,,,,,/\n16,165,{amount},Z,R1,,x/\n49,{amount},3/\n"
            f"98,{amount},1,5/\n99,{amount},1,7/\n")


def mt940(amount):
    return (f":20:X\n:25:DE89370400440532013000\n:28C:1/1\n:60F:C260301EUR0,\n"
            f":61:2603020302C{amount}NTRFNONREF//1\n:62F:C260302EUR12,34\n-\n")


def x12(amount):
    return ("ISA*00*          *00*          *ZZ*A              *ZZ*B          "
            "    *260305*0900*U*00401*000000007*0*P*>~\nGS*RA*A*B*20260305*0900"
            f"*7*X*004010~\nST*820*0001~\nBPR*C*{amount}*C*ACH*CTX*01*064000017"
            "*DA*5512*1330445216**01*091000019*DA*4400018821*20260305~\n"
            "TRN*1*R1~\nSE*4*0001~\nGE*1*7~\nIEA*1*000000007~\n")


def ndjson(amount, **more):
    return json.dumps({"account": "1", "currency": "USD", "amount": amount,
                       "value_date": "2026-03-02", **more}) + "\n"


FORMATS = {"camt.xml": camt, "bai2.bai": bai2, "mt940.sta": mt940,
           "x12.edi": x12, "ndjson.ndjson": ndjson}
# The shape of an amount that is good in each, of 12.34.
GOOD = {"camt.xml": "12.34", "bai2.bai": "1234", "mt940.sta": "12,34",
        "x12.edi": "12.34", "ndjson.ndjson": "12.34"}


# What others join on: never altered, as the contract says.
KEYS = {"receipt_id", "source_file", "bank_reference", "item_id", "customer_id",
        "company_code", "document_number", "references", "payment_terms",
        "instalment", "linked_item", "origin_receipt_id"}


class Attacks(program.ProgramTest):
    def read(self, name, content, *flags):
        self.write(name, content)
        return self.run_program("read", *flags, name)

    def live(self, done):
        """Returns the receipts that go on to matching."""
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return [row for row in rows if "held" not in row]

    def timed(self, what):
        """Returns what `what` returns, and the processor seconds it took."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = what()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return done, (after.ru_utime + after.ru_stime -
                      before.ru_utime - before.ru_stime)

    def test_amounts(self):
        wrong, seen = [], 0
        for name, make in FORMATS.items():
            done = self.read(name, make(GOOD[name]))
            self.assertIn('"amount":"12.34"', done.stdout, name + done.stderr)
            for amount in NO_AMOUNTS:
                seen += 1
                done = self.read(name, make(amount))
                if done.returncode not in (1, 3) or self.live(done):
                    wrong.append((name, amount, done.returncode, done.stdout))
        self.assertEqual(wrong, [])
        self.assertEqual(seen, len(FORMATS) * len(NO_AMOUNTS))

    def test_minor_units(self):
        for currency, amount, good in (
                ("JPY", "100", True), ("JPY", "1.5", False),
                ("KWD", "1.234", True), ("KWD", "1.2345", False),
                ("CLF", "1.2345", True), ("CLF", "1.23456", False)):
            done = self.read("a.xml", camt(amount, currency))
            self.assertEqual(bool(self.live(done)), good, (currency, amount))

    def test_sums_beyond_64_bits(self):
        most = "9999999999999.99"
        lines = "".join(ndjson(most, bank_reference=f"R{i}")
                        for i in range(2000))
        done = self.read("a.ndjson", lines, "--summary")
        self.assertIn("19999999999999980.00", done.stdout.replace(",", ""),
                      done.stdout[:300] + done.stderr[:300])

    def test_xml(self):
        laughs = "<!DOCTYPE a [<!ENTITY a \"ha\">" + "".join(
            f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">'
            for i in range(9)) + "]>"
        attacks = {
            "laughs": camt(doctype=laughs, text="&j;"),
            "external": camt(doctype='<!DOCTYPE a [<!ENTITY x SYSTEM '
                             '"file:///etc/passwd">]>', text="&x;"),
            "parameter": camt(doctype='<!DOCTYPE a [<!ENTITY % x SYSTEM '
                              '"http://127.0.0.1/x"> %x;]>'),
            "empty type": camt(doctype="<!DOCTYPE Document>"),
            "undeclared": camt(text="&nothing;"),
            "depth": camt(extra="<a>" * 200_000 + "</a>" * 200_000),
            "unclosed": "<a>" * 2_000_000,
            "quadratic": camt(extra="<a" * 100_000),
        }
        for name, text in attacks.items():
            done, seconds = self.timed(lambda t=text: self.read("a.xml", t))
            self.assertEqual((done.returncode, done.stdout), (1, ""), name)
            self.assertNotIn("root:", done.stderr)
            self.assertLess(seconds, 3, name)
        bulky = {
            "attributes": camt(extra="<a " + " ".join(
                f'a{i}="1"' for i in range(200_000)) + "/>"),
            "namespaces": camt(extra="".join(
                f'<a xmlns:n{i}="u"/>' for i in range(100_000))),
            "token": camt(text="A" * 6_000_000),
            "cdata": camt(text="<![CDATA[<Amt>9</Amt>]]>"),
            "sheet": camt(extra='<?xml-stylesheet href="http://127.0.0.1/"?>'),
            "include": camt(extra='<xi:include xmlns:xi="x" href="/etc/passwd"'
                            '/>'),
        }
        for name, text in bulky.items():
            done, seconds = self.timed(lambda t=text: self.read("a.xml", t))
            self.assertIn(done.returncode, (0, 1, 3), name)
            self.assertNotIn("root:", done.stdout + done.stderr)
            for row in self.live(done):
                self.assertEqual(row["amount"], "1.00", name)
            self.assertLess(seconds, 5, name)

    def zip_of(self, members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return out.getvalue()

    def test_archives(self):
        bomb = b"\0" * (200 << 20)
        packed = gzip.compress(bomb)
        link = zipfile.ZipInfo("a.xml")
        link.external_attr = 0o120777 << 16
        attacks = {
            "bomb.gz": packed, "twice.gz": gzip.compress(packed),
            "bomb.zip": self.zip_of([("a.xml", bomb)]),
            "nested.zip": self.zip_of([("b.zip", self.zip_of([("c", "x")]))]),
            "slip.zip": self.zip_of([("../../slip.xml", camt())]),
            "root.zip": self.zip_of([("/slip.xml", camt())]),
            "link.zip": self.zip_of([(link, "/etc/passwd")]),
            "many.zip": self.zip_of([(f"{i}.xml", "") for i in range(70_000)]),
            "cut.gz": gzip.compress(camt().encode())[:-9],
        }
        for name, content in attacks.items():
            before = sorted(os.listdir(self.folder))
            done, seconds = self.timed(lambda n=name, c=content: self.read(n, c))
            self.assertEqual((done.returncode, done.stdout), (1, ""), name)
            self.assertEqual(sorted(set(os.listdir(self.folder)) - {name}),
                             [entry for entry in before if entry != name])
            self.assertLess(seconds, 5, name)

    def times(self, make, sizes, *flags):
        """Returns processor seconds of read for each size, best of two."""
        found = []
        for size in sizes:
            self.write("big.ndjson", make(size))
            found.append(min(self.timed(lambda: self.run_program(
                "read", *flags, "big.ndjson"))[1] for _ in range(2)))
        return found

    def test_many_keys_take_linear_time(self):
        def keys(size):
            return "".join(ndjson("1.00", receipt_id=f"{i * 2654435761 % 2**32}",
                                  bank_reference=f"R{i}") for i in range(size))
        small, large = self.times(keys, (20_000, 80_000), "--summary")
        self.assertLess(large, 4 * 3 * max(small, 0.02), (small, large))

    def items(self, count, amount, first="I"):
        return "item_id,customer_id,document_number,currency,amount," \
               "document_date\n" + "".join(
                   f"{first}{i},ACME,{first}NV-{i},USD,{amount},2026-01-10\n"
                   for i in range(count))

    def assert_bounded(self, seconds_max, **more):
        done, seconds = self.timed(lambda: self.match("r.ndjson", **more))
        self.assert_exit(done, 0)
        self.assertLess(seconds, seconds_max)
        with open(self.path("out/receipts.csv"), encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def test_sums_without_end(self):
        for count, amount, paid in ((200, "1.00", "100.00"),
                                    (100_000, "7.00", "7.00")):
            self.write("items.csv", self.items(count, amount))
            self.write("r.ndjson", ndjson(paid, payer_name="ACME"))
            rows = self.assert_bounded(20)
            self.assertNotEqual(rows[0]["status"], "applied", "a guess")
            program.shutil.rmtree(self.path("out"))

    def test_names_and_numbers_without_end(self):
        self.write("items.csv", self.items(1000, "7.00"))
        numbers = " ".join(str(i * 7919) for i in range(100_000))
        self.write("r.ndjson", ndjson("7.13", payer_name="A" * 65_000,
                                      bank_reference="N") +
                   ndjson("7.13", text=[numbers], bank_reference="T"))
        rows = self.assert_bounded(20)
        self.assertNotIn("applied", [row["status"] for row in rows])

    def test_encodings(self):
        name = ',"payer_name":"'
        line = ndjson("1.00", payer_name="@").encode()
        for raw in (b"\xc0\xaf", b"\xed\xa0\x80", b"\xff", b"\xf5\x80\x80\x80"):
            done = self.read("a.ndjson", line.replace(b"@", raw))
            done.stdout.encode("utf-8")
            self.assertIn(done.returncode, (0, 1, 3), (name, raw))
        honest = bai2("100").encode()
        for content in (honest.replace(b"x/", b"\0/"), honest.decode().encode(
                "cp037"), honest.replace(b"\n", b"\r"), honest.rstrip(b"\n"),
                honest.replace(b"x/", b"x" * (1 << 20) + b"/"),
                honest.replace(b"x/", "\u202ex/".encode())):
            done = self.read("a.bai", content)
            self.assertIn(done.returncode, (0, 1, 3))
            for row in self.live(done):
                self.assertEqual(row["amount"], "1.00")
            self.assertNotIn("\0", done.stdout + done.stderr)
            self.assertNotIn("\u202e", done.stderr)

    def test_a_look_alike_is_nobody(self):
        self.write("items.csv", self.items(1, "100.00"))
        self.write("r.ndjson", ndjson("100.00", references=[
            {"type": "invoice", "value": "\u0406NV-0"}]))
        rows = self.assert_bounded(5)
        self.assertNotEqual(rows[0]["rule"], "exact_reference")

    def test_formula_cells(self):
        """No text of a file begins a cell of an export as a formula, but keys."""
        starts = ["=1+1", "+1", "-1+2", "@SUM(1)", "\tx", "\rx"]
        lines = ""
        for i, text in enumerate(starts):
            lines += ndjson("5.00", payer_name=text, payer_account=text,
                            payer_bank=text, payer_id=text, type_code=text,
                            bank_reference=text + str(i), text=[text],
                            references=[{"type": "invoice", "value": text}],
                            advice=[{"reference": text, "paid": "5.00"}])
        self.write("items.csv", self.items(3, "5.00", first="="))
        self.write("r.ndjson", lines)
        rows = self.assert_bounded(10)
        self.assertEqual(len(rows), len(starts))
        raw, cells = [], 0
        for table in os.listdir(self.path("out")):
            if not table.endswith(".csv"):
                continue
            with open(self.path("out/" + table), newline="",
                      encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    cells += len(row)
                    raw += [(table, column, cell) for column, cell
                            in row.items() if column not in KEYS and
                            cell[:1] in ("=", "+", "-", "@", "\t", "\r")
                            and not cell[1:].replace(".", "").isdigit()]
        self.assertEqual(raw, [])
        self.assertGreater(cells, 100)

    def test_json(self):
        deep = '{"amount":' + "[" * 100_000 + "]" * 100_000 + "}\n"
        twice = ndjson("1.00").replace('{"account"', '{"amount":"2.00","account"')
        for text in (deep, twice, ndjson("1.00")[:-3] + "\n"):
            done = self.read("a.ndjson", text, "--input-format", "ndjson")
            self.assertEqual(self.live(done), [], text[:60])
            self.assertIn(done.returncode, (1, 3), text[:60])
        done = self.read("a.ndjson", ndjson("1.00", __proto__={"amount": "9"}))
        for row in self.live(done):
            self.assertEqual(row["amount"], "1.00")


if __name__ == "__main__":
    program.main()
