// SPDX-License-Identifier: Apache-2.0
// table_file.h - a large text file, formatted in parallel, written in order.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace cashmatch {

/// Appends the text of rows [begin, end). Called from several threads at once.
using AppendRows =
    std::function<void(size_t begin, size_t end, std::string* out)>;

/// Writes a new file: `head`, then the text of all rows in order. The bytes do
/// not depend on the number of threads; only some chunks are in memory at once.
///
/// Returns: false with a message that names the file if it cannot be written.
/// Threads: uses the calling TBB arena.
bool WriteRows(const std::string& path, std::string_view head, size_t rows,
               const AppendRows& append, std::string* error);

/// Writes a new file of one text.
bool WriteText(const std::string& path, std::string_view text,
               std::string* error);

}  // namespace cashmatch
