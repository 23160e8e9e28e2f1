#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""regress - runs every bug that was ever fixed, to see that it stays fixed.

Usage: regress.py PROGRAM [--update] [FOLDER...]

Each folder beside this script is one bug. Its `run` is a bash script that is
started in a copy of the folder with the program as $CASHMATCH; what it prints
(both streams) must be `expected`, byte for byte.
"""
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def run(program, folder):
    """Returns what a bug's script prints."""
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, "bug")
        shutil.copytree(folder, copy)
        answer = subprocess.run(
            ["bash", "run"], cwd=copy, timeout=60, check=False,
            env={**os.environ, "CASHMATCH": program, "LC_ALL": "C"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return answer.stdout


def check(program, name, update):
    """Returns a complaint about one bug, or nothing."""
    folder = os.path.join(HERE, name)
    for needed in ("README.md", "run"):
        if not os.path.exists(os.path.join(folder, needed)):
            return f"{name}: no {needed}"
    printed = run(program, folder)
    path = os.path.join(folder, "expected")
    if update:
        with open(path, "wb") as file:
            file.write(printed)
        return None
    with open(path, "rb") as file:
        expected = file.read()
    if not expected:
        return f"{name}: expects nothing, so it cannot fail"
    if printed == expected:
        return None
    return (f"{name}: expected\n{expected.decode('utf-8', 'replace')}"
            f"{name}: printed\n{printed.decode('utf-8', 'replace')}")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    update = "--update" in sys.argv[1:]
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    names = arguments[1:] or sorted(
        name for name in os.listdir(HERE)
        if os.path.isdir(os.path.join(HERE, name)) and name != "__pycache__")
    program = os.path.abspath(arguments[0])
    complaints = [c for c in (check(program, n, update) for n in names) if c]
    for complaint in complaints:
        print(complaint)
    print(f"regress: {len(names)} bugs, {len(complaints)} are back")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
