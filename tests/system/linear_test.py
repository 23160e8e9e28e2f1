# SPDX-License-Identifier: Apache-2.0
"""linear_test.py - shapes made to hurt, each in two sizes: eight times the
bytes may take eight times the time, with slack, and never the square of it.

ACH in blocks without line breaks once took hours; it is among the shapes.
"""
import gzip
import io
import os
import resource
import zipfile

import program

SMALL, TIMES = 400_000, 8
SLACK = 3            # of a noisy machine: the square would be TIMES of it
AT_LEAST = 0.01      # seconds, below which time says nothing

BAI2 = "01,A,B,260302,0900,1,80,,2/\n02,B,A,1,260301,,USD,2/\n"
CAMT = ('<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:'
        'camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>'
        "DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>{}"
        "</Stmt></BkToCstmrStmt></Document>")
NTRY = ('<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>'
        "BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>{}</Ntry>")
TX = '<TxDtls><Amt Ccy="EUR">1.00</Amt></TxDtls>'
MT = ":20:X\n:25:DE89370400440532013000\n:28C:1/1\n:60F:C260301EUR0,\n"
ISA = ("ISA*00*          *00*          *ZZ*A              *ZZ*B              *"
       "260305*0900*U*00401*000000007*0*P*>~\n"
       "GS*RA*A*B*20260305*0900*7*X*004010~\nST*820*0001~\n")
BPR = ("BPR*C*1.00*C*ACH*CTX*01*064000017*DA*5512*1330445216**01*091000019*DA*"
       "4400018821*20260305~\nTRN*1*R{}~\n")
ACH = "101 091000019 0640000172603050900A094101BANK                   US\n"
BATCH = ("5200NORTHWIND                           1330445216CTXPAYMENT   "
         "260305260305   1091000010000001\n")
ENTRY = "6220640000175512             0000000100ID             NAME{:18}1{:015}\n"
ADDENDUM = "705{:80}{:04}{:07}\n"
LOCKBOX = ("101012100035800210000212603020615\n"
           "200000022220021000021LBX2222   40008006402\n"
           "5001000000222226030201210003580021000021\n")


def repeat(head, part, tail=""):
    """Returns a shape: `part` as often as fits, numbered where it has {}."""
    def make(size):
        count = max(1, (size - len(head)) // max(1, len(part)))
        body = ("".join(part.format(i) for i in range(count))
                if "{" in part else part * count)
        return head + body + tail
    return make


def fixed(text):
    """Records of 94 columns without line breaks."""
    return "".join(line.ljust(94) for line in text.splitlines())


def interleaved(size):
    """Addenda of all entries behind the entries, the last one's first."""
    count = size // 190
    entries = "".join(ENTRY.format("", 91000010000000 + i)
                      for i in range(count))
    addenda = "".join(ADDENDUM.format("RMR*IV*1**1\\", 1, count - i)
                      for i in range(count))
    return ACH + BATCH + entries + addenda


def zipped(size):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for i in range(size // 4000):
            archive.writestr(f"{i}.bai", BAI2 + "03,1,,,,,/\n49,0,2/\n98,0,1,4/"
                             "\n99,0,1,6/\n")
    return packed.getvalue()


SHAPES = {
    "bai2 continuations": repeat(BAI2 + "03,1,,,,,/\n16,165,1,0,,,X\n", "88,A\n"),
    "bai2 colons": repeat(BAI2 + "03,1,,,,,/\n16,165,1,0,,,X\n", "88:A\n"),
    "bai2 wrapped": repeat(BAI2 + "03,1,,,,,/\n16,165,1,0,,,X\n", "more\n"),
    "bai2 slashes": repeat(BAI2 + "03,1,,,,,/\n16,165,1,0,,,X", "/ "),
    "bai2 one line": repeat(BAI2.replace("\n", " ") + "03,1,,,,,/ ",
                            "16,165,1,0,,,X/ "),
    "bai2 carriage returns": repeat(BAI2.replace("\n", "\r") + "03,1,,,,,/\r",
                                    "16,165,1,0,,,X/\r"),
    "bai2 accounts without end": repeat(BAI2, "03,{},,010,1,,/\n"),
    "bai2 groups without end": repeat(BAI2, "02,B,A,1,260301,,USD,2/\n"),
    "bai2 deposits and items": repeat(BAI2 + "03,1,,,,,/\n",
                                      "16,115,2,0,{},,/\n16,116,1,0,,,/\n"),
    "bai2 tags": repeat(BAI2 + "03,1,,,,,/\n16,195,1,0,,,", "EREF: A B/O: "),
    "bai2 commas": repeat(BAI2 + "03,1", ","),
    "lockbox checks": repeat(LOCKBOX, "6001001000000010002100002100007788990"
                             "000010605\n"),
    "lockbox overflow": repeat(LOCKBOX + "60010010000000100021000021000077889"
                               "90000010605\n", "40010016010INV-1001\n"),
    "lockbox unknown": repeat(LOCKBOX, "X\n"),
    "lockbox blocks": lambda size: "".join(
        line.ljust(80) for line in SHAPES["lockbox checks"](size).splitlines()),
    "camt entries": lambda size: CAMT.format(NTRY.format("") * (size // 150)),
    "camt details": lambda size: CAMT.format(NTRY.format(
        "<NtryDtls>" + TX * (size // 60) + "</NtryDtls>")),
    "camt texts": lambda size: CAMT.format(NTRY.format(
        "<NtryDtls><TxDtls><RmtInf>" + "<Ustrd>A</Ustrd>" * (size // 16) +
        "</RmtInf></TxDtls></NtryDtls>")),
    "camt balances": lambda size: CAMT.format(
        '<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1'
        "</Amt></Bal>" * (size // 90)),
    "camt attributes": lambda size: CAMT.format(
        "<a " + "".join(f'a{i}="1" ' for i in range(size // 10)) + "/>"),
    "camt entities": lambda size: CAMT.format(NTRY.format(
        "<AddtlNtryInf>" + "&amp;" * (size // 5) + "</AddtlNtryInf>")),
    "camt comments": lambda size: CAMT.format("<!-- -- " * (size // 8)),
    "camt statements": lambda size: CAMT.format(
        "</Stmt><Stmt>" * (size // 13)),
    "camt brackets": lambda size: CAMT.format("]]>" * (size // 3)),
    "mt940 entries": repeat(MT, ":61:2603020302C1,NTRFNONREF//{}\n"),
    "mt940 text": repeat(MT + ":61:2603020302C1,NTRFNONREF//1\n:86:166", "?20A\n"),
    "mt940 long line": repeat(MT + ":61:2603020302C1,NTRFNONREF//1\n:86:", "EREF+A "),
    "mt940 messages": repeat("", MT),
    "mt940 colons": repeat(MT, ":"),
    "mt940 at signs": repeat(MT.replace("\n", "@@"), ":86:A@@"),
    "x12 lines": repeat(ISA + BPR.format(1), "RMR*IV*A**1.00~"),
    "x12 payments": repeat(ISA, BPR),
    "x12 interchanges": repeat("", ISA),
    "x12 one segment": repeat(ISA, "A*"),
    "x12 breaks": repeat(ISA + BPR.format(1), "R\nM\nR\n*\nI\nV~"),
    "nacha blocks": lambda size: fixed(
        ACH + BATCH + "".join(ENTRY.format("", i) for i in range(size // 94))),
    "nacha addenda": interleaved,
    "nacha batches": repeat(ACH, BATCH),
    "nacha one line": lambda size: (ACH + BATCH).replace("\n", "") + "7" * size,
    "ndjson receipts": repeat("", '{{"amount":"1.00","currency":"USD",'
                              '"value_date":"2026-03-02","receipt_id":"{}"}}\n'),
    "ndjson members": lambda size: '{"amount":"1.00","currency":"USD",' + ",".join(
        f'"x{i}":1' for i in range(size // 10)) + "}\n",
    "ndjson lines of faults": repeat("", '{{"amount":"x{}"}}\n'),
    "gz of blocks": lambda size: gzip.compress(
        SHAPES["nacha blocks"](size).encode()),
    "zip members": zipped,
}


class Linear(program.ProgramTest):
    def seconds(self, name, content):
        """Returns the least processor time of two runs."""
        if isinstance(content, str):
            content = content.encode()
        with open(self.path(name), "wb") as file:
            file.write(content)
        took = []
        for _ in range(2):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = self.run_program("read", "--summary", name)
            self.assertIn(done.returncode, (0, 1, 3), done.stderr[-300:])
            took.append(resource.getrusage(
                resource.RUSAGE_CHILDREN).ru_utime - before)
        return max(AT_LEAST, min(took))

    def test_every_shape(self):
        told = os.environ.get("CASHMATCH_TELL")
        for name, make in SHAPES.items():
            with self.subTest(name):
                small = self.seconds("small", make(SMALL))
                large = self.seconds("large", make(SMALL * TIMES))
                if told:
                    print(f"{name:28} {small:7.3f} s {large:7.3f} s")
                self.assertLess(large, small * TIMES * SLACK)


if __name__ == "__main__":
    program.main()
