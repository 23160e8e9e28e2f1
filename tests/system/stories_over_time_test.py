# SPDX-License-Identifier: Apache-2.0
"""stories_over_time_test.py - stories 3, 4 and 6, each file in a run of its own,
over both stores. Story 3 stands in reversal_test.py.
"""
import csv
import os

import desk_test
import ledger_test
import program

STORIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stories")


class StoryOverTime(desk_test.Desk):
    story = ""

    def file(self, name):
        return os.path.join(STORIES, self.story, name)

    def load_story(self):
        arguments = ["--open-items", self.file("open_items.csv"), "--rules",
                     self.file("rules.toml")]
        if os.path.exists(self.file("customers.csv")):
            arguments += ["--customers", self.file("customers.csv")]
        self.load(*arguments)

    def run_with(self, name):
        """Submits one file; returns (status, exception) in their order."""
        self.submit(self.file(name) if not os.path.isabs(name) else name)
        with open(self.path("out/receipts.csv"), newline="") as file:
            return [(row["status"], row["exception_code"])
                    for row in csv.DictReader(file)]

    def last_words(self):
        """Returns (status, exception, amount) of each receipt, as the journal
        says last."""
        last = {}
        for _, _, subject, what in self.journal():
            if "turn" in what:
                last[subject] = (what["status"], what.get("exception", ""),
                                 what["amount"])
        return sorted(last.values())


class FourTimes(StoryOverTime):
    """Story 6: the same money four times is one receipt and one posting."""
    story = "four_times"

    def setUp(self):
        super().setUp()
        self.load_story()

    def test_intraday_final_again_and_another_format_are_one_posting(self):
        self.assertEqual(self.run_with("intraday-1100.bai"),
                         [("provisional", "PROVISIONAL")])
        self.assertEqual(self.post(), [])
        self.assertEqual(self.run_with("prior-day.bai"), [("applied", "")])
        for copy in ("prior-day-again.bai", "statement.xml"):
            self.assertEqual([status for status, _ in self.run_with(copy)],
                             ["duplicate"], copy)
        self.assertIn("received before", self.submit(
            self.file("intraday-1100.bai")).stderr)
        self.assertEqual(
            sorted((row["kind"], row["amount"]) for row in self.post()),
            [("cash", "8125.00"), ("payment", "8125.00")])
        self.assertEqual(self.last_words(),
                         [("applied", "", "8125.00"),
                          ("duplicate", "DUPLICATE", "8125.00")])
        self.verify()

    def test_what_the_final_file_does_not_bring_is_withdrawn(self):
        with open(self.file("intraday-1100.bai")) as file:
            text = file.read()
        # The bank takes back what it announced at 11:00: 8,126.00.
        other = self.write("other.bai", text.replace("812500", "812600")
                           .replace("A142777", "A142778"))
        self.assertEqual(self.run_with(other),
                         [("provisional", "PROVISIONAL")])
        self.assertEqual(self.run_with("prior-day.bai"), [("applied", "")])
        self.assertEqual(self.last_words(),
                         [("applied", "", "8125.00"),
                          ("provisional", "WITHDRAWN", "8126.00")])
        # The same intraday file late, under another name: still withdrawn.
        rows = self.rows()
        self.run_with(self.write("late.bai", text.replace("812500", "812600")
                                 .replace("A142777", "A142778") + "\n"))
        self.assertEqual(self.rows(), rows + 1)
        self.assertEqual(self.last_words()[1][1], "WITHDRAWN")
        self.assertEqual([row["amount"] for row in self.post()],
                         ["8125.00", "8125.00"])
        self.verify()

    def test_an_intraday_file_after_the_final_one_is_withdrawn_at_once(self):
        self.run_with("prior-day.bai")
        with open(self.file("intraday-1100.bai")) as file:
            text = file.read()
        self.run_with(self.write("other.bai",
                                 text.replace("812500", "812600")
                                 .replace("A142777", "A142778")))
        self.assertEqual(self.last_words()[1][:2],
                         ("provisional", "WITHDRAWN"))

    def test_two_equal_card_payments_stay_two_when_the_next_day_overlaps(self):
        first = self.run_with("cards-0304.bai")
        self.assertEqual(len(first), 2)
        second = self.run_with("cards-0305.bai")
        self.assertEqual([status for status, _ in second].count("duplicate"),
                         2)
        money = [word for word in self.last_words() if word[0] != "duplicate"]
        self.assertEqual(len(money), 3)
        self.assertEqual([row["kind"] for row in self.post()].count("cash"), 3)
        self.verify()


class Continuity(StoryOverTime):
    """Statements follow on each other from run to run."""
    story = "four_times"
    DAY = """\
01,021000021,CASHCO,26032{day},0600,{day},80,,2/
02,CASHCO,021000021,1,26031{day},2400,USD,2/
03,7700100001,USD,010,{opening},,,015,{closing},,/
16,142,{amount},0,C{day},,ORIG CO NAME:NOBODY/
49,{sum},3/
98,{sum},1,5/
99,{sum},1,7/
"""

    def day(self, day, opening, amount):
        closing = opening + amount
        return self.write(f"{day}.bai", self.DAY.format(
            day=day, opening=opening, closing=closing, amount=amount,
            sum=opening + closing + amount))

    def test_a_gap_between_runs_is_told_once(self):
        self.load_story()
        self.assertNotIn("STATEMENT-GAP", self.submit(
            self.day(1, 10000, 500)).stderr)
        self.assertNotIn("STATEMENT-GAP", self.submit(
            self.day(2, 10500, 500)).stderr)
        done = self.submit(self.day(4, 11600, 500))
        self.assertIn("STATEMENT-GAP: found opening USD 116.00, expected "
                      "closing USD 110.00 of 2026-03-12 in 2.bai, received in "
                      "row", done.stderr)
        self.assertNotIn("STATEMENT-GAP", self.submit(
            self.day(5, 12100, 500)).stderr)
        # The day that was missing comes late, and fits.
        self.assertNotIn("STATEMENT-GAP", self.submit(
            self.day(3, 11000, 600)).stderr)


class MonthEnd(StoryOverTime):
    """Story 4: the details of the batch, read later, change nothing."""
    story = "month_end"

    def test_the_details_read_later_change_nothing(self):
        self.load_story()
        self.run_with("statement.xml")
        rows, open_items = self.rows(), self.text("out",
                                                  "residual_open_items.csv")
        found = self.run_with("details.xml")
        # 750.00 of the day before still waits: its invoice was closed already.
        self.assertEqual({status for status, _ in found if status != "duplicate"},
                         {"unapplied"})
        self.assertGreater(len(found), 1)
        self.assertEqual(self.rows(), rows + 1)
        self.assertEqual(self.text("out", "residual_open_items.csv"),
                         open_items)
        self.verify()


class PostgresStories(FourTimes, ledger_test.OnPostgres):
    pass


if __name__ == "__main__":
    program.main()
