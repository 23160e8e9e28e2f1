// SPDX-License-Identifier: Apache-2.0
// cmd_score.cc - `cashmatch score`: a run against the truth.
// Tested by tests/system/generate_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/score/score.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(The truth is a folder with truth.csv, truth_receipts.csv and, if differences
are to be scored, truth_adjustments.csv; receipts are joined by bank reference.

Example:
  cashmatch score --results results --truth corpus

Exit: 0 scored; 1 a file is missing or broken, or the results do not conserve
the money; 2 the command line is wrong.)";

struct Arguments {
  std::string results, truth;
  bool json = false;
};

int Run(const Arguments& arguments, Terminal* terminal) {
  terminal->Progress("scoring");
  const ScoreResult score = ScoreRun(arguments.results, arguments.truth);
  terminal->ClearProgress();
  if (!score.error.empty()) {
    terminal->Fail(score.error);
    return kExitFailed;
  }
  std::string error;
  const std::string text =
      arguments.json ? ScoreAsJson(score) : ScoreAsText(score);
  if (WriteStdout(text, &error) == OutputState::kFailed) {
    terminal->Fail(error);
    return kExitFailed;
  }
  if (score.conservation != Control::kFailed) return kExitDone;
  terminal->Fail("the results do not conserve the money: " + score.broken);
  return kExitFailed;
}

}  // namespace

void AddScore(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "score", "precision, coverage and conservation of a run");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("--results", arguments->results, "what match wrote")
      ->required()
      ->type_name("DIR");
  command->add_option("--truth", arguments->truth, "what generate wrote")
      ->required()
      ->type_name("DIR");
  command->add_flag("--json", arguments->json, "one JSON object, for machines");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
