# SPDX-License-Identifier: Apache-2.0
"""answers: whether a program gave the answer, as a cell of the table.

Each check is given the corpus, the folder of the output, what the program told
and what the first program of the job gave (None for that one). It returns
(what to hand to the next, the cell) or raises Different.
"""


class Different(Exception):
    """A program gives another answer where there is only one."""


def rows_of(path):
    """The rows of a table, whatever their order."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return sorted(row.replace('"', "") for row in rows[1:])


def same_rows(_, out, __, expected):
    """One answer, row by row."""
    found = rows_of(out / "applications.csv")
    if expected is not None and found != expected:
        odd = sorted(set(found) ^ set(expected))[:3]
        raise Different(f"{len(found)} rows, not {len(expected)}: {odd}")
    return found, f"{len(found):,} rows, the same"


def beside_truth(corpus, out, _, expected):
    """The share of the true rows that were found, and how many are not true."""
    truth = expected or set(rows_of(corpus / "truth.csv"))
    found = rows_of(out / "applications.csv")
    right = sum(1 for row in found if row in truth)
    return truth, (f"{100 * right / len(truth):.2f} % right, "
                   f"{len(found) - right:,} wrong")


def found_first(_, __, told, ___):
    """The share of the names that were found first."""
    return True, f"{100 * told['found']:.2f} % found"


def same_totals(_, __, told, expected):
    """As many receipts of the same sum."""
    totals = (told["receipts"], told["amount"])
    if not totals[0] or expected not in (None, totals):
        raise Different(f"{totals} receipts and amount, not {expected}")
    return totals, f"{totals[0]:,} receipts, the same"
