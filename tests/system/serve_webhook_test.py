# SPDX-License-Identifier: Apache-2.0
"""serve_webhook_test.py - whoever wants to know hears of every job that ended,
signed, through failures and crashes.
"""
import base64
import hashlib
import hmac
import http.server
import json
import os
import threading

import program
from serve_program import ServeTest, lines

KEY = bytes(range(24))


class Receiver(http.server.BaseHTTPRequestHandler):
    answers, heard = [], []
    news = threading.Condition()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.answers.pop(0) if self.answers else 204
        with self.news:
            self.heard.append((dict(self.headers.items()), body, status))
            self.news.notify()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Webhook(ServeTest):
    def setUp(self):
        super().setUp()
        os.environ["CASHMATCH_WEBHOOK_SECRET"] = (
            "whsec_" + base64.b64encode(KEY).decode())
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0),
                                                      Receiver)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        Receiver.answers, Receiver.heard = [], []
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        self.load_items()

    def heard(self, count):
        """Waits for so many deliveries; returns those that were taken."""
        with Receiver.news:
            self.assertTrue(Receiver.news.wait_for(
                lambda: len([1 for one in Receiver.heard if one[2] == 204])
                >= count, 30), Receiver.heard)
            return [one for one in Receiver.heard if one[2] == 204]

    def ids(self, count):
        """Waits for so many different things told; returns how many are."""
        def told():
            return len({headers["webhook-id"]
                        for headers, _, _ in Receiver.heard})
        with Receiver.news:
            self.assertTrue(Receiver.news.wait_for(
                lambda: told() >= count, 30), Receiver.heard)
            return told()

    def assert_signed(self, headers, body):
        headers = {name.lower(): value for name, value in headers.items()}
        text = ".".join([headers["webhook-id"], headers["webhook-timestamp"],
                         body.decode()])
        signature = base64.b64encode(hmac.new(
            KEY, text.encode(), hashlib.sha256).digest()).decode()
        self.assertEqual(headers["webhook-signature"], "v1," + signature)

    def test_it_is_told_signed_and_once(self):
        self.start("--webhook", self.url)
        job = self.submit(lines("W1"))
        (headers, body, _), = self.heard(1)
        self.assert_signed(headers, body)
        told = json.loads(body)
        self.assertEqual((told["type"], told["data"]["id"],
                          told["data"]["state"]),
                         ("job.ended", job["id"], "done"))
        self.submit(lines("W2"))
        self.assertEqual(len(self.heard(2)), 2)
        self.kill()  # which may come before the telling is noted
        self.start("--webhook", self.url)
        self.submit(lines("W3"))
        self.assertEqual(self.ids(3), 3)

    def test_who_does_not_listen_is_told_again(self):
        Receiver.answers = [500, 302]
        self.start("--webhook", self.url)
        job = self.submit(lines("W1"))["id"]
        (_, body, _), = self.heard(1)
        self.assertEqual(json.loads(body)["data"]["id"], job)
        ids = {headers["webhook-id"] for headers, _, _ in Receiver.heard}
        self.assertEqual((len(Receiver.heard), len(ids)), (3, 1))

    def test_a_crash_loses_none(self):
        Receiver.answers = [500] * 50
        self.start("--webhook", self.url)
        jobs = {self.submit(lines(f"W{i}"))["id"] for i in range(5)}
        self.kill()
        Receiver.answers = []
        self.start("--webhook", self.url)
        told = {json.loads(body)["data"]["id"] for _, body, _ in self.heard(5)}
        self.assertEqual(told, jobs)

    def test_a_secret_that_is_none_is_refused(self):
        os.environ["CASHMATCH_WEBHOOK_SECRET"] = "secret"
        done = self.run_program("serve", "--store", self.store, "--webhook",
                                self.url)
        self.assert_exit(done, 2)


if __name__ == "__main__":
    program.main()
