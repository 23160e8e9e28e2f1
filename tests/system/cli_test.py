# SPDX-License-Identifier: Apache-2.0
"""cli_test.py - the command line itself: help, versions, wrong usage, stdout."""
import os
import pty
import subprocess

import program
from program import ProgramTest


class CommandLine(ProgramTest):
    def test_every_command_has_help_with_an_example(self):
        for command in ["match", "read", "explain", "generate", "score",
                        "backtest", "lint"]:
            done = self.run_program(command, "--help")
            self.assert_exit(done, 0)
            self.assertIn("Example", done.stdout)
            self.assertIn("cashmatch " + command, done.stdout)
            self.assertEqual(done.stderr, "")
        done = self.run_program("--help")
        self.assert_exit(done, 0)
        self.assertIn("match", done.stdout)

    def test_version(self):
        done = self.run_program("--version")
        self.assert_exit(done, 0)
        self.assertRegex(done.stdout, r"^cashmatch \d+\.\d+\.\d+\n$")

    def test_wrong_usage_is_2_and_says_what_to_do(self):
        for arguments in [
                [], ["nonsense"], ["match"], ["match", "--frobnicate"],
                ["match", "--open-items", "items.csv"],
                ["match", "--open-items", "x", "--out", "o", "--as-of", "3/1/26"],
                ["match", "--open-items", "x", "--out", "o", "--threads", "0"],
                ["match", "--open-items", "x", "--out", "o", "--format", "xml"],
                ["read"], ["read", "--strict", "--lenient", "x"],
                ["read", "--input-format", "word", "x"],
                ["explain", "--results", "r"], ["generate"], ["score"],
                ["lint"], ["lint", "--rules", "r", "--customers", "c"]]:
            done = self.run_program(*arguments)
            self.assertEqual(done.returncode, 2, (arguments, done.stderr))
            self.assertIn("--help", done.stderr, arguments)
            self.assertEqual(done.stdout, "", arguments)

    def test_no_colour_and_no_progress_outside_a_terminal(self):
        self.write("r.ndjson", program.RECEIPTS)
        done = self.match("r.ndjson")
        self.assert_exit(done, 0)
        self.assertNotIn("\x1b", done.stderr)
        self.assertNotIn("\r", done.stderr)
        self.assertEqual(done.stdout, "")

    def stderr_on_a_terminal(self, *arguments, **environment):
        """Runs the program with stderr on a terminal; returns what it shows."""
        ours, theirs = pty.openpty()
        running = subprocess.Popen(
            [program.PROGRAM, *arguments], cwd=self.folder, stderr=theirs,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm", **environment})
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the terminal is gone with the program
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
        running.wait(timeout=60)
        return shown.decode()

    def test_progress_and_colour_on_a_terminal(self):
        self.write("items.csv", program.ITEMS)
        self.write("r.ndjson", program.RECEIPTS)
        match = ["match", "--open-items", "items.csv", "--overwrite", "--out",
                 "out", "r.ndjson"]
        shown = self.stderr_on_a_terminal(*match)
        self.assertIn("\r\x1b[Kmatching ...", shown)
        self.assertIn("Cash proof", shown)
        self.assertNotIn("matching", self.stderr_on_a_terminal(
            *match, TERM="dumb"))
        self.assertIn("\x1b[1;31merror", self.stderr_on_a_terminal(
            "read", "nowhere", NO_COLOR=""))
        shown = self.stderr_on_a_terminal("read", "nowhere", NO_COLOR="1")
        self.assertIn("error: nowhere", shown)
        self.assertNotIn("\x1b[1", shown)

    def test_a_reader_that_goes_away_ends_read_quietly(self):
        self.write("r.ndjson", program.RECEIPTS.splitlines()[0] + "\n")
        for i in range(2000):
            line = program.RECEIPTS.splitlines()[0].replace("B1", f"B{i}")
            with open(self.path("r.ndjson"), "a") as file:
                file.write(line + "\n")
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; '{program.PROGRAM}' read r.ndjson"
             " 2>err | head -c 10"], cwd=self.folder, capture_output=True,
            timeout=60)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(self.text("err"), "")

    def test_a_full_disk_behind_stdout_is_1(self):
        self.write("r.ndjson", program.RECEIPTS)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([program.PROGRAM, "read", "r.ndjson"],
                                  cwd=self.folder, stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"stdout cannot be written", done.stderr)


if __name__ == "__main__":
    program.main()
