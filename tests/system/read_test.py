# SPDX-License-Identifier: Apache-2.0
"""read_test.py - read as a user runs it."""
import gzip
import json
import os

import program
from program import ProgramTest


class Read(ProgramTest):
    def test_canonical_receipts_read_back_as_they_are(self):
        self.write("r.ndjson", program.RECEIPTS)
        once = self.run_program("read", "r.ndjson")
        self.assert_exit(once, 0)
        lines = [json.loads(line) for line in once.stdout.splitlines()]
        self.assertEqual([r["amount"] for r in lines], ["100.00", "9.99"])
        self.assertEqual(lines[0]["account"], "9876540123")
        twice = self.run_program("read", "-", stdin=once.stdout)
        self.assert_exit(twice, 0)
        again = [json.loads(line) for line in twice.stdout.splitlines()]
        for before, after in zip(lines, again):
            before.pop("source"), after.pop("source")
            self.assertEqual(before, after)

    def test_summary_is_one_object_a_file(self):
        self.write("bank/a.ndjson", program.RECEIPTS)
        self.write("bank/sub/b.ndjson", program.RECEIPTS)
        self.write("bank/.hidden", "x")
        done = self.run_program("read", "--summary", "bank")
        self.assert_exit(done, 0)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([s["file"] for s in found],
                         ["a.ndjson", os.path.join("sub", "b.ndjson")])
        self.assertEqual({s["receipts"] for s in found}, {2})
        self.assertEqual({s["format"] for s in found}, {"ndjson"})

    def test_compressed_input_is_the_same_input(self):
        self.write("r.ndjson", program.RECEIPTS)
        self.write("r.gz", gzip.compress(program.RECEIPTS.encode()))
        plain = self.run_program("read", "r.ndjson")
        packed = self.run_program("read", "r.gz")
        self.assert_exit(packed, 0)
        ids = [[json.loads(x)["receipt_id"] for x in out.splitlines()]
               for out in (plain.stdout, packed.stdout)]
        self.assertEqual(ids[0], ids[1])
        self.assertEqual(len(ids[0]), 2)

    def test_a_rejected_file_prints_no_receipts(self):
        self.write("a.ndjson", program.RECEIPTS)
        self.write("b.ndjson", '{"amount":"x","currency":"USD",'
                   '"value_date":"2026-01-01"}\n{"broken\n')
        done = self.run_program("read", "a.ndjson", "b.ndjson")
        self.assert_exit(done, 1)
        self.assertEqual(done.stdout, "")
        self.assertIn("b.ndjson:1", done.stderr)
        done = self.run_program("read", "--summary", "a.ndjson", "b.ndjson")
        self.assert_exit(done, 1)
        self.assertEqual([json.loads(x)["status"]
                          for x in done.stdout.splitlines()],
                         ["accepted", "rejected"])

    def test_missing_empty_and_unknown_inputs_are_1(self):
        self.write("empty", "")
        self.write("text", "Dear Sir or Madam,\n")
        for name in ["nowhere", "empty", "text"]:
            done = self.run_program("read", name)
            self.assert_exit(done, 1)
            self.assertIn(name, done.stderr)


if __name__ == "__main__":
    program.main()
