# SPDX-License-Identifier: Apache-2.0
"""serve_attacks_test.py - requests made to hurt: refused, with one answer, and
the service goes on.

Each vector of framing carries a second request behind the first; it must never
be answered. All of them come with a key that opens, so that nothing but the
framing refuses them.
"""
import gzip
import http.client
import os
import random
import re
import select
import socket
import threading
import time

import program
from serve_program import ServeTest, lines, memory_of

HIDDEN = b"GET /version HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = "Transfer-Encoding: chunked"

# What is wrong: fields of a POST (a line each), its body.
FRAMING = {
    "length and chunks": (["Content-Length: 5", CHUNKED], "0\r\n\r\n"),
    "chunks and length": ([CHUNKED, "Content-Length: 0"], "0\r\n\r\n"),
    "two lengths": (["Content-Length: 1", "Content-Length: 34"], "x"),
    "one length twice": (["Content-Length: 1", "Content-Length: 1"], "x"),
    "a list of lengths": (["Content-Length: 1, 1"], "x"),
    "a length with a sign": (["Content-Length: +1"], "x"),
    "a negative length": (["Content-Length: -1"], ""),
    "a hexadecimal length": (["Content-Length: 0x1"], "x"),
    "a length with a blank": (["Content-Length: 1 0"], "x"),
    "no length": (["Content-Length:"], ""),
    "a length beyond 64 bits": (["Content-Length: 18446744073709551617"], "x"),
    "a coding behind chunks": (["Transfer-Encoding: chunked, gzip"], "0\r\n\r\n"),
    "a coding before chunks": (["Transfer-Encoding: gzip, chunked"], "0\r\n\r\n"),
    "chunks twice": ([CHUNKED, CHUNKED], "0\r\n\r\n"),
    "a coding like chunks": (["Transfer-Encoding: xchunked"], "0\r\n\r\n"),
    "identity": (["Transfer-Encoding: identity"], ""),
    "a quoted coding": (['Transfer-Encoding: "chunked"'], "0\r\n\r\n"),
    "blank before a colon": (["Transfer-Encoding : chunked"], "0\r\n\r\n"),
    "a vertical tab": (["Transfer-Encoding:\x0bchunked"], "0\r\n\r\n"),
    "a folded field": (["Transfer-Encoding:", " chunked"], "0\r\n\r\n"),
    "a field without a colon": (["nothing", "Content-Length: 1"], "x"),
    "an empty name": ([": x", "Content-Length: 1"], "x"),
    "a bare CR": (["X: a\rContent-Length: 34", "Content-Length: 1"], "x"),
    "a bare LF": (["X: a\nContent-Length: 34", "Content-Length: 1"], "x"),
    "a NUL": (["X: a\0b", "Content-Length: 1"], "x"),
    "a DEL": (["X: a\x7fb", "Content-Length: 1"], "x"),
    "two hosts": (["Host: b", "Content-Length: 1"], "x"),
    "two keys": (["Authorization: Bearer x", "Content-Length: 1"], "x"),
    "an unknown expectation": (["Expect: wonders", "Content-Length: 1"], "x"),
    "a chunk size with 0x": ([CHUNKED], "0x1\r\nx\r\n0\r\n\r\n"),
    "a chunk size with a sign": ([CHUNKED], "+1\r\nx\r\n0\r\n\r\n"),
    "a chunk size beyond 64 bits": ([CHUNKED],
                                    "10000000000000001\r\nx\r\n0\r\n\r\n"),
    "chunks with bare LF": ([CHUNKED], "1\nx\n0\n\n"),
    "a chunk longer than it says": ([CHUNKED], "1\r\nxYZ\r\n0\r\n\r\n"),
    "no chunk size": ([CHUNKED], "\r\nx\r\n0\r\n\r\n"),
    "100 KB of a field": (["X: " + "a" * 100_000, "Content-Length: 1"], "x"),
    "5000 fields": (["X: a"] * 5000 + ["Content-Length: 1"], "x"),
    "100 short fields": (["X: a"] * 100 + ["Content-Length: 1"], "x"),
}

# Request lines and targets.
LINES = {
    "no version": b"GET /livez\r\nHost: a\r\n\r\n",
    "HTTP/1.0": b"GET /livez HTTP/1.0\r\nHost: a\r\n\r\n",
    "HTTP/1.1x": b"GET /livez HTTP/1.1x\r\nHost: a\r\n\r\n",
    "HTTP/9.9": b"GET /livez HTTP/9.9\r\nHost: a\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "lower case": b"get /livez http/1.1\r\nHost: a\r\n\r\n",
    "no host": b"GET /livez HTTP/1.1\r\n\r\n",
    "a blank in the target": b"GET /live z HTTP/1.1\r\nHost: a\r\n\r\n",
    "no method": b" /livez HTTP/1.1\r\nHost: a\r\n\r\n",
    "an empty line first": b"\r\nGET /livez HTTP/1.1\r\nHost: a\r\n\r\n",
    "absolute": b"GET http://b/livez HTTP/1.1\r\nHost: a\r\n\r\n",
    "a star": b"GET * HTTP/1.1\r\nHost: a\r\n\r\n",
    "upwards": b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    "upwards, hidden": b"GET /%2e%2e/%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n",
    "a hidden slash": b"GET /v1%2fjobs HTTP/1.1\r\nHost: a\r\n\r\n",
    "a hidden NUL": b"GET /livez%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "half a code": b"GET /livez%2 HTTP/1.1\r\nHost: a\r\n\r\n",
    "8 KB of target": b"GET /" + b"a" * 8192 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "a body where none is": b"GET /livez HTTP/1.1\r\nHost: a\r\n"
                            b"Content-Length: 34\r\n\r\n",
    "bytes of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 99,
    "a query twice": b"GET /v1/jobs?a=1&a=2 HTTP/1.1\r\nHost: a\r\n\r\n",
}


def statuses(answer):
    return [int(code) for code in
            re.findall(rb"^HTTP/1\.1 (\d{3})", answer, re.MULTILINE)]


class Attacks(ServeTest):
    def setUp(self):
        super().setUp()
        self.load_items()
        self.start("--head-seconds", "2", "--body-seconds", "2", "--file-max",
                   "1M", "--connections-max", "200")

    def tearDown(self):
        self.assertEqual(self.ask("GET", "/livez").status, 200)
        self.assertTrue(self.ask("GET", "/v1/proof").json()["proved"])
        codes = re.findall(r'code="(5\d\d)"', self.ask("GET", "/metrics").body)
        self.assertEqual(set(codes) - {"501", "505"}, set())

    def post(self, fields, body, target="/v1/files?name=x"):
        head = [f"POST {target} HTTP/1.1", "Host: a",
                "Authorization: Bearer " + self.tokens["operator"], *fields]
        return "\r\n".join(head).encode("latin1") + b"\r\n\r\n" + body.encode()

    def assert_refused(self, name, answer):
        codes = statuses(answer)
        self.assertLessEqual(len(codes), 1, (name, answer))
        self.assertNotIn(b"\"version\"", answer, name)
        for code in codes:
            self.assertTrue(400 <= code < 500 or code in (501, 505),
                            (name, code))
        return codes

    def test_a_request_that_is_well_framed_is_taken(self):
        for fields, body in [(["Content-Length: 1"], "x"),
                             ([CHUNKED], "1\r\nx\r\n0\r\n\r\n"),
                             ([CHUNKED, "Expect: 100-continue"],
                              "1\r\nx\r\n0\r\n\r\n")]:
            answer = self.raw(self.post([*fields, "Connection: close"], body))
            self.assertEqual(statuses(answer), [202], answer)

    def test_no_framing_is_understood_in_two_ways(self):
        seq = self.seq()
        silent = []
        for name, (fields, body) in FRAMING.items():
            answer = self.raw(self.post(fields, body) + HIDDEN, 5)
            if not self.assert_refused(name, answer):
                silent.append(name)
        self.assertEqual(silent, [])
        self.assertEqual(self.seq(), seq)

    def test_request_lines_and_targets(self):
        silent = []
        for name, data in LINES.items():
            codes = self.assert_refused(name, self.raw(data + HIDDEN, 5))
            if not codes:
                silent.append(name)
        self.assertEqual(silent, [])

    def test_a_request_sent_ahead_is_not_read(self):
        answer = self.raw(self.post(["Content-Length: 1"], "x") + HIDDEN)
        self.assertEqual(statuses(answer), [202])
        self.assertNotIn(b"\"version\"", answer)
        self.assertIn(b"Connection: close", answer)

    def test_what_is_too_large_is_refused_before_it_is_read(self):
        before = memory_of(self.process)
        for target, length in [("/v1/files", (1 << 20) + 1),
                               ("/v1/files", 1 << 62),
                               ("/v1/decisions", (1 << 20) + 1)]:
            answer = self.raw(self.post([f"Content-Length: {length}"], "x",
                                        target))
            self.assertEqual(statuses(answer), [413])
        pieces = ("10000\r\n" + "x" * 65536 + "\r\n") * 40
        for target in ["/v1/files", "/v1/decisions"]:
            answer = self.raw(self.post([CHUNKED], pieces, target))
            self.assertEqual(statuses(answer), [413])
        self.assertLess(memory_of(self.process) - before, 16 << 20)
        left = [name for name in os.listdir(self.path("spool"))
                if name.startswith(".incoming")]
        self.assertEqual(left, [])

    def test_a_bomb_is_a_failed_job(self):
        packed = gzip.compress(b"0" * (256 << 20), 9)
        self.assertLess(len(packed), 1 << 20)
        job = self.submit(packed, name="bomb.gz")
        self.assertEqual(job["state"], "failed", job)
        self.assertTrue(job["findings"][0].startswith("bomb.gz: "), job)

    def test_slow_clients_do_not_hold_others_up(self):
        def slow(data, answers):
            with socket.create_connection(("127.0.0.1", self.port)) as wire:
                wire.settimeout(20)
                begun = time.monotonic()
                try:
                    for byte in data:
                        wire.sendall(bytes([byte]))
                        if wire in select.select(
                                [wire], [], [], 0.2)[0]:
                            break
                    got = wire.recv(4096)
                except ConnectionError:
                    got = b""
                answers.append((time.monotonic() - begun, statuses(got)))

        answers = []
        slow_body = self.post(["Content-Length: 100000"], "")
        threads = [threading.Thread(
            target=slow, args=[b"GET /livez HTTP/1.1\r\nX: " + b"a" * 200,
                               answers]) for _ in range(60)]
        for thread in threads:
            thread.start()
        took = []
        for _ in range(30):
            begun = time.monotonic()
            self.assertEqual(self.ask("GET", "/v1/jobs").status, 200)
            took.append(time.monotonic() - begun)
        # Who waits for a slow one waits for its limit, 2 s, and all would; a
        # single one may wait for a processor that others keep busy.
        self.assertLess(sorted(took)[len(took) // 2], 1)
        got = self.raw(slow_body, 8)  # a body that never comes
        self.assertEqual(got, b"")  # closed
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 60)
        for seconds, codes in answers:
            self.assertLess(seconds, 10)  # of the 45 that they would take
            self.assertEqual(codes, [])
        metrics = self.ask("GET", "/metrics").body
        self.assertIn('cashmatch_refused_total{reason="slow"} 61\n', metrics)

    def test_a_body_that_trickles_is_given_up(self):
        with socket.create_connection(("127.0.0.1", self.port)) as wire:
            wire.sendall(self.post(["Content-Length: 100000"], ""))
            begun, came = time.monotonic(), []
            while not came and time.monotonic() < begun + 15:
                wire.sendall(b"x")
                came = select.select([wire], [], [], 0.2)[0]
            self.assertLess(time.monotonic() - begun, 6)
            self.assertEqual(statuses(wire.recv(4096)), [408])

    def test_too_many_connections_are_closed_and_others_served_after(self):
        wires = [socket.create_connection(("127.0.0.1", self.port))
                 for _ in range(260)]
        closed, end = [], time.monotonic() + 10
        while len(closed) < 60 and time.monotonic() < end:
            closed = select.select(wires, [], [], 0.1)[0]
        self.assertEqual([wire.recv(1) for wire in closed], [b""] * 60)
        for wire in wires:
            wire.close()

    def test_who_hangs_up_leaves_nothing_behind(self):
        for cut in [1, 100, 5000]:
            with socket.create_connection(("127.0.0.1", self.port)) as wire:
                wire.sendall(self.post(["Content-Length: 9000"], "x" * cut))
        end = time.monotonic() + 5
        while time.monotonic() < end:
            left = [name for name in os.listdir(self.path("spool"))
                    if name.startswith(".incoming")]
            if not left:
                break
            time.sleep(0.05)
        self.assertEqual(left, [])
        self.assertEqual(self.ask("GET", "/v1/jobs").json(), {"jobs": []})

    def test_names_are_names_and_no_paths(self):
        for name in ["..%2f..%2fevil", "%2fetc%2fpasswd", "a" * 300]:
            reply = self.ask("POST", f"/v1/files?name={name}", lines("N1"))
            self.assertEqual(reply.status, 400, name)
        self.assertIn(self.submit(lines("N1", amount="x"), name="..")["state"],
                      ["failed", "held"])
        self.submit(lines("N1"), name="%3d1%2b1%22%3cb%3e.csv")

    def test_requests_drawn_from_the_document_get_no_5xx(self):
        """Every operation, with odd values in every place."""
        draw = random.Random(5)
        document = self.ask("GET", "/openapi.json").json()
        odd = ["", "0", "-1", "x", "a" * 3000, "%27%20OR%201=1--", "%F0%9F%92%A9",
               "..%5c..", "%3Cscript%3E", "18446744073709551616", "null",
               "%C0%AE", "1e9", "ndjson", "running", "default"]
        bodies = ["", "{", "[]", "{}", "null", "0", '{"note":1}', '"x"',
                  '{"note":"' + "x" * 5000 + '"}', "[match]\napply = 2\n",
                  "posting_id,answer\n1,ok\n", '{"owner":"","role":"clerk"}',
                  '{"owner":"a","role":"operator","expires":"never"}',
                  '{"decisions":[{}]}', '{"owner":"\\u0000","role":"clerk"}', "\0" * 50, "\ufeff{}", "[" * 5000,
                  '{"decisions":[{"receipt_id":"","act":"items","turn":-1}]}']
        asked = 0
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        for _ in range(1500):
            path = draw.choice(sorted(document["paths"]))
            method = draw.choice(sorted(document["paths"][path]))
            operation = document["paths"][path][method]
            where = re.sub(r"\{\w+\}", lambda _: draw.choice(odd) or "x", path)
            names = [one["name"] for one in operation["parameters"]
                     if one.get("in") == "query" and one["name"] != "wait"]
            query = "&".join(f"{name}={draw.choice(odd)}" for name in names
                             if draw.random() < 0.5)
            body = draw.choice(bodies) if "requestBody" in operation else None
            headers = {"Authorization": "Bearer " + self.tokens["operator"]}
            if draw.random() < 0.2:
                headers["Idempotency-Key"] = draw.choice(
                    ["", "k", "x" * 256, "\xe9"])
            connection.request(method.upper(), where + ("?" + query) * bool(query),
                               body.encode() if body is not None else None,
                               headers)
            answer = connection.getresponse()
            text = answer.read()
            self.assertLess(answer.status, 500, (method, where, query, text))
            if answer.status >= 400:
                self.assertEqual(answer.getheader("Content-Type"),
                                 "application/problem+json")
            asked += 1
        connection.close()
        self.assertEqual(asked, 1500)


if __name__ == "__main__":
    program.main()
