// SPDX-License-Identifier: Apache-2.0
// words.h - what a word of a remittance text can be told to be by itself.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cashmatch {

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// A byte of a word: letters, digits, and all of other scripts.
constexpr bool IsWordByte(char c) {
  return IsDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

inline bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

/// True for 2026-03-02, 02.03.2026, 3/2/26 and the like.
bool LooksLikeDate(std::string_view word);

/// True for 1250.00, 1,250.00 and 1.250,00: what ends in two decimals.
bool LooksLikeAmount(std::string_view word);

/// True if text[begin, end) is a part of a date or an amount.
bool InDateOrAmount(std::string_view text, size_t begin, size_t end);

/// True if a word of `size` bytes at `begin` is the country code of a phone
/// number: `+1 202 555 1234`. Numbers may be joined by a plus, too:
/// `4711+4712`.
bool StartsPhoneNumber(std::string_view text, size_t begin, size_t size);

/// Words (upper case) that announce the number of a document of ours: INVOICE,
/// RECHNUNG, ... What they announce claims to be one, known or not.
bool AnnouncesDocument(std::string_view plain);

/// Words that announce a number that may be a reference: the above, and NO,
/// REF, PO, ...
bool Announces(std::string_view plain);

/// Words that announce a number that is no reference even where it reads as
/// one: TEL, FAX, BATCH, TRACE, ...
bool AnnouncesNoReference(std::string_view plain);

/// True if a text says that the money is for no item yet: `on account`,
/// `prepayment`, `down payment`, `deposit`. What banks call a deposit (`REMOTE
/// DEPOSIT`, `DEPOSIT TICKET 12`) says nothing.
bool PaysAhead(std::string_view text);

/// Words that announce a number of another kind: TEL, BATCH, TRACE, ...
bool AnnouncesOther(std::string_view plain);

}  // namespace cashmatch
