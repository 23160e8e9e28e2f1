# SPDX-License-Identifier: Apache-2.0
"""lumps_over_time_test.py - a lump and its items in runs of their own, and
accounts that are one by the rules: money is counted once, over both stores.
"""
import desk_test
import ledger_test
import program
import stories_over_time_test


class Lumps(stories_over_time_test.StoryOverTime):
    story = "lockbox_monday"

    def setUp(self):
        super().setUp()
        self.load_story()

    def counted(self):
        """Returns the sum of all money that counts, in cents."""
        return sum(round(float(amount) * 100)
                   for status, _, amount in self.last_words()
                   if status not in ("duplicate", "held", "provisional"))

    def words(self):
        return [status for status, _, _ in self.last_words()]

    def cash(self):
        """Returns the cash that is handed to the ERP now, in cents."""
        return sum(round(float(row["amount"]) * 100) for row in self.post()
                   if row["kind"] == "cash")


class LockboxLumps(Lumps):
    """Story 1 with the BAI2 lump beside it, each file in a run of its own."""
    CHECKS = 2485210
    OTHERS = 1245 + 5000000

    def lump(self):
        with open(self.file("prior-day-lump.bai")) as file:
            return file.read()

    def test_a_lump_after_its_checks_is_a_duplicate(self):
        self.run_with("lockbox.lbx")
        before = self.text("out", "residual_open_items.csv")
        done = self.submit(self.file("prior-day-lump.bai"))
        self.assertIn("prior-day-lump.bai:4: LUMP: found 24852.10 USD that 5 "
                      "receipts from lockbox.lbx:4 of an earlier run on add up "
                      "to; it was counted with them, the lump is a duplicate",
                      done.stderr)
        self.assertEqual(self.statuses()["B115001"], "duplicate")
        self.assertEqual(self.counted(), self.CHECKS + self.OTHERS)
        self.assertEqual(self.text("out", "residual_open_items.csv"), before)
        self.assertEqual(self.cash(), self.CHECKS)
        self.verify()

    def test_checks_after_their_lump_stand_for_it(self):
        self.run_with("prior-day-lump.bai")
        self.assertEqual(self.statuses()["B115001"], "unidentified")
        done = self.submit(self.file("lockbox.lbx"))
        self.assertIn("LUMP: found 24852.10 USD that 5 receipts from "
                      "lockbox.lbx:4 on add up to; the items used, the lump is "
                      "a duplicate from now on", done.stderr)
        together = sorted(self.statuses().values())
        self.assertIn("applied", together)
        self.assertEqual(self.statuses()["B115001"], "duplicate")
        self.assertIn(",24852.10,", self.text("out", "cash_proof.csv"))
        self.assertEqual(self.counted(), self.CHECKS + self.OTHERS)
        self.assertEqual(self.words().count("duplicate"), 1)
        # The lump in other bytes, and the checks in another file: nothing new.
        self.submit(self.write("again.bai", self.lump().replace(
            ",2200,2,", ",2359,3,")))
        self.assertEqual(self.statuses()["B115001"], "duplicate")
        self.assertEqual(self.counted(), self.CHECKS + self.OTHERS)
        self.verify()
        self.assertEqual(self.cash(), self.CHECKS)
        self.assertEqual(self.cash(), 0)

    def test_checks_of_a_lump_that_is_settled_are_duplicates(self):
        self.run_with("prior-day-lump.bai")
        self.assertEqual(self.cash(), self.CHECKS)
        done = self.submit(self.file("lockbox.lbx"))
        self.assertIn("the lump was counted and its cash went to the ERP, the "
                      "items are duplicates", done.stderr)
        # The lump itself still waits for somebody to say whose it is.
        self.assertEqual(sorted(self.statuses().values()),
                         5 * ["duplicate"] + ["unidentified"])
        self.assertEqual(self.cash(), 0)
        self.assertEqual(self.counted(), self.CHECKS + self.OTHERS)
        self.verify()

    def test_checks_of_a_lump_that_a_person_decided_on_are_duplicates(self):
        self.run_with("prior-day-lump.bai")
        self.decide([(self.worklist()["B115001"], "on_account", "C-ACME")])
        done = self.submit(self.file("lockbox.lbx"))
        self.assertIn("the lump was counted and a person decided on it, the "
                      "items are duplicates", done.stderr)
        self.assertEqual(set(self.statuses().values()), {"duplicate"})
        self.assertEqual(self.counted(), self.CHECKS + self.OTHERS)
        self.assertEqual(self.cash(), self.CHECKS)
        self.verify()

    def test_a_lump_of_another_sum_is_money(self):
        self.run_with("lockbox.lbx")
        text = self.lump()
        for old, new in ((2485210, 2485211), (17486455, 17486456)):
            text = text.replace(str(old), str(new))
        self.submit(self.write("other.bai", text))
        self.assertEqual(self.statuses()["B115001"], "unidentified")
        self.verify()


class BatchLumps(Lumps):
    """Story 4: an entry without details, and the camt.054 that has them."""
    story = "month_end"

    def test_details_after_their_entry_stand_for_it(self):
        self.run_with("statement-batch.xml")
        before = self.counted()
        done = self.submit(self.file("details.xml"))
        self.assertIn("the items used, the lump is a duplicate from now on",
                      done.stderr)
        self.assertEqual(self.counted(), before)
        self.assertEqual(self.words().count("duplicate"), 1)
        self.verify()
        self.assertEqual(self.cash(), before)

    def test_an_entry_after_its_details_is_a_duplicate(self):
        self.run_with("details.xml")
        before = self.counted()
        self.submit(self.file("statement-batch.xml"))
        self.assertEqual(self.statuses()["QRBATCH-0331"], "duplicate")
        self.assertGreater(self.counted(), before)  # the other entries
        together = self.counted()
        self.submit(self.file("statement.xml"))
        self.assertEqual(self.counted(), together)
        self.verify()


    def test_the_entry_in_another_format_in_any_order(self):
        """Also where the entry came with its details, and then once more."""
        bai = self.write("entry.bai", (
            "01,BANK,CO,260331,0600,1,80,,2/\n02,CO,BANK,1,260331,2400,EUR,2/\n"
            "03,CH9330769000012345678,EUR,,,,/\n"
            "16,142,300000,0,QRBATCH-0331,,BATCH/\n49,300000,3/\n"
            "98,300000,1,5/\n99,300000,1,7/\n"))
        with open(bai) as file:
            again = self.write("again.bai", file.read().replace(",0600,", ",0700,"))
        details = self.file("details.xml")
        for number, runs in enumerate(([[bai], [details]], [[details], [bai]],
                                       [[bai, details], [again]],
                                       [[bai], [again, details]])):
            with self.subTest(number):
                self.store = f"{number}.db"
                self.load_story()
                for files in runs:
                    self.submit(*files)
                self.assertEqual(self.counted(), 300000)
                self.verify()


class SameAccounts(desk_test.Desk):
    """An account that one bank names by its IBAN, and another by a number."""
    IBAN, LOCAL = "DE89370400440532013000", "GIRO-77"
    RULES = f'[accounts."{LOCAL}"]\nsame_as = "{IBAN}"\n'

    def money(self, name, account, reference="R1"):
        return self.write(name, ledger_test.receipt(
            reference, "100.00", account=account, text=["INV-1001"]))

    def test_over_runs_in_either_order(self):
        for first, second in ((self.IBAN, self.LOCAL), (self.LOCAL, self.IBAN)):
            with self.subTest(first):
                self.store = f"{first}.db"
                self.load_items()
                self.load("--rules", self.write("rules.toml", self.RULES))
                self.submit(self.money(f"{first}.ndjson", first))
                self.submit(self.money(f"{first}-2.ndjson", second))
                self.assertEqual(self.statuses(), {"R1": "duplicate"})
                self.verify()

    def test_what_was_counted_before_the_rules_said_so(self):
        self.load_items()
        self.submit(self.money("a.ndjson", self.LOCAL))
        self.submit(self.money("b.ndjson", self.IBAN, "R2"))
        self.load("--rules", self.write("rules.toml", self.RULES))
        self.submit(self.money("c.ndjson", self.IBAN))
        self.assertEqual(self.statuses()["R1"], "duplicate")
        self.submit(self.money("d.ndjson", self.LOCAL, "R2"))
        self.assertEqual(self.statuses()["R2"], "duplicate")

    def test_in_one_run(self):
        for rules, count in ((self.RULES, 1), ("", 2)):
            done = self.run_program(
                "match", "--open-items", self.write("items.csv", program.ITEMS),
                "--rules", self.write("rules.toml", rules), "--overwrite",
                "--out", "out", self.money("a.ndjson", self.IBAN),
                self.money("b.ndjson", self.LOCAL))
            self.assert_exit(done, 0)
            rows = self.text("out", "receipts.csv").splitlines()[1:]
            self.assertEqual(sum(",duplicate," not in row for row in rows),
                             count)


class ExplainedLater(desk_test.Desk):
    """A statement has the bare entry; a copy that comes later says what it is
    for. The money is the one that was counted."""
    SAYS = {"text": ["INV-1001"]}, {"payer": {"name": "Acme"}, "references": [
        {"type": "invoice", "value": "INV-1001"}]}
    APPLIED = ",USD,100.00,applied,ACME,"

    def test_the_bare_receipt_is_settled_with_the_words_of_its_copy(self):
        for number, says in enumerate(self.SAYS):
            with self.subTest(number):
                self.store = f"{number}.db"
                self.load_items()
                self.submit(self.write("bare.ndjson",
                                       ledger_test.receipt("R1", "100.00")))
                self.assertEqual(self.statuses(), {"R1": "unidentified"})
                self.submit(self.write("full.ndjson", ledger_test.receipt(
                    "R1", "100.00", **says)))
                self.assertIn(self.APPLIED, self.text("out", "receipts.csv"))
                self.assertEqual(self.text("out", "applications.csv").count(
                    ",I1,"), 1)
                self.submit(self.path("full.ndjson"), self.path("bare.ndjson"))
                self.assertEqual(self.statuses(), {"R1": "duplicate"})
                self.verify()

    def test_a_broken_or_intraday_copy_says_nothing(self):
        self.load_items()
        self.submit(self.write("bare.ndjson",
                               ledger_test.receipt("R1", "100.00")))
        self.submit(self.write("shown.ndjson", ledger_test.receipt(
            "R1", "100.00", provisional=True, text=["INV-1001"])))
        self.assertNotIn(self.APPLIED, self.text("out", "receipts.csv"))
        self.verify()


class Advised(desk_test.Desk):
    """Money that nothing but its text identifies, and that advice joined."""

    def test_it_is_known_again_without_the_advice(self):
        self.load_items()
        line = ledger_test.receipt("", "100.00", payer={"name": "ACME"},
                                   text=["TRANSFER"])
        advice = self.write(
            "advice.ndjson", '{"amount":"100.00","currency":"USD",'
            '"value_date":"2026-03-02","payer":{"name":"ACME"},'
            '"text":["REMITTANCE 7"],'
            '"advice":[{"reference":"INV-1001","paid":"100.00"}]}\n')
        self.submit("--advice", advice, self.write("a.ndjson", line))
        self.assertTrue(any("advice" in what for _, _, _, what in
                            self.journal()))
        self.submit(self.write("b.ndjson", "\n" + line))
        self.assertEqual(set(self.statuses().values()), {"duplicate"})


class PostgresLumps(LockboxLumps, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
