// SPDX-License-Identifier: Apache-2.0
// load.cc - rules, open items, customers. All faults of a file are told.
// Tested by tests/system/atomic_test.py
#include "adapters/workspace/load.h"

#include <filesystem>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "adapters/bytes/input.h"
#include "adapters/bytes/sha256.h"
#include "adapters/read/book_input/book_input.h"
#include "adapters/read/mapped_csv/mapped_csv.h"
#include "adapters/read/mapped_csv/pick.h"
#include "adapters/read/rules/rules.h"

namespace cashmatch {
namespace {

// The seed of the hash tables; no result depends on it.
uint64_t DrawSeed() {
  std::random_device device;
  return (uint64_t{device()} << 32) | device();
}

void SayAll(const std::string& file, const Findings& findings,
            const RunWatch& watch) {
  for (const Finding& finding : findings.list()) {
    watch.Say(Describe(file, finding));
  }
}

bool Load(const std::string& path, const RunWatch& watch, Input* input) {
  std::string error;
  const bool loaded =
      LoadInput(path, InputLimits{}, watch.interrupted, input, &error);
  if (!loaded) watch.Fail(error);
  return loaded;
}

// Reads one file of the book. False if it was refused.
template <class Reader>
bool ReadBlock(const std::string& path,
               const std::shared_ptr<const Input>& input, const RunWatch& watch,
               const Reader& reader) {
  Findings findings;
  Source source{path, input->bytes()};
  if (input->in_file()) source.keep = input;
  reader(source, &findings);
  findings.Finish();
  SayAll(path, findings, watch);
  if (!findings.rejected()) return true;
  watch.Fail(path + ": refused; correct what is listed above");
  return false;
}

// A book that was built before: nothing is read again.
std::optional<Book> TakeSnapshot(const std::string& path,
                                 std::shared_ptr<const Input> input,
                                 bool rows_wanted, const Policy& policy,
                                 const RunWatch& watch) {
  if (rows_wanted) {
    watch.Fail(path +
               ": is a snapshot, and customers are in it; give the files that "
               "it was made of, or none beside it");
    return std::nullopt;
  }
  std::string error;
  const std::string_view bytes = input->bytes();
  std::optional<Book> book =
      Book::FromSnapshot(bytes, policy, std::move(input), &error);
  if (!book) watch.Fail(path + ": " + error);
  return book;
}

// The user's own lockbox layouts; a relative path counts from the rules file.
bool LoadLayouts(const std::string& rules_path, const RunWatch& watch,
                 ReadOptions* options) {
  if (options->lockbox_layouts_path.empty()) return true;
  const std::string path = std::filesystem::path(rules_path).parent_path() /
                           options->lockbox_layouts_path;
  Input input;
  std::string error;
  if (!LoadInput(path, &input, &error)) {
    watch.Fail(rules_path + ": [lockbox] layouts: " + error);
    return false;
  }
  options->lockbox_layouts_toml = input.bytes();
  return true;
}

}  // namespace

bool LoadRules(const std::string& path, const RunWatch& watch, Rules* rules) {
  if (path.empty()) return true;
  Input input;
  std::string error;
  if (!LoadInput(path, &input, &error)) {
    watch.Fail(error);
    return false;
  }
  rules->path = path;
  rules->text = input.bytes();
  std::vector<std::string> errors;
  ReadRules(rules->text, path, &rules->policy, &rules->reading, &errors);
  for (const std::string& line : errors) watch.Fail(line);
  rules->sha256 = Sha256Hex(input.stored.bytes());
  return errors.empty() && LoadLayouts(path, watch, &rules->reading);
}

std::optional<std::vector<CsvMapping>> LoadMappings(
    const std::vector<std::string>& paths, const RunWatch& watch) {
  std::vector<CsvMapping> mappings;
  bool good = true;
  for (const std::string& path : paths) {
    Input input;
    std::string error;
    if (!LoadInput(path, &input, &error)) {
      watch.Fail(error);
      good = false;
      continue;
    }
    std::vector<std::string> errors;
    CsvMapping& mapping = mappings.emplace_back();
    good &= ReadCsvMapping(input.bytes(), path, &mapping, &errors);
    for (const std::string& line : errors) watch.Fail(line);
  }
  if (!good) return std::nullopt;
  return mappings;
}

bool CustomersAreListed(const Book& book, const std::string& customers) {
  if (!customers.empty()) return true;
  if (book.memory().mapped == 0) return false;
  // A snapshot does not say; one that only items name has no name of its own.
  for (uint32_t i = 0; i < book.customer_count(); ++i) {
    if (!book.CustomerName(CustomerRow{i}).empty()) return true;
  }
  return false;
}

std::optional<Book> LoadBook(const std::string& open_items,
                             const std::string& customers, const Policy& policy,
                             const RunWatch& watch, const BookEdit& edit,
                             std::span<const CsvMapping> mappings) {
  const auto input = std::make_shared<Input>();
  if (!Load(open_items, watch, input.get())) return std::nullopt;
  if (Book::IsSnapshot(input->bytes())) {
    return TakeSnapshot(open_items, input, edit || !customers.empty(), policy,
                        watch);
  }
  OpenItemBlock items;  // rows, where somebody wants to see them
  PackedItems packed;
  CustomerBlock people;
  const CsvMapping* const mapping =
      PickMapping(mappings, {MappingKind::kOpenItems}, input->bytes());
  const bool rows = mapping != nullptr || edit != nullptr;
  const bool items_good = ReadBlock(
      open_items, input, watch, [&](const Source& source, Findings* findings) {
        if (mapping != nullptr) {
          ReadMappedOpenItems(source, *mapping, &policy, &items, findings);
        } else if (rows) {
          ReadOpenItems(source, &policy, &items, findings);
        } else {
          ReadOpenItems(source, &policy, &packed, findings);
        }
      });
  const auto who = std::make_shared<Input>();
  const bool people_good =
      customers.empty() ||
      (Load(customers, watch, who.get()) &&
       ReadBlock(customers, who, watch,
                 [&](const Source& source, Findings* findings) {
                   ReadCustomers(source, &people, findings);
                 }));
  if (!items_good || !people_good) return std::nullopt;
  if (edit) edit(&items, &people);
  if (rows) packed = Pack(std::exchange(items, OpenItemBlock()));
  return Book::Build(std::move(packed), std::move(people), policy, DrawSeed());
}

}  // namespace cashmatch
