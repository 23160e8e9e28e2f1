// SPDX-License-Identifier: Apache-2.0
// load.h - from the files a run starts with to its rules and its book.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/mapped_csv/mapping.h"
#include "adapters/workspace/run_watch.h"
#include "engine/book/book.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// What a rules file says to the engine and to the readers.
struct Rules {
  Policy policy;
  ReadOptions reading;
  std::string path, text;  // the file itself, for whoever speaks about it
  std::string sha256;      // empty without a file
};

/// Reads a rules file; an empty path means the defaults.
/// Errors: all of them go to `watch`; false.
bool LoadRules(const std::string& path, const RunWatch& watch, Rules* rules);

/// Reads mapping files.
/// Errors: all of them go to `watch`; nothing.
std::optional<std::vector<CsvMapping>> LoadMappings(
    const std::vector<std::string>& paths, const RunWatch& watch);

/// True if the customers of a book were listed and not only named by items: by
/// a file, or in the snapshot that it comes from.
bool CustomersAreListed(const Book& book, const std::string& customers);

/// Sees and changes the rows of a book before it is built.
using BookEdit = std::function<void(OpenItemBlock*, CustomerBlock*)>;

/// Reads open items and, if the path is not empty, customers, and builds the
/// book; `edit`, if there is one, sees the rows first. Where a mapping of open
/// items is given they are read by it: by the first that fits. A snapshot of a
/// book is taken as it is, if neither customers nor an edit want rows.
/// Errors: all faults of both files go to `watch`; nothing.
std::optional<Book> LoadBook(const std::string& open_items,
                             const std::string& customers, const Policy& policy,
                             const RunWatch& watch,
                             const BookEdit& edit = nullptr,
                             std::span<const CsvMapping> mappings = {});

}  // namespace cashmatch
