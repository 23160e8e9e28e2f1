# SPDX-License-Identifier: Apache-2.0
"""supervisor_test.py - the service says when it is ready, as systemd asks.
"""
import os
import signal
import socket
from unittest import mock

from program import main
from serve_program import ServeTest


class SupervisorTest(ServeTest):
    def setUp(self):
        super().setUp()
        self.load_items()

    def start_under(self, name):
        with mock.patch.dict(os.environ, NOTIFY_SOCKET=name):
            self.start()

    def listen_at(self, name):
        told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(told.close)
        told.bind(name.replace("@", "\0", 1))
        told.settimeout(20)
        return told

    def test_it_is_ready_when_it_takes_connections(self):
        for name in (self.path("notify"), f"@cashmatch-test-{os.getpid()}"):
            told = self.listen_at(name)
            self.start_under(name)
            first = told.recv(100).decode().splitlines()
            self.assertEqual(first, [
                "READY=1", f"STATUS=listening http://127.0.0.1:{self.port}"])
            self.assertEqual(self.ask("GET", "/readyz").status, 200)
            self.kill(signal.SIGTERM)
            self.assertEqual(told.recv(100), b"STOPPING=1\nSTATUS=draining")
            told.setblocking(False)
            self.assertRaises(BlockingIOError, told.recv, 100)  # once

    def test_one_that_does_not_start_is_not_ready(self):
        told = self.listen_at(self.path("notify"))
        with mock.patch.dict(os.environ, NOTIFY_SOCKET=self.path("notify")):
            done = self.run_program("serve", "--store", "nowhere/cash.db",
                                    "--listen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 1, done.stderr)
        told.setblocking(False)
        self.assertRaises(BlockingIOError, told.recv, 100)

    def test_nobody_to_tell_is_no_fault(self):
        for name in (self.path("gone"), "", "@", "/" + "x" * 200):
            self.start_under(name)
            self.assertEqual(self.ask("GET", "/readyz").status, 200)
            self.kill(signal.SIGTERM)


if __name__ == "__main__":
    main()
