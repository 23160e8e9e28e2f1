// SPDX-License-Identifier: Apache-2.0
// cmd_generate.cc - `cashmatch generate`: a book, bank files and their truth.
// Tested by tests/system/generate_test.py
#include <memory>

#include "adapters/drive/cli/commands.h"
#include "adapters/workspace/generate.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Writes open_items.csv, customers.csv, rules.toml, bank/ and truth*.csv; the
same options give the same bytes everywhere.

Example:
  cashmatch generate --items 10000 --receipts 10000 --seed 1 --out corpus
  cashmatch match --open-items corpus/open_items.csv \
      --customers corpus/customers.csv --rules corpus/rules.toml \
      --out results corpus/bank
  cashmatch score --results results --truth corpus

Exit: 0 done; 1 it could not be written; 2 the command line or the mix file is
wrong; 130 interrupted.)";

constexpr uint64_t kMostRows = 80'000'000;

}  // namespace

void AddGenerate(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "generate", "make a synthetic book, bank files and their truth");
  const auto request = std::make_shared<GenerateRequest>();
  command->add_option("--items", request->items, "how many open items")
      ->required()
      ->check(CLI::Range(uint64_t{1}, kMostRows))
      ->type_name("N");
  command->add_option("--receipts", request->receipts, "how many receipts")
      ->required()
      ->check(CLI::Range(uint64_t{0}, kMostRows))
      ->type_name("N");
  command->add_option("--seed", request->seed, "which corpus of that size")
      ->required()
      ->type_name("S");
  command->add_option("--mix", request->mix, "shares of the kinds of receipts")
      ->type_name("FILE.toml");
  command->add_flag("--overwrite", request->overwrite, "replace the folder");
  command->add_option("--out", request->out, "the folder to make")
      ->required()
      ->type_name("DIR");
  command->footer(kFooter);
  command->callback(
      [=] { *exit_code = ExitCodeOf(Generate(*request, WatchOn(terminal))); });
}

}  // namespace cashmatch
