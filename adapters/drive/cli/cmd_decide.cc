// SPDX-License-Identifier: Apache-2.0
// cmd_decide.cc - `cashmatch decide`: a worklist comes back.
// Tested by tests/system/desk_test.py
#include <memory>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/worklist.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Columns: receipt_id, decision, argument; turn, rank and note if they are there.
Rows without a decision are left out. Decisions:

  accept      argument: the rank; empty: that of the row
  items       argument: INV-1=100.00|INV-2=50.00, document numbers or item ids;
              with a kind behind it, INV-1=5.00 write_off, it is no payment but
              a discount, deduction, write_off, fee or withholding
  on_account  argument: a customer id, where none is known
  payer       argument: a customer id; the money is unapplied for that customer
  reject      the alternatives are wrong; it stays for a person
  unapply     what was applied is taken back
  confirm     what was applied unseen, and drawn to be looked at, is right
  reverse     of a return; argument: the receipt that the bank took back

All rows become true together, or, with every faulty row told, none. What a
person decided is never applied unseen again.

Whoever may write the store may decide: keys, their limits and the second pair
of eyes belong to `serve`. `verify` says how many decisions came without a key.

Example:
  cashmatch decide --store cash.db --decisions worklist.csv --by anna

Exit: 0 done; 1 a row is at fault or the store failed, nothing was decided;
2 the command line is wrong.)";

}  // namespace

void AddDecide(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command =
      app->add_subcommand("decide", "take a worklist that people filled in");
  const auto request = std::make_shared<DecideRequest>();
  AddPlace(command, &request->place);
  AddActor(command, &request->actor);
  command->add_option("--decisions", request->decisions, "a filled worklist")
      ->required()
      ->type_name("FILE");
  command->footer(kFooter);
  command->callback([=] {
    StampNow(&request->actor);
    request->version = kVersion;
    LedgerNews news;
    const Ending ending = DecideByFile(*request, WatchOn(terminal), &news);
    *exit_code = Tell(news, ending, terminal);
  });
}

}  // namespace cashmatch
