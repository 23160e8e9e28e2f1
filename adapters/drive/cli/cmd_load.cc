// SPDX-License-Identifier: Apache-2.0
// cmd_load.cc - `cashmatch load`: what the ERP says, into a store.
// Tested by tests/system/ledger_test.py
#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/load_book.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(A snapshot of open items is all that is open: what it leaves out is closed.
With --delta only the items that are named change. Applications that the ERP has
not posted yet (--posted lists those it has, one id a line) are taken off again;
an item that would fall below zero is told, left as it is and listed by
`cashmatch conflicts`. Amounts of an earlier day (--as-of) than those loaded are
refused. Receipts that wait are then matched to what is open now.

Example:
  cashmatch load --store cash.db --open-items open_items.csv \
      --customers customers.csv --rules rules.toml

Exit: 0 done; 1 a file was refused or the store failed, nothing was changed;
2 the command line or the rules file is wrong.)";

struct Arguments {
  LoadBookRequest request;
  std::string as_of;
};

int Run(Arguments arguments, Terminal* terminal) {
  LoadBookRequest& request = arguments.request;
  if (!arguments.as_of.empty()) request.as_of = *ParseIsoDay(arguments.as_of);
  StampNow(&request.actor);
  request.version = kVersion;
  LedgerNews news;
  const Ending ending = LoadBookIntoLedger(request, WatchOn(terminal), &news);
  return Tell(news, ending, terminal);
}

void AddOptions(CLI::App* command, Arguments* to) {
  LoadBookRequest& request = to->request;
  AddPlace(command, &request.place);
  AddActor(command, &request.actor);
  command->add_option("--open-items", request.open_items, "what customers owe")
      ->type_name("FILE");
  command->add_option("--customers", request.customers, "who they are")
      ->type_name("FILE");
  command->add_option("--rules", request.rules, "in force from now on")
      ->type_name("FILE.toml");
  command
      ->add_option("--posted", request.posted,
                   "ids of applications that the ERP has posted")
      ->type_name("FILE");
  command->add_option("--as-of", to->as_of, "the day the amounts are of")
      ->check(IsoDay())
      ->type_name("YYYY-MM-DD");
  command->add_flag("--delta", request.delta, "only the items named change");
}

}  // namespace

void AddLoad(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "load", "load open items, customers and rules into a store");
  const auto arguments = std::make_shared<Arguments>();
  AddOptions(command, arguments.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
