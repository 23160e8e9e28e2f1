// SPDX-License-Identifier: Apache-2.0
// cmd_explain.cc - `cashmatch explain`: why this receipt was matched so.
// Tested by tests/system/match_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/workspace/explain.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Example:
  cashmatch explain --results results 2222-20260302-001-007

Exit: 0 done; 1 no results there, or no such receipt; 2 the command line is
wrong.)";

struct Arguments {
  std::string results, receipt;
};

int Run(const Arguments& arguments, Terminal* terminal) {
  std::string text, error;
  const Ending ending =
      Explain(arguments.results, arguments.receipt, WatchOn(terminal), &text);
  if (WriteStdout(text, &error) == OutputState::kFailed) {
    terminal->Fail(error);
    return kExitFailed;
  }
  return ExitCodeOf(ending);
}

}  // namespace

void AddExplain(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "explain", "tell why a receipt was matched as it was");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("--results", arguments->results, "what match wrote")
      ->required()
      ->type_name("DIR");
  command
      ->add_option("RECEIPT", arguments->receipt,
                   "a receipt id or a bank reference")
      ->required()
      ->type_name("");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
