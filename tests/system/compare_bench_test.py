# SPDX-License-Identifier: Apache-2.0
"""compare_bench_test.py - scripts/compare_bench sees a planted loss, and no
other."""
import json
import os
import subprocess
import sys

import program

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                      "scripts", "compare_bench")
QUIET = [100, 101, 99, 100, 102, 98, 100]
NOISY = [100, 140, 80, 125, 90, 110, 70]


def slower(rounds, per_cent):
    return [time * (100 + per_cent) / 100 for time in rounds]


class CompareBench(program.ProgramTest):
    def file(self, name, benches, unit="us", **more):
        """Writes a run: {bench: times}."""
        return self.write(name, json.dumps({"context": {}, "benchmarks": [
            {"name": bench, "run_type": "iteration", "repetition_index": at,
             "real_time": 2 * time, "cpu_time": time, "time_unit": unit, **more}
            for bench, times in benches.items()
            for at, time in enumerate(times)]}))

    def compare(self, *arguments):
        return subprocess.run([sys.executable, SCRIPT, *arguments],
                              capture_output=True, text=True, check=False)

    def judged(self, before, after, *more):
        """Returns the exit and {bench: verdict}."""
        done = self.compare(self.file("a.json", before),
                            self.file("b.json", after), "--all", *more)
        rows = [line.split("|") for line in done.stdout.splitlines()
                if line.startswith("| ") and "before" not in line]
        return done.returncode, {row[1].strip(): row[-2].strip() for row in rows}

    def test_a_loss_is_seen_among_what_stayed(self):
        self.assertEqual(
            self.judged({"read": QUIET, "match": QUIET, "write": QUIET},
                        {"read": QUIET, "match": slower(QUIET, 10),
                         "write": slower(QUIET, -10)}),
            (3, {"read": "same", "match": "LOSS", "write": "gain"}))

    def test_without_a_loss_it_is_0(self):
        self.assertEqual(self.judged({"read": QUIET}, {"read": QUIET}),
                         (0, {"read": "same"}))

    def test_a_loss_within_the_noise_is_none(self):
        self.assertEqual(self.judged({"read": NOISY}, {"read": slower(NOISY, 10)}),
                         (0, {"read": "same"}))
        self.assertEqual(self.judged({"read": NOISY}, {"read": slower(NOISY, 90)}),
                         (3, {"read": "LOSS"}))

    def test_one_round_that_was_interrupted_is_noise(self):
        self.assertEqual(
            self.judged({"read": QUIET}, {"read": [*QUIET[:-1], 900]}),
            (0, {"read": "same"}))

    def test_the_margin_is_said_by_the_user(self):
        after = {"read": slower(QUIET, 4)}
        self.assertEqual(self.judged({"read": QUIET}, after),
                         (0, {"read": "same"}))
        self.assertEqual(self.judged({"read": QUIET}, after, "--margin", "3"),
                         (3, {"read": "LOSS"}))

    def test_few_rounds_say_nothing(self):
        self.assertEqual(self.judged({"read": QUIET[:4]},
                                     {"read": slower(QUIET, 50)}),
                         (2, {"read": "few rounds"}))

    def test_runs_by_turns_are_pooled(self):
        files = [self.file(f"{at}.json", {"read": slower(QUIET[:3], per_cent)})
                 for at, per_cent in enumerate((0, 1, 40, 41))]
        self.assertEqual(self.compare(*files).returncode, 0)
        self.assertEqual(self.compare(files[0], files[2], files[1],
                                      files[3]).returncode, 3)
        self.assertEqual(self.compare(*files[:3]).returncode, 2)

    def test_units_and_real_time(self):
        before = self.file("a.json", {"read": QUIET}, "us")
        after = self.file("b.json", {"read": [t * 1000 for t in QUIET]}, "ns")
        self.assertEqual(self.compare(before, after).returncode, 0)
        late = self.file("c.json", {"read": QUIET}, "us", real_time=300)
        self.assertEqual(self.compare(before, late).returncode, 0)
        self.assertEqual(self.compare(before, late, "--time", "real").returncode, 3)

    def test_means_are_left_out_and_one_sided_benches_named(self):
        after = json.loads(self.text(self.file("b.json", {"read": QUIET,
                                                          "new": QUIET})))
        after["benchmarks"].append(
            {"name": "read", "run_type": "aggregate", "cpu_time": 1e9,
             "real_time": 1e9, "time_unit": "us"})
        self.write("b.json", json.dumps(after))
        done = self.compare(self.file("a.json", {"read": QUIET, "old": QUIET}),
                            self.path("b.json"))
        self.assert_exit(done, 0)
        self.assertIn("only before: old\n", done.stdout)
        self.assertIn("only after: new\n", done.stdout)

    def test_a_file_without_benches_is_1(self):
        done = self.compare(self.write("a.json", "{}"),
                            self.file("b.json", {"read": QUIET}))
        self.assert_exit(done, 1)
        self.assertIn("no benches in it", done.stderr)


if __name__ == "__main__":
    program.main()
