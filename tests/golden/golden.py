#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""golden - what `cashmatch read` makes of the files in data/, kept as files.

Usage: golden.py PROGRAM [--update]

For every file of data/samples that is no book, `<name>.summary.json` and
`<name>.ndjson` beside this script hold what the program prints. For every file
of data/rejected, `<name>.expected` beside the file holds messages the program
must print. --update rewrites the golden files; read the difference before you
keep it.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data")
# The samples' book and rules: read by `match`, not by `read`.
NO_BANK_FILE = ("README.md", "open_items", "customers", "rules", "layouts",
                "advice")
MAPPING = ".mapping.toml"
# Rejected files that `match` loads as its book.
BOOK = ("open-items", "customers")
# And those it joins to receipts.
ADVICE = "advice"
# What a message says whose file, or a part of it, is not used.
STOPS = re.compile(r"rejected|held|left out|nothing to read")


def read(program, folder, name, *flags):
    """Runs `cashmatch read` inside a folder, so that no path shows."""
    return subprocess.run([program, "read", *flags, name], cwd=folder,
                          capture_output=True, check=False, timeout=60)


def format_of(name):
    """Returns the flags for a file too broken to be told by its content."""
    formats = {".bai": "bai2", ".lbx": "lockbox", ".sta": "mt940", ".ndjson": "ndjson",
               ".edi": "x12.820", ".ach": "nacha", ".csv": "csv"}
    end = os.path.splitext(name)[1]
    return ["--input-format", formats[end]] if end in formats else []


def mapping_of(folder, name):
    """Returns the flags for a file with a mapping beside it."""
    mapping = os.path.splitext(name)[0] + MAPPING
    there = os.path.exists(os.path.join(folder, mapping))
    return ["--mapping", mapping] if there else []


def load(program, folder, name):
    """Runs `cashmatch match` on a book or advice that must not load."""
    flag = "--" + next(b for b in (*BOOK, ADVICE) if name.startswith(b))
    book = [flag, name] if flag == "--open-items" else [
        "--open-items", "../samples/open_items.csv", flag, name]
    with tempfile.TemporaryDirectory() as out:
        return subprocess.run(
            [program, "match", *book, "--out", os.path.join(out, "results")],
            cwd=folder, capture_output=True, check=False, timeout=60)


def samples():
    folder = os.path.join(DATA, "samples")
    return [name for name in sorted(os.listdir(folder))
            if not name.startswith(NO_BANK_FILE) and not name.endswith(MAPPING)]


def rejected():
    folder = os.path.join(DATA, "rejected")
    return [name for name in sorted(os.listdir(folder))
            if not name.endswith((".expected", MAPPING)) and name != "README.md"]


def difference(path, found):
    with open(path, "rb") as file:
        expected = file.read()
    if expected == found:
        return ""
    lines = difflib.unified_diff(
        expected.decode("utf-8", "replace").splitlines(),
        found.decode("utf-8", "replace").splitlines(),
        os.path.basename(path), "found", lineterm="")
    return "\n".join(lines) or "the bytes differ"


def check_sample(program, name, update):
    """Returns complaints about one honest file."""
    complaints = []
    folder = os.path.join(DATA, "samples")
    for flags, end in ((["--summary"], ".summary.json"), ([], ".ndjson")):
        answer = read(program, folder, name, *flags, *mapping_of(folder, name))
        if answer.returncode != 0:
            complaints.append(f"{name}: exit {answer.returncode}: "
                              f"{answer.stderr.decode('utf-8', 'replace')}")
        path = os.path.join(HERE, name + end)
        if update:
            with open(path, "wb") as file:
                file.write(answer.stdout)
        elif not os.path.exists(path):
            complaints.append(f"{name}{end}: missing; run with --update")
        else:
            complaints.append(difference(path, answer.stdout))
    return [complaint for complaint in complaints if complaint]


def check_rejected(program, name):
    """Returns complaints about one broken file: every message, the status."""
    folder = os.path.join(DATA, "rejected")
    path = os.path.join(folder, name + ".expected")
    if not os.path.exists(path):
        return [f"{name}: no {name}.expected beside it"]
    with open(path, encoding="utf-8") as file:
        wanted = [line.rstrip("\n") for line in file if line.strip()]
    if not wanted:
        return [f"{name}.expected: holds no message"]
    loads = name.startswith((*BOOK, ADVICE))
    answer = load(program, folder, name) if loads else read(
        program, folder, name, *format_of(name), *mapping_of(folder, name))
    printed = answer.stderr.decode("utf-8", "replace").splitlines()
    complaints = [f"{name}: not printed: {line}\n  printed: "
                  + "\n  printed: ".join(printed)
                  for line in wanted
                  if not any(line in message for message in printed)]
    stops = any(STOPS.search(line) for line in wanted)
    if (answer.returncode in (1, 3)) != stops:
        complaints.append(f"{name}: exit {answer.returncode}, expected "
                          + ("1 or 3" if stops else "0: it only warns"))
    return complaints


def left_over(names):
    """Returns golden files whose sample is gone."""
    kept = {name + end for name in names for end in (".summary.json", ".ndjson")}
    return [f"{name}: its sample is gone" for name in sorted(os.listdir(HERE))
            if name.endswith((".summary.json", ".ndjson")) and name not in kept]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    update = "--update" in sys.argv[1:]
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    program = os.path.abspath(arguments[0])
    honest, broken = samples(), rejected()
    complaints = left_over(honest)
    if not honest or not broken:
        complaints.append("data/samples or data/rejected is empty")
    for name in honest:
        complaints += check_sample(program, name, update)
    for name in broken:
        complaints += check_rejected(program, name)
    for complaint in complaints:
        print(complaint)
    print(f"golden: {len(honest)} samples, {len(broken)} rejected files, "
          f"{len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
