# SPDX-License-Identifier: Apache-2.0
"""faults_test.py - `submit` killed, failed and starved of disk; and for each a
control that must lose, so that a zero says something. `scripts/faults` does the
same at length."""
import sys
from pathlib import Path

import program
from faults import (
    disk_full, kill, lost_answer, serve_kill, server_crash, syscalls)
from faults.ledger_place import Place
from program import ProgramTest


class Faults(ProgramTest):
    def assert_none_wrong(self, tally, faults):
        print(f"  {tally}", file=sys.stderr)
        self.assertEqual(tally.told, [])
        self.assertEqual(tally.wrong(), 0)
        self.assertGreaterEqual(tally.faults, faults, "hardly any acted")

    def assert_seen(self, kind, campaign):
        """Plants a bug until the judge sees it; instants are drawn."""
        for seed in range(10):
            if getattr(campaign(seed), kind) > 0:
                return
        self.fail(f"not seen: {kind}")


class Killed(Faults):
    def test_a_killed_run_is_there_whole_or_not_at_all(self):
        tally = kill.campaign(program.PROGRAM, self.folder, 30)
        self.assert_none_wrong(tally, 20)

    def test_a_promise_before_the_commit_is_seen(self):
        self.assert_seen("lost", lambda seed: kill.campaign(
            program.PROGRAM, self.folder, 20, seed, "acked when kept"))

    def test_the_same_money_as_another_file_is_seen(self):
        self.assert_seen("twice", lambda seed: kill.campaign(
            program.PROGRAM, self.folder, 8, seed, "sent as another file"))

    def test_a_store_that_forgets_what_it_received_is_stopped(self):
        tally = kill.campaign(program.PROGRAM, self.folder, 8, 1,
                              "claims forgotten")
        self.assertGreater(tally.stuck, 0)
        self.assertEqual(tally.twice, 0)
        self.assertIn("was received before", tally.told[0])


class KilledService(Faults):
    def test_what_was_promised_is_done_once(self):
        tally = serve_kill.campaign(program.PROGRAM, self.folder, 6)
        self.assert_none_wrong(tally, 6)
        self.assertGreater(tally.acked, 0)

    def test_a_promise_that_is_not_on_disk_is_seen(self):
        self.assert_seen("lost", lambda seed: serve_kill.campaign(
            program.PROGRAM, self.folder, 3, seed, "promises forgotten"))

    def test_the_same_money_as_other_files_is_seen(self):
        self.assert_seen("twice", lambda seed: serve_kill.campaign(
            program.PROGRAM, self.folder, 3, seed, "sent as other files"))

    def test_a_store_that_forgets_what_it_did_is_stopped(self):
        tally = serve_kill.campaign(program.PROGRAM, self.folder, 3, 1,
                                    "the store forgets")
        self.assertGreater(tally.stuck, 0)
        self.assertEqual(tally.twice, 0)


class SystemCalls(Faults):
    def setUp(self):
        super().setUp()
        why = syscalls.why_not()
        if why:
            print(f"\nNOT RUN: no system call can be failed here: {why}",
                  file=sys.stderr)
            self.skipTest(why)

    def test_a_failed_call_ends_in_an_error_or_a_success(self):
        tallies = syscalls.campaign(program.PROGRAM, self.folder, every=13)
        for call in ("openat", "write", "pwrite64", "fsync", "fdatasync",
                     "rename", "mkdir"):
            self.assert_none_wrong(tallies[call], 1)

    def test_a_caller_who_believes_every_answer_loses(self):
        tallies = syscalls.campaign(program.PROGRAM, self.folder, every=11,
                                    believed=True, calls=["pwrite64"])
        self.assertGreater(tallies["pwrite64"].lost, 0)

    def test_a_new_spool_is_on_disk_before_anything_speaks_of_it(self):
        place = Place(program.PROGRAM, self.path("place"))
        Path(place.path("items.csv")).write_text(program.ITEMS)
        load = place.command("load", "--open-items", "items.csv")
        load[load.index("spool")] = "far/away/spool"
        log = place.path("trace")
        done = place.run(["strace", "-f", "-qq", "-y", "-o", log, "-e",
                          "trace=fsync,fdatasync,openat", *load])
        self.assert_exit(done, 0)
        synced = [line for line in Path(log).read_text().splitlines()
                  if "fsync(" in line]
        for folder in ("", "/far", "/far/away", "/far/away/spool"):
            self.assertTrue(any(f"{place.folder}{folder}>)" in line
                                for line in synced), (folder, synced))


class FullDisk(Faults):
    def test_no_file_may_grow_further(self):
        tally = disk_full.limits_of_size(program.PROGRAM, self.folder,
                                         range(0, 1 << 17, 5000))
        self.assert_none_wrong(tally, 3)

    def test_a_caller_who_believes_every_answer_loses(self):
        tally = disk_full.limits_of_size(program.PROGRAM, self.folder,
                                         range(0, 1 << 15, 5000),
                                         believed=True)
        self.assertGreater(tally.lost, 0)

    def test_the_disk_is_full(self):
        why = disk_full.why_no_mount(self.folder)
        if why:
            print(f"\nNOT RUN: nothing can be mounted here: {why}; sizes of "
                  "files are limited instead", file=sys.stderr)
            self.skipTest(why)
        tally = disk_full.full_disks(program.PROGRAM, self.folder,
                                     range(0, 16, 3))
        self.assert_none_wrong(tally, 2)


class Server(Faults):
    def test_a_server_that_dies_keeps_what_it_promised(self):
        tally = server_crash.campaign(program.PROGRAM, self.folder, 6)
        self.assert_none_wrong(tally, 3)

    def test_a_server_that_answers_before_it_wrote_is_seen(self):
        self.assert_seen("lost", lambda seed: server_crash.campaign(
            program.PROGRAM, self.folder, 6, seed, "answers early"))

    def test_the_answer_to_any_request_is_lost(self):
        tally = lost_answer.campaign(program.PROGRAM, self.folder, 24)
        self.assert_none_wrong(tally, 10)

    def test_a_caller_who_believes_a_lost_answer_loses(self):
        tally = lost_answer.campaign(program.PROGRAM, self.folder, 12,
                                     believed=True)
        self.assertGreater(tally.lost, 0)


if __name__ == "__main__":
    program.main()
