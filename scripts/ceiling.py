# SPDX-License-Identifier: Apache-2.0
"""ceiling.py - what keeps receipts of scripts/ledgers from being applied, and
how many of them any choice among the same odds could win. Imported by it.
"""
from collections import defaultdict

# Why receipts are hard, by what history explains of them (adapters/backtest).
WHY = {
    "ambiguous": "several choices of the open items make the amount",
    "amount": "one choice would, were all that was left before settled",
    "uncounted": "too many open items to count the choices",
    "inexact": "a difference, unquoted: no choice makes the amount",
    "no_payer": "not quoted, the payer not known for sure",
    "reference": "quoted, but not to be applied unseen",
}


def offers(cases):
    """Returns the receipts left to a person with a first proposal, the surest
    first, as pairs: what was stated, whether it was right."""
    return sorted(((float(c.judged["confidence"]), c.judged["proposal"] == "right")
                   for c in cases if not c.unseen and c.judged["proposal"]),
                  reverse=True)


def best_threshold(cases, precision):
    """Applies first proposals as well, the surest first, as far as the precision
    (in percent) holds, which is known only afterwards. Returns how many receipts
    are right then, of how many applied, and what was stated of the last one."""
    right = sum(1 for c in cases if c.right)
    unseen = sum(1 for c in cases if c.unseen)
    best = (right, unseen, None)
    found = offers(cases)
    for at, (stated, is_right) in enumerate(found):
        right, unseen = right + is_right, unseen + 1
        last = at + 1 == len(found) or found[at + 1][0] < stated
        if last and right > best[0] and 100 * right >= precision * unseen:
            best = (right, unseen, stated)
    return best


def show(cases, revealed, goal):
    """Prints the strata of what is due and not right, and the ceilings.
    `revealed` has the same receipts, run with --day-reveal."""
    due = [c for c in cases if c.due]
    name = lambda c: (c.seed, c.payment["payment_id"])
    won = {name(c) for c in revealed if c.right}
    strata = defaultdict(list)
    for case in due:
        if not case.right:
            strata[case.judged["evidence"]].append(case)
    print("  what stands in the way, of what is due: lost receipts and points of"
          " coverage;\n  of these, with a first proposal, it being right, as many"
          " right as it was stated;\n  right if people settle each evening what was"
          " left")
    print(f"  {'':12}{'lost':>6}{'points':>8}{'offered':>9}{'right':>7}{'stated':>8}"
          f"{'revealed':>10}")
    for key, part in sorted(strata.items(), key=lambda pair: -len(pair[1])):
        found = offers(part)
        print(f"  {key:12}{len(part):6}{100 * len(part) / len(due):8.2f}"
              f"{len(found):9}{sum(yes for _, yes in found):7}"
              f"{sum(stated for stated, _ in found):8.1f}"
              f"{sum(1 for c in part if name(c) in won):10}  {WHY[key]}")
    for words, (right, unseen, stated) in (
            ("with these odds, at the goal's precision",
             best_threshold(cases, goal[0])),
            ("with every first proposal applied", best_threshold(cases, 0))):
        at = "" if stated is None else f", down to {stated:.6f}"
        print(f"  ceiling {words}: coverage {100 * right / len(due):.2f}, precision"
              f" {100 * right / max(1, unseen):.2f}{at}")
    right = sum(1 for c in revealed if c.right)
    unseen = sum(1 for c in revealed if c.unseen)
    print(f"  ceiling with day reveal: coverage {100 * right / len(due):.2f},"
          f" precision {100 * right / max(1, unseen):.2f}")
