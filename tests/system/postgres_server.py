#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""postgres_server - a PostgreSQL server of our own, for the tests.

Usage: postgres_server.py start FOLDER | stop FOLDER

`start` makes a cluster in FOLDER (removed first, if it is there) that listens
on a socket in a short folder of its own and nowhere else, and writes its
address to FOLDER/url. `stop` ends it. As root it runs as the user `postgres`,
because the server refuses root.
"""
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
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


def start(folder):
    """Makes and starts a cluster."""
    stop(folder)
    folder.mkdir(parents=True)
    # A socket's path has a short limit, a build folder's may be long.
    place = Path(tempfile.mkdtemp(prefix="cashmatch-pg-"))
    (folder / "place").write_text(str(place))
    if os.geteuid() == 0:
        os.chown(place, pwd.getpwnam("postgres").pw_uid, -1)
    run(program("initdb"), "-D", f"{place}/data", "-U", "postgres", "-A",
        "trust", "-E", "UTF8", "--locale=C", "--no-instructions")
    run(program("pg_ctl"), "-D", f"{place}/data", "-w", "-l", f"{place}/log",
        "-o", f"-k {place} -h '' -c max_connections=40", "start")
    (folder / "url").write_text(
        f"postgresql:///postgres?host={place}&user=postgres")


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
    if len(sys.argv) != 3 or sys.argv[1] not in ("start", "stop"):
        sys.exit(__doc__)
    {"start": start, "stop": stop}[sys.argv[1]](Path(sys.argv[2]).absolute())


if __name__ == "__main__":
    main()
