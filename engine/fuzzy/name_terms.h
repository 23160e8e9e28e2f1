// SPDX-License-Identifier: Apache-2.0
// name_terms.h - words of company names that say little: legal forms,
// abbreviations, connectives, generic words. All in the spelling of FoldName.
#pragma once

#include <cstdint>
#include <string_view>

namespace cashmatch {

/// What a legal form says about a company; two different ones of kStock,
/// kLimited, kPartnership and kOther are two companies, kLoose fits all.
enum class LegalFamily : uint8_t {
  kNone,         // no legal form given
  kLoose,        // Co, Ltd, Inc, Corp: used for many forms
  kStock,        // AG, SA, SpA, NV, PLC, JSC
  kLimited,      // GmbH, LLC, SARL, Srl, BV, Sp. z o.o.
  kPartnership,  // KG, LP, LLP, SNC
  kOther         // foundation, association, cooperative, sole trader
};

/// Where a legal form counts as one.
enum class LegalPlace : uint8_t { kEnd, kFrontOrEnd, kAnywhere };

struct LegalTerm {
  std::string_view words;  // one to five words, one blank between them
  LegalFamily family;
  LegalPlace place;
};

/// Most words of a legal form.
inline constexpr int kLegalWordsMax = 5;

/// Returns the legal form that is spelt `words`, or nullptr.
const LegalTerm* FindLegalTerm(std::string_view words);

/// Tells whether a word is the first, or the only one, of a legal form.
bool BeginsLegalTerm(std::string_view word);

/// Returns the short form of a word (`INTERNATIONAL` INTL), or the word.
std::string_view ShortForm(std::string_view word);

/// Returns the short form of the one word known here of which `start` is the
/// beginning (`INTERNATIO` INTL), or `start` if there is none or several.
std::string_view ShortFormOfCut(std::string_view start);

/// Returns the short form of the one word known here that is within one edit of
/// `word` (`MANUFACTURNG` MFG), or `word` if there is none, or several, or
/// `word` has fewer than six letters.  Cost: microseconds.
std::string_view ShortFormNear(std::string_view word);

/// Tells whether a word only connects others: &, AND, UND, ET, OF ...
bool IsConnective(std::string_view word);

/// Tells whether a word, in its short form, is common in company names: GRP,
/// HLDG, TRADING, EUROPE ...
bool IsGeneric(std::string_view word);

/// Tells whether a word is an article or a particle: DE, VAN, DER, AL, BIN ...
bool IsParticle(std::string_view word);

}  // namespace cashmatch
