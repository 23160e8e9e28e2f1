# SPDX-License-Identifier: Apache-2.0
"""sample_test.py - a sample of what was applied is looked at, and tells how
often it was right, over both stores.
"""
import csv
import io
from math import sqrt

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt

HEADER = program.ITEMS.splitlines()[0] + "\n"


def wilson(hits, count, z=1.959963984540054):
    """Low and high end of the 95 % interval, as the formula stands."""
    share, scale = hits / count, 1 + z * z / count
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count ** 2))
    middle = share + z * z / (2 * count)
    return (middle - half) / scale, (middle + half) / scale


class Samples(desk_test.Desk):
    count = 200

    def apply(self, share):
        """Applies 200 receipts; returns those that stand on the worklist."""
        self.load("--open-items", self.write("items.csv", HEADER + "".join(
            f"N{i},ACME,INV-{7000 + i},USD,{i + 10}.00,2026-01-10\n"
            for i in range(self.count))), "--rules", self.write(
                "rules.toml", f"[match]\nqa_sample = {share}\n"))
        self.submit(self.write("a.ndjson", "".join(
            receipt(f"B{i}", f"{i + 10}.00", **invoice(f"INV-{7000 + i}"))
            for i in range(self.count))))
        self.assertEqual(set(self.statuses().values()), {"applied"})
        return self.worklist()

    def precision(self):
        done = self.run_on_store("precision")
        self.assert_exit(done, 0)
        return {row["rule"]: row
                for row in csv.DictReader(io.StringIO(done.stdout))}

    def test_without_the_rule_nobody_is_asked(self):
        self.assertEqual(self.apply("0"), {})
        self.assertEqual(self.precision(), {})

    def test_all_are_drawn_where_the_rules_say_so(self):
        self.assertEqual(len(self.apply("1")), self.count)

    def test_what_people_say_gives_the_precision(self):
        drawn = self.apply("0.1")
        self.assertTrue(8 <= len(drawn) <= 35, len(drawn))
        row = next(iter(drawn.values()))
        number = 7000 + int(row["bank_reference"][1:])
        self.assertEqual((row["status"], row["items"]),
                         ("applied", f"INV-{number}={number - 6990}.00"))
        self.assertIn("confirm, or unapply", row["meaning"])
        rows = list(drawn.values())
        wrong, right = rows[:2], rows[2:-1]
        self.decide([(one, "unapply", "") for one in wrong] +
                    [(one, "confirm", "") for one in right])
        found = self.precision()
        low, high = wilson(len(right), len(rows) - 1)
        self.assertEqual(sorted(found), ["all", "exact_reference"])
        self.assertEqual(
            [found["all"][name] for name in ["qa_sample", "drawn", "waiting",
                                             "gone", "right", "wrong"]],
            ["0.1", str(len(rows)), "1", "0", str(len(right)), "2"])
        self.assertEqual(float(found["all"]["precision"]),
                         int(len(right) / (len(rows) - 1) * 1e6) / 1e6)
        self.assertAlmostEqual(float(found["all"]["low"]), low, places=4)
        self.assertAlmostEqual(float(found["all"]["high"]), high, places=4)
        # What was right is off the list; what was wrong waits for its items.
        left = self.worklist()
        self.assertEqual({row["status"] for row in left.values()},
                         {"applied", "unapplied"})
        self.assertEqual(len(left), 3)
        self.verify()

    def test_the_same_receipts_are_drawn_whenever_they_come(self):
        first = sorted(self.apply("0.1"))
        self.store = self.store.replace("cash.db", "other.db")
        if self.store.startswith("postgresql"):
            return
        self.assertEqual(sorted(self.apply("0.1")), first)

    def test_a_judgement_is_given_once_and_of_what_was_drawn(self):
        drawn = list(self.apply("0.1").values())
        self.decide([(drawn[0], "confirm", "")])
        done = self.decide([(drawn[0], "confirm", "")], code=1)
        self.assertIn("does not wait to be looked at", done.stderr)
        names = {row["receipt_id"] for row in drawn}
        other = next(s for _, k, s, _ in self.journal()
                     if k == "allocated" and s not in names)
        done = self.decide([({"receipt_id": other, "turn": "1", "rank": ""},
                             "confirm", "")], code=1)
        self.assertIn("does not wait to be looked at", done.stderr)

    def test_what_changed_before_anybody_looked_counts_for_nothing(self):
        drawn = list(self.apply("0.1").values())
        payment = next(row for row in self.post()
                       if row["receipt_id"] == drawn[0]["receipt_id"]
                       and row["kind"] == "payment")
        self.answer([(payment["posting_id"], "rejected", "closed")])
        found = self.precision()["all"]
        self.assertEqual((found["gone"], found["waiting"], found["precision"]),
                         ("1", str(len(drawn) - 1), ""))
        self.verify()


class PostgresSamples(Samples, ledger_test.OnPostgres):
    count = 100

    def test_what_people_say_gives_the_precision(self):
        drawn = list(self.apply("0.5").values())
        self.decide([(one, "confirm", "") for one in drawn])
        self.assertEqual(self.precision()["all"]["precision"], "1")
        self.verify()


if __name__ == "__main__":
    program.main()
