# SPDX-License-Identifier: Apache-2.0
"""watch_test.py - files dropped into a folder go through, each once, whatever
is killed when.
"""
import json
import os
import random
import signal
import subprocess
import threading
import time

import desk_test
import program
from ledger_test import receipt

STATES = ["in", "processing", "done", "rejected"]


class Watching(desk_test.Desk):
    def setUp(self):
        super().setUp()
        self.load_items()
        os.makedirs(self.path("drop/in"))

    def watch(self, *arguments, code=0):
        done = self.run_on_store("watch", "--once", "--pause", "30",
                                 *arguments, self.path("drop"))
        self.assert_exit(done, code)
        return done

    def drop(self, name, text):
        self.write(f"drop/.{name}", text)
        os.rename(self.path(f"drop/.{name}"), self.path(f"drop/in/{name}"))

    def found(self):
        """Returns the folder of each file; none may be in two."""
        where = {}
        for state in STATES:
            folder = self.path(f"drop/{state}")
            # A watcher that was killed at once has made none of them yet.
            for name in os.listdir(folder) if os.path.isdir(folder) else []:
                if not name.startswith("."):
                    self.assertNotIn(name, where)
                    where[name] = state
        return where

    def start(self):
        return subprocess.Popen(
            [program.PROGRAM, "watch", "--store", self.store, "--spool",
             "spool", "--pause", "10", self.path("drop")], cwd=self.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


class Folder(Watching):
    def test_a_file_goes_through_and_its_results_are_there(self):
        self.drop("a.ndjson", receipt("B1", "100.00", text=["INV-1001"]))
        self.watch()
        self.assertEqual(self.found(), {"a.ndjson": "done"})
        what = json.loads(self.text("drop", "out", "a.ndjson.json"))
        self.assertEqual((what["file"], what["status"], what["ack"]["seq"]),
                         ("a.ndjson", "done", self.rows()))
        self.assertIn("B1", self.text("drop", "out", "a.ndjson.results",
                                      "receipts.csv"))

    def test_a_rejected_file_leaves_the_others_alone(self):
        self.drop("a.ndjson", receipt("B1", "100.00", text=["INV-1001"]))
        self.drop("b.bai", b"\x00\x01\xff".decode("latin-1"))
        self.drop("c.ndjson", receipt("B2", "1.00"))
        self.watch()
        self.assertEqual(self.found(), {"a.ndjson": "done", "b.bai": "rejected",
                                        "c.ndjson": "done"})
        what = json.loads(self.text("drop", "out", "b.bai.json"))
        self.assertEqual(what["status"], "rejected")
        self.assertTrue(any("UNRECOGNISED" in line for line in what["told"]),
                        what)

    def test_a_file_that_still_grows_is_left_alone(self):
        path = self.path("drop/in/slow.ndjson")
        stop = threading.Event()

        def grow():
            with open(path, "w") as file:
                for number in range(100000):
                    if stop.is_set():
                        return
                    file.write(receipt(f"B{number}", "1.00"))
                    file.flush()
                    time.sleep(0.001)
        writer = threading.Thread(target=grow)
        writer.start()
        while not os.path.exists(path) or os.path.getsize(path) == 0:
            time.sleep(0.001)
        try:
            self.watch()
            self.assertEqual(self.found(), {"slow.ndjson": "in"})
        finally:
            stop.set()
            writer.join()
        self.watch()
        self.assertEqual(self.found(), {"slow.ndjson": "done"})

    def test_hidden_names_links_and_folders_are_left_alone(self):
        outside = self.write("secret.ndjson", receipt("B9", "9.00"))
        os.symlink(outside, self.path("drop/in/link.ndjson"))
        os.mkfifo(self.path("drop/in/pipe"))
        os.mkdir(self.path("drop/in/folder"))
        self.write("drop/in/.hidden", receipt("B8", "8.00"))
        rows = self.rows()
        self.watch()
        self.assertEqual(self.rows(), rows)
        self.assertEqual(self.found(), {"link.ndjson": "in", "pipe": "in",
                                        "folder": "in"})

    def test_the_same_bytes_under_other_names_count_once(self):
        for number in range(5):
            self.drop(f"{number}.ndjson", receipt("B1", "100.00"))
        self.watch()
        self.assertEqual(set(self.found().values()), {"done"})
        self.assertEqual(self.rows(), 3)
        # A name that is taken keeps both files.
        self.drop("0.ndjson", receipt("B2", "50.00"))
        self.watch()
        self.assertEqual(self.found()["0.ndjson.2"], "done")

    def test_one_process_watches(self):
        first = self.start()
        try:
            while not os.path.exists(self.path("drop/.watch.lock")):
                time.sleep(0.005)
            while os.path.getsize(self.path("drop/.watch.lock")) == 0:
                time.sleep(0.005)
            self.assertIn("held by process", self.watch(code=1).stderr)
        finally:
            first.send_signal(signal.SIGTERM)
            self.assertEqual(first.wait(), 130)
            first.stderr.close()

    def test_a_store_that_fails_keeps_the_files_for_later(self):
        self.drop("a.ndjson", receipt("B1", "100.00", text=["INV-1001"]))
        os.rename(self.path("spool"), self.path("kept"))
        self.write("spool", "in the way")
        self.watch()
        self.assertEqual(self.found(), {"a.ndjson": "processing"})
        os.remove(self.path("spool"))
        os.rename(self.path("kept"), self.path("spool"))
        self.watch()
        self.assertEqual(self.found(), {"a.ndjson": "done"})


class Killed(Watching):
    kills, files = 40, 60

    def test_each_file_is_in_one_folder_and_counts_once(self):
        draw = random.Random(11)
        names = []
        for _ in range(self.kills):
            for _ in range(draw.randrange(4)):
                if len(names) == self.files:
                    break
                name = f"{len(names)}.ndjson"
                names.append(name)
                self.drop(name, receipt(f"K{name}", "1.00") if draw.random() < .8
                          else "\x00 no bank file")
            run = self.start()
            time.sleep(draw.random() * 0.12)
            run.send_signal(signal.SIGKILL)
            run.wait()
            run.stderr.close()
            self.assertEqual(sorted(self.found()), sorted(names))
        self.watch()
        self.watch()
        where = self.found()
        self.assertEqual(sorted(where), sorted(names))
        self.assertTrue(set(where.values()) <= {"done", "rejected"}, where)
        good = [name for name in names if where[name] == "done"]
        counted = [what["receipt"]["bank_reference"]
                   for _, _, _, what in self.journal() if "receipt" in what]
        self.assertEqual(sorted(counted), sorted("K" + name for name in good))
        self.assertGreater(len(good), 10)
        self.assertGreater(len(names), len(good))
        self.verify()


if __name__ == "__main__":
    program.main()
