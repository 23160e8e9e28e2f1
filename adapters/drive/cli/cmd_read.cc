// SPDX-License-Identifier: Apache-2.0
// cmd_read.cc - `cashmatch read`: bank files to canonical receipts.
// Tested by tests/system/read_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/workspace/read.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Receipts go to stdout as NDJSON, findings to stderr. Nothing is printed
unless every input was proved. Canonical receipts carry accounts in full.

Example:
  cashmatch read bank/statement.bai | cashmatch match --open-items items.csv \
      --out results -
  cashmatch read --summary bank/
  cashmatch read --mapping giro.toml giro.csv

Exit: 0 done; 1 an input was rejected, or held under --strict; 2 the command
line or the rules file is wrong; 3 done, but a part of an input was held;
130 interrupted.)";

struct Arguments {
  ReadRequest request;
  bool strict = false, lenient = false;
};

int Run(Arguments arguments, Terminal* terminal) {
  arguments.request.strictness =
      StrictnessOf(arguments.strict, arguments.lenient);
  OutputState state = OutputState::kGood;
  std::string error;
  const auto sink = [&](std::string_view text) {
    terminal->ClearProgress();
    state = WriteStdout(text, &error);
    return state == OutputState::kGood;
  };
  const Ending ending = Read(arguments.request, WatchOn(terminal), sink);
  if (state == OutputState::kFailed) {
    terminal->Fail(error);
    return kExitFailed;
  }
  return ExitCodeOf(ending);
}

}  // namespace

void AddRead(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "read", "parse and check bank files, print their receipts");
  const auto arguments = std::make_shared<Arguments>();
  ReadRequest& request = arguments->request;
  command->add_flag("--summary", request.summary,
                    "one JSON object a file instead of its receipts");
  AddStrictness(command, &arguments->strict, &arguments->lenient);
  command
      ->add_option("--rules", request.rules,
                   "a rules file, for what it says of [accounts]")
      ->type_name("FILE.toml");
  command
      ->add_option("--input-format", request.input_format,
                   "bai2, lockbox, camt, mt940, x12, nacha, remt.001, csv, "
                   "ndjson: do not detect")
      ->check(KnownFormat())
      ->type_name("FORMAT");
  AddMappings(command, &request.mappings);
  command->add_option("INPUT", request.inputs, "files, folders or -")
      ->required()
      ->type_name("");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
