// SPDX-License-Identifier: Apache-2.0
// pack.cc - headers and checksums around stored bytes.
// Tested by tests/fuzz/records_test.cc.
#include "tests/fuzz/pack.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>

namespace cashmatch::fuzz {
namespace {

void Put(uint64_t value, int bytes, std::string* out) {
  for (; bytes > 0; --bytes, value >>= 8) {
    out->push_back(static_cast<char>(value & 0xff));
  }
}

uint32_t Crc(std::string_view content) {
  return static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()),
            static_cast<uInt>(content.size())));
}

/// What local and central headers have in common, from the version needed.
void PutFile(const std::string& name, std::string_view content,
             std::string* out) {
  Put(20, 2, out);    // version needed
  Put(0, 4, out);     // flags, stored
  Put(0x21, 4, out);  // time and date, nothing meant
  Put(Crc(content), 4, out);
  Put(content.size(), 4, out);
  Put(content.size(), 4, out);
  Put(name.size(), 2, out);
  Put(0, 2, out);  // no extra field
}

}  // namespace

std::string GzStored(std::string_view content) {
  constexpr size_t kBlockMax = 65535;
  std::string out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  std::string_view left = content;
  do {
    const std::string_view block = left.substr(0, kBlockMax);
    left.remove_prefix(block.size());
    Put(left.empty() ? 1 : 0, 1, &out);
    Put(block.size(), 2, &out);
    Put(~static_cast<uint64_t>(block.size()), 2, &out);
    out += block;
  } while (!left.empty());
  Put(Crc(content), 4, &out);
  Put(content.size(), 4, &out);
  return out;
}

std::string ZipStored(
    const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out, central;
  for (const auto& [name, content] : files) {
    Put(0x02014b50, 4, &central);
    Put(20, 2, &central);
    PutFile(name, content, &central);
    Put(0, 10, &central);  // no comment, disk 0, no attributes
    Put(out.size(), 4, &central);
    central += name;
    Put(0x04034b50, 4, &out);
    PutFile(name, content, &out);
    out += name + content;
  }
  const size_t start = out.size();
  out += central;
  Put(0x06054b50, 4, &out);
  Put(0, 4, &out);
  Put(files.size(), 2, &out);
  Put(files.size(), 2, &out);
  Put(central.size(), 4, &out);
  Put(start, 4, &out);
  Put(0, 2, &out);
  return out;
}

}  // namespace cashmatch::fuzz
