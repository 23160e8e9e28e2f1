# SPDX-License-Identifier: Apache-2.0
"""manual_test.py - cashmatch(1) says all that the program says, and no more.
"""
import gzip
import os
import re
import stat
import subprocess
import sys

import program
from program import ProgramTest, main

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
STAND_IN = """#!/bin/sh
case "$*" in
--version) echo "cashmatch 9.8.7" ;;
--help) cat <<'END'
What it is.
Usage: cashmatch [OPTIONS] SUBCOMMAND

Options:
  -h,--help                   Print this help message and exit

Subcommands:
  weigh                       weigh the coins
END
;;
"weigh --help") cat <<'END'
weigh the coins
Usage: cashmatch weigh [OPTIONS] COIN

Positionals:
  COIN REQUIRED               which one

Options:
  -h,--help                   Print this help message and exit
  --unit UNIT:{gram,ounce}=gram Excludes: --fast
                              in what
  --scales N:INT in [1 - 9] ... (Env:CASHMATCH_SCALES)
                              on which; a path like C:\\x

.starts with a dot and it's 'quoted'

Example:
  cashmatch weigh --unit ounce penny
END
;;
esac
"""


def made(name):
    """Returns what the build made beside the program."""
    return os.path.join(os.path.dirname(program.PROGRAM), "data", "install",
                        name)


def commands_of(text):
    listed = text.split("Subcommands:\n")[1].split("\n\n")[0]
    return re.findall(r"^  (\S+)", listed, re.M)


def options_of(text):
    """Returns the options that a help names, without its --help."""
    names = re.findall(r"^  (-\S+)", text, re.M)
    return {part for name in names for part in name.split(",")} - {
        "-h", "--help"}


class ManualTest(ProgramTest):
    def generate(self, of):
        return subprocess.run(
            [sys.executable, os.path.join(ROOT, "scripts", "manual"), of],
            check=True, capture_output=True).stdout

    def render(self, page):
        done = subprocess.run(
            ["groff", "-man", "-Tascii", "-P-cbou", "-ww", "-rLL=500n"],
            input=page, capture_output=True, check=True)
        self.assertEqual(done.stderr.decode(), "")
        return done.stdout.decode()

    def test_the_page_of_the_build_is_of_this_program(self):
        with open(made("cashmatch.1"), "rb") as file:
            page = file.read()
        self.assertEqual(page, self.generate(program.PROGRAM))
        with gzip.open(made("cashmatch.1.gz")) as file:
            self.assertEqual(file.read(), page)

    def test_it_has_every_command_option_and_sentence(self):
        page = self.render(self.generate(program.PROGRAM))
        parts = re.split(r"^   (?=[a-z])", page.split("\nCOMMANDS\n")[1].split(
            "\nEXIT STATUS\n")[0], flags=re.M)[1:]
        sections = {part.split()[0]: part for part in parts}
        commands = commands_of(self.run_program("--help").stdout)
        self.assertEqual(list(sections), commands)
        self.assertGreater(len(commands), 20)
        for command in commands:
            said = self.run_program(command, "--help").stdout
            section = sections[command]
            # A tag has a line of its own, or is shorter than the indent.
            told = set(re.findall(r"^ {7}(--[a-z-]+)(?: \S+)?$|"
                                  r"^ {7}(--[a-z-]{1,4}) ", section, re.M))
            told = {one or other for one, other in told}
            with self.subTest(command):
                self.assertLessEqual(options_of(said), told)
                words = " ".join(section.split())
                example = re.search(r"^  (cashmatch .*)$", said, re.M)
                self.assertIn(" ".join(example[1].rstrip("\\").split()), words)
                exits = " ".join(said.split("\nExit:")[1].split())
                self.assertIn("Exit: " + exits, words)

    def test_it_does_not_say_who_made_it(self):
        page = self.render(self.generate(program.PROGRAM))
        who = re.search(r"--by PERSON=(\S+)",
                        self.run_program("load", "--help").stdout)[1]
        self.assertIn("--by PERSON", page)
        self.assertNotIn(f"default {who}", page)

    def test_another_program_has_another_page(self):
        path = self.write("stand-in", STAND_IN)
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        page = self.render(self.generate(path))
        for text in ("cashmatch 9.8.7", "weigh [OPTIONS] COIN",
                     "which one (required)", "--unit gram|ounce",
                     "in what (default gram; not with --fast)",
                     "on which; a path like C:\\x (1 to 9; one or more; or the "
                     "environment's CASHMATCH_SCALES)",
                     ".starts with a dot and it's 'quoted'",
                     "cashmatch weigh --unit ounce penny"):
            self.assertIn(text, page)


if __name__ == "__main__":
    main()
