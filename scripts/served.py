# SPDX-License-Identifier: Apache-2.0
"""served.py - a service of its own in a folder, for what times it.
"""
import http.client
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "tests",
                                "system"))
import postgres_server  # noqa: E402


def run(folder, *command):
    subprocess.run(command, cwd=folder, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Server:
    """A PostgreSQL server of our own, while it is wanted."""

    def __init__(self, folder, wanted):
        self.place = Path(folder) / "postgres" if wanted else None

    def __enter__(self):
        if self.place is None:
            return None
        postgres_server.start(self.place)
        return (self.place / "url").read_text()

    def __exit__(self, *_):
        if self.place is not None:
            postgres_server.stop(self.place)


class Served:
    """The service on a new store: a file `cash.db`, or a new tenant of
    `store`. `book` are arguments of `load`."""
    tenants = 0

    def __init__(self, program, folder, store, book, *options):
        Served.tenants += 1
        if store is None:
            store = "cash.db"
            for end in ("", "-wal", "-shm", ".lock"):
                Path(folder, store + end).unlink(missing_ok=True)
        run(folder, "rm", "-rf", "spool")
        self.place = ("--store", store, "--spool", "spool", "--tenant",
                      f"turn{Served.tenants}")
        self.program, self.folder = program, folder
        run(folder, program, "load", *self.place, *book)
        with open(os.path.join(folder, "log"), "wb") as log:
            self.process = subprocess.Popen(
                [program, "serve", *self.place, "--single-operator",
                 "--listen", "127.0.0.1:0", *options], cwd=folder,
                stdout=subprocess.PIPE, stderr=log, text=True)
        self.key = {"Authorization": "Bearer " +
                    self.process.stdout.readline().split()[2]}
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        self.wires = threading.local()

    def wire(self):
        """A connection of the calling thread."""
        if not hasattr(self.wires, "one"):
            self.wires.one = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=7200)
        return self.wires.one

    def ask(self, method, path, body=None, **headers):
        """Returns status and what the answer says."""
        wire = self.wire()
        wire.request(method, path, body, self.key | {
            name.replace("_", "-"): value for name, value in headers.items()})
        answer = wire.getresponse()
        return answer.status, json.loads(answer.read())

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            found = dict(line.split(":", 1) for line in file)
        return int(found["VmHWM"].split()[0]) * 1024

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(120)
        self.process.stdout.close()
