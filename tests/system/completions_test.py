# SPDX-License-Identifier: Apache-2.0
"""completions_test.py - what shells complete after `cashmatch`, typed into them.
"""
import os
import pty
import re
import select
import shutil
import subprocess
import time

import program
from manual_test import commands_of, made, options_of
from program import ProgramTest, main

LISTS_OPTIONS = """source "$1"
while read -r name; do
  COMP_WORDS=(cashmatch "$name" --); COMP_CWORD=2; COMPREPLY=()
  _cashmatch
  echo "$name ${COMPREPLY[*]}"
done
"""


class Typist:
    """A shell on a terminal of its own."""
    def __init__(self, command, folder):
        environment = {"PATH": os.path.dirname(program.PROGRAM) + ":" +
                       os.environ["PATH"], "TERM": "dumb", "HOME": folder,
                       "PS1": "> ", "LC_ALL": "C"}
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)

    def type(self, keys, until, seconds=20):
        """Types, and returns what came up to `until`, or all that came."""
        os.write(self.screen, keys.encode())
        shown, end = "", time.monotonic() + seconds
        while not re.search(until, shown) and time.monotonic() < end:
            if select.select([self.screen], [], [], 0.1)[0]:
                shown += os.read(self.screen, 4096).decode(
                    errors="replace").replace("\a", "")
        return shown

    def close(self):
        os.close(self.screen)
        os.waitpid(self.process, 0)


class ShellTest(ProgramTest):
    shell = "bash"

    def setUp(self):
        super().setUp()
        if shutil.which(self.shell) is None:
            self.skipTest(f"SKIPPED, no {self.shell} on this machine")
        self.write("prior-day.bai", "")
        self.write("letters/a.txt", "")
        self.write("letters.txt", "")

    def typist(self, *command):
        typist = Typist(command, self.folder)
        self.addCleanup(typist.close)
        return typist

    def expect(self, typist, keys, shown):
        """Types keys and a tab; what is then on the line is `shown`."""
        with self.subTest(keys):
            self.assertRegex(typist.type(keys + "\t", shown), shown)
        typist.type("\x15echo do''ne\n", "done")  # clears the line

    def expect_all(self, typist):
        self.expect(typist, "cashmatch verif", "cashmatch verify ")
        self.expect(typist, "cashmatch match --open-i", "--open-items")
        self.expect(typist, "cashmatch match --format nd", "--format ndjson")
        self.expect(typist, "cashmatch match --format=nd", "--format=ndjson")
        self.expect(typist, "cashmatch read prior", "read prior-day.bai")
        self.expect(typist, "cashmatch match --out let", "--out letters/")


class Bash(ShellTest):
    def test_typed(self):
        typist = self.typist("bash", "--norc", "--noprofile", "-i")
        typist.type(f"bind 'set enable-bracketed-paste off'; source "
                    f"{made('cashmatch')}; echo rea''dy\n", "ready")
        self.expect_all(typist)

    def test_every_option(self):
        names = commands_of(self.run_program("--help").stdout)
        told = subprocess.run(
            ["bash", "-c", LISTS_OPTIONS, "lists", made("cashmatch")],
            input="\n".join(names) + "\n", capture_output=True, text=True,
            check=True)
        self.assertEqual(told.stderr, "")
        lines = [line.split() for line in told.stdout.splitlines()]
        self.assertEqual([line[0] for line in lines], names)
        for name, *options in lines:
            said = options_of(self.run_program(name, "--help").stdout)
            self.assertEqual(set(options) - {"--help"}, said, name)


class Zsh(ShellTest):
    shell = "zsh"

    def test_typed(self):
        typist = self.typist("zsh", "-f", "-i")
        typist.type(f"fpath=({made('')} $fpath); autoload -U compinit; "
                    "compinit -u -D; echo rea''dy\n", "ready")
        self.expect_all(typist)


class Fish(ShellTest):
    shell = "fish"

    def complete(self, line):
        done = subprocess.run(
            ["fish", "--no-config", "-c",
             f"source {made('cashmatch.fish')}; complete -C '{line}'"],
            capture_output=True, text=True, check=True, cwd=self.folder)
        self.assertEqual(done.stderr, "")
        return {row.split("\t")[0] for row in done.stdout.splitlines()}

    def test_every_option(self):
        names = commands_of(self.run_program("--help").stdout)
        self.assertEqual(self.complete("cashmatch "), set(names))
        for name in names:
            said = options_of(self.run_program(name, "--help").stdout)
            told = self.complete(f"cashmatch {name} --")
            self.assertEqual(told - {"--help", "-h"}, said, name)
        self.assertEqual(self.complete("cashmatch match --format "),
                         {"csv", "ndjson"})
        self.assertIn("prior-day.bai", self.complete("cashmatch read prior"))
        self.assertEqual(self.complete("cashmatch match --out let"), {"letters/"})


if __name__ == "__main__":
    main()
