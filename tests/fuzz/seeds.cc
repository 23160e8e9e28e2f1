// SPDX-License-Identifier: Apache-2.0
// seeds.cc - files to seeds.
// Tested by the program itself: it refuses to start without seeds.
#include "tests/fuzz/seeds.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace cashmatch::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kSeedBytesMax = 64 << 10;

Kind KindOf(std::string_view name) {
  if (name.ends_with(".gz") || name.ends_with(".zst")) return Kind::kCompressed;
  if (name.starts_with("open_items")) return Kind::kOpenItems;
  if (name.starts_with("customers")) return Kind::kCustomers;
  if (name.starts_with("rules")) return Kind::kRules;
  if (name.starts_with("layouts")) return Kind::kLayouts;
  return Kind::kBankFile;
}

bool IsSeed(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  return entry.is_regular_file() && entry.file_size() <= kSeedBytesMax &&
         name != "README.md" && !name.ends_with(".expected");
}

Seed Load(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string name = path.filename().string();
  return {name, KindOf(name),
          std::string(std::istreambuf_iterator<char>(file), {})};
}

}  // namespace

std::vector<Seed> LoadSeeds(const std::vector<std::string>& paths) {
  std::vector<Seed> seeds;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      seeds.push_back(Load(path));
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (IsSeed(entry)) seeds.push_back(Load(entry.path()));
    }
  }
  std::sort(seeds.begin(), seeds.end(), [](const Seed& a, const Seed& b) {
    return a.name != b.name ? a.name < b.name : a.bytes < b.bytes;
  });
  return seeds;
}

}  // namespace cashmatch::fuzz
