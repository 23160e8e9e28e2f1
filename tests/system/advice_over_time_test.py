# SPDX-License-Identifier: Apache-2.0
"""advice_over_time_test.py - advice and money on different days, and CSV by a
mapping, on a store.
"""
import advice_test
import desk_test
import ledger_test
import program

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
