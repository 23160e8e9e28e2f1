# SPDX-License-Identifier: Apache-2.0
"""serve_test.py - files over HTTP: one effect, whatever happens.
"""
import gzip
import json
import os
import random
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path

import program
from serve_program import ServeTest, lines

ROOT = Path(__file__).resolve().parents[2]


class Files(ServeTest):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.start()

    def test_a_file_becomes_a_job_with_results(self):
        reply = self.ask("POST", "/v1/files?name=monday.ndjson",
                         program.RECEIPTS)
        self.assertEqual(reply.status, 202)
        job = reply.json()
        self.assertEqual(reply.headers["location"], "/v1/jobs/" + job["id"])
        done = self.ended(job["id"])
        self.assertEqual((done["state"], done["name"]),
                         ("done", "monday.ndjson"))
        self.assertIn("1 applied, 1 unidentified", done["headline"])
        where = f"/v1/jobs/{job['id']}/results/"
        rows = self.ask("GET", where + "receipts").rows()
        self.assertEqual([(row["bank_reference"], row["status"])
                          for row in rows],
                         [("B1", "applied"), ("B2", "unidentified")])
        self.assertEqual(
            [row["item_id"] for row in
             self.ask("GET", where + "applications").rows()], ["I1"])
        self.assertEqual(self.ask("GET", where + "nothing").status, 404)
        items = self.ask("GET", "/v1/items?limit=1")
        more = self.ask("GET", "/v1/items?cursor=" +
                        items.headers["cashmatch-next"])
        self.assertEqual([item["item_id"] for item in
                          items.rows() + more.rows()], ["I2", "I3"])

    def test_results_come_in_pages_filtered_as_csv_too(self):
        job = self.submit(program.RECEIPTS + lines("C1", "C2", "C3"))["id"]
        where = f"/v1/jobs/{job}/results/receipts"
        seen, cursor = [], "0"
        while cursor:
            reply = self.ask("GET", f"{where}?limit=2&cursor={cursor}")
            seen += [row["bank_reference"] for row in reply.rows()]
            cursor = reply.headers.get("cashmatch-next", "")
        self.assertEqual(sorted(seen), ["B1", "B2", "C1", "C2", "C3"])
        table = self.ask("GET", where + "?format=csv&status=applied").body
        head, row = table.splitlines()
        self.assertTrue(head.startswith("receipt_id,source_file"), head)
        self.assertIn(",B1,", row)
        for wrong in ["cursor=1", "limit=0", "limit=x", "format=xml",
                      "colour=red"]:
            self.assertEqual(self.ask("GET", f"{where}?{wrong}").status, 400)

    def test_a_packed_file_is_read_and_its_copy_is_the_same_money(self):
        self.submit(gzip.compress(program.RECEIPTS.encode()))
        seq = self.seq()
        again = self.submit(program.RECEIPTS, name="plain.ndjson")
        self.assertIn("2 duplicate", again["headline"])
        self.assertEqual(self.seq(), seq + 1)  # the file, and nothing of it

    def test_a_rejected_file_decides_nothing_and_names_its_place(self):
        seq = self.seq()
        job = self.submit(lines("G1") + lines("G2", amount="1.234"),
                          name="bad.ndjson&strictness=strict")
        self.assertEqual(job["state"], "failed")
        self.assertTrue(any(line.startswith("bad.ndjson:2:") for line in
                            job["findings"]), job)
        self.assertEqual(self.seq(), seq)
        where = f"/v1/jobs/{job['id']}/results/receipts"
        self.assertEqual(self.ask("GET", where).status, 404)

    def test_events_tell_of_the_job_until_it_ends(self):
        job = self.submit(program.RECEIPTS)["id"]
        events = self.ask("GET", f"/v1/jobs/{job}/events")
        self.assertEqual(events.headers["content-type"], "text/event-stream")
        last = events.body.strip().split("\n\n")[-1].splitlines()
        self.assertEqual(last[1], "event: ended")
        self.assertEqual(json.loads(last[2][len("data: "):])["state"], "done")

    def test_open_items_are_loaded_as_a_job(self):
        reply = self.ask("POST", "/v1/book?mode=delta",
                         program.ITEMS.splitlines()[0] +
                         "\nI9,ACME,INV-9,USD,5.00,2026-01-10\n")
        self.assertEqual(self.ended(reply.json()["id"])["state"], "done")
        items = self.ask("GET", "/v1/items").rows()
        self.assertIn("I9", [item["item_id"] for item in items])
        bad = self.ask("POST", "/v1/book", program.ITEMS +
                       "I1,ACME,INV-7,USD,1.00,2026-01-01\n")
        job = self.ended(bad.json()["id"])
        self.assertEqual(job["state"], "failed")
        self.assertNotIn("spool", json.dumps(job))
        self.assertTrue(any(line.startswith("open_items:")
                            for line in job["findings"]), job)

    def test_a_key_names_its_request_for_ever(self):
        first = self.ask("POST", "/v1/files", program.RECEIPTS,
                         Idempotency_Key="k1")
        self.ended(first.json()["id"])
        seq = self.seq()
        again = self.ask("POST", "/v1/files", program.RECEIPTS,
                         Idempotency_Key="k1")
        self.assertEqual((again.status, again.json()["id"],
                          again.headers["idempotency-hit"]),
                         (202, first.json()["id"], "true"))
        other = self.ask("POST", "/v1/files", lines("X"), Idempotency_Key="k1")
        self.assertEqual(other.status, 422)
        self.kill()
        self.start()
        again = self.ask("POST", "/v1/files", program.RECEIPTS,
                         Idempotency_Key="k1")
        self.assertEqual(again.json()["state"], "done")
        self.assertEqual(self.seq(), seq)

    def test_the_same_file_a_hundred_times_64_at_once_has_one_effect(self):
        seq, answers = self.seq(), []

        def send(number):
            key = {"Idempotency_Key": f"k{number}"} if number % 2 else {}
            answers.append(self.ask("POST", f"/v1/files?name=f{number % 3}",
                                    program.RECEIPTS, **key))

        for numbers in [range(64), range(64, 100)]:
            threads = [threading.Thread(target=send, args=[n])
                       for n in numbers]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual({reply.status for reply in answers}, {202})
        for job in {reply.json()["id"] for reply in answers}:
            self.assertEqual(self.ended(job)["state"], "done")
        self.assertEqual(self.seq(), seq + 3)  # a file and two receipts
        self.assertEqual(self.kill(signal.SIGTERM), 0)

    def test_logs_are_json_without_secrets_and_accounts(self):
        self.submit(program.RECEIPTS)
        self.ask("GET", "/v1/jobs", token="cm_" + "a" * 16 + "_" + "b" * 64)
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        text = self.text("log.ndjson")
        for line in text.splitlines():
            self.assertIn("event", json.loads(line))
        self.assertIn('"event":"job_ended"', text)
        for secret in [self.tokens["operator"], "9876540123", "b" * 64]:
            self.assertNotIn(secret, text)

    def test_metrics_count_what_was_asked(self):
        self.submit(program.RECEIPTS)
        text = self.ask("GET", "/metrics").body
        self.assertIn('cashmatch_http_requests_total{operation="submitFile",'
                      'code="202"} 1\n', text)
        self.assertIn('cashmatch_jobs_total{state="done"} 1\n', text)
        self.assertIn('_count{operation="submitFile"} 1\n', text)
        for path, state in [("/livez", "alive"), ("/readyz", "ready")]:
            reply = self.ask("GET", path, token="none")
            self.assertEqual(reply.json()["state"], state)


class Faults(ServeTest):
    def setUp(self):
        super().setUp()
        self.load_items()

    def test_killed_at_any_instant_and_sent_again_it_has_one_effect(self):
        draw = random.Random(11)
        self.start()
        seq = self.seq()
        for turn in range(25):
            content = lines(*[f"K{turn}-{i}" for i in range(20)])
            promised = []

            def send():
                try:
                    promised.append(self.ask("POST", "/v1/files", content,
                                             Idempotency_Key=f"k{turn}"))
                except OSError:
                    pass

            thread = threading.Thread(target=send)
            thread.start()
            time.sleep(draw.random() * 0.08)
            self.kill()
            thread.join()
            self.start()
            if promised and promised[0].status == 202:
                # What was promised is done without being sent again.
                self.assertEqual(self.ended(promised[0].json()["id"])["state"],
                                 "done")
            again = self.ask("POST", "/v1/files", content,
                             Idempotency_Key=f"k{turn}")
            job = self.ended(again.json()["id"])
            self.assertEqual(job["state"], "done", job)
            self.assertIn("Receipts ", job["headline"])  # its own, not none
            rows = self.ask("GET", f"/v1/jobs/{job['id']}/results/receipts")
            self.assertEqual(len(rows.rows()), 20 + 20 * turn, rows.body[:99])
            seq += 21
            self.assertEqual(self.seq(), seq)

    def test_what_was_committed_is_found_in_the_journal(self):
        """As if it had died between the commit and the job's own file."""
        self.start()
        job, seq = self.submit(program.RECEIPTS), self.seq()
        self.kill()
        name = f"spool/jobs/{job['id']}.json"
        kept = json.loads(self.text(name))
        kept.update(state="running", headline="", ended_at="")
        self.write(name, json.dumps(kept))
        self.start()
        again = self.ended(job["id"])
        self.assertEqual((again["state"], again["headline"]),
                         ("done", job["headline"]))
        self.assertEqual(self.seq(), seq)

    def long_job(self, prefix):
        """A job that takes a while; returns once it runs."""
        job = self.ask("POST", "/v1/files", lines(
            *[f"{prefix}{i}" for i in range(20000)])).json()["id"]
        while self.ask("GET", f"/v1/jobs/{job}").json()["state"] == "queued":
            pass
        return job

    def test_a_job_that_ends_the_process_is_given_up(self):
        self.start()
        seq = self.seq()
        for turn in range(8):  # until one is not too fast
            job = self.long_job(f"L{turn}-")
            for _ in range(3):
                self.kill()
                self.start()
                while self.ask("GET",
                               f"/v1/jobs/{job}").json()["state"] == "queued":
                    pass
            ended = self.ended(job)
            if ended["state"] != "done":
                break
            seq += 20001
        self.assertEqual(ended["state"], "failed", ended)
        self.assertIn("given up", ended["findings"][0])
        self.assertEqual(self.seq(), seq)
        # It was not the file's fault: the same request may try again.
        self.assertEqual(self.ended(self.ask(
            "POST", "/v1/files",
            lines(*[f"L{turn}-{i}" for i in range(20000)])
        ).json()["id"])["state"], "done")

    def test_it_drains(self):
        self.start()
        seq = self.seq()
        running = self.long_job("L")
        waiting = self.ask("POST", "/v1/files", lines("D1")).json()["id"]
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.start()
        for job in [running, waiting]:
            self.assertEqual(self.ended(job)["state"], "done")
        self.assertEqual(self.seq(), seq + 20001 + 2)
        kinds = [row["kind"] for row in self.journal()]
        # The one that ran was ended first, the other after the start.
        self.assertEqual(kinds[-2:], ["file_received", "placed"])

    def test_a_drain_gives_up_a_job_that_takes_too_long(self):
        self.start("--drain-seconds", "0")
        seq = self.seq()
        job = self.long_job("L")
        begun = time.monotonic()
        self.assertEqual(self.kill(signal.SIGTERM), 0)
        self.assertLess(time.monotonic() - begun, 20)
        self.start()
        self.assertEqual(self.ended(job)["state"], "done")
        self.assertEqual(self.seq(), seq + 20001)

    def test_jobs_are_canceled_and_nothing_of_them_is_decided(self):
        self.start()
        seq, state = self.seq(), "done"
        for turn in range(5):  # until one is not too fast
            running = self.long_job(f"L{turn}-")
            waiting = self.ask("POST", "/v1/files", lines("C1")).json()["id"]
            for job in [waiting, running]:
                self.ask("DELETE", f"/v1/jobs/{job}")
            self.assertEqual(self.ended(waiting)["state"], "canceled")
            state = self.ended(running)["state"]
            if state == "canceled":
                break
            seq += 20001
        self.assertEqual(state, "canceled")
        self.assertEqual(self.seq(), seq)
        self.assertEqual(self.ask("GET", f"/v1/jobs/{running}/results/receipts")
                         .status, 404)
        self.kill()
        self.start()
        self.assertEqual(self.ended(waiting)["state"], "canceled")
        job = self.submit(lines("C1"))
        self.assertEqual(job["state"], "done")
        self.assertEqual(self.ask("DELETE", f"/v1/jobs/{job['id']}").status, 409)

    def test_too_many_jobs_are_told_to_come_back(self):
        self.start("--queue-max", "2")
        self.long_job("L")
        replies = [self.ask("POST", "/v1/files", lines(f"Q{i}"))
                   for i in range(4)]
        self.assertEqual([reply.status for reply in replies],
                         [202, 202, 429, 429])
        self.assertEqual(replies[3].headers["retry-after"], "1")
        for reply in replies:
            if reply.status == 202:
                self.assertEqual(self.ended(reply.json()["id"])["state"],
                                 "done")

    def test_a_second_process_on_the_store_is_refused(self):
        self.start()
        done = self.run_program("serve", "--store", self.store, "--listen",
                                "127.0.0.1:0")
        self.assert_exit(done, 1)
        self.assertIn("held by process", done.stderr)

    def test_beyond_loopback_it_wants_tls(self):
        done = self.run_program("serve", "--store", self.store, "--listen",
                                "0.0.0.0:0")
        self.assert_exit(done, 2)
        self.assertIn("--tls-certificate", done.stderr)

    def test_it_speaks_tls(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
             "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
            cwd=self.folder, check=True, capture_output=True)
        self.start("--tls-certificate", "cert.pem", "--tls-key", "key.pem")
        done = subprocess.run(
            ["curl", "-sS", "--cacert", "cert.pem", "-H",
             "Authorization: Bearer " + self.tokens["operator"],
             "--data-binary", "@items.csv",
             f"https://127.0.0.1:{self.port}/v1/uploads"],
            cwd=self.folder, capture_output=True, check=True)
        self.assertEqual(json.loads(done.stdout)["bytes"],
                         len(program.ITEMS))
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname = False
        old.verify_mode = ssl.CERT_NONE
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises(OSError):
            with socket.create_connection(("127.0.0.1", self.port)) as wire:
                old.wrap_socket(wire)


class Readme(ServeTest):
    def test_the_commands_of_the_readme_run_as_written(self):
        """One command starts it, a second submits and reads the results."""
        text = (ROOT / "README.md").read_text()
        commands = text.split("<!-- serve -->\n```sh\n")[1].split("```")[0]
        load, serve, curl = commands.splitlines()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            listen = "127.0.0.1:%d" % free.getsockname()[1]
        for name in ["open_items.csv", "customers.csv", "rules.toml",
                     "prior-day.bai"]:
            shutil.copy(ROOT / "data" / "samples" / name, self.folder)
        script = "\n".join([
            'set -e; cashmatch() { exec "$PROGRAM" "$@"; }', f"({load})",
            serve, "pid=$!", "until curl -sS http://127.0.0.1:8080/readyz; do "
            "sleep 0.1; done", curl, "kill $pid; wait $pid"])
        done = subprocess.run(
            ["bash", "-c", script.replace("127.0.0.1:8080", listen)],
            cwd=self.folder, capture_output=True, timeout=60,
            env={"PROGRAM": program.PROGRAM, "PATH": "/usr/bin:/bin",
                 "CASHMATCH_LISTEN": listen})
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        rows = [json.loads(line) for line in done.stdout.decode().splitlines()
                if "receipt_id" in line]
        self.assertEqual(len(rows), 11, done.stderr.decode())
        self.assertEqual(os.stat(self.path("key.txt")).st_mode & 0o777, 0o600)


if __name__ == "__main__":
    program.main()
