# SPDX-License-Identifier: Apache-2.0
"""reliability_test.py - scripts/reliability over a folder made for the test."""
import contextlib
import io
import os
import subprocess
import sys
import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import SimpleNamespace

import program
from ledgers_test import BUILD, CONVERT
from program import ProgramTest

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                      "scripts", "reliability")
LOADER = SourceFileLoader("reliability", SCRIPT)
reliability = module_from_spec(spec_from_loader("reliability", LOADER))
LOADER.exec_module(reliability)


class Reliability(ProgramTest):
    def reliability(self, source, *more):
        return subprocess.run(
            [sys.executable, SCRIPT, "--program", program.PROGRAM, "--work",
             self.path("work"), "--only", "spain", "--seeds", "1,2", *more],
            capture_output=True, text=True, timeout=60,
            env={**os.environ, "CASHMATCH_LEDGERS": source})

    def test_without_a_folder_it_says_that_it_skips(self):
        done = self.reliability(self.path("nowhere"))
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("SKIPPED, nothing was measured", done.stderr)

    def test_what_was_stated_stands_beside_what_was_so(self):
        self.write("source/build_truth.py", BUILD)
        self.write("source/to_cashmatch.py", CONVERT)
        done = self.reliability(self.path("source"), "--by", "rule")
        self.assert_exit(done, 0)
        self.assertIn("spain, applied: 4 receipts", done.stdout)
        self.assertIn("spain, applied, exact_reference: 4 receipts", done.stdout)
        self.assertNotIn("suggestions", done.stdout)
        # Two of four are right, and they were said to be nearly certain.
        self.assertRegex(done.stdout, r"0\.9995 - 1\.0000 +4 +2 +50\.00 .* "
                         r"99\.99 +=+ +\| high")
        self.assertIn("calibration error 49.99 percent points", done.stdout)


    def test_each_rule_and_the_suggestions_have_bins_of_their_own(self):
        def case(rule, confidence, right, proposal):
            return SimpleNamespace(
                customer="C", unseen=not proposal, right=right, judged={
                    "confidence": confidence, "rule": rule, "proposal": proposal})
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            reliability.show_all(reliability.measured(), "x", reliability.stated_of([
                case("a", "0.9", True, ""), case("b", "0.91", False, ""),
                case("b", "0.6", False, "right"), case("b", "0.6", False, "wrong")]),
                "rule")
        for line in (r"x, applied: 2 receipts", r"x, applied, a: 1 receipts",
                     r"x, applied, b: 1 receipts", r"x, first suggestions: 2 receipts",
                     r"0\.9000 - 0\.9500 +2 +1 +50\.00 .* 90\.50 ",
                     r"0\.6000 - 0\.7000 +2 +1 +50\.00 .* 60\.00 "):
            self.assertRegex(shown.getvalue(), line)


if __name__ == "__main__":
    program.main()
