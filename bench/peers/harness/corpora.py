# SPDX-License-Identifier: Apache-2.0
"""corpora: the files that a job runs over, made once for each size."""
import shutil
import subprocess
import sys
from pathlib import Path

from mt940_files import write_files
from names_corpus import write_names

MIXES = Path(__file__).resolve().parents[2] / "mixes"
ITEMS_PER_LINE = 1.1  # the generator closes and disputes some
ITEMS_PER_CUSTOMER = 12


class Corpora:
    """Below `work`; a folder that was left half made is made again."""

    def __init__(self, work, program):
        self.work, self.program = work, program

    def generate(self, folder, items, receipts, mix=None):
        """Runs `cashmatch generate` with the same seed every time."""
        command = [self.program, "generate", "--items", items, "--receipts",
                   receipts, "--seed", 1, "--out", folder]
        if mix:
            command += ["--mix", MIXES / f"{mix}.toml"]
        done = subprocess.run([str(word) for word in command], text=True,
                              capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"peers: cashmatch generate failed\n{done.stderr}")

    def once(self, name, make):
        """Returns the folder `name`, which `make` fills if it is not there."""
        folder = self.work / "corpora" / name
        if not folder.is_dir():
            half = folder.with_name(name + ".half")
            shutil.rmtree(half, ignore_errors=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            make(half)
            half.rename(folder)
        return folder

    def matched(self, mix, lines):
        """A book and `lines` checks of a mix."""
        return self.once(f"{mix}-{lines}", lambda folder: self.generate(
            folder, int(lines * ITEMS_PER_LINE) + 100, lines, mix))

    def read(self, bank_format, receipts):
        """Bank files of one format: the folder `bank` of the answer."""
        if bank_format == "mt940":
            return self.once(f"mt940-{receipts}", lambda folder: write_files(
                folder / "bank", receipts))
        return self.once(
            f"{bank_format}-{receipts}", lambda folder: self.generate(
                folder, receipts * 3 // 2 + 100, receipts,
                f"read_{bank_format}"))

    def names(self, names, queries):
        """About `names` names and as many queries as asked."""
        def make(folder):
            book = folder.with_name(folder.name + ".book")
            shutil.rmtree(book, ignore_errors=True)
            self.generate(book, names * ITEMS_PER_CUSTOMER, 0)
            write_names(book / "customers.csv", folder, queries)
            shutil.rmtree(book)
        return self.once(f"names-{names}-{queries}", make)
