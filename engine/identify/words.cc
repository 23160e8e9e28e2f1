// SPDX-License-Identifier: Apache-2.0
// words.cc - dates, amounts, and the words before a number.
// Tested by tests/unit/engine/identify/words_test.cc
#include "engine/identify/words.h"

#include <string>

#include "engine/book/normalize.h"

namespace cashmatch {
namespace {

template <size_t N>
bool IsOneOf(std::string_view word,
             const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

/// False if no word of a text can be one of those that PaysAhead asks for: by
/// four letters of each. Most texts of banks have none of them.
bool MayPayAhead(std::string_view text) {
  constexpr std::array<std::string_view, 10> kLetters = {
      "prep", "down", "anza", "vora", "vork",
      "acom", "anti", "adva", "acco", "depo"};
  const auto lower = [](char c) { return static_cast<char>(c | 0x20); };
  for (size_t at = 0; at + 4 <= text.size(); ++at) {
    const char first = lower(text[at]);
    if (first != 'a' && first != 'd' && first != 'p' && first != 'v') continue;
    const std::array<char, 4> four = {first, lower(text[at + 1]),
                                      lower(text[at + 2]), lower(text[at + 3])};
    if (IsOneOf(std::string_view(four.data(), 4), kLetters)) return true;
  }
  // Other letters may stand for these.
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

bool LooksLikeDate(std::string_view word) {
  const size_t first = word.find_first_of("-/.");
  if (first == std::string_view::npos) return false;
  const size_t second = word.find(word[first], first + 1);
  if (second == std::string_view::npos) return false;
  const std::array<std::string_view, 3> parts = {
      word.substr(0, first), word.substr(first + 1, second - first - 1),
      word.substr(second + 1)};
  for (const std::string_view part : parts) {
    if (!AllDigits(part)) return false;
  }
  const auto sizes = [&](size_t a, size_t b, size_t c) {
    return parts[0].size() <= a && parts[1].size() <= b && parts[2].size() <= c;
  };
  return (parts[0].size() == 4 && sizes(4, 2, 2)) ||
         (parts[2].size() == 4 && sizes(2, 2, 4)) || sizes(2, 2, 2);
}

bool LooksLikeAmount(std::string_view word) {
  const size_t size = word.size();
  if (size < 4 || (word[size - 3] != '.' && word[size - 3] != ',')) {
    return false;
  }
  return IsDigit(word[size - 1]) && IsDigit(word[size - 2]) &&
         IsDigit(word[0]) && std::all_of(word.begin(), word.end(), [](char c) {
           return IsDigit(c) || c == '.' || c == ',';
         });
}

bool InDateOrAmount(std::string_view text, size_t begin, size_t end) {
  const auto inside = [](char c) {
    return IsDigit(c) || c == '.' || c == ',' || c == '-' || c == '/';
  };
  while (begin != 0 && inside(text[begin - 1])) --begin;
  while (end < text.size() && inside(text[end])) ++end;
  while (begin < end && !IsDigit(text[begin])) ++begin;
  while (end > begin && !IsDigit(text[end - 1])) --end;
  const std::string_view word = text.substr(begin, end - begin);
  return LooksLikeDate(word) || LooksLikeAmount(word);
}

bool StartsPhoneNumber(std::string_view text, size_t begin, size_t size) {
  constexpr size_t kCountryMost = 3;
  return begin != 0 && size <= kCountryMost && text[begin - 1] == '+' &&
         (begin == 1 || text[begin - 2] == ' ') && IsDigit(text[begin]);
}

bool AnnouncesDocument(std::string_view plain) {
  constexpr std::array<std::string_view, 15> kWords = {
      "INV",      "INVS",    "INVOICE", "INVOICES", "BILL", "RE",  "RG", "RNR",
      "RECHNUNG", "FACTURE", "FACTURA", "FACTURAS", "FAC",  "DOC", "CM"};
  return IsOneOf(plain, kWords);
}

bool Announces(std::string_view plain) {
  constexpr std::array<std::string_view, 4> kWords = {"NO", "NR", "REF", "PO"};
  return AnnouncesDocument(plain) || IsOneOf(plain, kWords);
}

bool AnnouncesNoReference(std::string_view plain) {
  constexpr std::array<std::string_view, 6> kWords = {"TEL",   "PHONE", "FAX",
                                                      "BATCH", "TRACE", "TRN"};
  return IsOneOf(plain, kWords);
}

bool PaysAhead(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords = {
      "PREPAYMENT",    "PREPAID",  "PREPAY",  "DOWNPAYMENT", "ANZAHLUNG",
      "VORAUSZAHLUNG", "VORKASSE", "ACOMPTE", "ANTICIPO"};
  constexpr std::array<std::string_view, 22> kBankBefore = {
      "LOCKBOX",       "REMOTE", "MOBILE",     "CHECK",   "DIRECT",  "ACH",
      "CASH",          "BANK",   "ATM",        "BRANCH",  "COIN",    "WIRE",
      "ELECTRONIC",    "OF",     "COMMERCIAL", "VAULT",   "COUNTER", "TELLER",
      "PREAUTHORIZED", "NIGHT",  "MISC",       "CUSTOMER"};
  constexpr std::array<std::string_view, 14> kBankBehind = {
      "TICKET", "SLIP",    "ID",   "NO",         "NUMBER", "NBR",  "REF",
      "DATE",   "ACCOUNT", "ACCT", "CORRECTION", "CREDIT", "BANK", "BATCH"};
  if (!MayPayAhead(text)) return false;
  std::string before, word, behind;
  const auto next = [&text](std::string* to) {
    to->clear();
    const auto begin = std::find_if(text.begin(), text.end(), IsWordByte);
    const auto end = std::find_if_not(begin, text.end(), IsWordByte);
    AppendPlain(std::string_view(begin, end), to);
    text.remove_prefix(static_cast<size_t>(end - text.begin()));
  };
  next(&behind);
  while (!behind.empty()) {
    before = std::move(word);
    word = std::move(behind);
    next(&behind);
    if (IsOneOf(word, kWords)) return true;
    if (word == "ACCOUNT" && before == "ON") return true;
    if (word == "PAYMENT" && (before == "DOWN" || before == "ADVANCE")) {
      return true;
    }
    if (word == "DEPOSIT" && !IsOneOf(before, kBankBefore) &&
        !IsOneOf(behind, kBankBehind) && !AllDigits(behind)) {
      return true;
    }
  }
  return false;
}

bool AnnouncesOther(std::string_view plain) {
  constexpr std::array<std::string_view, 21> kWords = {
      "TEL",  "PHONE",    "FAX",   "BATCH", "TRACE",   "TRN",     "EREF",
      "CUST", "CUSTOMER", "KUNDE", "KDNR",  "ACCT",    "ACCOUNT", "IBAN",
      "BIC",  "DN",       "PO",    "ID",    "MANDATE", "MREF",    "KREF"};
  return IsOneOf(plain, kWords);
}

}  // namespace cashmatch
