# SPDX-License-Identifier: Apache-2.0
"""tools: gets what the peers need, and says why something is not there.

Packages go below the work folder and nowhere else; a PostgreSQL server of our
own is started there when the first job asks for it, and stopped at the end.
"""
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = {
    "duckdb": ["duckdb==2.0.0"],
    "polars": ["polars==2.1.0"],
    "rapidfuzz": ["rapidfuzz==3.14.6", "numpy==2.4.6"],
    "bai2": ["bai2==0.15.0"],
    "mt-940": ["mt-940==5.1.1"],
}
SERVER = ROOT / "tests" / "system" / "postgres_server.py"
# What a user of a benchmark sets: memory, and no waiting for the disk.
SETTINGS = ("shared_buffers=1GB", "work_mem=512MB", "maintenance_work_mem=512MB",
            "max_wal_size=8GB", "fsync=off", "synchronous_commit=off",
            "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
            "jit=off")


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1].strip()[:160] if lines else "no message"


class Tools:
    """`missing(need)` is asked before a peer runs; nothing is fetched where
    `install` is false."""

    def __init__(self, work, build, venv, install):
        self.work, self.build, self.install = work, build, install
        self.venv = venv  # our own Python, with the packages
        self.known = {}  # need -> why it is missing, or ""
        self.environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}

    def python(self):
        """Returns the Python that has the packages, or this one."""
        own = self.venv / "bin" / "python"
        return own if own.is_file() else Path(sys.executable)

    def program(self, name):
        return self.build / ("" if name == "cashmatch" else "bench") / name

    def missing(self, need):
        """Returns why something is not there, or an empty string."""
        if need not in self.known:
            if need in PACKAGES:
                self.known[need] = self._package(need)
            elif need == "postgres":
                self.known[need] = self._postgres()
            elif need == "moov":
                self.known[need] = self._moov()
            else:
                self.known[need] = self._built(need)
        return self.known[need]

    def close(self):
        """Stops what was started."""
        if self.known.get("postgres") == "":
            self._run(sys.executable, SERVER, "stop", self.work / "postgres")

    def _run(self, *command, **options):
        return subprocess.run([str(word) for word in command], text=True,
                              capture_output=True, check=False,
                              env=self.environment, **options)

    def _built(self, name):
        if self.program(name).is_file():
            return ""
        return f"not built: scripts/setup, then the target {name}"

    def _package(self, name):
        wanted = PACKAGES[name]
        if self._installed() >= set(wanted):
            return ""
        if not self.install:
            return f"{wanted[0]} is not installed (--no-install)"
        if not (self.venv).is_dir():
            made = self._run(sys.executable, "-m", "venv", self.venv)
            if made.returncode != 0:
                shutil.rmtree(self.venv, ignore_errors=True)
                return "no venv: " + last_line(made.stdout + made.stderr)
        print(f"peers: installing {' '.join(wanted)} below {self.work}",
              file=sys.stderr)
        done = self._run(self.python(), "-m", "pip", "install", "--quiet",
                         *wanted)
        return "" if done.returncode == 0 else "pip: " + last_line(done.stderr)

    def _installed(self):
        """Returns `name==version` of all packages of our own Python."""
        if not (self.venv).is_dir():
            return set()
        listed = self._run(self.python(), "-m", "pip", "list", "--format=json")
        return {f"{one['name'].lower()}=={one['version']}"
                for one in json.loads(listed.stdout or "[]")}

    def _postgres(self):
        folder = self.work / "postgres"
        done = self._run(sys.executable, SERVER, "start", folder, *SETTINGS)
        if done.returncode != 0:
            return last_line(done.stderr)
        first = Path((folder / "place").read_text()) / "data/postmaster.pid"
        self.environment["CASHMATCH_PEERS_POSTGRES"] = (
            folder / "url").read_text()
        self.environment["CASHMATCH_PEERS_POSTMASTER"] = (
            first.read_text().splitlines()[0])
        return ""

    def _moov(self):
        if shutil.which("go") is None:
            return "no Go compiler (go) is installed"
        self.environment.setdefault("GOTOOLCHAIN", "local")
        if not self.install:
            self.environment["GOPROXY"] = "off"
        done = self._run("go", "build", "-o", self.work / "moov_reader", ".",
                         cwd=ROOT / "bench" / "peers" / "moov")
        return "" if done.returncode == 0 else "go: " + last_line(done.stderr)
