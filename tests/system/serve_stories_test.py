# SPDX-License-Identifier: Apache-2.0
"""serve_stories_test.py - the stories over time, told over HTTP alone.
"""
import csv
import io
import json
import os
import types

import desk_test
import program
from reversal_test import BouncedOverTime
from serve_program import ServeTest
from stories_over_time_test import Continuity, FourTimes, MonthEnd

TABLES = ("applications", "receipts", "remainders", "residual_open_items",
          "suggestions")


class OverHttp(ServeTest, desk_test.Desk):
    """Does over HTTP what those tests do by the command line."""

    def setUp(self):
        self.process, self.tokens = None, {}
        self.addCleanup(self.kill)
        super(ServeTest, self).setUp()  # which loads

    def send(self, path, name=None, **headers):
        """Sends a file, or nothing; the answer must be good."""
        body = None
        if name:
            with open(self.path(name), "rb") as file:
                body = file.read()
        reply = self.ask("POST", path, body, **headers)
        self.assertLess(reply.status, 300, reply.body)
        self.hit = reply.headers.get("idempotency-hit")
        return reply.json()

    def load(self, *arguments):
        if self.process is None:
            self.start("--single-operator")
        given = dict(zip(arguments[::2], arguments[1::2]))
        if "--rules" in given:
            made = self.send("/v1/rules", given["--rules"])
            self.send(f"/v1/rules/{made['id']}/activation")
        if "--open-items" not in given:
            return
        query = ""
        if "--customers" in given:
            kept = self.send("/v1/uploads", given["--customers"])
            query = "?customers=" + kept["sha256"]
        job = self.send("/v1/book" + query, given["--open-items"])
        self.assertEqual(self.ended(job["id"])["state"], "done")

    def submit(self, name, code=0):
        job = self.send("/v1/files?name=" + os.path.basename(name), name)
        told = ["received before"] if self.hit else []
        job = self.ended(job["id"])
        self.assertIn(job["state"], ["done", "held"] if code == 0
                      else ["failed"], job)
        self.keep_tables(job["id"])
        return types.SimpleNamespace(
            stderr="\n".join(told + job.get("findings", [])), returncode=code)

    def keep_tables(self, job):
        """Keeps the tables of a job in `out`, as the command line does."""
        for table in TABLES:
            reply = self.ask("GET", f"/v1/jobs/{job}/results/{table}"
                             "?format=csv&limit=100000")
            if reply.status == 200:
                self.write(f"out/{table}.csv", reply.body)

    def worklist(self):
        reply = self.ask("GET", "/v1/worklist?format=csv")
        return {row["bank_reference"]: row
                for row in csv.DictReader(io.StringIO(reply.body))}

    def post(self, *_):
        return list(csv.DictReader(io.StringIO(
            self.ask("POST", "/v1/postings", "").body)))

    def journal(self):
        return [(row["who"], row["kind"], row["subject"],
                 json.loads(row["payload"])) for row in super().journal()]

    def verify(self):
        self.assertTrue(self.ask("GET", "/v1/proof").json()["proved"])

    def rows(self):
        return self.seq()


class FourTimesOverHttp(OverHttp, FourTimes):
    pass


class ContinuityOverHttp(OverHttp, Continuity):
    pass


class MonthEndOverHttp(OverHttp, MonthEnd):
    pass


class BouncedOverHttp(OverHttp, BouncedOverTime):
    def test_the_check_bounces_and_is_presented_again(self):
        """What would apply it stands in the table, without `explain`."""
        explained = []

        def from_the_table(command, *_):
            self.assertEqual(command, "explain")
            with open(self.path("out/receipts.csv"), newline="") as file:
                explained.extend(row["explanation"]
                                 for row in csv.DictReader(file))
            return types.SimpleNamespace(
                stdout="Smallest change" + "".join(explained))

        self.run_program = from_the_table
        super().test_the_check_bounces_and_is_presented_again()
        self.assertTrue(explained)


del FourTimes, Continuity, MonthEnd, BouncedOverTime  # run by their own files


if __name__ == "__main__":
    program.main()
