# SPDX-License-Identifier: Apache-2.0
"""signals_test.py - an interrupted run ends with 130 and leaves nothing."""
import os
import signal
import subprocess
import time

import program
from program import ProgramTest


def wait_until_caught(running, number):
    """Returns once the process has a handler for the signal, or has ended."""
    bit = 1 << (number - 1)
    while running.poll() is None:
        with open(f"/proc/{running.pid}/status", encoding="utf-8") as status:
            caught = next((line for line in status
                           if line.startswith("SigCgt")), "SigCgt: 0")
        if int(caught.split()[1], 16) & bit:
            return
        time.sleep(0.001)


class Signals(ProgramTest):
    def interrupt(self, number, wait):
        self.write("items.csv", program.ITEMS)
        running = subprocess.Popen(
            [program.PROGRAM, "match", "--open-items", "items.csv", "--out",
             "out", *self.inputs], cwd=self.folder, stdin=subprocess.PIPE,
            stderr=subprocess.PIPE)
        wait_until_caught(running, number)
        time.sleep(wait)
        running.send_signal(number)
        code = running.wait(timeout=60)
        running.stdin.close()
        running.stderr.close()
        return code

    def test_waiting_for_stdin(self):
        self.inputs = ["-"]
        for number in [signal.SIGINT, signal.SIGTERM]:
            self.assertEqual(self.interrupt(number, 0.5), 130)
            self.assert_nothing_written()

    def test_in_the_middle_of_a_run(self):
        first = program.RECEIPTS.splitlines()[1]
        with open(self.path("many.ndjson"), "w") as file:
            for i in range(60000):
                file.write(first.replace("B2", f"B{i}") + "\n")
        self.inputs = ["many.ndjson"]
        seen = set()
        for wait in [0.05, 0.3, 0.8]:
            code = self.interrupt(signal.SIGINT, wait)
            seen.add(code)
            self.assertIn(code, [0, 130])
            if code == 130:
                self.assert_nothing_written()
            else:
                self.assertIn("summary.json", os.listdir(self.path("out")))
                break
        self.assertIn(130, seen)


if __name__ == "__main__":
    program.main()
