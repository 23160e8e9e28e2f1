// SPDX-License-Identifier: Apache-2.0
// cmd_verify.cc - `cashmatch verify`: is the journal whole and true?
// Tested by tests/system/ledger_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/workspace/verify.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Replays every decision from the first, proves the link of each row and, after
each row, that no money was made or lost, that whoever used a key might, within
its limit, and that a second person approved what needs one. It says how many
decisions of people came without a key, through the command line. The head that
it prints proves later that nothing was cut off: keep it elsewhere.

Example:
  cashmatch verify --store cash.db

Exit: 0 proved; 1 a row does not hold, it is named; 2 the command line is
wrong.)";

}  // namespace

void AddVerify(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "verify", "replay a store's journal and prove every row");
  const auto place = std::make_shared<LedgerPlace>();
  AddPlace(command, place.get());
  command->footer(kFooter);
  command->callback([=] {
    LedgerNews news;
    const Ending ending = Verify(*place, WatchOn(terminal), &news);
    *exit_code = Tell(news, ending, terminal);
  });
}

}  // namespace cashmatch
