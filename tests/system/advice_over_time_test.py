# SPDX-License-Identifier: Apache-2.0
"""advice_over_time_test.py - advice and money on different days, and CSV by a
mapping, on a store.
"""
import csv
import io
import shutil

import advice_test
import desk_test
import ledger_test
import program

SAME_PAYER = ("advice_id,date,payer_name,currency,reference,paid\n"
              "A2,2026-03-03,BETA LTD,USD,INV-2001,75.50\n")
BANK_LINES = advice_test.BANK.splitlines(keepends=True)


class AdviceOverTime(desk_test.Desk):
    def setUp(self):
        super().setUp()
        self.load("--open-items", self.write("items.csv", advice_test.ITEMS),
                  "--customers", self.write("customers.csv",
                                            advice_test.CUSTOMERS))
        self.write("advice.csv", advice_test.ADVICE)

    def submit_advice(self, name="advice.csv"):
        return self.submit("--advice", self.path(name))

    def used_advice(self):
        return len([what for _, _, _, what in self.journal()
                    if "turn" in what and "advice" in what])

    def advice_rows(self):
        return [(row["source_file"], row["status"], row["bank_reference"])
                for row in csv.DictReader(io.StringIO(
                    self.text("out", "advice.csv")))]

    def paid(self):
        """Returns what is applied, by bank reference."""
        rows, names = {}, {}
        for _, _, subject, what in self.journal():
            if "turn" not in what:
                continue
            names.setdefault(subject, what["receipt"]["bank_reference"])
            for row in what.get("rows", []):
                rows.setdefault(names[subject], []).append(
                    (row["item"], row["amount"]))
        return rows

    def test_together_in_one_run(self):
        self.submit("--advice", self.path("advice.csv"),
                    self.write("bank.ndjson", advice_test.BANK))
        self.assertEqual(self.statuses(), {"B1": "applied", "B2": "applied"})
        self.assertEqual(self.paid()["B1"], [("I1", "100.00"),
                                             ("I2", "250.00")])
        self.verify()

    def test_advice_after_the_money_settles_what_waited_at_once(self):
        self.submit(self.write("bank.ndjson", BANK_LINES[0]))
        self.assertNotEqual(self.statuses(), {"B1": "applied"})
        self.submit_advice()
        self.assertEqual(self.statuses(), {"B1": "applied"})
        self.assertEqual(self.paid(), {"B1": [("I1", "100.00"),
                                              ("I2", "250.00")]})
        self.verify()

    def test_advice_before_the_money_waits_for_it(self):
        self.submit_advice()
        self.submit(self.write("bank.ndjson", BANK_LINES[0]))
        self.assertEqual(self.statuses(), {"B1": "applied"})
        self.submit(self.write("other.ndjson", BANK_LINES[1]))
        self.assertEqual(self.statuses(), {"B2": "applied"})
        self.verify()
        done = self.run_on_store("replay", "--rules", self.write("n.toml", ""))
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)

    def test_advice_is_used_once(self):
        self.submit_advice()
        self.submit(self.write("bank.ndjson", BANK_LINES[0]))
        # The same trace and amount another day: other money, without advice.
        self.submit(self.write("again.ndjson", BANK_LINES[0].replace(
            "03-02", "03-04").replace("B1", "B7")))
        self.assertNotEqual(self.statuses()["B7"], "applied")
        used = [what["advice"] for _, _, _, what in self.journal()
                if "advice" in what and "turn" in what]
        self.assertEqual(len(used), 1, used)
        self.verify()

    def test_advice_that_came_before_is_told(self):
        self.submit_advice()
        rows = self.rows()
        self.write("copy.csv", advice_test.ADVICE)
        self.assertIn("received before",
                      self.submit_advice("copy.csv").stderr)
        self.assertEqual(self.rows(), rows)

    def test_advice_that_is_sent_again_takes_no_other_payment(self):
        self.write("one.csv", SAME_PAYER)
        self.submit("--advice", self.path("one.csv"),
                    self.write("bank.ndjson", BANK_LINES[1]))
        self.assertEqual(self.used_advice(), 1)
        # The same with other line ends and another number, and among others.
        self.write("again.csv", SAME_PAYER.replace("A2", "A9").replace(
            "\n", "\r\n"))
        done = self.submit_advice("again.csv")
        self.assertIn("again.csv:2: ADVICE-DUPLICATE", done.stderr)
        self.assertNotIn("ADVICE-UNJOINED", done.stderr)
        self.submit(self.write("next.ndjson", BANK_LINES[1].replace(
            "B2", "B9").replace("03-03", "03-05")))
        self.assertEqual(self.used_advice(), 1)
        self.verify()

    def test_advice_that_waits_and_is_sent_again_is_one(self):
        self.write("one.csv", SAME_PAYER)
        self.write("again.csv", SAME_PAYER.replace("A2", "A9"))
        self.submit_advice("one.csv")
        self.submit_advice("again.csv")
        for name in ("B2", "B9"):
            self.submit(self.write(name + ".ndjson",
                                   BANK_LINES[1].replace("B2", name)))
        self.assertEqual(self.used_advice(), 1)
        self.verify()

    def test_twin_advices_of_one_file_are_two(self):
        twins = SAME_PAYER + SAME_PAYER.splitlines(True)[1].replace("A2", "A3")
        self.write("twins.csv", twins)
        self.submit_advice("twins.csv")
        self.write("again.csv", twins.replace("A2", "B2").replace("A3", "B3"))
        self.submit_advice("again.csv")
        # A third one is new.
        self.write("three.csv", twins + twins.splitlines(True)[1].replace(
            "A2", "A4"))
        done = self.submit_advice("three.csv")
        self.assertEqual(done.stderr.count("ADVICE-DUPLICATE"), 2, done.stderr)
        rows = [what for _, kind, _, what in self.journal()
                if kind == "file_received"]
        ids = [set(row["advice_ids"]) for row in rows]
        self.assertEqual(ids[0], ids[1])
        self.assertEqual(len(ids[2] - ids[0]), 1, ids)
        self.verify()

    def test_advice_of_an_intraday_receipt_is_for_the_final_one(self):
        intraday = BANK_LINES[0].replace('"currency"',
                                         '"provisional":true,"currency"')
        self.submit("--advice", self.path("advice.csv"),
                    self.write("intraday.ndjson", intraday))
        self.assertEqual(self.statuses(), {"B1": "provisional"})
        self.assertEqual(self.used_advice(), 0)
        self.submit(self.write("final.ndjson", BANK_LINES[0]))
        self.assertEqual(self.statuses(), {"B1": "applied"})
        self.assertEqual(self.paid(), {"B1": [("I1", "100.00"),
                                              ("I2", "250.00")]})
        self.assertEqual(self.used_advice(), 1)
        self.verify()

    def test_an_intraday_receipt_is_kept_without_the_advice(self):
        # By its texts it is known again, so that none may be added.
        line = ('{"account":"9876540123","currency":"USD","amount":"75.50",'
                '"value_date":"2026-03-03","payer":{"name":"Beta Ltd"}}\n')
        self.write("one.csv", SAME_PAYER.replace(",USD,INV", ",a text,USD,INV")
                   .replace("payer_name,", "payer_name,text,"))
        self.submit("--advice", self.path("one.csv"),
                    self.write("i.ndjson", line.replace(
                        '"currency"', '"provisional":true,"currency"')))
        kept = [what["receipt"] for _, _, _, what in self.journal()
                if "turn" in what]
        self.assertNotIn("advice", kept[0])
        self.assertNotIn("text", kept[0])
        self.submit(self.write("f.ndjson", line))
        self.assertEqual(set(self.statuses().values()), {"applied"})
        self.verify()

    def test_an_end_to_end_id_of_two_payers(self):
        credit = ('{"bank_reference":"%s","account":"9876540123","currency":'
                  '"USD","amount":"%s","value_date":"2026-03-0%d","payer":'
                  '{"name":"%s"},"references":[{"type":"end_to_end","value":'
                  '"PAYMENT202603"}]}\n')
        self.write("advice.csv", (
            "end_to_end,date,payer_name,currency,amount,reference,paid\n"
            "PAYMENT202603,2026-03-02,Acme Corp,USD,350.00,INV-1001,100.00\n"
            "PAYMENT202603,2026-03-02,Acme Corp,USD,350.00,INV-1002,250.00\n"))
        done = self.submit(
            "--advice", self.path("advice.csv"),
            self.write("b.ndjson", credit % ("B2", "75.50", 2, "Beta Ltd")))
        self.assertIn("ADVICE-UNJOINED", done.stderr)
        self.assertEqual(self.statuses(), {"B2": "applied"})
        self.submit(self.write("a.ndjson",
                               credit % ("B1", "350.00", 3, "Acme Corp")))
        self.assertEqual(self.paid(), {"B2": [("I3", "75.50")],
                                       "B1": [("I1", "100.00"),
                                              ("I2", "250.00")]})
        self.verify()

    def test_a_key_that_only_the_intraday_copy_has(self):
        self.submit_advice()
        bare = BANK_LINES[0].replace('"trace","value":"T-778812"',
                                     '"other","value":"Z"')
        self.submit(self.write("i.ndjson", BANK_LINES[0].replace(
            '"currency"', '"provisional":true,"currency"')))
        self.submit(self.write("f.ndjson", bare))
        self.assertEqual(self.paid(), {"B1": [("I1", "100.00"),
                                              ("I2", "250.00")]})
        self.assertEqual(self.used_advice(), 1)
        self.verify()

    def test_a_key_that_only_a_copy_has(self):
        bare = BANK_LINES[0].replace('"trace","value":"T-778812"',
                                     '"other","value":"Z"')
        self.submit(self.write("bare.ndjson", bare))
        self.submit_advice()
        self.assertNotEqual(self.statuses(), {"B1": "applied"})
        self.submit(self.write("told.ndjson", BANK_LINES[0]))
        self.assertEqual(self.paid(), {"B1": [("I1", "100.00"),
                                              ("I2", "250.00")]})
        self.assertEqual(self.used_advice(), 1)
        self.verify()

    def test_the_table_of_advice(self):
        self.submit("--advice", self.path("advice.csv"),
                    self.write("bank.ndjson", BANK_LINES[0]))
        self.assertEqual(self.advice_rows(), [
            ("advice.csv", "joined", "B1"), ("advice.csv", "unjoined", ""),
            ("advice.csv", "unjoined", "")])
        self.submit(self.write("other.ndjson", BANK_LINES[1]))
        self.assertEqual([(file[:10], *rest) for file, *rest
                          in self.advice_rows()],
                         [("advice.csv", "joined", "B2"),
                          ("advice.csv", "unjoined", "")])
        # The tables of a run can be written again.
        text = self.text("out", "advice.csv")
        shutil.rmtree(self.path("out"))
        self.submit(self.path("other.ndjson"))
        self.assertEqual(self.text("out", "advice.csv"), text)

    def test_a_faulty_advice_decides_nothing(self):
        rows = self.rows()
        done = self.submit("--advice", self.write("bad.csv", "a,b\n1,2\n"),
                           code=1)
        self.assertIn("rejected", done.stderr)
        self.assertEqual(self.rows(), rows)

    def test_nothing_named_is_wrong_usage(self):
        self.submit(code=2)

    def test_csv_by_a_mapping(self):
        self.write("giro.toml", advice_test.MAPPING)
        text = "Valuta;Betrag;Zweck\n02.03.2026;75,50;INV-2001\n"
        name = self.write("giro.csv", text)
        self.submit(name, code=1)
        self.submit("--mapping", self.path("giro.toml"), name)
        self.assertEqual(list(self.statuses().values()), ["applied"])
        self.verify()
        # It can be read again without the file of the mapping.
        self.write("giro.toml", "")
        done = self.run_on_store("replay", "--rules", self.write("n.toml", ""))
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout)


class PostgresAdvice(AdviceOverTime, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
