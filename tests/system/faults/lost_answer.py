# SPDX-License-Identifier: Apache-2.0
"""lost_answer - a line to PostgreSQL that loses the answer to one request, after
the server did what was asked."""
import os
import socket
import threading

from faults.ledger_place import Place, Tally, acked, answered, judge
from faults.server_crash import Server

SOCKET = ".s.PGSQL.5432"


class Line:
    """Passes on what a client and a server say, until request `number`, from 1,
    over all connections; its answer is swallowed and the connection ends. Later
    connections are whole."""

    def __init__(self, folder, server_socket, number):
        self.server_socket, self.number, self.requests = (server_socket, number,
                                                          0)
        self.swallowed = False
        self.at = os.path.join(folder, SOCKET)
        if os.path.exists(self.at):
            os.unlink(self.at)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.at)
        self.listener.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server_socket)
            last = threading.Event()  # no answer is passed on any more
            asking = threading.Thread(
                target=self.ask, args=(client, server, last), daemon=True)
            asking.start()
            threading.Thread(
                target=self.answer, args=(client, server, last, asking),
                daemon=True).start()

    def ask(self, client, server, last):
        try:
            while request := client.recv(1 << 16):
                self.requests += 1
                if self.requests == self.number:
                    last.set()
                server.sendall(request)
            server.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def answer(self, client, server, last, asking):
        try:
            while said := server.recv(1 << 16):
                if last.is_set():
                    self.swallowed = True
                    break
                client.sendall(said)
        except OSError:
            pass
        for end in (client, server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
        asking.join()
        client.close()
        server.close()


def send_over(server, place, folder, number):
    """Sends the file of now over a line that loses that answer. Returns how the
    submission ended, and the line."""
    line = Line(folder, os.path.join((server.folder / "place").read_text(),
                                     SOCKET), number)
    place.store = f"postgresql:///postgres?host={folder}&user=postgres"
    done = place.run(place.submission())
    place.store = server.url
    line.close()
    return done, line


def campaign(program, folder, count, believed=False):
    """Loses each answer of a submission in turn, the last first, `count` times
    in all.
    `believed` is a caller to see, who takes a lost answer for a promise."""
    tally = Tally()
    with Server(os.path.join(folder, "server")) as server:
        place = Place(program, os.path.join(folder, "place"), server.url)
        # A socket's path has a short limit, a test's folder may be long.
        lines = os.path.join((server.folder / "place").read_text(), "line")
        os.makedirs(lines)
        place.load()
        place.next_file()
        _, line = send_over(server, place, lines, 0)
        requests = line.requests
        for turn in range(count):
            place.next_file()
            before, number = place.rows(), requests - turn % requests
            done, line = send_over(server, place, lines, number)
            tally.faults += line.swallowed
            tally.idle += not line.swallowed
            what = f"the answer to request {number} of {requests} was lost"
            answered(done, what, tally)
            judge(place, before, believed or acked(done), what, tally)
    return tally
