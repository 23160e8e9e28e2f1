// SPDX-License-Identifier: Apache-2.0
// cmd_worklist.cc - `cashmatch worklist`: what a person must decide.
// Tested by tests/system/desk_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/drive/cli/place.h"
#include "adapters/workspace/worklist.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(CSV on stdout: a row for each receipt whose money waits for a person, and for
each alternative of it. Fill in `decision`, `argument` and `note` in one row of a
receipt, and give the file to `cashmatch decide`.

Example:
  cashmatch worklist --store cash.db > worklist.csv

Exit: 0 done; 1 the store failed; 2 the command line is wrong;
130 interrupted.)";

int Run(const LedgerPlace& place, Terminal* terminal) {
  std::string csv, error;
  const Ending ending = WriteWorklist(place, WatchOn(terminal), &csv);
  if (ending != Ending::kDone) return ExitCodeOf(ending);
  if (WriteStdout(csv, &error) != OutputState::kFailed) return kExitDone;
  terminal->Fail(error);
  return kExitFailed;
}

}  // namespace

void AddWorklist(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "worklist", "list what a person must decide, as CSV to fill in");
  const auto place = std::make_shared<LedgerPlace>();
  AddPlace(command, place.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*place, terminal); });
}

}  // namespace cashmatch
