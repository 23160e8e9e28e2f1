// SPDX-License-Identifier: Apache-2.0
// cmd_conflicts.cc - `cashmatch conflicts`: where the ERP and we disagree.
// Tested by tests/system/book_over_time_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/drive/cli/place.h"
#include "adapters/workspace/conflicts.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(CSV on stdout: the items whose sign a load would have turned, because more was
applied here and not posted there than the ERP says is open. They stay as they
are; a later load that agrees takes them off the list.

Example:
  cashmatch conflicts --store cash.db

Exit: 0 done; 1 the store failed; 2 the command line is wrong.)";

int Run(const LedgerPlace& place, Terminal* terminal) {
  std::string csv, error;
  const Ending ending = WriteConflicts(place, WatchOn(terminal), &csv);
  if (ending != Ending::kDone) return ExitCodeOf(ending);
  if (WriteStdout(csv, &error) != OutputState::kFailed) return kExitDone;
  terminal->Fail(error);
  return kExitFailed;
}

}  // namespace

void AddConflicts(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "conflicts", "list items on which the ERP and the store disagree");
  const auto place = std::make_shared<LedgerPlace>();
  AddPlace(command, place.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*place, terminal); });
}

}  // namespace cashmatch
