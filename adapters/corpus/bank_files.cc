// SPDX-License-Identifier: Apache-2.0
// bank_files.cc - cuts the receipts of a format into files and accounts.
// Tested by tests/unit/adapters/corpus/generate_test.cc
#include "adapters/corpus/bank_files.h"

#include <algorithm>

namespace cashmatch {

std::string ForEachFile(
    const Geometry& geometry, BankFormat format, uint64_t most,
    std::string_view extension,
    const std::function<std::string(const BankFilePlan&)>& visit) {
  const uint64_t a_block = geometry.receipts() / geometry.blocks() + 1;
  const uint64_t blocks = std::max<uint64_t>(most / a_block, 1);
  for (int day = 0; day < kBusinessDays; ++day) {
    const Span all = geometry.RanksOf(format, day);
    BankFilePlan file;
    file.day = day;
    for (uint64_t at = all.first; at < all.last; at += blocks) {
      file.ranks = {at, std::min(at + blocks, all.last)};
      file.path = "bank/";
      AppendDay(BusinessDay(day), &file.path);
      if (file.part > 0) {
        file.path += '-';
        AppendNumber(file.part + 1, &file.path);
      }
      file.path += extension;
      std::string error = visit(file);
      if (!error.empty()) return error;
      ++file.part;
    }
  }
  return {};
}

Span FirstSection(const Geometry& geometry, BankFormat format, Span ranks) {
  const auto company = [&](uint64_t rank) {
    return &geometry.CompanyOf(geometry.BlockAt(format, rank));
  };
  uint64_t end = ranks.first + 1;
  while (end < ranks.last && company(end) == company(ranks.first)) ++end;
  return {ranks.first, end};
}

}  // namespace cashmatch
