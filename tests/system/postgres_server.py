#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""postgres_server - a PostgreSQL server of our own, for tests and benches.

Usage: postgres_server.py start FOLDER [NAME=VALUE...] | stop FOLDER

`start` makes a cluster in FOLDER (removed first, if it is there) that listens
on a socket in a short folder of its own and nowhere else, and writes its
address to FOLDER/url; NAME=VALUE are settings of the server. `stop` ends it.
As root it runs as the user `postgres`, because the server refuses root.
"""
import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def program(name):
    """Returns the newest server program of that name."""
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"),
                   key=lambda path: int(path.split("/")[4]))
    if not found:
        sys.exit(f"postgres_server: no {name}; run scripts/setup")
    return found[-1]


def run(*command):
    """Runs a command as a user that the server accepts."""
    if os.geteuid() == 0:
        command = ("runuser", "-u", "postgres", "--") + command
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          cwd="/")
    if done.returncode != 0:
        sys.exit(f"postgres_server: {' '.join(command)}: {done.stdout}"
                 f"{done.stderr}")


def start(folder, *settings):
    """Makes and starts a cluster with the settings (`name=value`)."""
    stop(folder)
    folder.mkdir(parents=True)
    # A socket's path has a short limit, a build folder's may be long.
    place = Path(tempfile.mkdtemp(prefix="cashmatch-pg-"))
    (folder / "place").write_text(str(place))
    if os.geteuid() == 0:
        os.chown(place, pwd.getpwnam("postgres").pw_uid, -1)
    run(program("initdb"), "-D", f"{place}/data", "-U", "postgres", "-A",
        "trust", "-E", "UTF8", "--locale=C", "--no-instructions")
    (folder / "options").write_text(" ".join([f"-k {place} -h ''", *(
        f"-c {setting}" for setting in ("max_connections=40", *settings))]))
    launch(folder)
    (folder / "url").write_text(
        f"postgresql:///postgres?host={place}&user=postgres")


def launch(folder):
    """Starts the cluster of `folder`, and waits until it takes connections."""
    place = (folder / "place").read_text()
    run(program("pg_ctl"), "-D", f"{place}/data", "-w", "-l", f"{place}/log",
        "-o", (folder / "options").read_text(), "start")


def crash(folder, number):
    """Ends the cluster by a signal, SIGQUIT to its first process or SIGKILL to
    all, and waits until they are gone; `launch` starts it again."""
    data = (Path((folder / "place").read_text()) / "data").resolve()
    first = int((data / "postmaster.pid").read_text().split()[0])
    os.kill(first, number)
    left = processes_in(data)
    while left:
        for process in left if number == signal.SIGKILL else []:
            try:
                os.kill(process, number)
            except ProcessLookupError:
                pass
        time.sleep(0.002)
        left = processes_in(data)
    # Until somebody waits for a killed process its number seems to be in use.
    for lock in [data / "postmaster.pid", *data.parent.glob(".s.PGSQL.*")]:
        lock.unlink(missing_ok=True)


def processes_in(folder):
    """Returns the processes at work in a folder, as all of a cluster are."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            if entry.isdigit() and os.readlink(
                    f"/proc/{entry}/cwd") == str(folder):
                found.append(int(entry))
        except OSError:
            pass  # it ended meanwhile
    return found


def stop(folder):
    """Ends the cluster of `folder` and removes it, if there is one."""
    note = folder / "place"
    if note.exists():
        place = Path(note.read_text())
        if (place / "data" / "postmaster.pid").exists():
            run(program("pg_ctl"), "-D", f"{place}/data", "-m", "immediate",
                "-w", "stop")
        shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def main():
    command, *rest = sys.argv[1:] or [""]
    if not rest or command not in ("start", "stop") or (
            command == "stop" and len(rest) > 1):
        sys.exit(__doc__)
    folder, *settings = rest
    {"start": start, "stop": stop}[command](Path(folder).absolute(), *settings)


if __name__ == "__main__":
    main()
