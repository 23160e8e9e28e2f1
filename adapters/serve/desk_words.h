// SPDX-License-Identifier: Apache-2.0
// desk_words.h - what people say about receipts, as JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/ledger/desk.h"

namespace cashmatch::serve {

/// Reads `{"decisions":[{"receipt_id":…,"turn":…,"act":…,"argument":…,
/// "note":…},…]}`. Errors: false, with `*error` told.
bool ReadWords(std::string_view json, std::vector<DeskWord>* words,
               std::string* error);

/// Returns the list alone, as ReadWords takes it in its object.
std::string WordsJson(const std::vector<DeskWord>& words);

/// Other items than the suggested ones, taking back and reversing: a second
/// pair of eyes.
bool NeedsFourEyes(const DeskWord& word);

}  // namespace cashmatch::serve
