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
constexpr std::string_view kMapping = ".mapping.toml";

Kind KindOf(std::string_view name) {
  if (name.ends_with(".gz") || name.ends_with(".zst") ||
      name.ends_with(".zip")) {
    return Kind::kCompressed;
  }
  if (name.starts_with("advice") || name.starts_with("remt001")) {
    return Kind::kAdvice;
  }
  if (name.starts_with("open_items")) return Kind::kOpenItems;
  if (name.starts_with("customers")) return Kind::kCustomers;
  if (name.starts_with("rules")) return Kind::kRules;
  if (name.starts_with("layouts")) return Kind::kLayouts;
  return Kind::kBankFile;
}

bool IsSeed(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  return entry.is_regular_file() && entry.file_size() <= kSeedBytesMax &&
         name != "README.md" && !name.ends_with(".expected") &&
         !name.ends_with(kMapping);
}

std::string Whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Seed Load(const fs::path& path) {
  const std::string name = path.filename().string();
  fs::path mapping = path;
  mapping.replace_extension(kMapping);
  if (fs::exists(mapping)) {
    return {name, Kind::kMapped,
            Whole(mapping) + std::string(kMappedCut) + Whole(path)};
  }
  return {name, KindOf(name), Whole(path)};
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
