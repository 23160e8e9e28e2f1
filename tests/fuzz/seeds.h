// SPDX-License-Identifier: Apache-2.0
// seeds.h - the honest inputs that mutation starts from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch::fuzz {

/// Which reader an input is for.
enum class Kind : uint8_t {
  kBankFile,
  kOpenItems,
  kCustomers,
  kRules,
  kLayouts,
  kCompressed,
  kAdvice,
  kMapped,  // a mapping file, kMappedCut, and the CSV file it is for
};

inline constexpr std::string_view kMappedCut = "\n##### rows\n";

struct Seed {
  std::string name;
  Kind kind = Kind::kBankFile;
  std::string bytes;
};

/// Loads the files of folders and single files, sorted by name. The name tells
/// the kind: open_items*, customers*, rules*, layouts*, advice*, *.gz, *.zst,
/// *.zip; a CSV file with a *.mapping.toml beside it is put behind that.
/// READMEs and expected messages are left out, as are files larger than 64 KiB,
/// which would only slow the search down.
std::vector<Seed> LoadSeeds(const std::vector<std::string>& paths);

}  // namespace cashmatch::fuzz
