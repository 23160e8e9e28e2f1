#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""findings_test - scripts/findings sees every fault of the table of codes.

Usage: findings_test.py SOURCE_DIR
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = os.path.abspath(sys.argv.pop(1))
TABLE = "adapters/read/FINDINGS.md"


class Findings(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)
        self.write("adapters/read/x.cc",
                   'Report("BAI-AMOUNT"); Report("BAI-DATE");')
        self.write("data/rejected/bai2-amount.bai.expected",
                   "bai2-amount.bai:3: BAI-AMOUNT: found 'x'; record held\n")
        self.run_script("--update")
        self.table = self.read().replace(
            "| `BAI-AMOUNT` |  |  |", "| `BAI-AMOUNT` | means | do |").replace(
            "| `BAI-DATE` |  |  |  |",
            "| `BAI-DATE` | means | do | none: reason; tests/x_test.py |")
        self.write(TABLE, self.table)
        self.write("tests/x_test.py", "BAI-DATE")

    def write(self, path, text):
        path = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def read(self):
        with open(os.path.join(self.root, TABLE), encoding="utf-8") as file:
            return file.read()

    def run_script(self, *flags):
        answer = subprocess.run(
            [os.path.join(SOURCE, "scripts", "findings"), "--root", self.root,
             *flags], capture_output=True, text=True, check=False)
        return answer.returncode, answer.stdout

    def expect(self, message):
        code, out = self.run_script()
        self.assertEqual(code, 1, out)
        self.assertIn(message, out)

    def test_the_tree_is_in_order(self):
        answer = subprocess.run([os.path.join(SOURCE, "scripts", "findings")],
                                capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 0, answer.stdout)

    def test_a_full_table_passes_and_update_keeps_it(self):
        self.assertEqual(self.run_script()[0], 0)
        self.run_script("--update")
        self.assertEqual(self.read(), self.table)

    def test_a_code_without_a_row(self):
        self.write("adapters/read/y.cc", 'Report("BAI-NEW");')
        self.expect("BAI-NEW: no row")

    def test_a_code_of_a_family_that_nobody_knows_yet(self):
        for text in ('Report("NEW-THING");', 'finding.code = "NEW-THING";',
                     'say(place + ": NEW-THING: found " + it);',
                     'Report(\n    "NEW-THING",'):
            self.write("adapters/workspace/y.cc", text)
            self.expect("NEW-THING: no row")
        self.write("adapters/workspace/y.cc", 'Say(": ALONE: found " + it);')
        self.expect("ALONE: no row")
        self.write("adapters/workspace/y.cc", '"UTF-8" "NTRF-166"')
        self.assertEqual(self.run_script()[0], 0)

    def test_a_warning_of_rules_without_a_row(self):
        self.write("adapters/read/rules/lint.cc", 'Warn("RULES-NEW");')
        self.write("adapters/read/rules/README.md", "`RULES-NEW`\n")
        self.expect("RULES-NEW: no row in adapters/read/rules/README.md")
        self.write("adapters/read/rules/README.md", "\n| `RULES-NEW` | x |\n")
        self.assertEqual(self.run_script()[0], 0)

    def test_a_reason_whose_test_does_not_hold_the_code(self):
        self.write("tests/x_test.py", "nothing")
        self.expect("BAI-DATE: tests/x_test.py does not hold it")
        self.write(TABLE, self.table.replace("; tests/x_test.py", ""))
        self.expect("BAI-DATE: neither a sample nor a test in its reason")

    def test_a_row_without_a_code(self):
        self.write("adapters/read/x.cc", 'Report("BAI-AMOUNT");')
        self.expect("BAI-DATE: a row, and no such code")

    def test_a_row_without_a_remedy(self):
        self.write(TABLE, self.table.replace("| means | do | `", "| means |  | `"))
        self.expect("BAI-AMOUNT: a row without meaning or remedy")

    def test_a_code_without_sample_or_reason(self):
        self.write(TABLE, self.table.replace("none: reason; tests/x_test.py", ""))
        self.expect("BAI-DATE: no sample in data/rejected and no reason")

    def test_a_sample_that_is_gone(self):
        os.remove(os.path.join(self.root,
                               "data/rejected/bai2-amount.bai.expected"))
        self.expect("not as scripts/findings --update writes it")


if __name__ == "__main__":
    unittest.main()
