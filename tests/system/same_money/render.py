# SPDX-License-Identifier: Apache-2.0
"""render.py - pages of receipts as files of a bank.

Each renderer takes pages and an envelope number, which enters the names, ids
and times that change when a file is sent again. It returns the lines of the
file and, for each line of a receipt, the receipt (None: of no receipt).
"""
import re
from itertools import groupby

PAYER = "GATE VALVE WORKS"


class Lines:
    def __init__(self):
        self.lines, self.money = [], []

    def add(self, text, money=None):
        self.lines.append(text)
        self.money.append(money)


def whole(minor):
    return f"{minor // 100}.{minor % 100:02}"


def comma(minor):
    return f"{minor // 100},{minor % 100:02}".removesuffix("00")


def bai2(pages, envelope, intraday):
    out = Lines()
    out.add(f"01,021000021,CASHCO,240101,{600 + envelope % 59:04},"
            f"{envelope},,,2/")
    groups = []
    for day, of_day in groupby(sorted(pages, key=lambda p: p.day),
                               lambda p: p.day):
        first = len(out.lines)
        out.add(f"02,CASHCO,021000021,1,{day:%y%m%d},2400,,"
                f"{3 if intraday else 2}/")
        sums = [bai2_account(page, out) for page in of_day]
        out.add(f"98,{sum(sums)},{len(sums)},{len(out.lines) - first + 1}/")
        groups.append(sum(sums))
    out.add(f"99,{sum(groups)},{len(groups)},{len(out.lines) + 1}/")
    return out


def bai2_account(page, out):
    first = len(out.lines)
    out.add(f"03,{page.account},{page.currency},,,,/")
    for money in page.money:
        out.add(f"16,{money.code},{money.amount},0,{money.reference},"
                f"{money.check},{money.text}/", money)
    total = sum(money.amount for money in page.money)
    out.add(f"49,{total},{len(out.lines) - first + 1}/")
    return total


CAMT = {"052": ("BkToCstmrAcctRpt", "Rpt"), "053": ("BkToCstmrStmt", "Stmt"),
        "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}


def camt(pages, envelope, kind):
    message, part = CAMT[kind]
    out = Lines()
    out.add('<?xml version="1.0" encoding="UTF-8"?>')
    out.add('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:'
            f'camt.{kind}.001.08"><{message}>')
    out.add(f"<GrpHdr><MsgId>M{envelope}</MsgId>"
            f"<CreDtTm>2024-01-01T0{envelope % 9}:00:00</CreDtTm></GrpHdr>")
    for number, page in enumerate(pages):
        out.add(f"<{part}><Id>S{envelope}-{number}</Id>"
                f"<CreDtTm>{page.day}T20:00:00</CreDtTm>")
        name = f"<Othr><Id>{page.account}</Id></Othr>" \
            if page.currency == "USD" else f"<IBAN>{page.account}</IBAN>"
        out.add(f"<Acct><Id>{name}</Id><Ccy>{page.currency}</Ccy></Acct>")
        if kind == "053":
            total = sum(money.amount for money in page.money)
            for code, amount in (("OPBD", 100), ("CLBD", 100 + total)):
                out.add(f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
                        f'<Amt Ccy="{page.currency}">{whole(amount)}</Amt>'
                        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{page.day}</Dt>"
                        "</Dt></Bal>")
        details = [money for money in page.money if money.entry]
        if details:
            camt_entry(page, details, out)
        for money in page.money:
            if not money.entry:
                camt_entry(page, [money], out)
        out.add(f"</{part}>")
    out.add(f"</{message}></Document>")
    return out


def camt_entry(page, details, out):
    """One entry; several details are a batch."""
    first = details[0]
    total = sum(money.amount for money in details)
    single = None if first.entry else first
    out.add("<Ntry>", single)
    out.add(f'<Amt Ccy="{page.currency}">{whole(total)}</Amt>'
            "<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>", single)
    out.add(f"<BookgDt><Dt>{page.day}</Dt></BookgDt>"
            f"<ValDt><Dt>{page.day}</Dt></ValDt>", single)
    out.add(f"<AcctSvcrRef>{first.entry or first.reference}</AcctSvcrRef>",
            single)
    out.add("<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>"
            "<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>", single)
    if first.entry:
        out.add(f"<NtryDtls><Btch><NbOfTxs>{len(details)}</NbOfTxs></Btch>")
        for money in details:
            own = "" if money.reference == money.entry else \
                f"<AcctSvcrRef>{money.reference}</AcctSvcrRef>"
            out.add(f"<TxDtls><Refs>{own}"
                    "<EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
                    f'<Amt Ccy="{page.currency}">{whole(money.amount)}</Amt>'
                    f"<CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>{money.text}"
                    "</Ustrd></RmtInf></TxDtls>", money)
        out.add("</NtryDtls>")
    elif first.text:
        out.add(f"<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>{PAYER}</Nm>"
                f"</Pty></Dbtr></RltdPties><RmtInf><Ustrd>{first.text}</Ustrd>"
                "</RmtInf></TxDtls></NtryDtls>", first)
    out.add("</Ntry>", single)


def mt(pages, envelope, intraday):
    out = Lines()
    for number, page in enumerate(sorted(pages, key=lambda p: p.day)):
        out.add(f":20:M{envelope}N{number}")
        out.add(f":25:{page.account}")
        out.add(f":28C:{page.day:%j}/1")
        total = sum(money.amount for money in page.money)
        if intraday:
            out.add(f":34F:{page.currency}0,")
            out.add(f":13D:{page.day:%y%m%d}1200+0100")
        else:
            out.add(f":60F:C{page.day:%y%m%d}{page.currency}1,")
        for money in page.money:
            out.add(f":61:{page.day:%y%m%d%m%d}C{comma(money.amount)}"
                    f"NTRFNONREF//{money.reference}", money)
            if money.text:
                out.add(f":86:{money.text}", money)
        if intraday:
            out.add(f":90D:0{page.currency}0,")
            out.add(f":90C:{len(page.money)}{page.currency}{comma(total)}")
        else:
            out.add(f":62F:C{page.day:%y%m%d}{page.currency}"
                    f"{comma(100 + total)}")
        out.add("-")
    return out


def lockbox(pages, envelope):
    out = Lines()
    ends = "00210000210000358002"      # destination, origin
    out.add(f"101{ends}240101{600 + envelope % 59:04}")
    out.add(f"2{ends}LBX{envelope % 10000:04}   40008006402")
    for page in pages:
        box, day = f"{page.account:0>7}", f"{page.day:%y%m%d}"
        checks = sorted(page.money, key=lambda money: money.item)
        for batch, of_batch in groupby(checks, lambda money: money.item[0]):
            of_batch = list(of_batch)
            out.add(f"5{batch:03}000{box}{day}{ends}")
            for money in of_batch:
                out.add(f"6{batch:03}{money.item[1]:03}{money.amount:010}"
                        f"021000021{money.item[2]:010}{money.check:0>10}",
                        money)
            out.add(f"7{batch:03}000{box}{day}{len(of_batch):03}"
                    f"{sum(money.amount for money in of_batch):010}")
        out.add(f"8{batch:03}000{box}{day}{len(checks):04}"
                f"{sum(money.amount for money in checks):010}")
    out.add(f"9{len(out.lines) + 1:06}")
    return out


def x12(pages, envelope):
    """An 823: a deposit a lockbox, its batches, its checks in their order."""
    out = Lines()
    out.add(f"ISA*00*          *00*          *01*091000019      "
            f"*ZZ*CASHCO         *240101*06{envelope % 59:02}*U*00401*"
            f"{envelope:09}*0*P*>~")
    out.add(f"GS*LB*091000019*CASHCO*20240101*0600*{envelope}*X*004010~")
    out.add("ST*823*0001~")
    for page in pages:
        day, checks = f"{page.day:%Y%m%d}", \
            sorted(page.money, key=lambda money: money.item)
        out.add(f"DEP*{page.account}*{day}*0500~")
        out.add(f"AMT*3*{whole(sum(m.amount for m in checks))}~")
        for batch, of_batch in groupby(checks, lambda money: money.item[0]):
            of_batch = list(of_batch)
            out.add(f"BAT*{day}*0500*{batch:03}~")
            out.add(f"AMT*2*{whole(sum(m.amount for m in of_batch))}~")
            for money in of_batch:
                out.add(f"BPR*C*{whole(money.amount)}*C*CHK**01*021000021*DA*"
                        f"{money.item[2]:010}~", money)
                out.add(f"REF*CK*{money.check}~", money)
    out.add(f"SE*{len(out.lines) - 1}*0001~")
    out.add(f"GE*1*{envelope}~")
    out.add(f"IEA*1*{envelope:09}~")
    return out


def nacha(pages, envelope):
    """A batch a page: entries of one effective date."""
    out = Lines()
    out.add(f"101 021000021 091000019240101{600 + envelope % 59:04}"
            f"{chr(65 + envelope % 26)}094101{'BANK':23}{'CASHCO':23}"
            f"{envelope:8}")
    hashes = amounts = entries = 0
    for number, page in enumerate(pages, 1):
        out.add(f"5220{PAYER[:16]:16}{envelope:<20}1822034417CCDPAYMENT   "
                f"{page.day:%y%m%d}{page.day:%y%m%d}   109100001{number:07}")
        for money in page.money:
            out.add(f"622021000021{page.account:17}{money.amount:010}"
                    f"{money.text:15}{'CASHCO':22}  0{money.reference}", money)
        total = sum(money.amount for money in page.money)
        hashed = 2100002 * len(page.money)
        out.add(f"8220{len(page.money):06}{hashed:010}{0:012}{total:012}"
                f"1822034417{'':25}09100001{number:07}")
        hashes, amounts = hashes + hashed, amounts + total
        entries += len(page.money)
    blocks = -(-(len(out.lines) + 1) // 10)
    out.add(f"9{len(pages):06}{blocks:06}{entries:08}{hashes % 10**10:010}"
            f"{0:012}{amounts:012}{'':39}")
    while len(out.lines) % 10:
        out.add("9" * 94)
    return out


def break_one(lines, random):
    """Makes one control total wrong by a minor unit: the account, or all of the
    file, does not add up. Returns False for a file without any."""
    totals = []
    for number, line in enumerate(lines):
        for sign in (r"^49,(\d+)", r"^:62F:C\d{6}[A-Z]{3}\d+,(\d\d)",
                     r"<Cd>CLBD</Cd>.*>\d+\.(\d\d)</Amt>"):
            found = re.search(sign, line)
            if found:
                totals.append((number, found))
    if not totals:
        return False
    number, found = random.choice(totals)
    digits = found.group(1)
    wrong = f"{(int(digits) + 1) % 10 ** len(digits):0{len(digits)}}"
    lines[number] = (found.string[:found.start(1)] + wrong +
                     found.string[found.end(1):])
    return True


def render(slot, pages, envelope):
    if slot.startswith("bai"):
        return bai2(pages, envelope, "intraday" in slot)
    if slot.startswith("camt"):
        return camt(pages, envelope, slot[5:8])
    if slot.startswith("mt"):
        return mt(pages, envelope, slot == "mt942")
    if slot.startswith("nacha"):
        return nacha(pages, envelope)
    if slot == "x12.823":
        return x12(pages, envelope)
    return lockbox(pages, envelope)
