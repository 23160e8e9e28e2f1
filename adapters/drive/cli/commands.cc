// SPDX-License-Identifier: Apache-2.0
// commands.cc - what several commands have in common.
// Tested by tests/system/cli_test.py
#include "adapters/drive/cli/commands.h"

#include <string>

#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/signals.h"
#include "adapters/workspace/bank_inputs.h"

namespace cashmatch {

RunWatch WatchOn(Terminal* terminal) {
  RunWatch watch;
  watch.started = [terminal](Stage stage) {
    // Files exist from here on: a second signal must not leave them behind.
    if (stage == Stage::kWrite) DeferSecondSignal();
    terminal->Progress(NameOf(stage));
  };
  watch.progress = [terminal](uint64_t done, uint64_t total) {
    terminal->Progress(std::to_string(done) + " of " + std::to_string(total) +
                       " done");
  };
  watch.say = [terminal](std::string_view line) { terminal->Say(line); };
  watch.fail = [terminal](std::string_view line) { terminal->Fail(line); };
  watch.interrupted = Interrupted;
  return watch;
}

int ExitCodeOf(Ending ending) {
  switch (ending) {
    case Ending::kDone:
      return kExitDone;
    case Ending::kHeld:
      return kExitHeld;
    case Ending::kFailed:
      return kExitFailed;
    case Ending::kWrongUsage:
      return kExitUsage;
    case Ending::kInterrupted:
      return kExitInterrupted;
  }
  return kExitFailed;
}

void AddStrictness(CLI::App* command, bool* strict, bool* lenient) {
  CLI::Option* const a = command->add_flag(
      "--strict", *strict, "take warnings as held, and held as failed");
  CLI::Option* const b =
      command->add_flag("--lenient", *lenient,
                        "take a wrong count, a missing trailer or a marked "
                        "duplicate as a warning; never money");
  a->excludes(b);
}

Strictness StrictnessOf(bool strict, bool lenient) {
  if (strict) return Strictness::kStrict;
  return lenient ? Strictness::kLenient : Strictness::kNormal;
}

CLI::Validator IsoDay() {
  return CLI::Validator(
      [](std::string& text) {
        return ParseIsoDay(text) ? std::string()
                                 : "'" + text + "' is not a date YYYY-MM-DD";
      },
      "YYYY-MM-DD");
}

void AddMappings(CLI::App* command, std::vector<std::string>* paths) {
  command
      ->add_option("--mapping", *paths,
                   "how a CSV file is to be read; may be repeated")
      ->type_name("FILE.toml")
      ->allow_extra_args(false);
}

CLI::Validator KnownFormat() {
  return CLI::Validator(
      [](std::string& text) {
        return IsInputFormat(text)
                   ? std::string()
                   : "'" + text + "' is not a format that is read";
      },
      "");
}

}  // namespace cashmatch
