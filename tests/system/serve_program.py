# SPDX-License-Identifier: Apache-2.0
"""serve_program.py - a service of its own for each test, and a client.
"""
import http.client
import json
import os
import signal
import socket
import subprocess
import time

import program
from ledger_test import receipt
from program import ProgramTest

ROLES = ["submitter", "clerk", "approver", "controller", "admin", "auditor"]


class Reply:
    """Status, headers by lower-case name, body."""
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    def json(self):
        return json.loads(self.body)

    def rows(self):
        return [json.loads(line) for line in self.body.splitlines()]


class ServeTest(ProgramTest):
    store = "cash.db"
    options = ("--single-operator",)

    def setUp(self):
        super().setUp()
        self.process = None
        self.tokens = {}
        self.addCleanup(self.kill)

    def load_items(self):
        done = self.run_program("load", "--store", self.store, "--spool",
                                "spool", "--open-items",
                                self.write("items.csv", program.ITEMS))
        self.assert_exit(done, 0)

    def start(self, *options):
        """Starts the service; tokens it prints are kept by their role."""
        self.log = open(self.path("log.ndjson"), "ab")
        self.addCleanup(self.log.close)
        self.process = subprocess.Popen(
            [program.PROGRAM, "serve", "--store", self.store, "--spool",
             "spool", "--listen", "127.0.0.1:0", *self.options, *options],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=self.log)
        for line in self.process.stdout:
            words = line.decode().split()
            if words[0] == "key":
                self.tokens[words[1]] = words[2]
            if words[0] == "listening":
                self.port = int(words[1].rsplit(":", 1)[1])
                return
        self.fail("the service ended: " + self.text("log.ndjson"))

    def kill(self, number=signal.SIGKILL):
        """Ends the service; returns its exit code."""
        if self.process is None:
            return None
        self.process.send_signal(number)
        code = self.process.wait(60)
        self.process.stdout.close()
        self.process = None
        return code

    def ask(self, method, path, body=None, role="operator", token=None,
            headers=None, **more):
        """Sends one request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=60)
        sent = dict(headers or {})
        token = token or self.tokens.get(role)
        if token:
            sent["Authorization"] = "Bearer " + token
        sent.update({name.replace("_", "-"): value
                     for name, value in more.items()})
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Reply(answer.status, answer.getheaders(),
                         answer.read().decode())
        finally:
            connection.close()

    def raw(self, data, seconds=10):
        """Sends bytes; returns all that comes until the other side closes."""
        with socket.create_connection(("127.0.0.1", self.port), 5) as wire:
            wire.settimeout(seconds)
            got = b""
            try:
                wire.sendall(data)
                while True:
                    piece = wire.recv(65536)
                    if not piece:
                        break
                    got += piece
            except (socket.timeout, ConnectionError):
                pass
            return got

    def submit(self, content, name="a.ndjson", role="operator", **more):
        """Submits a file and waits for its job."""
        reply = self.ask("POST", f"/v1/files?name={name}", content, role, **more)
        self.assertEqual(reply.status, 202, reply.body)
        return self.ended(reply.json()["id"], role)

    def ended(self, job, role="operator"):
        end = time.monotonic() + 240  # disks may stall
        while time.monotonic() < end:
            reply = self.ask("GET", f"/v1/jobs/{job}?wait=20", role=role)
            if reply.json()["state"] not in ("queued", "running"):
                return reply.json()
        self.fail("the job did not end")

    def seq(self):
        return self.ask("GET", "/v1/proof").json()["seq"]

    def journal(self):
        """All rows of the journal, by the route."""
        rows, after = [], "0"
        while after:
            reply = self.ask("GET", f"/v1/journal?limit=1000&after={after}")
            rows += reply.rows()
            after = reply.headers.get("cashmatch-next", "")
        return rows

    def log_lines(self):
        return [json.loads(line)
                for line in self.text("log.ndjson").splitlines()]


def lines(*references, amount="1.00"):
    return "".join(receipt(reference, amount) for reference in references)


def memory_of(process):
    """Bytes that a process has in memory."""
    with open(f"/proc/{process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
