# SPDX-License-Identifier: Apache-2.0
"""Polars: the exact lockbox job as lazy frames over the same files.

Usage: polars_exact.py CORPUS OUT THREADS

The number of threads is read when Polars is loaded, so it is set before.
"""
import os
import sys

os.environ["POLARS_MAX_THREADS"] = sys.argv[3]
import polars as pl

from clock import Clock


def cents(text):
    """Decimal text with two places as an integer."""
    return text.str.replace(".", "", literal=True).cast(pl.Int64)


def load(corpus):
    return (
        pl.scan_csv(f"{corpus}/open_items.csv", infer_schema=False)
        .filter((pl.col("status") != "closed") & (pl.col("currency") == "USD"))
        .select("item_id", "amount", number="document_number",
                cents=cents(pl.col("amount")))
        .collect(engine="streaming"))


def paid(corpus):
    """Each line of advice with the lockbox of the record 5 before it."""
    line = pl.col("line")
    box = pl.concat_str(line.str.slice(7, 7).str.strip_chars_start("0"),
                        pl.lit("-20"), line.str.slice(14, 6))
    return (
        pl.scan_csv(f"{corpus}/bank/*.lbx", has_header=False, separator="\x01",
                    quote_char=None, infer_schema=False, new_columns=["line"])
        .with_columns(kind=line.str.slice(0, 1))
        .filter(pl.col("kind").is_in(["4", "5"]))
        .with_columns(box=pl.when(pl.col("kind") == "5").then(box)
                      .otherwise(None).forward_fill())
        .filter(pl.col("kind") == "4")
        .select(bank_reference=pl.concat_str(
                    pl.col("box"), pl.lit("-"), line.str.slice(1, 3),
                    pl.lit("-"), line.str.slice(4, 3)),
                number=line.str.slice(11, 16).str.strip_chars_end(" "),
                cents=line.str.slice(27, 10).cast(pl.Int64)))


def match(corpus, out, items):
    (paid(corpus).join(items.lazy(), on=["number", "cents"])
     .select("bank_reference", "item_id", "amount")
     .sink_csv(f"{out}/applications.csv", engine="streaming"))


def main():
    corpus, out, _ = sys.argv[1:]
    clock = Clock()
    items = clock.run("book", lambda: load(corpus))
    clock.run("job", lambda: match(corpus, out, items))
    clock.tell(pl.__version__)


if __name__ == "__main__":
    main()
