// SPDX-License-Identifier: Apache-2.0
// unzip.h - the files of a zip archive, in memory, with limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/inflate.h"
#include "adapters/bytes/mapping.h"

namespace cashmatch {

/// One file of an archive. Nothing is ever written under its name.
struct ArchiveMember {
  std::string name;  // "2026/statement.xml", UTF-8, without tricks
  GrowingMapping content;
};

/// True for a zip archive, told by its first bytes; false for an office
/// document, which is one as well, but holds nothing to be read.
bool IsZip(std::string_view bytes);

/// Unpacks all files of an archive, ordered by name, bytewise; folders are left
/// out.
///
/// Errors: false with "NAME: ..." for an archive that is damaged, encrypted or
/// without files; for more than `members_max` files or more bytes in all than
/// the limits allow an input of its size; for a name that leads out of a folder
/// (`..`, an absolute path, a drive, a backslash), has control characters, is
/// not UTF-8 or comes twice; for a link; for an archive inside the archive.
/// Source: PKWARE APPNOTE 6.3.  Threads: any number, on different archives.
bool Unzip(std::string_view bytes, const std::string& name,
           const InputLimits& limits, std::vector<ArchiveMember>* members,
           std::string* error);

}  // namespace cashmatch
