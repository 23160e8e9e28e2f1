# SPDX-License-Identifier: Apache-2.0
"""erp_test.py - what the ERP posts, and what it answers, over both stores.
"""
import random
from decimal import Decimal

import desk_test
import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt


class Postings(desk_test.Desk):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.submit(self.write("a.ndjson",
                               receipt("B1", "100.00", **invoice("INV-1001")) +
                               receipt("B2", "7.00", text=["nobody"])))

    def test_each_posting_is_handed_out_once(self):
        rows = self.post()
        self.assertEqual(
            sorted((row["bank_reference"], row["kind"], row["item_id"],
                    row["amount"]) for row in rows),
            [("B1", "cash", "", "100.00"), ("B1", "payment", "I1", "100.00"),
             ("B2", "cash", "", "7.00")])
        self.assertEqual(len({row["posting_id"] for row in rows}), 3)
        self.assertEqual(self.post(), [])
        self.assertEqual(self.post("--again"), rows)
        self.answer([(rows[0]["posting_id"], "ok", "")])
        self.assertEqual(self.post("--again"), rows[1:])
        self.verify()

    def test_a_file_that_is_there_is_kept_and_nothing_is_handed_out(self):
        name = self.write("postings.csv", "mine")
        self.assert_exit(self.run_on_store("post", "--out", name), 1)
        self.assertEqual(self.text("postings.csv"), "mine")
        self.assertEqual(len(self.post()), 3)

    def test_what_the_erp_took_stands_in_its_amounts(self):
        self.answer([(row["posting_id"], "ok", "") for row in self.post()])
        done = self.load("--open-items", self.write(
            "items.csv", program.ITEMS.replace("I1,ACME,INV-1001,USD,100.00,"
                                               "2026-01-10\n", "")))
        self.assertNotIn("left as it is", done.stderr)
        self.verify()

    def test_a_load_may_say_before_the_answer_what_is_posted(self):
        rows = self.post()
        payment = next(row for row in rows if row["kind"] == "payment")
        self.load("--delta", "--open-items", self.write(
            "more.csv", program.ITEMS.splitlines()[0] +
            "\nI7,ACME,INV-3001,USD,60.00,2026-02-01\n"), "--posted",
                  self.write("posted.txt", payment["posting_id"] + "\n"))
        done = self.answer([(payment["posting_id"], "ok", "")])
        self.assertIn("by a load, nothing done", done.stderr)
        done = self.answer([(payment["posting_id"], "rejected", "")], code=1)
        self.assertIn("named as posted by a load", done.stderr)
        self.verify()

    def test_what_the_erp_refused_goes_back_to_a_person(self):
        rows = self.post()
        payment = next(row for row in rows if row["kind"] == "payment")
        self.answer([(payment["posting_id"], "rejected", "period closed")])
        row = self.worklist()["B1"]
        self.assertEqual((row["status"], row["exception_code"]),
                         ("unapplied", "ERP_REJECTED"))
        self.assertIn("period closed", row["meaning"])
        self.assertEqual(self.open_items()["I1"], 100)
        # The ERP never posted it, so it has nothing to take back.
        self.assertEqual(self.post(), [])
        self.decide([(row, "items", "INV-1001=100.00")])
        again = self.post()
        self.assertEqual([(one["kind"], one["amount"]) for one in again],
                         [("payment", "100.00")])
        self.assertNotEqual(again[0]["posting_id"], payment["posting_id"])
        self.assert_conserved()

    def test_what_is_taken_back_is_posted_as_taken_back(self):
        rows = self.post()
        payment = next(row for row in rows if row["kind"] == "payment")
        self.answer([(row["posting_id"], "ok", "") for row in rows])
        self.decide([({"receipt_id": payment["receipt_id"], "turn": "1",
                       "rank": ""}, "unapply", "")])
        back = self.post()
        self.assertEqual([(row["kind"], row["amount"], row["takes_back"])
                          for row in back],
                         [("payment", "-100.00", payment["posting_id"])])
        self.assert_conserved()

    def test_what_the_erp_never_had_it_need_not_take_back(self):
        first = next(subject for _, kind, subject, _ in self.journal()
                     if kind == "allocated")
        row = {"receipt_id": first, "turn": "", "rank": ""}
        self.decide([(row, "unapply", "")])
        self.assertEqual([one["kind"] for one in self.post()],
                         ["cash", "cash"])
        self.decide([(row, "items", "INV-1001=100.00")])
        again = self.post()
        self.assertEqual([one["amount"] for one in again], ["100.00"])
        # Taken back while the ERP has not answered: it waits for the answer.
        self.decide([(row, "unapply", "")])
        self.assertEqual(self.post(), [])
        self.answer([(again[0]["posting_id"], "ok", "")])
        self.assertEqual([one["amount"] for one in self.post()], ["-100.00"])
        self.assert_conserved()

    def test_answers_are_taken_whole_and_once(self):
        rows = self.post()
        before = self.rows()
        done = self.answer([(rows[0]["posting_id"], "ok", ""),
                            ("nothing/1/1", "ok", ""),
                            (rows[1]["posting_id"], "perhaps", "")], code=1)
        self.assertIn("ack.csv:3: posting 'nothing/1/1' was not handed out",
                      done.stderr)
        self.assertIn("ack.csv:4: found 'perhaps'", done.stderr)
        self.assertEqual(self.rows(), before)
        self.answer([(rows[0]["posting_id"], "ok", "")])
        done = self.answer([(rows[0]["posting_id"], "ok", ""),
                            (rows[1]["posting_id"], "ok", "")])
        self.assertIn("answered before", done.stderr)
        self.verify()


class AnyOrder(desk_test.Desk):
    """An ERP of our own posts what it is handed; whatever happens in between,
    in the end it and the journal say the same of every item."""
    steps, seeds = 14, range(6)

    @staticmethod
    def traced(trace, **more):
        more.setdefault("references", []).append(
            {"type": "trace", "value": trace})
        return more

    def random_word(self, draw, row):
        item = draw.choice(["INV-1001", "INV-1002", "INV-2001"])
        amount = draw.choice(["1.00", "40.00", row["amount"]])
        return draw.choice([("accept", ""), ("items", f"{item}={amount}"),
                            ("payer", "ACME"), ("on_account", "BETA"),
                            ("reject", "")])

    def decide_at_random(self, draw):
        applied = {subject: what for _, _, subject, what in self.journal()
                   if "turn" in what}
        rows = [(row, *self.random_word(draw, row))
                for row in self.worklist().values()]
        rows += [({"receipt_id": subject, "turn": str(what["turn"]),
                   "rank": ""}, "unapply", "")
                 for subject, what in applied.items()
                 if what["status"] == "applied"]
        done = 0
        for row in draw.sample(rows, min(3, len(rows))):
            before = self.rows()
            self.decide([row], code=None)
            done += self.rows() > before
        return done

    def assert_exit(self, done, code):
        if code is None:
            self.assertIn(done.returncode, [0, 1], done.stderr)
        else:
            super().assert_exit(done, code)

    def answer_at_random(self, draw, erp, refuse):
        answers = []
        for row in self.post() + self.post("--again"):
            if row["posting_id"] in [one[0] for one in answers]:
                continue
            # It can refuse a payment, but what it has it can take back.
            if refuse and row["kind"] == "payment" and (
                    not row["takes_back"]) and draw.random() < 0.3:
                answers.append((row["posting_id"], "rejected", "no"))
                continue
            answers.append((row["posting_id"], "ok", ""))
            if row["item_id"] in erp:
                erp[row["item_id"]] -= Decimal(row["amount"])
        self.answer(answers, code=None if refuse else 0)
        return answers

    def test_the_erp_and_the_journal_agree(self):
        decided = undone = 0
        for seed in self.seeds:
            draw = random.Random(seed)
            came = []
            self.store = f"{seed}.db"
            self.load_items()
            erp = {"I1": Decimal(100), "I2": Decimal(250),
                   "I3": Decimal("75.50")}
            for step in range(self.steps):
                act = draw.randrange(4)
                if act == 0 or not came:
                    amount = draw.choice(["100.00", "40.00", "75.50", "90.00"])
                    number = draw.choice(["INV-1001", "INV-1002", "INV-2001"])
                    came.append((f"T{seed}{step}", amount))
                    self.submit(self.write(f"{seed}-{step}.ndjson", receipt(
                        f"S{step}", amount,
                        **self.traced(came[-1][0], **invoice(number)))))
                elif act == 3:
                    trace, amount = draw.choice(came)
                    self.submit(self.write(f"{seed}-{step}.ndjson", receipt(
                        f"R{step}", amount, direction="debit",
                        value_date="2026-03-09", **self.traced(trace))))
                    undone += "reversal" in self.statuses().values()
                elif act == 1:
                    decided += self.decide_at_random(draw)
                else:
                    kept = dict(erp)
                    rows = self.rows()
                    self.answer_at_random(draw, erp, refuse=True)
                    if self.rows() == rows:
                        erp = kept
                self.assert_conserved()
            self.answer_at_random(draw, erp, refuse=False)
            ours = self.open_items()
            self.assertEqual(erp, {item: ours[item] for item in erp}, seed)
            # The same rules decide the same, whatever people did meanwhile.
            done = self.run_on_store("replay", "--rules",
                                     self.write("none.toml", ""))
            self.assert_exit(done, 0)
            self.assertEqual(done.stdout.count("\n"), 1, done.stdout)
            self.assertNotIn("could not be kept", done.stderr)
        self.assertGreater(decided, 5)
        self.assertGreater(undone, 5)


class PostgresPostings(Postings, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
