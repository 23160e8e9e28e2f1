// SPDX-License-Identifier: Apache-2.0
// cmd_posted.cc - `cashmatch posted`: what the ERP said.
// Tested by tests/system/erp_test.py
#include <memory>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/post.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(ANSWERS.csv has the columns posting_id, answer (`ok` or `rejected`) and, if
there, reason. What the ERP took is in its amounts from now on. A receipt of which
it refused a posting is unapplied again, ERP_REJECTED, and stands on the worklist
with the reason. An answer that came before changes nothing.

Example:
  cashmatch posted --store cash.db ack.csv

Exit: 0 done; 1 a row is at fault or the store failed, nothing was taken; 2 the
command line is wrong.)";

}  // namespace

void AddPosted(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command =
      app->add_subcommand("posted", "take the ERP's answers to postings");
  const auto request = std::make_shared<PostedRequest>();
  AddPlace(command, &request->place);
  AddActor(command, &request->actor);
  command->add_option("ANSWERS", request->answers, "what the ERP said")
      ->required()
      ->type_name("");
  command->footer(kFooter);
  command->callback([=] {
    StampNow(&request->actor);
    request->version = kVersion;
    LedgerNews news;
    const Ending ending = TakeAnswers(*request, WatchOn(terminal), &news);
    *exit_code = Tell(news, ending, terminal);
  });
}

}  // namespace cashmatch
