// SPDX-License-Identifier: Apache-2.0
// cmd_post.cc - `cashmatch post`: what the ERP is to post.
// Tested by tests/system/erp_test.py
#include <filesystem>
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/drive/cli/place.h"
#include "adapters/workspace/post.h"
#include "adapters/write/table_file.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(CSV: the cash of each receipt, once, and each row on an item. A posting keeps
its id for ever, `<receipt_id>/<turn>/<row>`, or `/cash`: an ERP that refuses an
id it knows posts nothing twice. What was handed out is journaled first and does
not come again; should the file be lost, --again gives all that has no answer
yet. Answers come back by `cashmatch posted`.

Example:
  cashmatch post --store cash.db --out postings.csv

Exit: 0 done, also if there is nothing to post; 1 the store failed, or the file
cannot be written (then use --again); 2 the command line is wrong.)";

struct Arguments {
  PostRequest request;
  std::string out;  // empty: stdout
};

int Run(Arguments arguments, Terminal* terminal) {
  StampNow(&arguments.request.actor);
  LedgerNews news;
  std::string csv, error;
  if (std::filesystem::exists(arguments.out)) {
    terminal->Fail(arguments.out + ": is there already, nothing was done");
    return kExitFailed;
  }
  const Ending ending = Post(arguments.request, WatchOn(terminal), &csv, &news);
  if (ending != Ending::kDone) return ExitCodeOf(ending);
  if (arguments.out.empty()) {
    news.ack = std::move(csv);
  } else if (!WriteText(arguments.out, csv, &error)) {
    terminal->Fail(error + "; use --again");
    return kExitFailed;
  }
  return Tell(news, ending, terminal);
}

}  // namespace

void AddPost(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command =
      app->add_subcommand("post", "hand out what the ERP is to post");
  const auto arguments = std::make_shared<Arguments>();
  AddPlace(command, &arguments->request.place);
  AddActor(command, &arguments->request.actor);
  command->add_option("--out", arguments->out, "default: stdout")
      ->type_name("FILE");
  command->add_flag("--again", arguments->request.again,
                    "what was handed out and has no answer");
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
