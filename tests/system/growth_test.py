# SPDX-License-Identifier: Apache-2.0
"""growth_test.py - scripts/growth measures, tabulates and draws."""
import json
import os
import subprocess
import sys
import unittest
import xml.etree.ElementTree as tree

import program

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "bench"))
from growth.picture import Axis, Line, Panel, apart, picture, short

SVG = "{http://www.w3.org/2000/svg}"


class Growth(program.ProgramTest):
    def test_each_size_and_number_of_threads_has_a_row_and_a_point(self):
        done = subprocess.run(
            [sys.executable, os.path.join(ROOT, "scripts", "growth"), "--sizes",
             "300,900", "--threads", "1,2", "--rounds", "1", "--brief", "--mix",
             os.path.join(ROOT, "bench", "mixes", "exact_lockbox.toml"),
             "--build", os.path.dirname(program.PROGRAM), "--out",
             self.path("out")], capture_output=True, text=True, check=False,
            timeout=120)
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout, self.text("out", "growth.md"))
        rows = [line.split("|")[1:3] for line in done.stdout.splitlines()
                if line[:3] in ("| 3", "| 9")]
        self.assertEqual(rows, [[" 300 ", " 1 "], [" 300 ", " 2 "],
                                [" 900 ", " 1 "], [" 900 ", " 2 "]])
        runs = json.loads(self.text("out", "growth.json"))
        self.assertEqual([(one["size"], one["threads"]) for one in runs],
                         [(300, 1), (300, 2), (900, 1), (900, 2)])
        self.assertEqual(sorted(os.listdir(self.path("out"))),
                         ["growth.json", "growth.md", "growth.svg"])
        drawn = tree.fromstring(self.text("out", "growth.svg"))
        words = {text.text for text in drawn.iter(SVG + "text")}
        self.assertLessEqual({"1 thread", "2 threads", "read", "match", "book",
                              "whole process", "linear"}, words)
        self.assertEqual(len(list(drawn.iter(SVG + "polyline"))), 11)

    def test_a_failed_run_ends_it(self):
        done = subprocess.run(
            [sys.executable, os.path.join(ROOT, "scripts", "growth"), "--sizes",
             "300", "--mix", self.write("mix.toml", "nonsense = 1\n"), "--build",
             os.path.dirname(program.PROGRAM), "--out", self.path("out")],
            capture_output=True, text=True, check=False, timeout=120)
        self.assert_exit(done, 1)
        self.assertIn("nonsense", done.stderr)


class Picture(unittest.TestCase):
    def test_equal_factors_are_equal_distances(self):
        axis = Axis([10, 1000], 0, 300)
        self.assertAlmostEqual(axis.at(100) - axis.at(10),
                               axis.at(1000) - axis.at(100))
        self.assertEqual(axis.ticks(), [10, 100, 1000])
        self.assertEqual(Axis([1, 10], 0, 300).ticks(), [1, 2, 5, 10])

    def test_labels_do_not_lie_on_each_other(self):
        self.assertEqual(apart([50, 10, 52, 51]), [50, 10, 78, 64])
        self.assertEqual(apart([10, 90]), [10, 90])

    def test_a_point_twice_as_high_is_drawn_higher(self):
        drawn = tree.fromstring(picture([Panel("a<b", "x", "y", (
            Line("one", ((1, 1), (10, 2))),))], "note"))
        (low, high) = [tuple(map(float, point.split(","))) for point in
                       drawn.find(f".//{SVG}polyline").get("points").split()]
        self.assertLess(low[0], high[0])
        self.assertGreater(low[1], high[1])

    def test_numbers_are_short(self):
        self.assertEqual([short(value) for value in (0.05, 20, 1.2e6, 3e7)],
                         ["0.05", "20", "1.2 M", "30 M"])


if __name__ == "__main__":
    program.main()
