# SPDX-License-Identifier: Apache-2.0
"""rounds: runs the entrants of a job one after the other, round after round."""
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field

from harness.answers import Different
from harness.jobs import Case


@dataclass
class Result:
    """What is known of one entrant: why it was not run, or what it took."""
    name: str
    version: str = ""
    missing: str = ""
    answer: str = ""
    stages: list = field(default_factory=list)  # of each round
    told: dict = field(default_factory=dict)    # of the last round


def run_once(entrant, case, limit):
    """Returns what the program told, or why there is nothing (text)."""
    shutil.rmtree(case.out, ignore_errors=True)
    case.out.mkdir(parents=True)
    command = [str(word) for word in entrant.command(case)]
    try:
        done = subprocess.run(command, text=True, capture_output=True,
                              check=False, timeout=limit,
                              env=case.tools.environment)
    except subprocess.TimeoutExpired:
        return f"took longer than {limit} s"
    if done.returncode != 0:
        sys.exit(f"peers: {entrant.name} failed\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def run_job(job, case, rounds, limit):
    """Returns a Result for each entrant.

    Errors: ends the script where a program fails or gives another answer.
    """
    results = [Result(entrant.name, missing="; ".join(filter(None, (
        case.tools.missing(need) for need in entrant.needs))))
        for entrant in job.entrants]
    expected = None
    for number in range(rounds):
        for entrant, result in zip(job.entrants, results):
            if result.missing:
                continue
            told = run_once(entrant, case, limit)
            if isinstance(told, str):
                result.missing = told
                continue
            result.told, result.version = told, told["version"]
            result.stages.append(told["stages"])
            if number == 0:
                expected = judge(job, entrant, result, case, expected)
    return results


def judge(job, entrant, result, case, expected):
    """Fills in the answer; returns what the next is compared with."""
    try:
        found, result.answer = job.check(case.corpus, case.out, result.told,
                                         expected)
    except Different as difference:
        sys.exit(f"peers: {job.name}: {entrant.name} gives another answer: "
                 f"{difference}")
    return found if expected is None else expected
