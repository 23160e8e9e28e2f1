// SPDX-License-Identifier: Apache-2.0
// type_codes.cc - the type code table, as data.
// Tested by tests/unit/adapters/read/bai2/type_codes_test.cc
#include "adapters/read/bai2/type_codes.h"

#include <algorithm>
#include <array>

namespace cashmatch::bai2 {
namespace {

// One letter a code, fifty codes a row: t status, s summary, d detail.
// Source: the BAI code list; 168 and 169 are details there.
constexpr std::array<std::string_view, 20> kLevels = {
    "..........ttt..t....ttt.tt....t......t.ttttttt....",  // 000
    "tt..tttt.ttttt.tttt.t.ttttttttttttttttt...........",  // 050
    "sss..sssdss....dd.d.sddd......ss...dd...s.dd.dsd..",  // 100
    "s....dd.dss.ssdddsddsdddddd.s.s.s.dssdsdsd...dd.d.",  // 150
    "sdd..sdsd.s.dddsd.d..dd.d.dd.dssdddddddsdddddsdddd",  // 200
    "ssd.ddsdd.sd.d..d.d.ss..ddddd.sd...sd.......sd....",  // 250
    ".dssssdsdss....ss.ssss..sssssssds...s.s.ssdsdddddd",  // 300
    "sdsddssdddssddd.dddds.ddd.dddd.ddddsdddssddddd.ddd",  // 350
    "ssss.ss.dds.s..ds...sddd......s....d.........dsd..",  // 400
    "sdd..d..ds..dsdsdsddssd.ddddsdsds.ddsd.dsd.d.dd.d.",  // 450
    "sdd..sdsd.s.dddsd.d...d.d.dd.dsdsdsdssdsddddd.dddd",  // 500
    "ssd.ddsdd.sd.dd.ddd.s...dd.dd.sd.ssssss.s...sdsd..",  // 550
    ".ss.......ssssssdss..sds.ssdsdsdsdd.....sd..d.s...",  // 600
    "sd..dsdddd.ddddsdddds.ddd.dddd.ddddsdddssddddddddd",  // 650
    ".t.t.tdtdt..........sdddddddd.....................",  // 700
    "..........s.......................................",  // 750
    "...........................sss....................",  // 800
    "........................................d.........",  // 850
    "......dd..........................................",  // 900
    "..................................................",  // 950
};

// Credits that are no new customer money: adjustments, returns of our own
// payments, securities, zero-balance transfers and sweeps, interest.
constexpr auto kNotCustomer = std::to_array<TypeCode>({
    118, 123, 168, 172, 189, 196, 201, 202, 232, 233, 234, 235, 236, 238, 240,
    242, 243, 244, 248, 249, 252, 254, 255, 257, 258, 261, 263, 266, 268, 274,
    275, 276, 277, 278, 281, 306, 346, 347, 351, 354, 357, 358, 359, 363, 364,
    368, 372, 373, 376, 377, 378, 381, 383, 386, 388, 395, 397, 398,
});

// Debits that take back an earlier credit: reversed, returned, bounced.
constexpr auto kUndo = std::to_array<TypeCode>({552, 555, 557, 558, 566, 694});

constexpr auto kAch =
    std::to_array<TypeCode>({121, 142, 143, 145, 164, 165, 166, 168, 169, 257,
                             258, 261, 468, 557, 558});
constexpr auto kWire = std::to_array<TypeCode>({195, 196, 208, 496});
constexpr auto kCheck = std::to_array<TypeCode>(
    {115, 116, 175, 176, 184, 187, 221, 222, 255, 395, 555, 566});
constexpr auto kCheckNumber =
    std::to_array<TypeCode>({116, 176, 221, 222, 255, 395, 555, 566});

constexpr std::array<DepositFamily, 7> kFamilies = {{
    {115, 116, true},
    {122, 123, false},
    {135, 136, true},
    {142, 143, true},
    {155, 156, true},
    {172, 173, false},
    {342, 345, true},
}};

template <size_t size>
bool Has(const std::array<TypeCode, size>& sorted, TypeCode code) {
  return std::binary_search(sorted.begin(), sorted.end(), code);
}

}  // namespace

TypeCode ParseTypeCode(std::string_view text) {
  if (text.size() != 3) return kNoTypeCode;
  TypeCode code = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return kNoTypeCode;
    code = static_cast<TypeCode>(code * 10 + (c - '0'));
  }
  return code;
}

BaiSide SideOf(TypeCode code) {
  if ((code >= 100 && code <= 399) || (code >= 920 && code <= 959)) {
    return BaiSide::kCredit;
  }
  if ((code >= 400 && code <= 699) || (code >= 960 && code <= 999)) {
    return BaiSide::kDebit;
  }
  return BaiSide::kNone;
}

BaiLevel LevelOf(TypeCode code) {
  if (code >= kNoTypeCode) return BaiLevel::kUnlisted;
  switch (kLevels[code / 50][code % 50]) {
    case 't':
      return BaiLevel::kStatus;
    case 's':
      return BaiLevel::kSummary;
    case 'd':
      return BaiLevel::kDetail;
    default:
      return BaiLevel::kUnlisted;
  }
}

BaiClass ClassOf(TypeCode code) {
  switch (SideOf(code)) {
    case BaiSide::kNone:
      return BaiClass::kNone;
    case BaiSide::kCredit:
      return Has(kNotCustomer, code) ? BaiClass::kNotCustomer
                                     : BaiClass::kCustomer;
    case BaiSide::kDebit:
      return Has(kUndo, code) ? BaiClass::kUndo : BaiClass::kDebit;
  }
  return BaiClass::kNone;
}

BaiMethod MethodOf(TypeCode code) {
  if (Has(kAch, code)) return BaiMethod::kAch;
  if (Has(kWire, code)) return BaiMethod::kWire;
  if (Has(kCheck, code)) return BaiMethod::kCheck;
  if (code == 147) return BaiMethod::kCard;
  if (code == 155 || code == 156) return BaiMethod::kDirectDebit;
  return BaiMethod::kOther;
}

bool QuotesCheckNumber(TypeCode code) { return Has(kCheckNumber, code); }

const DepositFamily* FamilyOf(TypeCode code) {
  for (const DepositFamily& family : kFamilies) {
    if (family.parent == code || family.item == code) return &family;
  }
  return nullptr;
}

}  // namespace cashmatch::bai2
