# SPDX-License-Identifier: Apache-2.0
"""proxy_test.py - the service behind nginx and Caddy, as the samples set them.
"""
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time

from program import main
from serve_program import ServeTest

SAMPLES = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))), "data", "install", "proxy")
NAME = "cashmatch.example.com"


def free_port():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def many_receipts(count, text):
    return "".join(
        json.dumps({"bank_reference": f"B{n}-{count}", "currency": "USD",
                    "account": "9876540123", "amount": "1.00",
                    "value_date": "2026-03-02", "text": [text]}) + "\n"
        for n in range(count)).encode()


class ProxyTest(ServeTest):
    options = ("--single-operator", "--behind-proxy")
    needs = ""

    def setUp(self):
        super().setUp()
        if not shutil.which(self.needs, path=os.environ["PATH"] + ":/usr/sbin"):
            self.skipTest(f"SKIPPED, no {self.needs} on this machine")
        done = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
             f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-days",
             "2", "-keyout", "key.pem", "-out", "chain.pem"],
            cwd=self.folder, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.proxy = None
        self.addCleanup(self.end_proxy)

    def sample(self, name, *changes):
        """Returns a sample with what a test must change; each change is
        needed."""
        with open(os.path.join(SAMPLES, name)) as file:
            text = file.read()
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        return text

    def check(self, *command):
        done = subprocess.run(command, cwd=self.folder, capture_output=True,
                              text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def run_proxy(self, *command):
        self.errors = open(self.path("proxy.log"), "ab")
        self.addCleanup(self.errors.close)
        self.proxy = subprocess.Popen(command, cwd=self.folder,
                                      stdout=self.errors, stderr=self.errors,
                                      env={**os.environ, "HOME": self.folder})
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.front)).close()
                return
            except OSError:
                time.sleep(0.05)
        self.fail("the proxy does not listen: " + self.text("proxy.log"))

    def end_proxy(self):
        if self.proxy:
            self.proxy.send_signal(signal.SIGTERM)
            self.proxy.wait(30)
            self.proxy = None

    def connect(self):
        """Returns a connection over TLS to the proxy."""
        trust = ssl.create_default_context(cafile=self.path("chain.pem"))
        connection = http.client.HTTPSConnection(NAME, self.front, timeout=60,
                                                 context=trust)
        connection.sock = trust.wrap_socket(
            socket.create_connection(("127.0.0.1", self.front), timeout=60),
            server_hostname=NAME)
        self.addCleanup(connection.sock.close)
        return connection

    def front_ask(self, method, path, body=None, connection=None):
        connection = connection or self.connect()
        connection.request(method, path, body, {
            "Authorization": "Bearer " + self.tokens["operator"]})
        reply = connection.getresponse()
        return reply.status, reply.read()

    # What holds behind every proxy.

    def goes_through(self):
        """A file goes in by the proxy and its results come out, again and
        again on one connection."""
        receipts = many_receipts(4000, "x" * 900)
        self.assertGreater(len(receipts), 3 << 20)  # more than any default
        connection = self.connect()
        status, body = self.front_ask(
            "POST", "/v1/files?name=a.ndjson&wait=60", receipts, connection)
        self.assertIn(status, (200, 202), body)
        job = json.loads(body)
        self.assertEqual(job["state"], "done")
        status, again = self.front_ask(
            "POST", "/v1/files?name=a.ndjson&wait=60", receipts, connection)
        self.assertEqual(json.loads(again)["id"], job["id"])

    def streams_in(self, seconds=10):
        """Returns whether the service has the beginning of a body before its
        end was sent."""
        before = self.spooled()
        connection = self.connect()
        connection.putrequest("POST", "/v1/uploads")
        connection.putheader("Authorization",
                             "Bearer " + self.tokens["operator"])
        connection.putheader("Content-Length", str(2 << 20))
        connection.endheaders()
        connection.send(b"x" * (1 << 20))
        end = time.monotonic() + seconds
        while self.spooled() == before and time.monotonic() < end:
            time.sleep(0.05)
        streamed = self.spooled() > before
        connection.send(b"x" * (1 << 20))
        self.assertEqual(connection.getresponse().status, 201)
        return streamed

    def spooled(self):
        """Returns the bytes that the service has written of what came."""
        return sum(os.path.getsize(os.path.join(folder, name))
                   for folder, _, names in os.walk(self.path("spool"))
                   for name in names)

    def events_come_at_once(self):
        """Returns whether the first event is here while the job still runs."""
        _, body = self.front_ask("POST", "/v1/files?name=long.ndjson",
                                 many_receipts(150_000, "no reference"))
        path = f"/v1/jobs/{json.loads(body)['id']}"
        connection = self.connect()
        connection.request("GET", path + "/events", headers={
            "Authorization": "Bearer " + self.tokens["operator"]})
        reply = connection.getresponse()
        self.assertEqual(reply.status, 200)
        self.assertIn("text/event-stream", reply.headers["Content-Type"])
        self.assertTrue(reply.readline())
        state = self.ask("GET", path).json()["state"]
        self.assertIn(b"done", reply.read())
        return state in ("queued", "running")

    def all_holds(self):
        self.goes_through()
        self.assertTrue(self.streams_in())
        self.assertTrue(self.events_come_at_once())
        self.assertEqual(self.front_ask("GET", "/readyz")[0], 200)
        self.assertEqual(self.front_ask("GET", "/metrics")[0], 200)


class Nginx(ProxyTest):
    needs = "nginx"

    def configure(self, *changes):
        self.front = free_port()
        server = self.sample(
            "nginx.conf", ("127.0.0.1:8080", f"127.0.0.1:{self.port}"),
            ("listen 443", f"listen 127.0.0.1:{self.front}"),
            ("  listen [::]:443 ssl http2;\n", ""),
            ("/etc/ssl/certs/cashmatch.pem", self.path("chain.pem")),
            ("/etc/ssl/private/cashmatch.key", self.path("key.pem")), *changes)
        paths = "".join(f"{kind}_temp_path {self.path(kind)};" for kind in (
            "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.write("nginx.conf", f"""daemon off; master_process off;
            pid {self.path("nginx.pid")}; error_log stderr;
            events {{}} http {{ access_log off; {paths} {server} }}""")
        return ("/usr/sbin/nginx", "-p", self.folder, "-e", "stderr", "-c",
                self.path("nginx.conf"))

    def test_the_sample_is_understood(self):
        self.port = 8080
        code, told = self.check(*self.configure(), "-t")
        self.assertEqual(code, 0, told)
        self.assertNotIn("[warn]", told)
        code, told = self.check(*self.configure(
            ("proxy_buffering off", "proxy_buffering perhaps")), "-t")
        self.assertNotEqual(code, 0, told)

    def begin(self, *changes):
        self.load_items()
        self.start()
        self.run_proxy(*self.configure(*changes))

    def test_behind_it(self):
        self.begin()
        self.all_holds()

    def test_what_it_keeps_back_does_not_stream(self):
        self.begin(("proxy_request_buffering off", "proxy_request_buffering on"),
                   ("proxy_buffering off", "proxy_buffering on"))
        self.assertFalse(self.streams_in(seconds=1))
        self.assertFalse(self.events_come_at_once())

    def test_figures_are_not_for_the_world(self):
        self.begin(("    allow 127.0.0.1;\n", ""))
        self.assertEqual(self.front_ask("GET", "/metrics")[0], 403)
        self.assertEqual(self.front_ask("GET", "/readyz")[0], 200)

    def test_a_file_beyond_the_limit_is_refused_by_it(self):
        self.begin(("client_max_body_size 4g", "client_max_body_size 1k"))
        self.assertEqual(self.front_ask("POST", "/v1/uploads", b"x" * 2000)[0],
                         413)


class Caddy(ProxyTest):
    needs = "caddy"

    def configure(self, *changes):
        self.front = free_port()
        self.write("Caddyfile", self.sample(
            "Caddyfile", ("127.0.0.1:8080", f"127.0.0.1:{self.port}"),
            ("{\n\tservers", "{\n\tadmin off\n\tauto_https disable_redirects\n"
             f"\thttps_port {self.front}\n\tservers"),
            (f"{NAME} {{", f"{NAME} {{\n\ttls {self.path('chain.pem')} "
             f"{self.path('key.pem')}"), *changes))
        return ("--adapter", "caddyfile", "--config", self.path("Caddyfile"))

    def test_the_sample_is_understood(self):
        self.port = 8080
        code, told = self.check("caddy", "validate", *self.configure())
        self.assertEqual(code, 0, told)
        code, told = self.check("caddy", "validate", *self.configure(
            ("flush_interval -1", "flush_interval perhaps")))
        self.assertNotEqual(code, 0, told)

    def begin(self, *changes):
        self.load_items()
        self.start()
        self.run_proxy("caddy", "run", *self.configure(*changes))

    def test_behind_it(self):
        self.begin()
        self.all_holds()

    def test_figures_are_not_for_the_world(self):
        self.begin(("not remote_ip 127.0.0.1 ::1", "not remote_ip 192.0.2.1"))
        self.assertEqual(self.front_ask("GET", "/metrics")[0], 403)
        self.assertEqual(self.front_ask("GET", "/readyz")[0], 200)

    def test_a_file_beyond_the_limit_is_refused_behind_it(self):
        self.options += ("--file-max", "1kb")
        self.begin()
        status, body = self.front_ask("POST", "/v1/uploads", b"x" * 2000)
        self.assertEqual((status, json.loads(body)["status"]), (413, 413))


if __name__ == "__main__":
    main()
