// SPDX-License-Identifier: Apache-2.0
// cmd_precision.cc - `cashmatch precision`: was what was applied unseen right?
// Tested by tests/system/sample_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/drive/cli/place.h"
#include "adapters/workspace/precision.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(With `[match] qa_sample = 0.01` one in a hundred of the receipts that are
applied unseen, drawn by a hash of its id, stands on the worklist: `confirm` says
that it was right, `unapply` that it was wrong. CSV on stdout: what people said,
with a 95 % interval, for each share that was drawn with, all rules and each.

Example:
  cashmatch precision --store cash.db

Exit: 0 done; 1 the store failed; 2 the command line is wrong.)";

int Run(const LedgerPlace& place, Terminal* terminal) {
  std::string csv, error;
  const Ending ending = WritePrecision(place, WatchOn(terminal), &csv);
  if (ending != Ending::kDone) return ExitCodeOf(ending);
  if (WriteStdout(csv, &error) != OutputState::kFailed) return kExitDone;
  terminal->Fail(error);
  return kExitFailed;
}

}  // namespace

void AddPrecision(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "precision", "how often what was applied unseen was right");
  const auto place = std::make_shared<LedgerPlace>();
  AddPlace(command, place.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*place, terminal); });
}

}  // namespace cashmatch
