# SPDX-License-Identifier: Apache-2.0
"""program_help.py - what a program says with --help, as data.

The manual and the completions are made from it, so that none of them can say
what the program does not.
"""
import os
import pwd
import re
import subprocess
from dataclasses import dataclass, field

# What may follow a value's name: the values or the range that are accepted.
VALUE = re.compile(r"^(?P<name>[^\s=]*?)"
                   r"(?::(?P<check>\{[^}]*\}|U?INT in .*?\]|FLOAT in .*?\]|"
                   r"SIZE \[.*?\]|(?P=name)))?(?:=(?P<default>.*))?$")
MARKS = re.compile(r" (?:REQUIRED|\.\.\.|\(Env:(?P<env>\w+)\)|"
                   r"(?:Excludes|Needs): (?P<others>[-\w ]+))$")


@dataclass
class Option:
    """An option or a positional; `value` is empty for a flag."""
    names: list
    value: str = ""
    choices: list = field(default_factory=list)
    check: str = ""
    default: str = ""
    required: bool = False
    repeats: bool = False
    environment: str = ""
    excludes: list = field(default_factory=list)
    text: str = ""

    @property
    def takes(self):
        """Returns what completes its value: file, folder, word or nothing."""
        if self.choices:
            return "word"
        if re.match(r"FILE|INPUT|BANK|STORE", self.value):
            return "file"
        return "folder" if self.value == "DIR" else "nothing"


@dataclass
class Command:
    name: str
    summary: str
    usage: str
    positionals: list
    options: list
    notes: list  # lines


def read_option(left, text):
    """Returns the option that stands left of a description."""
    names, _, rest = left.partition(" ")
    option = Option(names.split(","), text=text)
    rest = (" " + rest).rstrip()
    while mark := MARKS.search(rest):
        option.required |= mark.group(0) == " REQUIRED"
        option.repeats |= mark.group(0) == " ..."
        option.environment = mark["env"] or option.environment
        if mark["others"]:
            option.excludes += mark["others"].split()
        rest = rest[:mark.start()]
    value = VALUE.match(rest.strip())
    if not value:
        raise ValueError(f"not understood: {left}")
    option.value, option.default = value["name"], value["default"] or ""
    check = value["check"] or ""
    if check.startswith("{"):
        option.choices = check[1:-1].split(",")
    elif check != option.value:
        option.check = check
    # Who made the pages is nobody's default.
    if "--by" in option.names and option.default == login():
        option.default = ""
    return option


def login():
    return pwd.getpwuid(os.getuid()).pw_name


def read_entries(lines):
    """Returns (left, description) of each entry of a section."""
    entries = []
    for line in lines:
        if line.startswith(" " * 20):
            entries[-1][1] = (entries[-1][1] + " " + line.strip()).strip()
            continue
        left, _, text = line.strip().partition("  ")
        entries.append([left, text.strip()])
    return entries


def read_command(name, text):
    """Returns the command that `cashmatch NAME --help` describes."""
    lines = text.rstrip("\n").split("\n")
    if not lines[1].startswith("Usage: "):
        raise ValueError(f"{name}: no usage in its help")
    command = Command(name, lines[0], lines[1][len("Usage: "):], [], [], [])
    section, at = "", 2
    heads = {"Positionals:", "Options:", "Subcommands:"}
    while at < len(lines):
        line = lines[at]
        if line in heads:
            section = line
        elif line and not line.startswith(" "):
            break
        elif line and section == "Positionals:":
            end = next((i for i in range(at, len(lines)) if not lines[i]),
                       len(lines))
            command.positionals = [read_option(*entry) for entry in
                                   read_entries(lines[at:end])]
            at = end
        elif line and section == "Options:":
            end = next((i for i in range(at, len(lines)) if not lines[i]),
                       len(lines))
            command.options = [read_option(*entry) for entry in
                               read_entries(lines[at:end])]
            at = end
        at += 1
    for positional in command.positionals:
        positional.value = positional.value or positional.names[0]
    command.notes = lines[at:]
    return command


def run(program, *arguments):
    return subprocess.run([program, *arguments], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def read_program(program):
    """Returns (version, the program itself, its commands)."""
    text = run(program, "--help")
    whole = read_command("cashmatch", text)
    listed = text.split("\nSubcommands:\n")[1].rstrip().split("\n\n")[0]
    commands = [read_command(name, run(program, name, "--help"))
                for name, _ in read_entries(listed.split("\n"))]
    return run(program, "--version").split()[1], whole, commands
