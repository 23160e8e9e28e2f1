// SPDX-License-Identifier: Apache-2.0
// snapshot.cc - load, build, write beside, rename.
// Tested by tests/system/snapshot_test.py
#include "adapters/workspace/snapshot.h"

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <system_error>

#include "adapters/bytes/output_file.h"
#include "adapters/workspace/load.h"

namespace cashmatch {
namespace {

bool IsFree(const SnapshotRequest& request, const RunWatch& watch) {
  if (request.overwrite || !std::filesystem::exists(request.out)) return true;
  watch.Fail(request.out +
             " is there already; nothing was written (--overwrite replaces "
             "it)");
  return false;
}

// Writes to a hidden file beside and renames it.
bool Write(const Book& book, const std::string& out, std::string* error) {
  const std::filesystem::path target(out);
  const std::string beside =
      (target.parent_path() / ("." + target.filename().string() + ".partial-" +
                               std::to_string(getpid())))
          .string();
  OutputFile file(beside);
  book.WriteSnapshot([&](std::string_view bytes) { file.Append(bytes); });
  std::error_code failed;
  if (file.Close(error)) {
    std::filesystem::rename(beside, target, failed);
    if (!failed) return true;
    *error = out + ": cannot be written: " + failed.message();
  }
  std::filesystem::remove(beside, failed);
  return false;
}

}  // namespace

Ending MakeSnapshot(const SnapshotRequest& request, const RunWatch& watch,
                    std::string* headline) {
  if (!IsFree(request, watch)) return Ending::kFailed;
  Rules rules;
  if (!LoadRules(request.rules, watch, &rules)) return Ending::kWrongUsage;
  const auto mappings = LoadMappings(request.mappings, watch);
  if (!mappings) return Ending::kWrongUsage;
  watch.Started(Stage::kBook);
  const std::optional<Book> book = LoadBook(
      request.open_items, request.customers, rules.policy, watch,
      [](OpenItemBlock*, CustomerBlock*) {}, *mappings);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!book) return Ending::kFailed;
  watch.Started(Stage::kWrite);
  std::string error;
  if (!Write(*book, request.out, &error)) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  *headline = std::to_string(book->item_count()) + " items of " +
              std::to_string(book->customer_count()) + " customers";
  return Ending::kDone;
}

}  // namespace cashmatch
