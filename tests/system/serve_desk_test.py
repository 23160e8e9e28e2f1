# SPDX-License-Identifier: Apache-2.0
"""serve_desk_test.py - people decide over HTTP, two of them where it matters;
the ERP posts and answers; over both stores.
"""
import csv
import io
import json
import threading

import ledger_test
import program
from desk_test import invoice
from ledger_test import receipt
from serve_rights_test import House


class Desk(House):
    def setUp(self):
        super().setUp()
        self.submit(receipt("SHORT", "90.00", **invoice("INV-1001")) +
                    receipt("LOST", "70.00", text=["nobody"]) +
                    receipt("FULL", "75.50", **invoice("INV-2001")),
                    role="clerk")

    def worklist(self):
        return {row["bank_reference"]: row for row in
                self.ask("GET", "/v1/worklist", role="clerk").rows()}

    def open_items(self):
        return {row["item_id"]: row["amount"] for row in
                self.ask("GET", "/v1/items", role="clerk").rows()}

    def decide(self, *words, code=200, role="clerk", **more):
        """Each word: a row of the worklist, an act, an argument."""
        reply = self.ask("POST", "/v1/decisions", {"decisions": [
            {"receipt_id": row["receipt_id"], "turn": row["turn"], "act": act,
             "argument": argument} for row, act, argument in words]},
                         role=role, **more)
        self.assertEqual(reply.status, code, reply.body)
        return reply

    def full(self):
        """The receipt that was applied unseen."""
        rows = self.ask("GET", "/v1/journal?limit=1000", role="auditor").rows()
        return next({"receipt_id": row["subject"], "turn": 1} for row in rows
                    if row["kind"] == "allocated")

    def test_suggestions_are_accepted_and_the_journal_is_proved(self):
        rows = self.worklist()
        self.assertEqual(sorted(rows), ["LOST", "SHORT"])
        reply = self.decide((rows["SHORT"], "accept", ""),
                            (rows["LOST"], "payer", "BETA"))
        self.assertEqual(reply.json(), {"decided": 2})
        self.assertEqual(self.open_items()["I1"], "10.00")
        proof = self.ask("GET", "/v1/proof", role="auditor").json()
        self.assertTrue(proof["proved"])
        self.assertEqual((str(proof["seq"]), proof["head"]),
                         (reply.headers["cashmatch-seq"],
                          reply.headers["cashmatch-head"]))
        who = self.ask("GET", f"/v1/journal?after={proof['seq'] - 1}",
                       role="auditor").rows()[0]["who"]
        self.assertEqual(who, "clerk-person")

    def test_other_items_than_suggested_need_a_second_person(self):
        before = self.open_items()
        made = self.decide((self.worklist()["LOST"], "items",
                            "INV-1002=70.00"), code=202).json()
        self.assertEqual((made["state"], made["maker"]),
                         ("waiting", "clerk-person"))
        self.assertEqual(self.open_items(), before)
        self.approve(made["id"], "clerk", 403)
        self.approve(made["id"], "admin", 404)
        self.approve(made["id"], "approver")
        self.assertEqual(self.open_items()["I2"], "180.00")
        self.approve(made["id"], "approver", 409)

    def test_taking_back_needs_a_second_person(self):
        made = self.decide((self.full(), "unapply", ""), code=202).json()
        self.assertNotIn("I3", self.open_items())
        self.approve(made["id"], "approver")
        self.assertEqual(self.open_items()["I3"], "75.50")

    def approver(self, limit):
        role = "approver " + limit
        self.tokens[role] = self.approved_key(role, "approver", limit=limit)
        return role

    def test_what_is_written_off_needs_one_who_may_let_it_go(self):
        made = self.decide((self.worklist()["SHORT"], "items",
                            "INV-1001=90.00|INV-1001=10.00 write_off"),
                           code=202).json()
        self.assertEqual(made["what"]["writes_off"], "USD 10.00")
        for role in ["approver", self.approver("USD 9.99"),
                     self.approver("EUR 100.00")]:
            reply = self.approve(made["id"], role, 403)
            self.assertIn("limit", reply.json()["type"])
        last = self.ask("GET", f"/v1/journal?after={self.seq() - 1}",
                        role="auditor").rows()[0]
        self.assertEqual((last["kind"], last["subject"], last["payload"]),
                         ("denied", made["id"], '{"why":"limit"}'))
        self.assertEqual(self.open_items()["I1"], "100.00")
        self.approve(made["id"], self.approver("USD 10.00"))
        self.assertNotIn("I1", self.open_items())
        verdict = [json.loads(row["payload"]) for row in self.ask(
            "GET", "/v1/journal?limit=1000", role="auditor").rows()
            if row["subject"] == made["id"] and row["kind"] == "approved"][-1]
        self.assertEqual(len(verdict.pop("by")), 16)
        self.assertEqual(verdict, {"verdict": "approved", "decisions": 1,
                                   "writes_off": "USD 10.00",
                                   "limit": "USD 10.00"})

    def test_of_what_is_decided_together_the_sum_is_let_go(self):
        rows = self.worklist()
        made = self.decide(
            (rows["SHORT"], "items", "INV-1001=90.00|INV-1001=10.00 write_off"),
            (rows["LOST"], "items", "INV-1002=70.00|INV-1002=5.00 write_off"),
            code=202).json()
        self.assertEqual(made["what"]["writes_off"], "USD 15.00")
        self.approve(made["id"], self.approver("USD 14.99"), 403)
        self.approve(made["id"], self.approver("USD 15.00"))
        self.assertEqual(self.open_items()["I2"], "175.00")

    def test_over_every_limit_a_controller_approves_and_nothing_else(self):
        rows = self.worklist()
        off = self.decide((rows["SHORT"], "items",
                           "INV-1001=90.00|INV-1001=10.00 write_off"),
                          code=202).json()
        moved = self.decide((rows["LOST"], "items", "INV-1002=70.00"),
                            code=202).json()
        self.approve(moved["id"], "controller", 403)
        self.approve(off["id"], "controller")
        self.assertNotIn("I1", self.open_items())

    def test_a_clerk_lets_go_what_the_key_says(self):
        self.submit(receipt("EARLY", "245.00", payer={"name": "x"},
                            advice=[{"reference": "INV-1002", "gross": "250.00",
                                     "discount": "5.00", "paid": "245.00"}],
                            **invoice("INV-1002")), name="b.ndjson",
                    role="clerk")
        row = self.worklist()["EARLY"]
        self.assertIn("I", row["items"])
        self.assertIn("discount", row["items"])
        self.decide((row, "accept", ""), code=202)
        self.tokens["head"] = self.approved_key("head", "clerk",
                                                limit="USD 5.00")
        self.decide((row, "accept", ""), role="head")
        self.assertNotIn("I2", self.open_items())

    def test_who_has_no_key_is_counted_by_the_proof(self):
        rows = self.worklist()
        self.decide((rows["SHORT"], "accept", "1"), (rows["LOST"], "reject", ""))
        row = [row for row in self.ask("GET", "/v1/journal?limit=1000",
                                       role="auditor").rows()
               if row["kind"] == "warranted"][-1]
        self.assertEqual(row["subject"], self.tokens["clerk"].split("_")[1])
        self.assertEqual(json.loads(row["payload"]), {"decisions": 2})
        list_of = self.write("list.csv", "receipt_id,decision,argument\n" +
                             self.full()["receipt_id"] + ",unapply,\n")
        self.kill()
        place = ("--store", self.store, "--spool", "spool")
        self.assert_exit(self.run_program(
            "decide", *place, "--decisions", list_of, "--by", "anna"), 0)
        done = self.run_program("verify", *place)
        self.assert_exit(done, 0)
        self.assertIn("rows proved, 3 decisions of people, 1 of them without "
                      "a key", done.stderr + done.stdout)

    def test_a_limit_is_an_amount(self):
        for limit in ["5", "USD", "USD -1.00", "USD 1.001", "XXX 1.00",
                      "USD 1.00, USD 2.00", "USD 1.00 EUR 2.00"]:
            self.make_key("eve", "approver", limit=limit, code=400)
        made = self.make_key("eve", "approver",
                             limit="USD 1.00, JPY 200")
        self.approve(made["proposal"], "admin2")
        listed = {key["owner"]: key for key in self.ask(
            "GET", "/v1/keys", role="auditor").json()["keys"]}
        self.assertEqual(listed["eve"]["limit"], "USD 1.00, JPY 200")

    def test_a_person_names_the_receipt_that_was_returned(self):
        same = {"payer": {"account": "021000021/778899"}}
        self.submit(receipt("B1", "250.00", **invoice("INV-1002"), **same) +
                    receipt("B2", "250.00", text=["nobody"], **same),
                    name="b.ndjson", role="clerk")
        self.submit(receipt("R1", "250.00", direction="debit",
                            **dict(same, value_date="2026-03-09")),
                    name="c.ndjson", role="clerk")
        rows = self.worklist()
        self.assertEqual(rows["R1"]["exception_code"], "REVERSAL_AMBIGUOUS")
        paid = [row["subject"] for row in self.ask(
            "GET", "/v1/journal?limit=1000", role="auditor").rows()
            if row["kind"] == "allocated"][-1]
        made = self.decide((rows["R1"], "reverse", paid), code=202).json()
        self.assertNotIn("I2", self.open_items())
        self.approve(made["id"], "approver")
        self.assertEqual(self.open_items()["I2"], "250.00")
        self.assertNotIn("R1", self.worklist())
        self.assertTrue(self.ask("GET", "/v1/proof",
                                 role="auditor").json()["proved"])

    def test_what_moved_meanwhile_cannot_be_approved(self):
        lost = self.worklist()["LOST"]
        made = self.decide((lost, "items", "INV-1002=70.00"), code=202).json()
        self.decide((lost, "payer", "BETA"))
        reply = self.approve(made["id"], "approver", 409)
        self.assertIn("found turn 1, expected 2", reply.body)
        self.assertEqual(self.open_items()["I2"], "250.00")

    def test_two_approvals_at_once_have_one_effect(self):
        self.tokens["approver2"] = self.approved_key("second", "approver")
        made = self.decide((self.worklist()["LOST"], "items",
                            "INV-1002=70.00"), code=202).json()
        codes = []

        def approve(role):
            codes.append(self.ask(
                "POST", f"/v1/proposals/{made['id']}/approval", "{}",
                role=role).status)

        threads = [threading.Thread(target=approve, args=[role])
                   for role in ["approver", "approver2"] * 8]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(codes), [200] + [409] * 15)
        self.assertEqual(self.open_items()["I2"], "180.00")

    def test_wrong_words_are_told_and_nothing_is_decided(self):
        rows = self.worklist()
        seq = self.seq()
        nobody = {"receipt_id": "f00", "turn": 1}
        for told, code, words in [
                ("receipt 'f00' is not known", 409, [(nobody, "reject", "")]),
                ("expected at most 70.00", 409, [
                    (rows["LOST"], "items", "INV-1001=100.01")]),
                ("expected accept, items", 400, [(rows["LOST"], "guess", "")]),
                ("found turn 7", 409, [(dict(rows["LOST"], turn=7), "reject",
                                        "")])]:
            reply = self.decide((rows["SHORT"], "accept", ""), *words,
                                code=code)
            self.assertIn(told, reply.body)
            self.assertEqual(reply.headers["content-type"],
                             "application/problem+json")
        for body in ["", "{", "[]", '{"decisions":[]}', '{"decisions":[1]}',
                     '{"decisions":[{"act":"accept","what":1}]}', '"x"',
                     '{"decisions":[{"act":"accept","act":"reject"}]}']:
            reply = self.ask("POST", "/v1/decisions", body, role="clerk")
            self.assertEqual(reply.status, 400, body)
        self.assertEqual(self.seq(), seq)

    def test_with_a_key_a_decision_is_made_once(self):
        word = (self.worklist()["SHORT"], "accept", "")
        first = self.decide(word, Idempotency_Key="d1")
        again = self.decide(word, Idempotency_Key="d1")
        self.assertEqual((again.body, again.headers["idempotency-hit"]),
                         (first.body, "true"))
        self.decide(word, code=409)

    def test_the_erp_posts_and_answers(self):
        reply = self.ask("POST", "/v1/postings", "", role="controller")
        postings = list(csv.DictReader(io.StringIO(reply.body)))
        self.assertEqual({row["bank_reference"] for row in postings},
                         {"FULL", "LOST", "SHORT"})
        self.assertEqual(self.ask("GET", "/v1/postings",
                                  role="controller").body, reply.body)
        again = self.ask("POST", "/v1/postings", "", role="controller")
        self.assertEqual(again.body.count("\n"), 1)
        answers = "posting_id,answer,reason\n" + "".join(
            f"{row['posting_id']},ok,\n" for row in postings)
        took = self.ask("POST", "/v1/postings/answers", answers,
                        role="controller")
        self.assertEqual(took.status, 200, took.body)
        self.assertEqual(self.ask("GET", "/v1/postings",
                                  role="controller").body.count("\n"), 1)
        bad = self.ask("POST", "/v1/postings/answers",
                       "posting_id,answer\nnone,ok\n", role="controller")
        self.assertEqual(bad.status, 422)
        self.assertTrue(bad.json()["findings"][0].startswith("answers:2: "))

    def test_other_rules_are_tried_on_the_same_history(self):
        reply = self.ask("POST", "/v1/replay",
                         '[short_pay]\npolicy = "apply"\n', role="controller")
        self.assertEqual(reply.status, 200, reply.body)
        self.assertIn(",suggested,,applied,I1=90.00\n", reply.body)


class PostgresDesk(Desk, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
