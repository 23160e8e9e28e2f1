# SPDX-License-Identifier: Apache-2.0
"""large_pages_test.py - a book without large pages is the same, and says so.

A process may be kept from large pages; what it starts is kept from them too.
"""
import ctypes
import gzip
import json
import subprocess
from pathlib import Path

import program
from program import ProgramTest

SET_THP_DISABLE = 41  # of prctl


def without_large_pages():
    if ctypes.CDLL(None).prctl(SET_THP_DISABLE, 1, 0, 0, 0) != 0:
        raise OSError("prctl: large pages could not be forbidden")


class LargePages(ProgramTest):
    def match(self, out, items, before=None):
        done = subprocess.run(
            [program.PROGRAM, "match", "--open-items", items, "--rules",
             "corpus/rules.toml", "--out", out, "corpus/bank"],
            capture_output=True, text=True, timeout=120, cwd=self.folder,
            preexec_fn=before, check=False)
        self.assert_exit(done, 0)
        return done.stderr

    def generate(self, items):
        self.assert_exit(self.run_program(
            "generate", "--items", str(items), "--receipts", "200", "--seed",
            "3", "--out", "corpus"), 0)

    def results(self, out):
        return {path.name: path.read_bytes()
                for path in Path(self.folder, out).iterdir()
                if path.name not in ("timing.json", "summary.json")}

    def timing(self, out):
        return json.loads(self.text(out, "timing.json"))

    def test_a_large_book_without_them_says_so_and_is_the_same(self):
        self.generate(300_000)
        usual = self.match("a", "corpus/open_items.csv")
        said = self.match("b", "corpus/open_items.csv", without_large_pages)
        line = [line for line in said.splitlines() if "ordinary pages" in line]
        self.assertEqual(1, len(line), said)
        self.assertIn("transparent_hugepage/enabled says '", line[0])
        self.assertEqual(0, self.timing("b")["huge_page_bytes"])
        self.assertTrue(self.timing("b")["huge_pages"].startswith("none; see"))
        self.assertEqual(self.timing("a")["huge_page_bytes"] == 0,
                         "ordinary pages" in usual)
        self.assertEqual(self.results("a"), self.results("b"))
        # Texts are left in a file that is mapped, and copied out of one that is
        # unpacked into memory.
        with open(self.path("corpus/open_items.csv"), "rb") as file:
            content = file.read()
        self.write("items.gz", gzip.compress(content, 1))
        self.match("c", "items.gz")
        self.assertEqual(self.results("a"), self.results("c"))
        plain, packed = (self.timing(out)["book_bytes"] for out in "ac")
        self.assertEqual(len(content), plain["input"])
        self.assertLess(plain["texts"], 1_000_000)
        self.assertEqual(0, packed["input"])
        self.assertGreater(packed["texts"], 300_000 * 20)

    def test_nothing_is_said_of_a_small_book(self):
        self.generate(2000)
        said = self.match("a", "corpus/open_items.csv", without_large_pages)
        self.assertNotIn("pages", said)


if __name__ == "__main__":
    program.main()
