// SPDX-License-Identifier: Apache-2.0
// codes.cc - the code lists of ACH, as data.
// Tested by tests/unit/adapters/read/nacha/codes_test.cc
#include "adapters/read/nacha/codes.h"

#include <algorithm>
#include <array>

namespace cashmatch::nacha {
namespace {

struct Reason {
  std::string_view code, text;
};

/// Source: Nacha Operating Rules, return reason codes; in our own words.
constexpr std::array<Reason, 24> kReasons = {{
    {"R01", "insufficient funds"},
    {"R02", "account closed"},
    {"R03", "no account"},
    {"R04", "account number not valid"},
    {"R05", "consumer account, corporate debit not authorised"},
    {"R06", "returned at the request of the originating bank"},
    {"R07", "authorisation revoked"},
    {"R08", "payment stopped"},
    {"R09", "uncollected funds"},
    {"R10", "not authorised by the customer"},
    {"R11", "not as the customer authorised"},
    {"R12", "account sold to another bank"},
    {"R13", "routing number not valid"},
    {"R14", "payee's representative deceased"},
    {"R15", "account holder deceased"},
    {"R16", "account frozen"},
    {"R17", "entry with errors"},
    {"R20", "no transaction account"},
    {"R21", "company id not valid"},
    {"R22", "individual id not valid"},
    {"R23", "credit refused by the receiver"},
    {"R24", "duplicate entry"},
    {"R29", "corporate customer did not authorise"},
    {"R31", "return permitted by agreement"},
}};

constexpr std::array<std::string_view, 6> kSkipped = {"IAT", "ADV", "ENR",
                                                      "DNE", "ACK", "ATX"};

constexpr std::array<std::string_view, 17> kPayments = {
    "ARC", "BOC", "CCD", "CIE", "COR", "CTX", "MTE", "POP", "POS",
    "PPD", "RCK", "SHR", "TEL", "TRC", "TRX", "WEB", "XCK"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

EntryKind KindOf(std::string_view code) {
  if (code.size() != 2 || code[0] < '2' || code[0] > '5') {
    return EntryKind::kUnknown;
  }
  switch (code[1]) {
    case '1':
      return EntryKind::kReturnedCredit;
    case '2':
      return EntryKind::kCredit;
    case '3':
      return EntryKind::kCreditPrenote;
    case '4':
      return EntryKind::kCreditZero;
    case '5':
      return code[0] == '5' ? EntryKind::kDebit : EntryKind::kUnknown;
    case '6':
      return EntryKind::kReturnedDebit;
    case '7':
      return EntryKind::kDebit;
    case '8':
      return EntryKind::kDebitPrenote;
    case '9':
      return EntryKind::kDebitZero;
    default:
      return EntryKind::kUnknown;
  }
}

bool IsCreditSide(std::string_view code) {
  return code.size() == 2 && code[1] >= '1' && code[1] <= '4';
}

bool HasSide(std::string_view service_class, bool credit_side) {
  return service_class != (credit_side ? "225" : "220");
}

bool IsAdvCredit(std::string_view code) {
  return code == "81" || code == "83" || code == "85" || code == "87";
}

bool IsSkippedClass(std::string_view sec) {
  return std::find(kSkipped.begin(), kSkipped.end(), sec) != kSkipped.end();
}

bool IsKnownClass(std::string_view sec) {
  return IsSkippedClass(sec) ||
         std::find(kPayments.begin(), kPayments.end(), sec) != kPayments.end();
}

std::string_view ReasonText(std::string_view reason) {
  const auto at =
      std::find_if(kReasons.begin(), kReasons.end(),
                   [reason](const Reason& r) { return r.code == reason; });
  return at == kReasons.end() ? std::string_view() : at->text;
}

bool IsDishonored(std::string_view reason) {
  return reason.size() == 3 && reason >= "R61" && reason <= "R77";
}

char CheckDigitOf(std::string_view eight_digits) {
  constexpr std::array<int, 8> kWeights = {3, 7, 1, 3, 7, 1, 3, 7};
  if (eight_digits.size() != kWeights.size()) return '\0';
  int sum = 0;
  for (size_t i = 0; i < kWeights.size(); ++i) {
    if (!IsDigit(eight_digits[i])) return '\0';
    sum += kWeights[i] * (eight_digits[i] - '0');
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string RoutingOf(std::string_view eight_digits) {
  const char check = CheckDigitOf(eight_digits);
  if (check == '\0') return {};
  if (eight_digits.find_first_not_of('0') == std::string_view::npos) return {};
  return std::string(eight_digits) + check;
}

}  // namespace cashmatch::nacha
