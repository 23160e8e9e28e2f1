# SPDX-License-Identifier: Apache-2.0
"""syscalls - every system call of one `submit` that changes a disk, failed or
killed, by strace."""
import os
import re
import shutil
import subprocess

from faults.ledger_place import (Place, Tally, acked, answered, judge, killed)

CALLS = ["openat", "mkdir", "write", "pwrite64", "ftruncate", "fsync",
         "fdatasync", "rename", "renameat2", "unlink"]
# Once, and from then on for good.
FAULTS = ["error=EIO:when={}", "error=EIO:when={}+", "error=ENOSPC:when={}",
          "error=ENOSPC:when={}+", "signal=KILL:when={}"]


def why_not():
    """Returns why calls cannot be failed here, or "". It is the canary: a
    write that must fail, and the same without a fault, that must not."""
    if shutil.which("strace") is None:
        return "no strace; run scripts/setup"
    writing = ["sh", "-c", "echo x"]
    for fault, ends in (([], 0), (["-e", "inject=write:error=EIO:when=1+"],
                                  None)):
        done = subprocess.run(
            ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=write",
             *fault, *writing], capture_output=True, check=False)
        if (done.returncode == 0) != (ends == 0):
            return f"strace does not act: {done.stderr.decode().strip()}"
    return ""


def trace(place, call, fault=""):
    """Runs a submission with one kind of call traced, and perhaps failed.
    Returns how it ended and the lines of the trace."""
    log = place.path("trace")
    inject = ["-e", f"inject={call}:{fault}"] if fault else []
    done = place.run(["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}",
                      *inject, *place.submission()])
    with open(log, errors="replace") as file:
        return done, file.read().splitlines()


def points(place, scratch, call):
    """Returns the numbers of the calls of that kind, from 1; of openat those
    since the store was opened, because before it only libraries are."""
    done, lines = trace(place.copy_to(scratch), call)
    assert done.returncode == 0, done.stderr
    calls = [line for line in lines if re.search(rf"\b{call}\(", line)]
    first = next((number for number, line in enumerate(calls)
                  if place.store in line), 0) if call == "openat" else 0
    return range(first + 1, len(calls) + 1)


def one_fault(place, call, fault, believed, tally):
    """Sends the file under one fault, and judges; `place` is a copy."""
    before = place.rows()
    done, lines = trace(place, call, fault)
    what = f"{call} {fault}"
    text = "\n".join(lines)
    if "(INJECTED)" in text or "killed by SIGKILL" in text:
        tally.faults += 1
    else:
        tally.idle += 1
    if not ("signal" in fault and killed(done.returncode)):
        answered(done, what, tally)
    judge(place, before, believed or acked(done), what, tally)


def campaign(program, folder, every=1, believed=False, calls=None):
    """Fails every call of each kind in all ways, or each `every`th of these. `believed` is a
    caller to see: it takes every answer for a promise.
    Returns a tally for each kind of call."""
    shutil.rmtree(os.path.join(folder, "base"), ignore_errors=True)
    base = Place(program, os.path.join(folder, "base"))
    base.load()
    base.next_file()
    scratch = os.path.join(folder, "scratch")
    tallies = {}
    for call in calls or CALLS:
        tally = tallies[call] = Tally()
        drawn = 0
        for point in points(base, scratch, call):
            for fault in FAULTS:
                drawn += 1
                if drawn % every == 1 % every:
                    one_fault(base.copy_to(scratch), call,
                              fault.format(point), believed, tally)
    return tallies
