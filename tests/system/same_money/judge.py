# SPDX-License-Identifier: Apache-2.0
"""judge.py - runs the program over many scenarios at once, and counts."""
import csv
import os
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .render import render

ITEMS = """\
item_id,customer_id,document_number,currency,amount,document_date
I1,C1,NOBODY-PAYS-THIS,USD,1.00,2020-01-01
"""


@dataclass
class Verdict:
    scenarios: int = 0
    receipts: int = 0            # true ones
    shown: int = 0               # receipts and lumps in the files
    twice: int = 0
    lost: int = 0
    strange: int = 0             # counted, and no receipt; or wrongly final
    faults: list = field(default_factory=list)

    def add(self, other):
        for name in ("scenarios", "receipts", "shown", "twice", "lost",
                     "strange"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults[:20]


def write_files(scenarios, folder, random):
    """Writes each slot, and often again in another envelope and order. Returns
    by (file, line) the receipt that stands there."""
    slots = defaultdict(list)
    for scenario in scenarios:
        for slot, pages in scenario.pages.items():
            slots[slot].append(pages)
    lines = {}
    envelope = random.randrange(1, 1000)
    for slot, accounts in sorted(slots.items()):
        for again in range(random.choice((1, 2, 2, 3))):
            envelope += random.randrange(1, 9)
            random.shuffle(accounts)
            name = f"{slot}-{again}.txt"
            pages = [page for pages in accounts for page in pages]
            out = render(slot, pages, envelope)
            with open(os.path.join(folder, name), "w", newline="") as file:
                file.write("\n".join(out.lines) + "\n")
            for number, money in enumerate(out.money, 1):
                if money is not None:
                    lines[name, number] = money
    return lines


def run(program, folder):
    """Matches all files of the folder; returns the rows of receipts.csv."""
    files, out = os.path.join(folder, "files"), os.path.join(folder, "out")
    with open(os.path.join(folder, "items.csv"), "w") as file:
        file.write(ITEMS)
    done = subprocess.run(
        [program, "match", "--open-items", os.path.join(folder, "items.csv"),
         "--out", out, "--overwrite", files], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr[-20000:]}")
    with open(os.path.join(out, "receipts.csv"), newline="") as file:
        return list(csv.DictReader(file))


def judge(scenarios, lines, rows):
    """Compares what was counted with what came in."""
    counted, final = Counter(), Counter()
    verdict = Verdict(len(scenarios))
    for row in rows:
        if row["status"] == "duplicate":
            continue
        place = row["source_file"], int(row["source_line"])
        money = lines.get(place)
        if money is None or \
                row["amount"].replace(".", "").lstrip("0") != str(money.amount):
            verdict.strange += 1
            verdict.faults.append(f"{place}: no receipt stands there")
            continue
        counted[money] += 1
        final[money] += row["status"] != "provisional"
    verdict.shown = len(rows)
    for scenario in scenarios:
        for money in scenario.money:
            verdict.receipts += money.expected
            more = counted[money] - money.expected
            verdict.twice += max(more, 0)
            verdict.lost += max(-more, 0)
            wrong = final[money] != (money.expected if money.final else 0)
            verdict.strange += more == 0 and wrong
            if more or wrong:
                verdict.faults.append(
                    f"{scenario.kind}, {'/'.join(scenario.pages)}: "
                    f"{counted[money]} counted, {final[money]} of them final: "
                    f"{money}")
    return verdict
