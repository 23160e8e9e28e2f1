# SPDX-License-Identifier: Apache-2.0
"""backup_test.py - a store is copied while others write, and the copy is whole.
"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import threading

import ledger_test
import program
from ledger_test import receipt


class Backups(ledger_test.Ledger):
    def submit_some(self, first, last):
        for number in range(first, last):
            self.submit(self.write(f"{number}.ndjson", "".join(
                receipt(f"B{number}-{i}", "1.00") for i in range(20))))

    def backup(self, out, code=0):
        done = self.run_on_store("backup", "--out", out)
        self.assert_exit(done, code)
        return done

    def test_the_copy_is_a_store(self):
        self.load_items()
        self.submit_some(0, 2)
        rows = self.rows()
        done = self.backup("copy")
        self.assertEqual(json.loads(done.stdout)["seq"], rows)
        self.assertEqual(sorted(os.listdir(self.path("copy"))),
                         ["cash.db", "cash.db.spool"])
        for gone in ["cash.db", "cash.db-wal", "cash.db-shm", "spool"]:
            path = self.path(gone)
            if os.path.isdir(path):
                shutil.rmtree(path)
            elif os.path.exists(path):
                os.remove(path)
        done = self.run_program("verify", "--store", "copy/cash.db")
        self.assert_exit(done, 0)
        self.assertEqual(json.loads(done.stdout)["seq"], rows)
        # Life goes on with it: what came before is known.
        done = self.run_program("submit", "--store", "copy/cash.db",
                                self.path("0.ndjson"))
        self.assert_exit(done, 0)
        self.assertIn("received before", done.stderr)
        done = self.run_program(
            "submit", "--store", "copy/cash.db", self.write(
                "new.ndjson", receipt("N", "100.00", text=["INV-1001"])))
        self.assert_exit(done, 0)

    def test_copies_taken_while_a_writer_writes_are_whole(self):
        self.load_items()
        faults = []

        def write():
            try:
                self.submit_some(0, 25)
            except AssertionError as fault:
                faults.append(fault)
        writer = threading.Thread(target=write)
        writer.start()
        seen = []
        while writer.is_alive():
            done = self.backup(f"copy{len(seen)}")
            seen.append(json.loads(done.stdout)["seq"])
        writer.join()
        self.assertEqual(faults, [])
        self.assertEqual(seen, sorted(seen))
        self.assertGreater(len(set(seen)), 2, seen)
        # Each holds whole batches: the load, then 21 rows a file.
        self.assertEqual({(rows - 1) % 21 for rows in seen}, {0})

    def test_a_file_that_rotted_is_not_copied_as_if_it_were_whole(self):
        self.load_items()
        self.submit_some(0, 1)
        folder = self.path("spool")
        shelf = os.path.join(folder, sorted(os.listdir(folder))[0])
        kept = os.path.join(shelf, os.listdir(shelf)[0])
        with open(kept, "r+b") as file:
            file.write(b"X")
        done = self.backup("copy", code=1)
        self.assertIn("found other bytes than were received", done.stderr)
        self.assertFalse(os.path.exists(self.path("copy")))
        self.assertEqual([n for n in os.listdir(self.folder) if "partial" in n],
                         [])

    def test_a_journal_that_was_touched_is_not_a_backup(self):
        self.load_items()
        self.submit_some(0, 1)
        store = sqlite3.connect(self.path(self.store))
        store.execute("DROP TRIGGER journal_is_never_changed")
        store.execute("UPDATE journal SET who = 'eve' WHERE seq = 2")
        store.commit()
        store.close()
        done = self.backup("copy", code=1)
        self.assertIn("row 2", done.stderr)
        self.assertFalse(os.path.exists(self.path("copy")))

    def test_a_folder_that_is_there_is_kept(self):
        self.load_items()
        os.mkdir(self.path("copy"))
        self.backup("copy", code=1)
        self.assertEqual(os.listdir(self.path("copy")), [])


class OfPostgres(ledger_test.OnPostgres):
    def test_a_dump_and_the_files_are_a_backup(self):
        self.load_items()
        stop = threading.Event()
        faults = []

        def write():
            number = 0
            while not stop.is_set():
                try:
                    self.submit(self.write(f"{number}.ndjson", "".join(
                        receipt(f"B{number}-{i}", "1.00")
                        for i in range(20))))
                except AssertionError as fault:
                    faults.append(fault)
                number += 1
        writer = threading.Thread(target=write)
        writer.start()
        dumps = []
        for number in range(3):
            dumps.append(self.path(f"{number}.sql"))
            subprocess.run(["pg_dump", "--schema=cashmatch",
                            "--file=" + dumps[-1], self.store], check=True)
            shutil.copytree(self.path("spool"), self.path(f"files{number}"),
                            ignore=shutil.ignore_patterns(".incoming-*"))
        stop.set()
        writer.join()
        self.assertEqual(faults, [])
        seen = []
        for number, dump in enumerate(dumps):
            name = f"restored_{os.getpid()}_{number}"
            subprocess.run(["psql", "-q", self.store, "-c",
                            f"CREATE DATABASE {name}"], check=True)
            address = re.sub("^postgresql:///[^?]*", "postgresql:///" + name,
                             self.store)
            subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", address,
                            "-f", dump], check=True,
                           stdout=subprocess.DEVNULL)
            done = self.run_program("verify", "--store", address, "--spool",
                                    self.path(f"files{number}"))
            self.assert_exit(done, 0)
            seen.append(json.loads(done.stdout)["seq"])
        self.assertEqual(seen, sorted(seen))
        self.assertEqual({(rows - 1) % 21 for rows in seen}, {0})

    def test_the_command_says_how(self):
        self.load_items()
        done = self.run_on_store("backup", "--out", "copy")
        self.assert_exit(done, 1)
        self.assertIn("pg_dump --schema=cashmatch", done.stderr)


if __name__ == "__main__":
    program.main()
