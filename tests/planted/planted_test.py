# SPDX-License-Identifier: Apache-2.0
"""planted_test.py - the list of planted bugs is whole, a program without them
holds no trace of them, and a few are woken.

Usage: planted_test.py FEW CASHMATCH planted|plain
"""
import os
import re
import subprocess
import sys
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLANTED = re.compile(r'\bPlanted\(\s*"([^"]*)"')
FEW = ("two decimals for all", "a discount lives a day longer",
       "a link leaves out who", "fields of a link run together",
       "a formula stays one")


def in_code():
    """Returns the names at the places where a bug lives."""
    return {name for folder in ("engine", "adapters", "tests/fuzz")
            for path in (ROOT / folder).rglob("*")
            if path.suffix in (".h", ".cc")
            for name in PLANTED.findall(path.read_text())}


class PlantedTest(unittest.TestCase):
    def setUp(self):
        with open(ROOT / "tests/planted/bugs.toml", "rb") as file:
            self.registry = tomllib.load(file)
        self.names = [bug["name"] for bug in self.registry["bug"]]

    def few(self, bug):
        return subprocess.run([few], capture_output=True, text=True,
                              env=os.environ | {"CASHMATCH_PLANTED_BUG": bug})

    def test_what_is_listed_is_in_the_code_and_the_other_way_round(self):
        self.assertEqual(sorted(self.names), sorted(in_code()))

    def test_each_bug_has_suites_and_a_row_of_what_saw_it(self):
        readme = (ROOT / "tests/planted/README.md").read_text()
        for bug in self.registry["bug"]:
            self.assertLessEqual(set(bug["suites"]),
                                 set(self.registry["suites"]), bug)
            row = f"| {bug['name']} | {bug['does']} | "
            self.assertEqual(readme.count(row), 1, row)
        self.assertNotIn("NOTHING", readme)

    @unittest.skipIf(sys.argv[3:] == ["planted"], "this build has them")
    def test_a_program_without_bugs_does_not_know_their_names(self):
        binary = Path(cashmatch).read_bytes()
        self.assertIn(b"journal_is_never_changed", binary)  # texts are found
        for trace in [*self.names, "CASHMATCH_PLANTED_BUG"]:
            self.assertNotIn(trace.encode(), binary)

    def test_asleep_they_do_nothing(self):
        for name in ("", "no such bug"):
            done = self.few(name)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_awake_each_is_seen(self):
        for name in FEW:
            self.assertIn(name, self.names)
            done = self.few(name)
            self.assertEqual(done.returncode, 1, name)
            self.assertRegex(done.stdout, r"\d+ FAILED TEST", name)


if __name__ == "__main__":
    few, cashmatch = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1], verbosity=2)
