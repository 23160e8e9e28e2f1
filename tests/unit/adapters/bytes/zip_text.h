// SPDX-License-Identifier: Apache-2.0
// zip_text.h - zip archives for tests, honest ones and others.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <vector>

namespace cashmatch {

struct ZipEntry {
  std::string name, text;
  bool link = false;
  bool encrypted = false;
};

/// Returns an archive of these entries, in this order.
inline std::string ZipOf(const std::vector<ZipEntry>& entries) {
  constexpr size_t kRoom = size_t{1} << 20;
  std::string out(kRoom, '\0');
  size_t used = 0;
  archive* const a = archive_write_new();
  archive_write_set_format_zip(a);
  archive_write_set_bytes_in_last_block(a, 1);
  if (!entries.empty() && entries[0].encrypted) {
    archive_write_set_options(a, "zip:encryption=zipcrypt");
    archive_write_set_passphrase(a, "secret");
  }
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const ZipEntry& each : entries) {
    archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, each.name.c_str());
    const bool folder = each.name.ends_with('/');
    archive_entry_set_filetype(entry, each.link ? AE_IFLNK
                                      : folder  ? AE_IFDIR
                                                : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    if (each.link) {
      archive_entry_set_symlink(entry, each.text.c_str());
    } else {
      archive_entry_set_size(entry, static_cast<la_int64_t>(each.text.size()));
    }
    archive_write_header(a, entry);
    if (!each.link) archive_write_data(a, each.text.data(), each.text.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

}  // namespace cashmatch
