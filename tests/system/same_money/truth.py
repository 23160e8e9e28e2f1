# SPDX-License-Identifier: Apache-2.0
"""truth.py - what came in, and which files show it.

A scenario is one account of ours and one day (or two that overlap). Its truth
is a multiset of receipts; each of its slots (a file of the batch) shows a page
of them. At least one slot shows every receipt in its full number.
"""
from dataclasses import dataclass, field
from datetime import date, timedelta

INTRADAY = ("bai-intraday-1", "bai-intraday-2", "camt.052", "mt942")
SLOTS_US = ("bai-intraday-1", "bai-intraday-2", "bai-final-1", "bai-final-2",
            "camt.052", "camt.053-1", "camt.053-2", "camt.054")
SLOTS_EU = SLOTS_US + ("mt942", "mt940-1", "mt940-2")
SLOTS_ACH = SLOTS_US + ("nacha-1", "nacha-2")
FAMILIES = ("bai", "camt", "mt", "nacha")
OVERLAPPING = ("bai-final-2", "camt.053-2", "mt940-2", "nacha-2")
FIRST_DAY = date(2024, 1, 1)
DAYS = 700


@dataclass(eq=False)
class Money:
    """One receipt; `count` of them are equal and all true."""
    amount: int
    reference: str = ""      # the bank's
    text: str = ""
    check: str = ""          # number of a check without a bank reference
    entry: str = ""          # of a batch: the bank reference of its entry
    count: int = 1
    code: str = "142"        # BAI2
    item: tuple = ()         # of a lockbox: (batch, item, payer account)
    expected: int = 0        # how many must be counted
    final: bool = False      # a file that is not intraday shows it


@dataclass
class Page:
    """What one file shows of one account on one day."""
    account: str
    day: date
    currency: str
    money: list = field(default_factory=list)   # with repetitions


@dataclass
class Scenario:
    kind: str
    spellings: dict          # by family of formats
    currency: str
    days: tuple
    money: list
    pages: dict = field(default_factory=dict)   # slot -> [Page]
    box: str = ""


def iban_de(bank, account):
    digits = f"{bank}{account:0>10}"
    check = 98 - int(digits + "131400") % 97
    return f"DE{check:02}{digits}"


class Drawer:
    """Draws scenarios; numbers of accounts and lockboxes never come again."""

    def __init__(self, random):
        self.random = random
        self.serial = 0
        self.deposits = set()    # (day, sum): a lump has one deposit to fit
        self.traces = 0          # of ACH entries, no two alike

    def draw(self):
        self.serial += 1
        kind = self.random.choices(
            ("plain", "ach", "bare", "batch", "lockbox"), (5, 2, 2, 2, 2))[0]
        day = FIRST_DAY + timedelta(self.random.randrange(DAYS))
        european = kind not in ("lockbox", "ach") and \
            self.random.random() < 0.5
        scenario = Scenario(kind, self.spellings(european),
                            "EUR" if european else "USD",
                            (day, day + timedelta(1)), [])
        getattr(self, kind)(scenario, european)
        return scenario

    def spellings(self, european):
        random = self.random
        if european:
            bank, account = "37040044", str(1000000 + self.serial)
            iban = iban_de(bank, account)
            grouped = " ".join(iban[i:i + 4] for i in range(0, len(iban), 4))
            return {"bai": random.choice((iban, bank + account.zfill(10))),
                    "camt": random.choice((iban, iban.lower(), grouped)),
                    "mt": random.choice((iban, f"{bank}/{account}",
                                         f"{bank}/{account:0>10}",
                                         iban + "EUR"))}
        number = str(77 * 10**8 + self.serial)
        ways = (number, "000" + number, f"{number[:4]}-{number[4:]}")
        return {family: random.choice(ways)
                for family in ("bai", "camt", "nacha")}

    def amount(self):
        return self.random.choice((self.random.randrange(1, 10**7), 4990))

    def reference(self, i):
        return f"R{self.serial}X{i}"

    def receipts(self, day_sign):
        """Some receipts of a day, twins and near misses among them."""
        random = self.random
        found = []
        for i in range(random.randint(1, 4)):
            found.append(Money(self.amount(), self.reference(f"{day_sign}{i}"),
                               text=random.choice(("RENT", "INVOICE 4711")),
                               count=random.choice((1, 1, 1, 2, 3))))
        if random.random() < 0.3:     # other money: another reference only
            like = random.choice(found)
            found.append(Money(like.amount, like.reference + "B", like.text))
        return found

    def plain(self, scenario, european):
        first, second = self.receipts("A"), self.receipts("B")
        if self.random.random() < 0.3:   # the same, but for its day
            like = self.random.choice(first)
            second.append(Money(like.amount, like.reference, like.text))
        self.show(scenario, SLOTS_EU if european else SLOTS_US, first, second)

    def ach(self, scenario, european):
        """ACH entries, whose trace a statement has as its bank reference."""
        first, second = self.receipts("A"), self.receipts("B")
        for money in first + second:
            self.traces += 1
            money.reference, money.code = f"09100001{self.traces:07}", "165"
        self.show(scenario, SLOTS_ACH, first, second)

    def bare(self, scenario, european):
        """Without a bank reference: one family of formats shows it."""
        first, second = self.receipts("A"), self.receipts("B")
        for i, money in enumerate(first + second):
            money.reference = ""
            money.text += f" {i}"
            if self.random.random() < 0.5:
                money.check, money.code = str(1000 + i), "174"
        self.show(scenario, SLOTS_US[:4], first, second)

    def show(self, scenario, slots, first, second):
        """Lays pages: some slots, the later ones overlap those before."""
        random = self.random
        chosen = random.sample(slots, random.randint(1, min(5, len(slots))))
        full = random.choice(chosen)
        for slot in chosen:
            pages = [(scenario.days[0], first)]
            if slot in OVERLAPPING:
                pages.append((scenario.days[1], second))
            for day, money in pages:
                shown = money
                if slot in INTRADAY and slot != full and len(money) > 1:
                    shown = random.sample(money, random.randint(1, len(money)))
                self.lay(scenario, slot, day, shown)
        scenario.money = first + second

    def lay(self, scenario, slot, day, money):
        family = next(f for f in FAMILIES if slot.startswith(f))
        page = Page(scenario.spellings[family], day, scenario.currency)
        for one in money:
            page.money += [one] * one.count
            one.final = one.final or slot not in INTRADAY
            one.expected = one.count
        self.random.shuffle(page.money)
        scenario.pages.setdefault(slot, []).append(page)

    def batch(self, scenario, european):
        """An entry in one sum, and its details in a camt.054."""
        random = self.random
        entry = self.reference("E")
        own = random.random() < 0.5
        details = [Money(random.randrange(1, 10**6), text=f"DETAIL {i}",
                         reference=self.reference(i) if own else entry,
                         entry=entry) for i in range(random.randint(2, 5))]
        lump = Money(sum(one.amount for one in details), entry)
        slots = [slot for slot in (SLOTS_EU if european else SLOTS_US)
                 if slot != "camt.054" and slot not in OVERLAPPING]
        for slot in random.sample(slots, random.randint(1, 3)):
            self.lay(scenario, slot, scenario.days[0], [lump])
        if random.random() < 0.7:
            lump.expected = 0
            self.lay(scenario, "camt.054", scenario.days[0], details)
        if random.random() < 0.2:    # details that the statement has as well
            self.lay(scenario, "camt.053-2", scenario.days[0], details)
            lump.expected = 0
        scenario.money = details + [lump]

    def deposit(self, day):
        """Checks whose sums no other deposit of these days has."""
        while True:
            batches = [[self.random.randrange(1, 10**6)
                        for _ in range(self.random.randint(1, 4))]
                       for _ in range(self.random.randint(1, 2))]
            sums = {sum(batch) for batch in batches}
            sums.add(sum(map(sum, batches)))
            sums = {(day, amount) for amount in sums}
            if not sums & self.deposits and \
                    len(sums) == 2 * len(batches) - 1:
                self.deposits |= sums
                return batches

    def lockbox(self, scenario, european):
        """Checks in a lockbox file, and what the statement says of them."""
        random = self.random
        day = scenario.days[0]
        batches = self.deposit(day)
        scenario.box = str(self.serial)
        checks = [Money(amount, check=str(7000 + 10 * b + i), text="LBX",
                        item=(b + 1, i + 1, 5000 + i))
                  for b, batch in enumerate(batches)
                  for i, amount in enumerate(batch)]
        text = random.choice((f"LOCKBOX {scenario.box:0>7}", "DEPOSIT",
                              f"LOCKBOX NO {scenario.box}"))
        sums = [sum(batch) for batch in batches]
        if random.random() < 0.5:
            sums = [sum(sums)]
        lumps = [Money(amount, self.reference(f"L{i}"), text, code="115")
                 for i, amount in enumerate(sums)]
        items = [Money(check.amount, self.reference(f"I{i}"), code="116")
                 for i, check in enumerate(checks)]
        shown, counted = random.choice(
            ((lumps, lumps), (items, items), (lumps + items, items)))
        if shown is lumps and random.random() < 0.2:
            other = Money(sums[0], self.reference("O"), "LOCKBOX 99999999",
                          code="115")
            shown, counted = lumps + [other], lumps + [other]
        slots = SLOTS_US[:3]
        chosen = random.sample(slots, random.randint(1, 3))
        for slot in chosen:
            self.lay(scenario, slot, day, shown)
        for one in shown:
            if one not in counted:
                one.expected = 0
        if random.random() < 0.7:
            for one in shown:
                if "99999999" not in one.text:
                    one.expected = 0
            page = Page(scenario.box, day, "USD", checks)
            ways = ("lockbox", "x12.823")
            for slot in random.sample(ways, random.randint(1, 2)):
                scenario.pages[slot] = [page]
            for one in checks:
                one.expected, one.final = 1, True
        scenario.money = checks + lumps + items + shown[len(lumps):]
