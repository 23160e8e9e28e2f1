// SPDX-License-Identifier: Apache-2.0
// pack.h - gz and zip around a text, stored as it is: quick to make, and valid.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cashmatch::fuzz {

/// One gzip member of stored blocks.  Source: RFC 1951 (3.2.4), RFC 1952.
std::string GzStored(std::string_view content);

/// A zip archive of stored files, by name and content.
/// Source: PKWARE APPNOTE 6.3.
std::string ZipStored(
    const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace cashmatch::fuzz
