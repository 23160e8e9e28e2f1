# SPDX-License-Identifier: Apache-2.0
"""cashmatch: `cashmatch match` over a corpus, as one more program of a job.

Usage: cashmatch_match.py CORPUS OUT THREADS PROGRAM

Seconds by stage are those of its timing.json: `book` as it stands, all else is
`job`. A new process with a new output folder: cold.
"""
import json
import subprocess
import sys
from pathlib import Path


def stages_of(timing):
    """Returns {"book": [wall, cpu], "job": [wall, cpu]}."""
    stages = {"book": [0.0, 0.0], "job": [0.0, 0.0]}
    for stage in timing["stages"]:
        spent = stages["book" if stage["stage"] == "book" else "job"]
        spent[0] += stage["seconds"]
        spent[1] += stage["cpu_seconds"]
    return stages


def main():
    corpus, out, threads, program = sys.argv[1:]
    corpus, out = Path(corpus), Path(out)
    done = subprocess.run(
        [program, "match", "--open-items", corpus / "open_items.csv",
         "--customers", corpus / "customers.csv", "--rules",
         corpus / "rules.toml", "--brief", "--threads", threads, "--overwrite",
         "--out", out, corpus / "bank"], stderr=subprocess.PIPE, text=True,
        check=False)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr)
    summary = json.loads((out / "summary.json").read_text())
    timing = json.loads((out / "timing.json").read_text())
    print(json.dumps({"version": summary["version"],
                      "stages": stages_of(timing)}))


if __name__ == "__main__":
    main()
