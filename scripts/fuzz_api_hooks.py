# SPDX-License-Identifier: Apache-2.0
"""fuzz_api_hooks.py - how schemathesis writes bodies that are texts of ours; it
loads this file by SCHEMATHESIS_HOOKS. See scripts/fuzz_api.
"""
import schemathesis


def as_text(_, value):
    """Returns the bytes of a text, whatever it is made of."""
    return value if isinstance(value, bytes) else str(value).encode(
        "utf-8", "surrogatepass")


for kind in ("application/toml", "text/csv", "application/octet-stream"):
    schemathesis.serializer(kind)(as_text)
