# SPDX-License-Identifier: Apache-2.0
"""program.py - runs the built program for the system tests.

Every test is started as `python3 x_test.py PROGRAM`; each test method gets an
empty folder of its own in self.folder.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""

ITEMS = """\
item_id,customer_id,document_number,currency,amount,document_date
I1,ACME,INV-1001,USD,100.00,2026-01-10
I2,ACME,INV-1002,USD,250.00,2026-01-11
I3,BETA,INV-2001,USD,75.50,2026-01-12
"""

RECEIPTS = """\
{"bank_reference":"B1","account":"9876540123","currency":"USD","amount":"100.00",\
"value_date":"2026-03-02","references":[{"type":"invoice","value":"INV-1001"}]}
{"bank_reference":"B2","account":"9876540123","currency":"USD","amount":"9.99",\
"value_date":"2026-03-03","text":["no reference at all"]}
"""


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="cashmatch-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        mode = "wb" if isinstance(content, bytes) else "w"
        with open(path, mode) as file:
            file.write(content)
        return path

    def text(self, *parts):
        with open(os.path.join(self.folder, *parts), "rb") as file:
            return file.read().decode()

    def run_program(self, *arguments, stdin=b"", environment=None):
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run(
            [PROGRAM, *arguments], input=stdin, capture_output=True, timeout=60,
            cwd=self.folder, env=environment)
        done.stdout = done.stdout.decode()
        done.stderr = done.stderr.decode()
        return done

    def match(self, *arguments, **more):
        """Runs match on ITEMS into `out`; arguments are inputs and options."""
        if not os.path.exists(self.path("items.csv")):
            self.write("items.csv", ITEMS)
        return self.run_program("match", "--open-items", "items.csv", "--out",
                                "out", *arguments, **more)

    def assert_exit(self, done, code):
        self.assertEqual(done.returncode, code, done.stderr)

    def assert_nothing_written(self):
        left = [name for name in os.listdir(self.folder) if "out" in name]
        self.assertEqual(left, [])


def main():
    global PROGRAM
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    done = unittest.main(verbosity=2, exit=False).result
    if not done.wasSuccessful():
        sys.exit(1)
    # What could not run at all has not passed either.
    sys.exit(77 if 0 < done.testsRun == len(done.skipped) else 0)
