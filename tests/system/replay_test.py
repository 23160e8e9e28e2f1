# SPDX-License-Identifier: Apache-2.0
"""replay_test.py - what other rules would have done, over both stores.
"""
import csv
import io

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt

FORCE = '[short_pay]\npolicy = "suggest"\n'
OTHER = '[short_pay]\npolicy = "apply"\n'


class Replay(desk_test.Desk):
    def replay(self, rules):
        done = self.run_on_store("replay", "--rules",
                                 self.write("other.toml", rules))
        self.assert_exit(done, 0)
        self.told = done.stderr
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def history(self):
        """Two runs, with a short payment, people, and the ERP in between."""
        self.load_items()
        self.load("--rules", self.write("rules.toml", FORCE))
        self.submit(self.write("a.ndjson",
                               receipt("SHORT", "90.00", **invoice("INV-1001")) +
                               receipt("LOST", "70.00", text=["nobody"]) +
                               receipt("FULL", "75.50", **invoice("INV-2001"))))
        self.decide([(self.worklist()["LOST"], "items", "INV-1002=70.00")])
        self.answer([(row["posting_id"], "ok", "") for row in self.post()])
        self.load("--delta", "--open-items", self.write(
            "more.csv", program.ITEMS.splitlines()[0] +
            "\nI7,ACME,INV-3001,USD,60.00,2026-02-01\n"))
        self.submit(self.write("b.ndjson",
                               receipt("LATER", "60.00",
                                       **invoice("INV-3001"))))

    def test_the_rules_in_force_change_nothing(self):
        self.history()
        rows = self.rows()
        self.assertEqual(self.replay(FORCE), [])
        self.assertNotIn("could not be kept", self.told)
        self.assertEqual(self.rows(), rows)

    def test_what_other_rules_apply_appears(self):
        self.history()
        found = self.replay(OTHER)
        self.assertEqual([(row["change"], row["status"], row["items"],
                           row["items_then"]) for row in found],
                         [("appears", "suggested", "", "I1=90.00")])

    def test_what_other_rules_do_not_apply_vanishes(self):
        self.load_items()
        self.load("--rules", self.write("rules.toml", OTHER))
        self.submit(self.write("a.ndjson",
                               receipt("SHORT", "90.00", **invoice("INV-1001"))))
        self.assertEqual([(row["change"], row["items"], row["status_then"])
                          for row in self.replay(FORCE)],
                         [("vanishes", "I1=90.00", "suggested")])
        self.assertEqual(self.replay(OTHER), [])

    def test_a_decision_without_room_is_told(self):
        self.history()
        self.decide([(self.worklist()["SHORT"], "items", "INV-1002=90.00")])
        self.submit(self.write("c.ndjson",
                               receipt("C", "100.00", **invoice("INV-1001"))))
        self.assertEqual(self.statuses()["C"], "applied")
        self.assertEqual(self.replay(FORCE), [])
        # Under the other rules SHORT paid INV-1001 first, until a person moved
        # it: the end is the same.
        self.assertEqual(self.replay(OTHER), [])


class PostgresReplay(Replay, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
