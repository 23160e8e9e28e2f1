// SPDX-License-Identifier: Apache-2.0
// currency.cc - the ISO 4217 table.
// Tested by tests/unit/engine/base/currency_test.cc
#include "engine/base/currency.h"

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

// ISO 4217 list one by number of minor digits, with the codes withdrawn since
// 2000 that old files still carry. Codes without a minor unit (metals, XXX,
// XTS, XDR) are left out: nobody pays an invoice in them.
constexpr std::string_view kDigits0 =
    "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV "
    "XAF XOF XPF ";
constexpr std::string_view kDigits2 =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD "
    "BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY "
    "COP COU CRC CUC CUP CVE CYP CZK DEM DKK DOP DZD EEK EGP ERN "
    "ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG "
    "HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR "
    "LRD LSL LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MTL MUR "
    "MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK "
    "PHP PKR PLN QAR ROL RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
    "SIT SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT "
    "TOP TRL TRY TTD TWD TZS UAH USD USN UYU UZS VED VEF VES WST "
    "XCD XCG YER ZAR ZMK ZMW ZWG ZWL ";
constexpr std::string_view kDigits3 = "BHD IQD JOD KWD LYD OMR TND ";
constexpr std::string_view kDigits4 = "CLF UYW ";

constexpr size_t kCodes = 1u << 15;
constexpr int8_t kUnknown = -1;

constexpr uint16_t Pack(std::string_view code) {
  uint16_t packed = 0;
  for (const char letter : code) {
    packed = static_cast<uint16_t>((packed << 5) | (letter - 'A' + 1));
  }
  return packed;
}

std::array<int8_t, kCodes> MakeExponents() {
  std::array<int8_t, kCodes> table{};
  table.fill(kUnknown);
  const auto add = [&table](std::string_view codes, int8_t digits) {
    for (size_t i = 0; i + 4 <= codes.size(); i += 4) {
      table[Pack(codes.substr(i, 3))] = digits;
    }
  };
  add(kDigits0, 0);
  add(kDigits2, 2);
  add(kDigits3, 3);
  add(kDigits4, 4);
  return table;
}

const std::array<int8_t, kCodes>& Exponents() {
  static const std::array<int8_t, kCodes> table = MakeExponents();
  return table;
}

}  // namespace

std::optional<Currency> ParseCurrency(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  for (const char letter : code) {
    if (letter < 'A' || letter > 'Z') return std::nullopt;
  }
  const uint16_t packed = Pack(code);
  if (Exponents()[packed] == kUnknown) return std::nullopt;
  return static_cast<Currency>(packed);
}

CurrencyCode CodeOf(Currency currency) {
  const auto packed = static_cast<uint16_t>(currency);
  if (packed == 0) return {{' ', ' ', ' '}};
  const auto letter = [packed](int shift) {
    return static_cast<char>('A' + ((packed >> shift) & 31) - 1);
  };
  return {{letter(10), letter(5), letter(0)}};
}

int ExponentOf(Currency currency) {
  const int8_t digits = Exponents()[static_cast<uint16_t>(currency) % kCodes];
  return digits == kUnknown || Planted("two decimals for all") ? 2 : digits;
}

}  // namespace cashmatch
