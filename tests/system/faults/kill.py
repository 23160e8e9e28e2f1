# SPDX-License-Identifier: Apache-2.0
"""kill - `submit` killed at random instants, and the file sent again."""
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

from faults.ledger_place import Place, Tally, acked, judge, killed

TURNS_A_STORE = 50  # then a new one, so that the journal stays short
TRIES_MAX = 5  # times as many turns as kills, if many come too late


def is_kept(place):
    """Tells whether the file of now is in the spool."""
    name = hashlib.sha256(Path(place.path("now.ndjson")).read_bytes())
    digits = name.hexdigest()
    return os.path.exists(place.path("spool", digits[:2], digits[2:]))


def forget_claims(place):
    """Takes from the store what may be true once, past its triggers."""
    store = sqlite3.connect(place.path(place.store))
    for (trigger,) in store.execute("SELECT name FROM sqlite_master WHERE "
                                    "type = 'trigger'").fetchall():
        store.execute(f"DROP TRIGGER {trigger}")
    store.execute("DELETE FROM claim")
    store.commit()
    store.close()


def write_otherwise(place):
    """The same money as another file, as no caller may send it again."""
    with open(place.path("now.ndjson"), "a") as file:
        file.write("\n")


PLANTED = {"claims forgotten": forget_claims,
           "sent as another file": write_otherwise}


def kill_once(place, seconds, chance, before, planted, tally):
    """Sends a file, kills at a drawn instant, judges."""
    place.next_file()
    run = subprocess.Popen(place.submission(), cwd=place.folder, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    instant = chance.random() * seconds * 1.1
    time.sleep(instant)
    run.kill()
    run.stdout, pipe = None, run.stdout
    out = pipe.read()
    pipe.close()
    run.wait()
    if killed(run.returncode):
        tally.faults += 1
    else:
        tally.idle += 1
    promised = acked(subprocess.CompletedProcess([], run.returncode, out))
    if planted == "acked when kept":
        promised = is_kept(place)
    harm = PLANTED.get(planted, lambda place: None)
    judge(place, before, promised, f"killed after {1000 * instant:.1f} ms",
          tally, lambda: harm(place))


def campaign(program, folder, count, seed=1, planted=""):
    """Kills submissions until `count` were still at work. `planted` is a bug to
    see: "acked when kept" promises a file before its decisions are committed;
    "sent as another file" has the caller change it before it is sent again;
    "claims forgotten" lets the store forget what it received, and what reads
    its journal must stop it."""
    chance, tally = random.Random(seed), Tally()
    seconds = 0.0
    for turn in range(TRIES_MAX * count):
        if tally.faults == count:
            break
        if turn % TURNS_A_STORE == 0 or planted and tally.wrong():
            shutil.rmtree(os.path.join(folder, "kill"), ignore_errors=True)
            place = Place(program, os.path.join(folder, "kill"))
            place.load()
            place.sent = turn
            seconds = max(place.seconds() for _ in range(3))
        rows = place.rows()
        if not isinstance(rows, int):
            tally.note("torn", rows)
            break
        kill_once(place, seconds, chance, rows, planted, tally)
    return tally
