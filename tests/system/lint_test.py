# SPDX-License-Identifier: Apache-2.0
"""lint_test.py - rules that never fire are warned of, and change nothing."""
import json

import program
from program import ProgramTest

CLEAN = "[match]\nprepayment_days = 5\n"
ODD = """\
[match]
apply = 0.9
suggest = 0.9
[[route]]
when = { text = "SWEEP" }
class = "treasury"
[[route]]
when = { text = "THE SWEEP" }
class = "other"
[customers."NOBODY"]
match.prepayment_days = 3
[accounts."5550000999"]
company_codes = ["1000"]
"""
CUSTOMERS = "customer_id,name\nACME,Acme\nBETA,Beta\n"


class Lint(ProgramTest):
    def lint(self, rules, *arguments):
        self.write("rules.toml", rules)
        return self.run_program("lint", "--rules", "rules.toml", *arguments)

    def places(self, done):
        return [line.split(": ")[0] + " " + line.split(": ")[2]
                for line in done.stderr.splitlines()
                if line.startswith("rules.toml")]

    def test_clean_rules_are_0_and_silent(self):
        done = self.lint(CLEAN)
        self.assert_exit(done, 0)
        self.assertEqual(done.stdout + done.stderr, "")

    def test_warnings_are_3_and_name_their_lines(self):
        done = self.lint(ODD)
        self.assert_exit(done, 3)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.places(done), ["rules.toml:3 RULES-SUGGEST",
                                             "rules.toml:7 RULES-SHADOWED"])

    def test_with_the_book_its_names_are_judged(self):
        self.write("items.csv", program.ITEMS)
        self.write("customers.csv", CUSTOMERS)
        done = self.lint(ODD, "--open-items", "items.csv", "--customers",
                         "customers.csv")
        self.assert_exit(done, 3)
        self.assertIn("rules.toml:10 RULES-NO-CUSTOMER", self.places(done))

    def test_rules_that_do_not_read_are_2(self):
        done = self.lint("[match]\naply = 1\n")
        self.assert_exit(done, 2)
        self.assertIn("rules.toml:2: unknown key 'aply'", done.stderr)
        self.assert_exit(self.run_program("lint", "--rules", "nowhere"), 2)

    def test_a_book_that_does_not_read_is_1(self):
        self.assert_exit(self.lint(CLEAN, "--open-items", "nowhere.csv"), 1)

    def test_match_warns_of_its_run_and_ends_as_without(self):
        self.write("r.ndjson", program.RECEIPTS)
        self.write("customers.csv", CUSTOMERS)
        self.write("rules.toml", ODD)
        done = self.match("--customers", "customers.csv", "--rules",
                          "rules.toml", "r.ndjson")
        self.assert_exit(done, 0)
        self.assertEqual(self.places(done), [
            "rules.toml:3 RULES-SUGGEST", "rules.toml:7 RULES-SHADOWED",
            "rules.toml:10 RULES-NO-CUSTOMER",
            "rules.toml:12 RULES-NO-RECEIPT"])
        self.assertNotIn("5550000999", done.stderr)
        self.assertNotIn("RULES-", self.text("out", "summary.json"))
        self.assertEqual(
            json.loads(self.text("out", "summary.json"))["conservation"],
            "proved")


if __name__ == "__main__":
    program.main()
