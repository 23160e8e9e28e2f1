# SPDX-License-Identifier: Apache-2.0
"""serve_progress_test.py - how far a job is, and its end half way.
"""
import http.client
import json
import os
import zipfile

import program
from serve_program import ServeTest


class Progress(ServeTest):
    def start_with_a_large_file(self):
        """Returns the bytes of a file that takes a while to be matched."""
        self.assert_exit(self.run_program(
            "generate", "--items", "30000", "--receipts", "30000", "--seed",
            "1", "--out", "large"), 0)
        self.assert_exit(self.run_program(
            "load", "--store", self.store, "--spool", "spool", "--open-items",
            "large/open_items.csv", "--customers", "large/customers.csv"), 0)
        self.start("--threads", "1")
        with zipfile.ZipFile(self.path("large.zip"), "w") as archive:
            for folder, _, names in os.walk(self.path("large/bank")):
                for name in sorted(names):
                    archive.write(os.path.join(folder, name), name)
        with open(self.path("large.zip"), "rb") as file:
            return file.read()

    def events(self, job):
        """Yields what the job is at each event."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.addCleanup(wire.close)
        wire.request("GET", f"/v1/jobs/{job}/events", headers={
            "Authorization": "Bearer " + self.tokens["operator"]})
        for line in wire.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line[6:])

    def test_a_job_says_how_many_receipts_are_matched(self):
        job = self.ask("POST", "/v1/files?name=large.zip",
                       self.start_with_a_large_file()).json()["id"]
        told = [(one["done"], one["total"]) for one in self.events(job)
                if one.get("stage") == "matching" and "total" in one]
        self.assertEqual(told, sorted(told))
        self.assertGreater(len({done for done, _ in told}), 2, told)
        self.assertEqual({total for _, total in told}, {told[-1][1]})
        self.assertLessEqual(told[-1][0], told[-1][1])
        self.assertEqual(self.ended(job)["state"], "done")

    def test_a_job_is_canceled_while_it_is_matched(self):
        job = self.ask("POST", "/v1/files?name=large.zip",
                       self.start_with_a_large_file()).json()["id"]
        before = self.seq()
        for one in self.events(job):
            if one.get("stage") == "matching" and one.get("done", 0) > 0:
                self.ask("DELETE", f"/v1/jobs/{job}")
        self.assertEqual(self.ended(job)["state"], "canceled")
        self.assertEqual(self.seq(), before)


if __name__ == "__main__":
    program.main()
