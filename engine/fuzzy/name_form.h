// SPDX-License-Identifier: Apache-2.0
// name_form.h - a company or person name, taken apart for comparison.
#pragma once

#include <string>
#include <string_view>

#include "engine/fuzzy/name_terms.h"

namespace cashmatch {

/// A name in the forms that comparison needs. All are words in the spelling of
/// FoldName, one blank between them.
struct NameParts {
  std::string plain;  // all words but connectives: where banks cut names off
  std::string core;   // ... without legal forms, words in their short forms;
                      // the plain words if a name is nothing but a legal form
  LegalFamily legal = LegalFamily::kNone;
  bool cut = false;     // as long as a field that banks cut names to, and does
                        // not end in a legal form, as whole names do
  bool masked = false;  // a word ends in a star
};

/// Takes a name apart. `The Müller Int'l Mfg. GmbH & Co. KG` becomes plain
/// `MULLER INTL MFG GMBH CO KG`, core `MULLER INTL MFG`, a partnership.
/// Cost: about a microsecond.
NameParts ParseName(std::string_view name);

/// Tells whether a name of so many characters may have been cut: at 16, 18, 22,
/// 30, 35 or 70, the name fields of ACH, check, BAI2, SWIFT, ISO 20022 and
/// ledger records, or one less, where a blank fell off the end.
bool IsCutLength(size_t characters);

/// Returns the first letters of the words of a core, particles left out, if
/// they are three to six: `INTL BUSINESS MACHINES` -> `IBM`; else nothing. Too
/// many companies answer to two letters.
std::string AcronymOf(std::string_view core);

/// Tells whether a core may be an acronym: one word of three to six letters.
bool MayBeAcronym(std::string_view core);

/// Calls `visit(word)` for each word of a form.
template <class Visitor>
void ForEachWord(std::string_view form, const Visitor& visit) {
  while (!form.empty()) {
    const size_t blank = form.find(' ');
    visit(form.substr(0, blank));
    if (blank == std::string_view::npos) return;
    form.remove_prefix(blank + 1);
  }
}

/// Returns the words of a form as one.
inline std::string WithoutBlanks(std::string_view form) {
  std::string joined;
  joined.reserve(form.size());
  ForEachWord(form, [&](std::string_view word) { joined += word; });
  return joined;
}

}  // namespace cashmatch
