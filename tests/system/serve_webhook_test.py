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
from unittest import mock

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
        self.secret = self.write(
            "secret", "whsec_" + base64.b64encode(KEY).decode() + "\n")
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
        self.start("--webhook", self.url, "--webhook-secret-file", self.secret)
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
        self.start("--webhook", self.url, "--webhook-secret-file", self.secret)
        self.submit(lines("W3"))
        self.assertEqual(self.ids(3), 3)

    def test_who_does_not_listen_is_told_again(self):
        Receiver.answers = [500, 302]
        self.start("--webhook", self.url, "--webhook-secret-file", self.secret)
        job = self.submit(lines("W1"))["id"]
        (_, body, _), = self.heard(1)
        self.assertEqual(json.loads(body)["data"]["id"], job)
        ids = {headers["webhook-id"] for headers, _, _ in Receiver.heard}
        self.assertEqual((len(Receiver.heard), len(ids)), (3, 1))

    def test_a_crash_loses_none(self):
        Receiver.answers = [500] * 50
        self.start("--webhook", self.url, "--webhook-secret-file", self.secret)
        jobs = {self.submit(lines(f"W{i}"))["id"] for i in range(5)}
        self.kill()
        Receiver.answers = []
        self.start("--webhook", self.url, "--webhook-secret-file", self.secret)
        told = {json.loads(body)["data"]["id"] for _, body, _ in self.heard(5)}
        self.assertEqual(told, jobs)

    def test_a_secret_that_is_none_is_refused(self):
        bad = self.write("bad", "secret\n")
        for options in ([], ["--webhook-secret-file", bad],
                        ["--webhook-secret-file", self.path("nowhere")],
                        ["--webhook-secret-file", self.write("empty", "")],
                        ["--webhook-secret-file", self.secret,
                         "--webhook", "default=" + self.url]):
            done = self.run_program("serve", "--store", self.store, "--webhook",
                                    self.url, *options)
            self.assert_exit(done, 2)

    def test_systemd_hands_the_secret_over(self):
        self.write("credentials/webhook-secret", self.text("secret"))
        with mock.patch.dict(os.environ, CREDENTIALS_DIRECTORY=self.path(
                "credentials")):
            self.start("--webhook", self.url)
        self.submit(lines("W1"))
        self.heard(1)

    def test_each_tenant_is_told_of_its_own(self):
        other = self.write("other", "whsec_" + base64.b64encode(
            KEY[::-1]).decode() + "\n")
        hooks = ("--webhook", f"default={self.url}",
                 "--webhook-secret-file", f"default={self.secret}",
                 "--webhook", f"acme={self.url}/acme",
                 "--webhook-secret-file", f"acme={other}")
        self.start(*hooks)
        first = self.submit(lines("W1"))["id"]
        self.heard(1)
        self.kill()
        self.start(*hooks, "--tenant", "acme")
        self.submit(lines("W2"))
        self.ids(2)  # the first may be told again
        second = next(one for one in Receiver.heard
                      if json.loads(one[1])["data"]["id"] != first)
        self.assertEqual(json.loads(second[1])["tenant"], "acme")
        self.assertEqual(self.signed(second, KEY[::-1]),
                         second[0]["webhook-signature"])

    @staticmethod
    def signed(one, key):
        headers, body, _ = one
        text = (f"{headers['webhook-id']}.{headers['webhook-timestamp']}."
                ).encode() + body
        return "v1," + base64.b64encode(
            hmac.new(key, text, hashlib.sha256).digest()).decode()


if __name__ == "__main__":
    program.main()
