# SPDX-License-Identifier: Apache-2.0
"""mt940_files: statements to read, for the generator writes no MT940.

Each statement holds LINES credits with the fields of German banks and balances
that add up; the same count gives the same bytes.
"""
LINES = 200
FIRST = 1_000_000_00


def money(cents):
    return f"{cents // 100},{cents % 100:02d}"


def credit(number):
    """Returns the cents and the lines of one credit."""
    cents = 1_000 + number * 7_919 % 9_000_000
    return cents, (
        f":61:2603090309CR{money(cents)}NTRFNONREF//{2026030900000 + number}\n"
        f":86:166?00GUTSCHRIFT?100931?20EREF+E2E-{number:09d}?21SVWZ+RECHNUNG "
        f"INV-{number:07d}?30GENODEF1S01?31DE40500105175674{number % 10**6:06d}"
        f"?32TISCHLEREI {number % 9973}\n")


def statement(number, lines):
    """Returns the text of one statement with the credits in `lines`."""
    total, text = FIRST, []
    for line in lines:
        cents, written = credit(line)
        total += cents
        text.append(written)
    return (f":20:ST{number:07d}\n:25:37040044/0532013001\n"
            f":28C:{number + 1:05d}/00001\n:60F:C260306EUR{money(FIRST)}\n"
            + "".join(text) + f":62F:C260309EUR{money(total)}\n-\n")


def write_files(folder, receipts, files=20):
    """Writes `receipts` credits in about `files` files below `folder`."""
    folder.mkdir(parents=True)
    statements = [range(at, min(at + LINES, receipts))
                  for at in range(0, receipts, LINES)]
    each = -(-len(statements) // files)
    for number in range(0, len(statements), each):
        text = "".join(statement(number + at, lines) for at, lines in
                       enumerate(statements[number:number + each]))
        (folder / f"{number:05d}.sta").write_text(text)
