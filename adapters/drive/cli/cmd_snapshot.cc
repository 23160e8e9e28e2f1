// SPDX-License-Identifier: Apache-2.0
// cmd_snapshot.cc - `cashmatch snapshot`: a book that loads in no time.
// Tested by tests/system/snapshot_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/workspace/snapshot.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(The file holds items, customers and indexes as they lie in memory. match
and lint take it as --open-items, without --customers, and check it before they
use it. It is of this version, of the payment terms in the rules, and of no use
as an archive: keep the files it was made of.

Example:
  cashmatch snapshot --open-items open_items.csv --customers customers.csv \
      --rules rules.toml --out book.cmb
  cashmatch match --open-items book.cmb --rules rules.toml --out results bank/

Exit: 0 written; 1 an input was refused, nothing was written; 2 the command
line, the rules or a mapping is wrong; 130 interrupted.)";

int Run(const SnapshotRequest& request, Terminal* terminal) {
  std::string headline;
  const Ending ending = MakeSnapshot(request, WatchOn(terminal), &headline);
  terminal->ClearProgress();
  if (ending != Ending::kDone) return ExitCodeOf(ending);
  std::string error;
  if (WriteStdout(headline + "\n", &error) != OutputState::kFailed) {
    return kExitDone;
  }
  terminal->Fail(error);
  return kExitFailed;
}

}  // namespace

void AddSnapshot(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "snapshot", "open items and customers as a file that loads at once");
  const auto request = std::make_shared<SnapshotRequest>();
  command
      ->add_option("--open-items", request->open_items,
                   "what customers owe, CSV or NDJSON")
      ->required()
      ->type_name("FILE");
  command->add_option("--customers", request->customers, "who they are")
      ->type_name("FILE");
  command->add_option("--rules", request->rules, "terms that items use by code")
      ->type_name("FILE.toml");
  AddMappings(command, &request->mappings);
  command->add_option("--out", request->out, "a new file")
      ->required()
      ->type_name("FILE.cmb");
  command->add_flag("--overwrite", request->overwrite,
                    "replace a file that is there");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*request, terminal); });
}

}  // namespace cashmatch
