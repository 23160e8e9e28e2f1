# SPDX-License-Identifier: Apache-2.0
"""serve_history_test.py - old jobs go, with their tables; what they decided, and
the promise to their keys, stays.
"""
import os
import time

import program
from serve_program import ServeTest, lines


class History(ServeTest):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.start("--jobs-max", "3")

    def jobs(self):
        return [job["id"] for job in self.ask("GET", "/v1/jobs").json()["jobs"]]

    def kept(self, count):
        """Returns the names in the folder of jobs, without their ends, once
        there are so few."""
        end = time.monotonic() + 30
        while True:
            names = {name.removesuffix(".json")
                     for name in os.listdir(self.path("spool/jobs"))}
            if len(names) == count or time.monotonic() > end:
                return names

    def submit_by_key(self, number, content=None):
        return self.submit(content or lines(f"K{number}"),
                           name=f"k{number}.ndjson",
                           Idempotency_Key=f"key {number}")

    def test_the_oldest_go_and_the_newest_stay(self):
        made = [self.submit_by_key(number)["id"] for number in range(6)]
        self.assertEqual(self.kept(3), set(made[3:]))
        self.assertEqual(set(self.jobs()), set(made[3:]))
        for path in ["", "/results/receipts", "/events"]:
            self.assertEqual(self.ask("GET", f"/v1/jobs/{made[0]}{path}"
                                      ).status, 404)
        self.assertEqual(self.ask(
            "GET", f"/v1/jobs/{made[5]}/results/receipts").status, 200)
        self.kill()
        self.start("--jobs-max", "1")
        left = self.kept(1)  # of those that ended in one second, any
        self.assertEqual((len(left), set(self.jobs())), (1, left))

    def test_a_key_whose_job_is_gone_is_carried_out_no_second_time(self):
        first = self.submit_by_key(0)
        for number in range(1, 5):
            self.submit_by_key(number)
        self.assertNotIn(first["id"], self.kept(3))
        seq = self.seq()
        again = self.submit_by_key(0)
        self.assertEqual((again["id"], again["state"], again["headline"]),
                         (first["id"], "done", first["headline"]))
        self.assertEqual(self.seq(), seq)

    def test_a_key_whose_job_is_gone_takes_no_other_request(self):
        self.submit_by_key(0)
        for number in range(1, 5):
            self.submit_by_key(number)
        seq = self.seq()
        other = self.submit_by_key(0, lines("OTHER"))
        self.assertEqual(other["state"], "failed")
        self.assertIn("another request", other["findings"][0])
        self.assertEqual(self.seq(), seq)


if __name__ == "__main__":
    program.main()
