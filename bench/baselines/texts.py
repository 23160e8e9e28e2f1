# SPDX-License-Identifier: Apache-2.0
"""texts.py - the words of what a bank hands on."""
import re

PIECES_MOST = 7     # words and signs that one number may hold


def letters(text):
    """Returns letters and digits alone, in capitals."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def whole_words(text):
    """Returns, in order and each once, what stands in the text with no letter or
    digit beside it: words, and runs of words with the signs between them."""
    pieces = re.findall(r"[0-9A-Z]+|[^0-9A-Z]+", text.upper())
    found = {}
    for first, piece in enumerate(pieces):
        if not piece[0].isalnum():
            continue
        for last in range(first, min(first + PIECES_MOST, len(pieces))):
            if pieces[last][0].isalnum():
                found["".join(pieces[first:last + 1])] = None
    return list(found)
