# SPDX-License-Identifier: Apache-2.0
"""one_effect_test.py - the same file a hundred times, 64 at once, from the
command line, over HTTP and through a watched folder together: one effect.
"""
import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import ledger_test
import program
from ledger_test import receipt
from serve_program import ServeTest

CLI, HTTP, DROPPED = 34, 33, 33  # a hundred
AT_ONCE = 64
SECONDS = 120

FILE = (receipt("B1", "10.00", text=["INV-1001"], references=[
            {"type": "invoice", "value": "INV-1001"}]) +
        receipt("B2", "250.00", text=["INV-1002"], references=[
            {"type": "invoice", "value": "INV-1002"}]))


class OneEffect(ServeTest):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.write("rules.toml", '[short_pay]\npolicy = "apply"\n')
        self.assert_exit(self.run_program(
            "load", "--store", self.store, "--spool", "spool", "--rules",
            "rules.toml"), 0)
        os.makedirs(self.path("drop/in"))
        self.end = time.monotonic() + SECONDS
        self.over_http = threading.Semaphore(0)

    def rest(self, seconds=0.05):
        """Waits a little before the next try."""
        self.assertLess(time.monotonic(), self.end, "it takes too long")
        threading.Event().wait(seconds)

    def from_the_command_line(self, number):
        name = self.write(f"cli-{number}.ndjson", FILE)
        while True:
            done = self.run_program("submit", "--store", self.store, "--spool",
                                    "spool", "--threads", "1", name)
            if done.returncode == 0:
                self.assertIn('"seq"', done.stdout)
                return
            # Another process writes the one file of the embedded store.
            # Dozens that start anew all the time would take its processor.
            self.assertIn("held by", done.stderr)
            self.rest(0.5)

    def through_the_folder(self, number):
        name = f"dropped-{number}.ndjson"
        self.write(f"drop/.{name}", FILE)
        os.rename(self.path(f"drop/.{name}"), self.path(f"drop/in/{name}"))
        while not os.path.exists(self.path(f"drop/done/{name}")):
            self.rest()

    def by_request(self, number):
        # Some with a key of their own, some with one, some with none.
        key = [{}, {"Idempotency_Key": "one"},
               {"Idempotency_Key": f"k{number}"}][number % 3]
        job = self.submit(FILE, name=f"http-{number}.ndjson" if key != {
            "Idempotency_Key": "one"} else "one.ndjson", **key)
        self.assertEqual(job["state"], "done", job)
        self.over_http.release()

    def stop_when_all_were_answered(self):
        for _ in range(HTTP):
            self.assertTrue(self.over_http.acquire(timeout=SECONDS))
        self.assertEqual(self.kill(signal.SIGTERM), 0)

    def watch(self):
        """Watches until told to stop; on the embedded store, whenever it can."""
        with open(self.path("watch.log"), "ab") as log:
            watching = subprocess.Popen(
                [program.PROGRAM, "watch", "--store", self.store, "--spool",
                 "spool", "--pause", "20", "drop"], cwd=self.folder,
                stdout=subprocess.DEVNULL, stderr=log)
        self.addCleanup(watching.wait)
        self.addCleanup(watching.kill)
        return watching

    def test_a_hundred_times_is_once(self):
        self.start()
        watching = self.watch()
        others = ([(self.from_the_command_line, i) for i in range(CLI)] +
                  [(self.through_the_folder, i) for i in range(DROPPED)])
        others.sort(key=lambda way: way[1])  # by turns
        # On the embedded store those wait until the service gives it back.
        ways = [(self.by_request, i) for i in range(HTTP)] + others
        with ThreadPoolExecutor(AT_ONCE) as crowd, \
                ThreadPoolExecutor(1) as stopper:
            stopped = stopper.submit(self.stop_when_all_were_answered)
            for sent in [crowd.submit(way, i) for way, i in ways]:
                sent.result()
            stopped.result()
        self.assertIsNone(watching.poll(), self.text("watch.log"))
        watching.send_signal(signal.SIGTERM)
        watching.wait(30)
        self.start()
        kinds = [row["kind"] for row in self.journal()]
        self.assertEqual((kinds.count("file_received"),
                          kinds.count("allocated")), (1, 2))
        left = {row["item_id"]: row["amount"]
                for row in self.ask("GET", "/v1/items").rows()}
        self.assertEqual(left, {"I1": "90.00", "I3": "75.50"})
        self.assertTrue(self.ask("GET", "/v1/proof").json()["proved"])
        self.assertEqual(sorted(os.listdir(self.path("drop/in"))), [])
        self.assertEqual(sorted(os.listdir(self.path("drop/rejected"))), [])


class PostgresOneEffect(OneEffect, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
