// SPDX-License-Identifier: Apache-2.0
// cmd_lint.cc - `cashmatch lint`: rules that say something to no avail.
// Tested by tests/system/lint_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/workspace/lint.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Warns on stderr of rules that can never fire, are shadowed by others or
contradict themselves, each with its line. With the book also of customers,
payment terms and currencies of fees that are not in it; `match` says the same
of its own run, and of accounts that no receipt came on.

Example:
  cashmatch lint --rules rules.toml --open-items open_items.csv \
      --customers customers.csv

Exit: 0 nothing to warn of; 1 the book cannot be read; 2 the command line or
the rules file is wrong; 3 something is warned of; 130 interrupted.)";

int Run(const LintRequest& request, Terminal* terminal) {
  size_t warnings = 0;
  const Ending ending = Lint(request, WatchOn(terminal), &warnings);
  terminal->ClearProgress();
  const int code = ExitCodeOf(ending);
  return code == kExitDone && warnings != 0 ? kExitWarned : code;
}

}  // namespace

void AddLint(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "lint", "warn of rules that never fire or contradict each other");
  const auto request = std::make_shared<LintRequest>();
  command->add_option("--rules", request->rules, "the file to look at")
      ->required()
      ->type_name("FILE.toml");
  CLI::Option* const items =
      command
          ->add_option("--open-items", request->open_items,
                       "what customers owe, CSV or NDJSON")
          ->type_name("FILE");
  command->add_option("--customers", request->customers, "who they are")
      ->needs(items)
      ->type_name("FILE");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*request, terminal); });
}

}  // namespace cashmatch
