// SPDX-License-Identifier: Apache-2.0
// mix.cc - the table of receipt classes, and the mix file.
// Tested by tests/unit/adapters/corpus/mix_test.cc
#include "adapters/corpus/mix.h"

#include <toml++/toml.h>

#include <initializer_list>
#include <numeric>

#include "adapters/corpus/draw.h"
#include "engine/base/money.h"

namespace cashmatch {
namespace {

constexpr std::array<ClassFacts, kReceiptClassCount> kClasses = {{
    {"exact", 4400, "applied", 100},
    {"structured", 0, "applied", 100},
    {"several", 500, "applied", 250},
    {"discount", 700, "applied", 100},
    {"alternate", 500, "applied", 125},
    {"typo", 400, "applied", 100},
    {"amount_only", 600, "applied", 100},
    {"combination", 300, "applied", 225},
    {"short_pay", 400, "applied", 100},
    {"over_pay", 200, "partial", 100},
    {"unknown_reference", 400, "none", 0},
    {"unmatched", 700, "none", 0},
    {"paid_again", 400, "none", 75},
    {"not_receivable", 500, "none", 0},
}};
constexpr std::array<std::string_view, kBankFormatCount> kFormats = {
    "bai2", "lockbox", "camt", "ndjson"};
constexpr uint32_t kWhole = 10'000;
constexpr int64_t kItemsMost = 1000;  // of a customer

// Joins texts; `+` on literals and temporaries trips a false warning of g++ 12.
std::string Join(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) out += part;
  return out;
}

std::string At(uint32_t line, std::string_view what) {
  return Join({"line ", std::to_string(line), ": ", what});
}
std::string At(const toml::node& node, std::string_view what) {
  return At(node.source().begin.line, what);
}

// Reads a per cent with at most two decimals; -1 for anything else.
int64_t ReadShare(const toml::node& node) {
  if (const auto whole = node.value_exact<int64_t>()) {
    return *whole < 0 || *whole > 100 ? -1 : *whole * 100;
  }
  const auto share = node.value_exact<double>();
  if (!share || !(*share >= 0.0) || *share > 100.0) return -1;
  const auto hundredths = static_cast<int64_t>(*share * 100.0 + 0.5);
  const double error = *share * 100.0 - static_cast<double>(hundredths);
  return error > 1e-6 || error < -1e-6 ? -1 : hundredths;
}

template <size_t kSize, class NameAt>
std::string ReadTable(const toml::table& table, std::string_view kind,
                      NameAt name_at, std::array<uint32_t, kSize>* shares) {
  shares->fill(0);
  for (const auto& [key, value] : table) {
    if (value.is_table()) continue;
    size_t row = 0;
    while (row < kSize && name_at(row) != key.str()) ++row;
    if (row == kSize) {
      return At(value, Join({"'", key.str(), "' is no ", kind}));
    }
    const int64_t share = ReadShare(value);
    if (share < 0) {
      return At(value, Join({key.str(), ": expected a per cent from 0 to 100 ",
                             "with at most two decimals"}));
    }
    (*shares)[row] = static_cast<uint32_t>(share);
  }
  const uint32_t sum = std::accumulate(shares->begin(), shares->end(), 0u);
  if (sum == kWhole) return {};
  return Join({"the shares of each ", kind,
               " must add up to 100, they add up to ", FormatDecimal(sum, 2)});
}

std::string ReadPayers(const toml::table& payers, Mix* mix) {
  for (const auto& [key, value] : payers) {
    const auto items = value.value_exact<int64_t>();
    if (key.str() != "items" || !items || *items < 1 || *items > kItemsMost) {
      return At(value, "[payers] has a number `items` only, from 1 to 1000");
    }
    mix->payer_items = static_cast<uint32_t>(*items);
  }
  return {};
}

std::string ReadMix(const toml::table& root, Mix* mix) {
  bool any_class = false;
  for (const auto& [key, value] : root) {
    if (!value.is_table()) {
      any_class = true;
    } else if (key.str() == "payers") {
      std::string error = ReadPayers(*value.as_table(), mix);
      if (!error.empty()) return error;
    } else if (key.str() != "formats") {
      return At(value,
                Join({"[", key.str(),
                      "] is unknown; there are [formats] and [payers]"}));
    }
  }
  if (any_class) {
    const auto name_at = [](size_t row) {
      // A structured one is an exact one; it has no share of its own.
      return row == static_cast<size_t>(ReceiptClass::kStructured)
                 ? std::string_view()
                 : kClasses[row].name;
    };
    std::string error =
        ReadTable(root, "receipt class", name_at, &mix->classes);
    if (!error.empty()) return error;
  }
  const toml::table* formats = root["formats"].as_table();
  if (formats == nullptr) return {};
  return ReadTable(
      *formats, "bank file format", [](size_t row) { return kFormats[row]; },
      &mix->formats);
}

}  // namespace

const ClassFacts& FactsOf(ReceiptClass cls) {
  return kClasses[static_cast<size_t>(cls)];
}

std::string_view NameOf(BankFormat format) {
  return kFormats[static_cast<size_t>(format)];
}

Mix DefaultMix() {
  Mix mix;
  for (size_t i = 0; i < kClasses.size(); ++i) {
    mix.classes[i] = kClasses[i].share;
  }
  mix.formats = {4000, 2500, 1500, 2000};
  return mix;
}

ReceiptClass Mix::ClassOf(uint64_t seed, uint64_t index) const {
  constexpr uint64_t kGolden = 0x9E3779B97F4A7C15u;
  const uint64_t point = Draw(seed, Stream::kPhase, 0) + index * kGolden;
  uint64_t at = Below(point, kWhole);
  for (int i = 0; i < kReceiptClassCount; ++i) {
    if (at < classes[i]) return static_cast<ReceiptClass>(i);
    at -= classes[i];
  }
  return ReceiptClass::kUnmatched;
}

uint64_t Mix::ItemsFor(uint64_t receipts) const {
  unsigned __int128 demand = 0;
  for (int i = 0; i < kReceiptClassCount; ++i) {
    demand += static_cast<unsigned __int128>(classes[i]) * kClasses[i].demand;
  }
  return static_cast<uint64_t>(demand * receipts / (kWhole * 100));
}

std::string ParseMix(std::string_view toml, Mix* mix) {
  *mix = DefaultMix();
  try {
    return ReadMix(toml::parse(toml), mix);
  } catch (const toml::parse_error& error) {
    return At(error.source().begin.line, error.description());
  }
}

}  // namespace cashmatch
