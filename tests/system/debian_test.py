# SPDX-License-Identifier: Apache-2.0
"""debian_test.py - the package for Debian: built, listed, unpacked, and run.
"""
import gzip
import os
import re
import shutil
import subprocess

import program
from program import ProgramTest, main

UNITS = ("cashmatch-serve", "cashmatch-watch")
EXAMPLES = "usr/share/doc/cashmatch/examples"
CONTENT = {
    "etc/cashmatch/cashmatch.env": "-rw-r--r--",
    "lib/systemd/system/cashmatch-serve.service": "-rw-r--r--",
    "lib/systemd/system/cashmatch-watch.service": "-rw-r--r--",
    "usr/bin/cashmatch": "-rwxr-xr-x",
    "usr/share/bash-completion/completions/cashmatch": "-rw-r--r--",
    "usr/share/doc/cashmatch/README.md": "-rw-r--r--",
    "usr/share/doc/cashmatch/changelog.gz": "-rw-r--r--",
    "usr/share/doc/cashmatch/copyright": "-rw-r--r--",
    **{f"{EXAMPLES}/{name}": "-rw-r--r--" for name in (
        "Caddyfile", "nginx.conf", "postgresql.conf", "rules.toml", "tls.conf",
        "webhook.conf")},
    "usr/share/fish/vendor_completions.d/cashmatch.fish": "-rw-r--r--",
    "usr/share/man/man1/cashmatch.1.gz": "-rw-r--r--",
    "usr/share/zsh/vendor-completions/_cashmatch": "-rw-r--r--",
}
# What systemd may find to say against the sandbox, of 10.
EXPOSURE_MAX = 1.5


class DebTest(ProgramTest):
    needs = "dpkg-shlibdeps"

    def setUp(self):
        super().setUp()
        if shutil.which(self.needs) is None:
            self.skipTest(f"SKIPPED, no {self.needs} on this machine")
        self.build = os.path.dirname(program.PROGRAM)
        self.run_tool("cpack", "-G", "DEB", "-B", self.path("made"),
                      "--config", os.path.join(self.build, "CPackConfig.cmake"))
        made = [name for name in os.listdir(self.path("made"))
                if name.endswith(".deb")]
        self.assertEqual(len(made), 1, made)
        self.package = self.path(os.path.join("made", made[0]))

    def run_tool(self, *command):
        done = subprocess.run(command, cwd=self.folder, capture_output=True,
                              text=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def unpack(self):
        self.run_tool("dpkg-deb", "-x", self.package, self.path("root"))
        self.run_tool("dpkg-deb", "-e", self.package, self.path("control"))


class Package(DebTest):
    def test_it_holds_this_and_nothing_else(self):
        found = {}
        for line in self.run_tool("dpkg-deb", "-c", self.package).splitlines():
            mode, owner, _, _, _, path = line.split(None, 5)
            self.assertEqual(owner, "root/root")
            if mode.startswith("d"):
                self.assertEqual(mode, "drwxr-xr-x", path)
            else:
                found[path.removeprefix("./")] = mode
        self.assertEqual(found, CONTENT)

    def test_what_it_unpacks_runs(self):
        self.unpack()
        self.write("items.csv", program.ITEMS)
        self.write("r.ndjson", program.RECEIPTS)
        binary = self.path("root/usr/bin/cashmatch")
        version = self.run_program("--version").stdout
        self.assertEqual(self.run_tool(binary, "--version"), version)
        self.run_tool(binary, "match", "--open-items", "items.csv", "--out",
                      "out", "r.ndjson")
        self.assertIn("INV-1001", self.text("out", "receipts.csv"))
        with gzip.open(self.path("root/usr/share/man/man1/cashmatch.1.gz"),
                       "rt") as file:
            self.assertIn(version.strip(), file.readline())

    def test_its_settings_are_those_of_a_shell_too(self):
        self.unpack()
        path = "root/etc/cashmatch/cashmatch.env"
        self.write(path, self.text(path).replace("/var/lib/cashmatch",
                                                 self.folder))
        items = self.write("items.csv", program.ITEMS)
        for command in (f"load --open-items {items}", "verify"):
            self.run_tool("sh", "-c", f"set -a; . ./{path}; {program.PROGRAM} "
                          + command)
        for name in ("cash.db", "spool"):
            self.assertTrue(os.path.exists(self.path(name)), name)

    def test_what_it_says_of_itself(self):
        self.unpack()
        control = self.text("control", "control")
        number = self.run_program("--version").stdout.split()[1]
        self.assertIn(f"\nVersion: {number}\n", control)
        depends = re.search(r"^Depends: (.*)$", control, re.M)[1].split(", ")
        names = {entry.split()[0] for entry in depends}
        self.assertLessEqual({"adduser", "libc6", "libsqlite3-0", "libpq5",
                              "libtbb12"}, names)
        self.assertEqual(self.text("control", "conffiles"),
                         "/etc/cashmatch/cashmatch.env\n")
        for script in ("postinst", "prerm", "postrm"):
            path = self.path(os.path.join("control", script))
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o755)
            self.run_tool("sh", "-n", path)

    def test_commands_that_units_and_examples_run_are_the_programs(self):
        self.unpack()
        said = {name: self.run_program(name, "--help").stdout
                for name in ("serve", "watch")}
        checked = 0
        for folder, _, names in os.walk(self.path("root")):
            for name in names:
                if not name.endswith((".service", ".conf")):
                    continue
                text = self.text(folder, name)
                for line in re.findall(r"^ExecStart=/(usr/bin.*)$", text, re.M):
                    binary, command, *words = line.split()
                    self.assertTrue(os.path.exists(self.path("root/" + binary)))
                    for word in words:
                        if word.startswith("--"):
                            self.assertIn(f"  {word} ", said[command], line)
                            checked += 1
        self.assertGreater(checked, 4)


class Lintian(DebTest):
    needs = "lintian"

    def test_no_errors_and_no_warnings(self):
        told = self.run_tool("lintian", "--allow-root", "--no-cfg",
                             "--fail-on", "error,warning", self.package)
        self.assertNotRegex(told, r"(?m)^[EW]:")


class Systemd(DebTest):
    needs = "systemd-analyze"

    def verify(self):
        return subprocess.run(
            ["systemd-analyze", "verify", "--man=no", "--root",
             self.path("root"), *(f"{unit}.service" for unit in UNITS)],
            capture_output=True, text=True, timeout=60)

    def test_units_are_understood(self):
        self.unpack()
        self.add_targets()
        done = self.verify()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        unit = f"root/lib/systemd/system/{UNITS[0]}.service"
        self.write(unit, self.text(unit).replace("Type=notify", "Type=exact"))
        self.assertIn("exact", self.verify().stderr)

    def test_examples_fit_the_units(self):
        self.unpack()
        self.add_targets()
        for name in ("tls.conf", "postgresql.conf", "webhook.conf"):
            self.write(f"root/etc/systemd/system/{UNITS[0]}.service.d/{name}",
                       self.text("root", EXAMPLES, name))
        done = self.verify()
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def add_targets(self):
        """Units of the system that ours name."""
        for name in ("basic", "sysinit", "network-online", "multi-user",
                     "shutdown"):
            self.write(f"root/lib/systemd/system/{name}.target", "[Unit]\n")

    def test_the_sandbox_is_tight(self):
        self.unpack()
        for unit in UNITS:
            told = self.run_tool(
                "systemd-analyze", "security", "--offline=true", "--no-pager",
                self.path(f"root/lib/systemd/system/{unit}.service"))
            score = re.search(r"Overall exposure level for .*: ([\d.]+)", told)
            self.assertLessEqual(float(score[1]), EXPOSURE_MAX, told)

    def test_the_drain_ends_before_systemd_ends_it(self):
        self.unpack()
        text = self.text(f"root/lib/systemd/system/{UNITS[0]}.service")
        drain = int(re.search(r"--drain-seconds (\d+)", text)[1])
        stop = int(re.search(r"^TimeoutStopSec=(\d+)$", text, re.M)[1])
        self.assertGreaterEqual(stop, drain + 15)


if __name__ == "__main__":
    main()
