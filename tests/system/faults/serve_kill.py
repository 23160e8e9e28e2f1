# SPDX-License-Identifier: Apache-2.0
"""serve_kill - the service killed at random instants while clients send files,
and everything sent again with the same keys."""
import glob
import http.client
import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from faults.kill import forget_claims
from faults.ledger_place import ROWS, Place, Tally, bank_file

CLIENTS = 4
FILES = 2  # of each client, in each turn
TURNS_A_STORE = 25
TRIES_MAX = 5  # times as many turns as kills, if many come too late
SECONDS = 60  # until a job that was sent again has ended


class Server(Place):
    """A store with a service on it."""

    def start(self):
        key = self.path("key")
        first = [] if os.path.exists(key) else ["--first-key", "key"]
        self.process = subprocess.Popen(
            self.command("serve", "--single-operator", "--listen",
                         "127.0.0.1:0", *first), cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        assert line.startswith("listening "), line
        self.port = int(line.rsplit(":", 1)[1])
        with open(key) as file:
            self.token = file.read().split(": ", 1)[1].strip()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def ask(self, method, path, body=None, key=None):
        """Returns status and JSON; raises OSError or HTTPException."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Authorization": self.token}
            if key:
                headers["Idempotency-Key"] = key
            wire.request(method, path, body, headers)
            answer = wire.getresponse()
            return answer.status, json.loads(answer.read() or b"{}")
        finally:
            wire.close()


def send(server, number, more=""):
    """Sends a file under its own key; returns the job that was promised. With
    `more` it is another file, under another key."""
    try:
        status, job = server.ask("POST", f"/v1/files?name=f{number}.ndjson",
                                 (bank_file(number) + more).encode(),
                                 f"key {number}{'x' * len(more)}")
    except (OSError, http.client.HTTPException, ValueError):
        return None
    assert status in (202, 429, 503), job
    return job["id"] if status == 202 else None


def send_again(server, number, promised, more=""):
    """Sends a file until its job has ended; returns what went wrong, or ""."""
    end = time.monotonic() + SECONDS
    if promised and server.ask("GET", f"/v1/jobs/{promised}")[0] != 200:
        return f"lost: file {number}, whose job was promised"
    while time.monotonic() < end:
        job = send(server, number, more)
        if job is None:
            if server.process.poll() is not None:
                return f"stuck: file {number}, the service has ended"
            continue
        if promised and job != promised:
            return f"twice: file {number} is another job under the same key"
        status, what = server.ask("GET", f"/v1/jobs/{job}?wait=30")
        if status != 200:
            return f"stuck: file {number}, asked for its job: {what}"
        if what["state"] == "done":
            return ""
        if what["state"] not in ("queued", "running"):
            return f"stuck: file {number} {what['state']}: {what['findings']}"
    return f"stuck: file {number} was not done in {SECONDS} s"


def forget_promises(server):
    """The jobs were answered for, and were not on disk."""
    for path in glob.glob(server.path("spool", "jobs", "*.json")):
        os.remove(path)


def forget_all(server):
    """The store does not know any more what was done."""
    forget_promises(server)
    forget_claims(server)
    store = sqlite3.connect(server.path(server.store))
    store.execute("DELETE FROM answer")
    store.commit()
    store.close()


PLANTED = {"": lambda server: None, "promises forgotten": forget_promises,
           "the store forgets": forget_all,
           "sent as other files": lambda server: None}


def kill_once(server, chance, planted, tally, seconds):
    """One turn; returns how long its files take if nothing is killed."""
    before = server.rows()
    first = server.sent
    server.sent += CLIENTS * FILES
    server.start()
    instant = chance.random() * seconds * 1.2
    with ThreadPoolExecutor(CLIENTS) as crowd:
        sent = [crowd.submit(send, server, first + i)
                for i in range(CLIENTS * FILES)]
        time.sleep(instant)
        server.kill()
        promised = [one.result() for one in sent]
    tally.acked += sum(job is not None for job in promised)
    what = f"killed after {1000 * instant:.1f} ms"
    rows = server.rows()
    if not isinstance(rows, int) or (rows - before) % ROWS != 0:
        tally.note("torn", f"{what}: {rows} rows after {before}")
        return
    durable = (rows - before) // ROWS
    if durable == CLIENTS * FILES:
        tally.idle += 1  # nothing was left to be harmed
    else:
        tally.faults += 1
    tally.unacked += max(0, durable - sum(job is not None for job in promised))
    PLANTED[planted](server)
    if planted in ("the store forgets", "sent as other files"):
        promised = [None] * len(promised)  # what was promised is forgotten too
    more = "\n" if planted == "sent as other files" else ""
    server.start()
    for i, job in enumerate(promised):
        wrong = send_again(server, first + i, job, more)
        if wrong:
            tally.note(wrong.split(":")[0], f"{what}, {wrong}")
            if wrong.startswith("stuck"):
                break
    server.kill()
    rows, wanted = server.rows(), before + ROWS * CLIENTS * FILES
    if not isinstance(rows, int) or rows < wanted:
        tally.note("torn", f"{what}, sent again: {rows} rows, not {wanted}")
    elif rows > wanted:
        tally.note("twice", f"{what}: {rows} rows, not {wanted}")


def seconds_of(server):
    """Returns how long it takes until all files of a turn are done."""
    server.start()
    start, first = time.monotonic(), server.sent
    server.sent += CLIENTS * FILES
    with ThreadPoolExecutor(CLIENTS) as crowd:
        list(crowd.map(lambda i: send_again(server, first + i, None),
                       range(CLIENTS * FILES)))
    seconds = time.monotonic() - start
    server.kill()
    return seconds


def campaign(program, folder, count, seed=1, planted=""):
    """Kills until `count` kills had something to harm. `planted` is a bug to
    see: "promises forgotten" answers before the job is on disk; "sent as other
    files" has the callers change them before they are sent again; "the store
    forgets" has no claims and no answers, and what reads its journal must stop
    it."""
    chance, tally = random.Random(seed), Tally()
    seconds, server = 0.0, None
    for turn in range(TRIES_MAX * count):
        if tally.faults >= count:
            break
        if turn % TURNS_A_STORE == 0 or planted and tally.wrong():
            place = os.path.join(folder, "serve")
            sent = server.sent if server else 0
            shutil.rmtree(place, ignore_errors=True)
            server = Server(program, place)
            server.load()
            server.sent = sent
            seconds = seconds_of(server)
        kill_once(server, chance, planted, tally, seconds)
    return tally
