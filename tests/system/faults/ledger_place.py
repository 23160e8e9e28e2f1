# SPDX-License-Identifier: Apache-2.0
"""ledger_place - a store to do harm to, and what must hold of it afterwards."""
import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

RECEIPTS = 12  # in a file; each pays a little of an item of its own
ROWS = RECEIPTS + 1  # of the journal: the file is one, too


@dataclass
class Tally:
    """What a campaign did, and what it found."""
    faults: int = 0   # that acted
    idle: int = 0     # that had nothing to act on any more
    acked: int = 0    # answers that promised the file
    unacked: int = 0  # files that were durable though nothing was promised
    lost: int = 0     # promised, and not there
    torn: int = 0     # there in part, or a store that does not verify
    twice: int = 0    # there more than once
    stuck: int = 0    # sending again did not help
    strange: int = 0  # neither an error nor a success was answered
    told: list = field(default_factory=list)

    def wrong(self):
        return (self.lost + self.torn + self.twice + self.stuck + self.strange)

    def note(self, kind, what):
        setattr(self, kind, getattr(self, kind) + 1)
        self.told.append(f"{kind}: {what}")

    def __str__(self):
        return (f"{self.faults} faults ({self.idle} more came too late), "
                f"{self.acked} acknowledged, {self.unacked} durable without; "
                f"{self.lost} lost, {self.torn} torn, {self.twice} twice, "
                f"{self.stuck} stuck, {self.strange} strange")


def bank_file(number):
    """Returns a file of its own, as canonical NDJSON. No receipt is left to
    wait, so that all files take the same steps."""
    return "".join(json.dumps({
        "bank_reference": f"F{number}-{i}", "account": "9876540123",
        "currency": "USD", "amount": "1.00", "value_date": "2026-03-02",
        "text": [f"INV-{1000 + i}"]}) + "\n"
        for i in range(RECEIPTS))


class Place:
    """A store in a folder, or on a server, with the files sent to it."""

    def __init__(self, program, folder, store="cash.db"):
        self.program, self.folder, self.store = program, str(folder), store
        os.makedirs(self.folder, exist_ok=True)
        self.sent = 0

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def command(self, name, *more):
        return [self.program, name, "--store", self.store, "--spool", "spool",
                *more]

    def submission(self):
        """Returns the command that sends the file of now."""
        return self.command("submit", "--threads", "1", "--overwrite", "--out",
                            "out", "now.ndjson")

    def run(self, command, **more):
        return subprocess.run(command, cwd=self.folder, capture_output=True,
                              text=True, timeout=120, check=False, **more)

    def load(self):
        """Loads items that all files to come pay a little of."""
        items = "item_id,customer_id,document_number,currency,amount," \
            "document_date\n" + "".join(
                f"I{i},ACME,INV-{1000 + i},USD,900000.00,2026-01-10\n"
                for i in range(RECEIPTS))
        Path(self.path("items.csv")).write_text(items)
        Path(self.path("rules.toml")).write_text(
            '[short_pay]\npolicy = "apply"\n')
        done = self.run(self.command("load", "--open-items", "items.csv",
                                     "--rules", "rules.toml"))
        assert done.returncode == 0, done.stderr

    def next_file(self):
        """Writes a file that was never sent."""
        Path(self.path("now.ndjson")).write_text(bank_file(self.sent))
        self.sent += 1

    def seconds(self):
        """Returns how long it takes to send a file, start to end."""
        self.next_file()
        start = time.monotonic()
        done = self.run(self.submission())
        assert done.returncode == 0, done.stderr
        return time.monotonic() - start

    def rows(self):
        """Returns how many rows verify proves, or what it says instead."""
        done = self.run(self.command("verify"))
        if done.returncode != 0:
            return done.stderr.strip() or f"verify ended {done.returncode}"
        return json.loads(done.stdout)["seq"]

    def has_tables(self):
        """Tells whether the tables are those of the file of now."""
        table = Path(self.path("out", "receipts.csv"))
        return table.exists() and f",F{self.sent - 1}-0," in table.read_text()

    def copy_to(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        place = Place(self.program, folder, self.store)
        place.sent = self.sent
        return place

    def rotten(self):
        """Returns a kept file that is not what its name says, or None."""
        for path in Path(self.path("spool")).glob("??/*"):
            if hashlib.sha256(path.read_bytes()).hexdigest() != (
                    path.parent.name + path.name):
                return str(path)
        return None


def acked(done):
    """Tells whether an ended submission promised the file."""
    return done.returncode == 0 or '"seq"' in (done.stdout or "")


def judge(place, before, promised, what, tally, between=lambda: None):
    """Looks at the store after a fault, sends again, looks again. `before` is
    how many rows there were; `between` is done before sending again."""
    tally.acked += promised
    rows = place.rows()
    if not isinstance(rows, int) or rows - before not in (0, ROWS):
        tally.note("torn", f"{what}: {rows} rows after {before}")
        return
    if promised and rows == before:
        tally.note("lost", what)
    tally.unacked += not promised and rows != before
    between()
    again = place.run(place.submission())
    if again.returncode != 0:
        tally.note("stuck", f"{what}: {again.stderr.strip()}")
        return
    rows = place.rows()
    rotten = place.rotten()
    if not isinstance(rows, int) or rows < before + ROWS or rotten:
        tally.note("torn", f"{what}, sent again: {rows} rows after {before}"
                   f" {rotten or ''}")
    elif rows > before + ROWS:
        tally.note("twice", what)
    elif not place.has_tables():
        tally.note("lost", f"{what}: no tables after it was sent again")


def answered(done, what, tally):
    """Notes an end that is neither a success nor an error that says why."""
    said = (done.stderr or "").strip()
    if done.returncode not in (0, 1):
        tally.note("strange", f"{what}: ended {done.returncode} {said[-200:]}")
    elif done.returncode == 1 and (said.endswith(":") or "schema" in said):
        tally.note("strange", f"{what}: said {said!r}")  # no word of the fault


def killed(returncode):
    return returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
