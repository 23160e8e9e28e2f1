// SPDX-License-Identifier: Apache-2.0
// cmd_backtest.cc - `cashmatch backtest`: a user's own history, judged.
// Tested by tests/system/backtest_test.py
#include <tbb/global_control.h>
#include <tbb/info.h>

#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/workspace/backtest.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Runs the receipts of the past day by day, with nothing but the engine's own
postings, and compares with what people once decided: how much would have been
applied unseen (touchless rate by receipts, lines and money), how much of that
is right (precision, with 95 % intervals), how much the data explain at all (the
ceiling), and every disagreement. With --day-reveal, what the engine left to a
person is settled as history did before the next day begins: what it left would
else stay among the items that the payments after it may be for.

--open-items has all items of the time, with their document dates; those that
the clearings name are opened again. --clearings is CSV or .ndjson with the
columns bank_reference (or receipt), item_id, amount and perhaps kind: payment,
discount, fee, short_pay, deduction, write_off, withholding, on_account,
unidentified. With --out: receipts.csv, disagreements.csv, backtest.json.

Example:
  cashmatch backtest --open-items open_items.csv --customers customers.csv \
      --receipts bank/ --clearings clearings.csv --out backtest

Exit: 0 done, whatever the figures; 1 an input was rejected or the run failed,
nothing was written; 2 the command line or the rules file is wrong; 130
interrupted.)";

struct Arguments {
  BacktestRequest request;
  int threads = 1;
};

int Run(const Arguments& arguments, Terminal* terminal) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<size_t>(arguments.threads));
  std::string figures;
  const Ending ending =
      Backtest(arguments.request, WatchOn(terminal), &figures);
  terminal->ClearProgress();
  std::string error;
  if (!figures.empty() &&
      WriteStdout(figures, &error) == OutputState::kFailed) {
    terminal->Fail(error);
    return kExitFailed;
  }
  return ExitCodeOf(ending);
}

void AddOptions(CLI::App* command, Arguments* to) {
  BacktestRequest& request = to->request;
  to->threads = tbb::info::default_concurrency();
  command
      ->add_option("--open-items", request.open_items,
                   "all items of the time, CSV or NDJSON")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--receipts", request.receipts,
                   "bank files or receipts of the time")
      ->required()
      ->type_name("INPUT");
  command
      ->add_option("--clearings", request.clearings,
                   "which receipt paid which items; may be repeated")
      ->required()
      ->type_name("FILE");
  command->add_option("--customers", request.customers, "who they are")
      ->type_name("FILE");
  command->add_option("--rules", request.rules, "tolerances, terms, routes")
      ->type_name("FILE.toml");
  command->add_flag("--day-reveal", request.day_reveal,
                    "each evening people settle what was left, as history did");
  command->add_option("--out", request.out, "the folder to make")
      ->type_name("DIR");
  command->add_flag("--overwrite", request.overwrite, "replace the folder");
  command->add_flag("--json", request.json, "one JSON object, for machines");
  command->add_option("--threads", to->threads, "default: all cores")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
}

}  // namespace

void AddBacktest(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "backtest", "your own history: how much, and how much of it right");
  const auto arguments = std::make_shared<Arguments>();
  AddOptions(command, arguments.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
