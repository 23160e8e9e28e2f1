// SPDX-License-Identifier: Apache-2.0
// cmd_replay.cc - `cashmatch replay`: what would other rules have done?
// Tested by tests/system/replay_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/replay.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Runs the whole history again in memory under the rules given, with what people
decided and the ERP answered, and prints, as CSV, each receipt whose allocation
appears, vanishes or differs. Nothing is changed. With the rules that were in
force it prints the header alone.

Example:
  cashmatch replay --store cash.db --rules new.toml

Exit: 0 done; 1 the store failed; 2 the command line or the rules file is wrong;
130 interrupted.)";

}  // namespace

void AddReplay(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "replay", "what other rules would have done with a store's history");
  const auto request = std::make_shared<ReplayRequest>();
  AddPlace(command, &request->place);
  command->add_option("--rules", request->rules, "the other rules")
      ->required()
      ->type_name("FILE.toml");
  command->footer(kFooter);
  command->callback([=] {
    request->version = kVersion;
    LedgerNews news;
    const Ending ending =
        Replay(*request, WatchOn(terminal), &news.ack, &news.headline);
    *exit_code = Tell(news, ending, terminal);
  });
}

}  // namespace cashmatch
