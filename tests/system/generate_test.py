# SPDX-License-Identifier: Apache-2.0
"""generate_test.py - generate, match and score, one after the other."""
import filecmp
import os

import program
from program import ProgramTest


class Generate(ProgramTest):
    def generate(self, out, *more):
        return self.run_program("generate", "--items", "3000", "--receipts",
                                "2000", "--seed", "7", "--out", out, *more)

    def test_the_same_options_give_the_same_bytes(self):
        self.assert_exit(self.generate("a"), 0)
        self.assert_exit(self.generate("b"), 0)
        names = sorted(os.listdir(self.path("a")))
        for name in ["bank", "customers.csv", "open_items.csv", "rules.toml",
                     "truth.csv", "truth_adjustments.csv",
                     "truth_receipts.csv"]:
            self.assertIn(name, names)
        for folder, _, files in os.walk(self.path("a")):
            for name in files:
                one = os.path.join(folder, name)
                other = one.replace(self.path("a"), self.path("b"), 1)
                self.assertTrue(filecmp.cmp(one, other, shallow=False), one)

    def test_an_existing_folder_is_refused(self):
        self.assert_exit(self.generate("a"), 0)
        self.assert_exit(self.generate("a"), 1)
        self.assert_exit(self.generate("a", "--overwrite"), 0)

    def test_a_wrong_mix_is_2(self):
        self.write("mix.toml", "nonsense = 1\n")
        self.assert_exit(self.generate("a", "--mix", "mix.toml"), 2)
        self.assertFalse(os.path.exists(self.path("a")))

    def test_match_and_score_a_corpus(self):
        self.assert_exit(self.generate("corpus"), 0)
        done = self.run_program(
            "match", "--open-items", "corpus/open_items.csv", "--customers",
            "corpus/customers.csv", "--rules", "corpus/rules.toml", "--out",
            "out", "corpus/bank")
        self.assert_exit(done, 0)
        self.assertIn("difference 0.00", done.stderr)
        done = self.run_program("score", "--results", "out", "--truth",
                                "corpus")
        self.assert_exit(done, 0)
        self.assertIn("proved", done.stdout)
        self.assertIn("100.00 %", done.stdout)

    def test_read_piped_into_match_is_matching_the_files(self):
        self.assert_exit(self.generate("corpus"), 0)
        match = ["match", "--open-items", "corpus/open_items.csv",
                 "--customers", "corpus/customers.csv", "--rules",
                 "corpus/rules.toml", "--out"]
        self.assert_exit(self.run_program(*match, "files", "corpus/bank"), 0)
        receipts = self.run_program("read", "--rules", "corpus/rules.toml",
                                    "corpus/bank")
        self.assert_exit(receipts, 0)
        self.assert_exit(self.run_program(*match, "piped", "-",
                                          stdin=receipts.stdout), 0)
        for name in sorted(os.listdir(self.path("files"))):
            if name not in ["summary.json", "timing.json"]:
                self.assertEqual(self.text("piped", name),
                                 self.text("files", name), name)


if __name__ == "__main__":
    program.main()
