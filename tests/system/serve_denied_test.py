# SPDX-License-Identifier: Apache-2.0
"""serve_denied_test.py - who tries what they may not is told of: in the log,
in the metrics, and in the journal of the house that the key belongs to.
"""
import json
import signal
import time

import program
from serve_rights_test import House


class Denied(House):
    def denied(self, wanted):
        """Waits for so many rows of tries that were refused."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            rows = [dict(row, payload=json.loads(row["payload"]))
                    for row in self.ask("GET", "/v1/journal?limit=1000",
                                        role="auditor").rows()
                    if row["kind"] == "denied"]
            if len(rows) >= wanted:
                return rows
        self.fail(f"{len(rows)} rows, expected {wanted}")

    def test_what_was_tried_and_refused_is_told(self):
        revoked = self.approved_key("gone", "clerk")
        key = revoked.split("_")[1]
        self.ask("DELETE", f"/v1/keys/{key}", role="admin")
        expired = self.approved_key("late", "clerk",
                                    expires="2020-01-01T00:00:00Z")
        clerk = self.tokens["clerk"].split("_")[1]
        for _ in range(5):
            self.assertEqual(self.ask("GET", "/v1/keys", role="clerk").status,
                             403)
        for token in [revoked, expired, "cm_nobody's", ""]:
            self.assertEqual(self.ask("GET", "/v1/items",
                                      token=token or None, role="").status, 401)
        rows = self.denied(3)
        self.assertEqual(
            {(row["who"], row["subject"], row["payload"]["why"],
              row["payload"]["operation"]) for row in rows},
            {("clerk-person", clerk, "role", "listKeys"),
             ("gone", key, "revoked", "listItems"),
             ("late", expired.split("_")[1], "expired", "listItems")})
        counted = self.ask("GET", "/metrics", role="auditor").body
        for reason, tries in [("role", 5), ("revoked", 1), ("expired", 1),
                              ("unknown", 1), ("none", 1)]:
            operation = "listKeys" if reason == "role" else "listItems"
            self.assertIn(f'cashmatch_denied_total{{operation="{operation}",'
                          f'reason="{reason}"}} {tries}\n', counted)
        told = [line for line in self.log_lines() if line["event"] == "denied"]
        self.assertEqual(len(told), 9)
        # What came within the minute is in the journal after the drain.
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.start()
        tries = sum(row["payload"]["tries"] for row in self.denied(4)
                    if row["who"] == "clerk-person")
        self.assertEqual(tries, 5)

    def test_who_has_no_key_leaves_nothing_in_a_journal(self):
        before = self.seq()
        for token in ["cm_" + "0" * 16 + "_" + "0" * 64, "x", None]:
            for _ in range(20):
                self.assertEqual(self.ask("POST", "/v1/files", "?", role="",
                                          token=token).status, 401)
        self.ask("POST", "/v1/files", "?", role="auditor")
        self.denied(1)  # after those
        self.assertEqual(self.seq(), before + 1)
        self.kill()
        done = self.run_program("verify", "--store", self.store, "--spool",
                                "spool")
        self.assert_exit(done, 0)
        self.assertEqual(  # nor in one of its own
            (done.stdout + done.stderr).count("rows proved"), 1)


if __name__ == "__main__":
    program.main()
