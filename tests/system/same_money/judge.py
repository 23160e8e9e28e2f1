# SPDX-License-Identifier: Apache-2.0
"""judge.py - runs the program over many scenarios at once, and counts."""
import csv
import json
import os
import sqlite3
import subprocess
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .render import break_one, render

HELD = 3  # exit: a part of an input does not add up

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
    """Writes each slot, and often again in another envelope and order, or with
    a control total that is wrong, so that a part of it is held. Returns by (file, line) the receipt that stands there."""
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
            if again and random.random() < 0.5:
                break_one(out.lines, random)
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
    if done.returncode not in (0, HELD):
        raise RuntimeError(f"exit {done.returncode}: {done.stderr[-20000:]}")
    with open(os.path.join(out, "receipts.csv"), newline="") as file:
        return list(csv.DictReader(file))


def call(program, folder, command, *arguments):
    """Runs a command on the ledger of the folder."""
    done = subprocess.run(
        [program, command, "--store", os.path.join(folder, "cash.db"),
         "--spool", os.path.join(folder, "spool"), *arguments],
        capture_output=True, text=True)
    if done.returncode not in (0, HELD):
        raise RuntimeError(f"{command}: exit {done.returncode}: "
                           f"{done.stderr[-20000:]}")


def run_over_time(program, folder, random):
    """Submits the files of the folder to one ledger, in any order and in two to
    six runs; returns rows as `run` does, each with what the journal says last
    of its receipt."""
    files, items = (os.path.join(folder, name) for name in ("files",
                                                            "items.csv"))
    with open(items, "w") as file:
        file.write(ITEMS)
    call(program, folder, "load", "--open-items", items)
    names = sorted(os.listdir(files))
    random.shuffle(names)
    runs = [[] for _ in range(random.randint(2, 6))]
    for name in names:
        random.choice(runs).append(os.path.join(files, name))
    for paths in filter(None, runs):
        call(program, folder, "submit", "--overwrite", "--out",
             os.path.join(folder, "out"), *paths)
    call(program, folder, "verify")
    return last_words(os.path.join(folder, "cash.db"))


def last_words(store):
    """Returns a row for each receipt of a journal."""
    rows, journal = {}, sqlite3.connect(store)
    for subject, payload in journal.execute(
            "SELECT subject, payload FROM journal ORDER BY seq"):
        what = json.loads(payload)
        if "turn" not in what:
            continue
        row = rows.setdefault(subject, {})
        if "receipt" in what:
            source = what["receipt"]["source"]
            row.update(source_file=source["file"], source_line=source["line"])
        row.update(status=what["status"], amount=what["amount"])
    journal.close()
    return list(rows.values())


def judge(scenarios, lines, rows, over_time=False):
    """Compares what was counted with what came in. Over time, what is
    provisional is only shown: it may stand in a ledger in two spellings, and
    no more is asked of it than that it is there."""
    counted, final = Counter(), Counter()
    verdict = Verdict(len(scenarios))
    for row in rows:
        if row["status"] in ("duplicate", "held"):
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
    verdict.shown = len(lines)
    for scenario in scenarios:
        for money in scenario.money:
            verdict.receipts += money.expected
            settled = money.expected if money.final else 0
            if over_time and (money.final or not money.expected):
                more = final[money] - settled
            elif over_time:
                more = min(0, counted[money] - money.expected)
            else:
                more = counted[money] - money.expected
            verdict.twice += max(more, 0)
            verdict.lost += max(-more, 0)
            wrong = final[money] != settled
            verdict.strange += more == 0 and wrong
            if more or wrong:
                verdict.faults.append(
                    f"{scenario.kind}, {'/'.join(scenario.pages)}: "
                    f"{counted[money]} counted, {final[money]} of them final: "
                    f"{money}")
    return verdict
