# SPDX-License-Identifier: Apache-2.0
"""server_crash - PostgreSQL dies or cuts connections while `submit` talks."""
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import postgres_server
from faults.kill import TRIES_MAX
from faults.ledger_place import Place, Tally, acked, answered, judge

# A commit that does not wait for the disk would be lost for that long.
LAZY = "wal_writer_delay=10000ms"

# The server stops at once, all of it is killed, or it ends the connections.
WAYS = {"quit": signal.SIGQUIT, "kill": signal.SIGKILL, "cut": None}

ANSWERS_EARLY = """\
CREATE FUNCTION cashmatch.early() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM set_config('synchronous_commit', 'off', true); RETURN NEW; END$$;
CREATE TRIGGER early BEFORE INSERT ON cashmatch.journal
FOR EACH ROW EXECUTE FUNCTION cashmatch.early();
"""


class Server:
    """A server of our own, ended with the block."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def __enter__(self):
        postgres_server.start(self.folder, LAZY)
        self.url = (self.folder / "url").read_text()
        return self

    def __exit__(self, *ignored):
        postgres_server.stop(self.folder)

    def sql(self, text):
        return subprocess.run(
            ["psql", "-qAtX", self.url, "-c", text], capture_output=True,
            text=True, check=False)

    def cutter(self):
        """Returns a psql that is connected and waits for what to do, because to
        connect takes longer than a submission."""
        psql = subprocess.Popen(["psql", "-qAtX", self.url], text=True,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL)
        psql.stdin.write("SELECT 'ready';\n")
        psql.stdin.flush()
        assert psql.stdout.readline() == "ready\n"
        return psql


def cut(psql):
    """Ends all connections but that of the psql. Returns how many."""
    out, _ = psql.communicate(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
        "pid <> pg_backend_pid() AND backend_type = 'client backend';")
    return int(out or 0)


def one_fault(server, place, way, instant, tally):
    """Sends a file, does harm at that instant, and judges when the server is
    there again."""
    place.next_file()
    before = place.rows()
    psql = server.cutter() if way == "cut" else None
    run = subprocess.Popen(place.submission(), cwd=place.folder, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(instant)
    met = run.poll() is None
    if psql:
        met = cut(psql) > 0
    else:
        postgres_server.crash(server.folder, WAYS[way])
    out, err = run.communicate(timeout=120)
    if not psql:
        postgres_server.launch(server.folder)
    tally.faults += met
    tally.idle += not met
    done = subprocess.CompletedProcess([], run.returncode, out, err)
    what = f"{way} after {1000 * instant:.0f} ms"
    answered(done, what, tally)
    judge(place, before, acked(done), what, tally)


def campaign(program, folder, count, seed=1, planted=""):
    """Does harm, each way in turn, until it met `count` submissions at work.
    `planted` "answers early" lets the server answer commits before they are on
    disk, and kills it right after."""
    chance, tally = random.Random(seed), Tally()
    with Server(os.path.join(folder, "server")) as server:
        place = Place(program, os.path.join(folder, "place"), server.url)
        place.load()
        if planted:
            done = server.sql(ANSWERS_EARLY)
            assert done.returncode == 0, done.stderr
        seconds = max(place.seconds() for _ in range(3))
        for number in range(TRIES_MAX * count):
            if tally.faults == count:
                break
            if planted:
                # After the answer, and before the server writes by itself.
                one_fault(server, place, "quit",
                          (1.0 + 0.5 * chance.random()) * seconds, tally)
            else:
                one_fault(server, place, list(WAYS)[number % len(WAYS)],
                          chance.random() * seconds * 1.1, tally)
            if tally.told:
                break
    return tally
