// SPDX-License-Identifier: Apache-2.0
// documents.cc - four numbering styles, and slips in them.
// Tested by tests/unit/adapters/corpus/documents_test.cc
#include "adapters/corpus/documents.h"

#include <utility>

#include "adapters/corpus/check_digits.h"
#include "adapters/corpus/draw.h"
#include "adapters/corpus/output.h"

namespace cashmatch {
namespace {

constexpr uint64_t kTenDigitsFrom = 4'500'000'000;
constexpr uint64_t kNineFrom = 700'000'000;
constexpr uint64_t kOrdersFrom = 6'000'000'000;
constexpr uint64_t kUnknownFrom = 9'300'000'000;

// Where the digits that count begin.
size_t PrefixOf(NumberStyle style) {
  switch (style) {
    case NumberStyle::kInvoice:
      return 4;
    case NumberStyle::kYear:
      return 7;
    default:
      return 0;
  }
}

// True if some document may have this number, of whatever style.
bool MayExist(const Geometry& geometry, NumberStyle style,
              std::string_view text) {
  uint64_t number = 0;
  for (const char c : text.substr(PrefixOf(style))) {
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  for (const uint64_t from : {uint64_t{0}, kTenDigitsFrom, kNineFrom}) {
    if (number < from) continue;
    const uint64_t item = (number - from) / 8;
    if (item < geometry.items() && NumberOf(geometry, item) == number - from) {
      return true;
    }
  }
  return false;
}

// Makes one slip behind `prefix`.
std::string Slip(std::string_view number, size_t prefix, uint64_t draw) {
  std::string out(number);
  const size_t length = number.size() - prefix;
  const size_t at = prefix + Below(Again(draw, 1), length);
  switch (Below(Again(draw, 2), 3)) {
    case 0: {
      const auto step = static_cast<char>(1 + Below(Again(draw, 3), 9));
      out[at] = static_cast<char>('0' + (out[at] - '0' + step) % 10);
      break;
    }
    case 1:
      if (at + 1 < out.size()) std::swap(out[at], out[at + 1]);
      break;
    default:
      out.erase(at, 1);
  }
  return out;
}

}  // namespace

uint64_t NumberOf(const Geometry& geometry, uint64_t item) {
  return item * 8 + (Draw(geometry.seed(), Stream::kItemKind, item) & 7);
}

void AppendDocumentNumber(const Geometry& geometry, NumberStyle style,
                          uint64_t item, std::string* out) {
  const uint64_t number = NumberOf(geometry, item);
  switch (style) {
    case NumberStyle::kInvoice:
      out->append("INV-");
      AppendDigits(number, 6, out);
      break;
    case NumberStyle::kTenDigits:
      AppendNumber(kTenDigitsFrom + number, out);
      break;
    case NumberStyle::kYear:
      out->append("RE2026/");
      AppendDigits(number, 7, out);
      break;
    case NumberStyle::kNine:
      AppendNumber(kNineFrom + number, out);
      break;
  }
}

void AppendPurchaseOrder(uint64_t item, std::string* out) {
  out->append("PO-");
  AppendNumber(kOrdersFrom + item, out);
}

void AppendCreditorReference(const Geometry& geometry, const Company& company,
                             uint64_t item, std::string* out) {
  const uint64_t number = NumberOf(geometry, item);
  std::string body;
  if (company.code == "2000") {
    body = "RE";
    AppendDigits(number, 12, &body);
    out->append(CreditorReference(body));
  } else if (company.code == "2100") {
    body = "210000";
    AppendDigits(number, 20, &body);
    out->append(QrReference(body));
  }
}

void AppendTypo(const Geometry& geometry, NumberStyle style, uint64_t item,
                uint64_t draw, std::string* out) {
  std::string number;
  AppendDocumentNumber(geometry, style, item, &number);
  const size_t prefix = PrefixOf(style);
  for (uint64_t attempt = 0; attempt < 64; ++attempt) {
    const std::string slip = Slip(number, prefix, Again(draw, 10 + attempt));
    if (slip == number || MayExist(geometry, style, slip)) continue;
    out->append(slip);
    return;
  }
  // All near numbers exist: a letter for a digit is always a slip.
  number[prefix] = 'O';
  out->append(number);
}

void AppendUnknownNumber(uint64_t receipt, std::string* out) {
  out->append("SO-");
  AppendNumber(kUnknownFrom + receipt, out);
}

}  // namespace cashmatch
