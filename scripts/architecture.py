# SPDX-License-Identifier: Apache-2.0
"""architecture - who may include whom, and where amounts are not alone.

Read by scripts/structure.
"""

# Who may include whom: the arrows of the architecture. The key is the folder
# (the longest that fits), the value the folders or single headers it may see
# besides itself. A folder name alone does not include the folders below it.
BASE = ("engine/base",)
MODEL = BASE + ("engine/model",)
STAGE = MODEL + ("engine/book",)
READER = MODEL + ("adapters/bytes", "adapters/read")
DOOR = MODEL + ("engine/book/book.h", "engine/engine.h",
                "engine/fold_lumps.h", "engine/join_advice.h",
                "engine/lend_words.h")
ARROWS = {
    "engine/base": (),
    "engine/fuzzy": BASE,
    "engine/sums": BASE,
    "engine/model": BASE,
    "engine/book": MODEL + ("engine/fuzzy",),
    "engine/intake": STAGE,
    "engine/identify": STAGE + ("engine/fuzzy",),
    "engine/propose": STAGE + ("engine/fuzzy", "engine/sums"),
    "engine/resolve": STAGE,
    "engine/wait": STAGE,
    "engine/commit": STAGE,
    "engine": STAGE + ("engine/fuzzy", "engine/intake", "engine/identify", "engine/propose",
                       "engine/resolve", "engine/wait", "engine/commit"),
    "adapters/bytes": BASE,
    "adapters/read": MODEL + ("adapters/bytes",),
    "adapters/read/detect": READER + ("adapters/read/*",),
    "adapters/read/book_input": READER + ("adapters/read/*",),
    "adapters/read/advice_input": READER + ("adapters/read/*",),
    "adapters/read/csv": READER + ("adapters/read/rows",),
    "adapters/read/nacha": READER + ("adapters/read/x12",),
    "adapters/read/ndjson": READER + ("adapters/read/rows",),
    "adapters/read/mapped_csv": READER + (
        "adapters/read/rows", "adapters/read/csv", "adapters/read/rules"),
    "adapters/read/*": READER,
    "adapters/write": MODEL + ("engine/book/book.h", "adapters/bytes",
                               "adapters/read"),
    "adapters/write/enrich": MODEL + ("adapters/read", "adapters/read/bai2",
                                      "adapters/read/mt940",
                                      "adapters/read/camt"),
    "adapters/write/erp": MODEL + ("adapters/write",),
    "adapters/corpus": MODEL + ("adapters/bytes", "adapters/write"),
    "adapters/score": MODEL + ("adapters/bytes", "adapters/read",
                               "adapters/read/csv"),
    "adapters/backtest": MODEL + ("engine/book/book.h", "adapters/read",
                                  "adapters/score", "adapters/write"),
    "adapters/store": BASE + ("adapters/store/sqlite/sqlite_store.h",
                              "adapters/store/postgres/postgres_store.h"),
    "adapters/store/*": BASE + ("adapters/store",),
    "adapters/ledger": MODEL + ("adapters/store", "adapters/read",
                               "adapters/read/book_input", "adapters/write",
                               "adapters/bytes"),
    "adapters/workspace": DOOR + ("adapters/store", "adapters/ledger",
                                  "adapters/bytes", "adapters/read",
                                  "adapters/read/*", "adapters/write",
                                  "adapters/write/enrich",
                                  "adapters/write/erp",
                                  "adapters/corpus", "adapters/score",
                                  "adapters/backtest"),
    "adapters/serve": MODEL + ("adapters/store", "adapters/ledger",
                               "adapters/workspace", "adapters/bytes",
                               "adapters/read", "adapters/write"),
    "adapters/drive/*": DOOR + ("adapters/bytes", "adapters/read",
                                "adapters/read/*", "adapters/write",
                                "adapters/corpus", "adapters/score",
                                "adapters/workspace", "adapters/serve"),
}

# Floating point stays out of everything that can touch an amount. Where it is
# used on purpose, the reason stands here.
FLOATING_ALLOWED = {
    "engine/sums/density": "logarithms of counts and of probabilities",
    "engine/sums/accidents": "logarithms of counts",
    "adapters/corpus": "draws log-normal amounts; rounds once, to minor units",
    "adapters/read/rules/rule_section": "a bare TOML number as a probability",
    "engine/propose/plausibility": "priors of sets of items",
    "engine/propose/together": "the prior of receipts that pay together",
    "engine/resolve/joint": "probabilities of ways to place receipts",
    "engine/resolve/strength": "log odds of a probability, rounded once",
    "engine/propose/scaled": "products of odds",
    "engine/propose/log_sum": "adds logs of probabilities",
    "engine/propose/sum_finder": "the prior of what was not looked at",
    "engine/propose/block_search": "the prior of a set of items",
    "engine/propose/passed_over": "what it tells that an item was not taken",
    "engine/propose/weighing": "the posterior of a set of items",
    "adapters/drive": "seconds and shares shown to a person",
    "adapters/score": "precision and coverage, shares of counts",
    "adapters/backtest/interval": "how far a share of counts may be off",
    "adapters/workspace/stage_clock": "seconds of each stage",
    "adapters/write/expected_hits": "a logarithm in two digits, for people",
    "adapters/write/summary": "seconds of each stage, in timing.json",
}
