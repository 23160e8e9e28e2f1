// SPDX-License-Identifier: Apache-2.0
// cmd_enrich.cc - `cashmatch enrich`: a bank file with the numbers it pays.
// Tested by tests/system/enrich_test.py
#include <memory>

#include "adapters/drive/cli/commands.h"
#include "adapters/workspace/enrich.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Writes a BAI2, camt or MT940 file again, with the document numbers that its
applied receipts pay: in 88 records, in RmtInf, in :86:. Counts are right; all
other bytes stay. What your ERP already imports, it now clears by itself.

Example:
  cashmatch match --open-items open_items.csv --out results statement.bai
  cashmatch enrich --results results --out enriched.bai statement.bai

Exit: 0 written; 1 the file or the results cannot be used, nothing was written;
2 the command line or the rules file is wrong; 130 interrupted.)";

}  // namespace

void AddEnrich(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "enrich", "write a bank file again with the document numbers it pays");
  const auto request = std::make_shared<EnrichRequest>();
  command->add_option("--results", request->results, "what match wrote")
      ->required()
      ->type_name("DIR");
  command->add_option("--out", request->out, "the new file")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--rules", request->rules,
                   "the rules file of that run, for what it says of [accounts]")
      ->type_name("FILE.toml");
  command->add_option("INPUT", request->input, "one bank file of that run")
      ->required()
      ->type_name("");
  command->add_flag("--overwrite", request->overwrite,
                    "replace a file that is there");
  command->footer(kFooter);
  command->callback([=] {
    *exit_code = ExitCodeOf(EnrichBankFile(*request, WatchOn(terminal)));
  });
}

}  // namespace cashmatch
