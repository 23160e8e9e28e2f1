// SPDX-License-Identifier: Apache-2.0
// cmd_export.cc - `cashmatch export`: posting files for ledgers and ERPs.
// Tested by tests/system/export_test.py
#include <memory>
#include <string>
#include <vector>

#include "adapters/bytes/whole_file.h"
#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/workspace/export.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Formats: journal-csv, journal-ndjson (double entry for any ledger),
sap-multicash, oracle-autolockbox, dynamics365, netsuite, quickbooks, xero.
DIR is what `match` wrote. What a store decided is handed out, each posting
once, by `cashmatch post`.

Example:
  cashmatch export --results results --format journal-csv --out journal.csv
  cashmatch export --results results --format xero --bank-account 0123=1200 \
    --bank-account 4567=1210 --out xero.csv

Exit: 0 written; 1 the results cannot be used, nothing was written; 2 the
command line is wrong.)";

const std::vector<std::string> kFormats = {
    "journal-csv", "journal-ndjson", "sap-multicash", "oracle-autolockbox",
    "dynamics365", "netsuite",       "quickbooks",    "xero"};

struct Arguments {
  ExportRequest request;
  std::string out;
  bool overwrite = false;
};

// To a file, or to stdout where none is named.
bool Put(const Arguments& to, const std::string& text, std::string* error) {
  return to.out.empty() ? WriteStdout(text, error) != OutputState::kFailed
                        : WriteWholeFile(to.out, to.overwrite, text, error);
}

int Run(const Arguments& arguments, Terminal* terminal) {
  std::string text, error;
  const Ending ending =
      ExportPostings(arguments.request, WatchOn(terminal), &text);
  terminal->ClearProgress();
  if (ending != Ending::kDone) return ExitCodeOf(ending);
  if (Put(arguments, text, &error)) return kExitDone;
  terminal->Fail(error);
  return kExitFailed;
}

}  // namespace

void AddExport(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "export", "posting files for ledgers and ERPs, from a run");
  const auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("--results", arguments->request.results, "what match wrote")
      ->required()
      ->type_name("DIR");
  command->add_option("--format", arguments->request.format, "which file")
      ->required()
      ->check(CLI::IsMember(kFormats))
      ->type_name("FORMAT");
  command
      ->add_option("--bank-account", arguments->request.bank_accounts,
                   "our account, as the ERP names it; of several accounts one "
                   "each, by the last four characters: 0123=1200")
      ->type_name("ACCOUNT");
  command->add_option("--out", arguments->out, "a new file; without: stdout")
      ->type_name("FILE");
  command->add_flag("--overwrite", arguments->overwrite,
                    "replace a file that is there");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
