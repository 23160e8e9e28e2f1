// SPDX-License-Identifier: Apache-2.0
// cmd_submit.cc - `cashmatch submit`: bank files against a store.
// Tested by tests/system/ledger_test.py
#include <tbb/global_control.h>
#include <tbb/info.h>

#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/place.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/submit.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(What is new in the inputs, and what waited from before, is matched to the
items that are open, and all decisions are committed together. A file or money
that was received before is counted once, however often it comes. Advice that
finds no money yet is kept, and joins it when it comes.

After a crash send the same files again: if they were decided, nothing is done
twice, and the tables of that run are written to DIR where it is not there, or
with --overwrite.

Example:
  cashmatch submit --store cash.db --out monday bank/

Exit: 0 done; 1 an input was rejected or the store failed, nothing was decided;
2 the command line is wrong; 3 done, but a part of an input was held;
130 interrupted.)";

struct Arguments {
  SubmitRequest request;
  std::string format = "csv";
  int threads = tbb::info::default_concurrency();
  bool strict = false, lenient = false;
};

int Run(Arguments arguments, Terminal* terminal) {
  SubmitRequest& request = arguments.request;
  request.tables.format =
      arguments.format == "csv" ? TableFormat::kCsv : TableFormat::kNdjson;
  request.strictness = StrictnessOf(arguments.strict, arguments.lenient);
  request.version = kVersion;
  if (request.inputs.empty() && request.advice.empty()) {
    terminal->Fail("an INPUT or --advice is required");
    return kExitUsage;
  }
  StampNow(&request.actor);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<size_t>(arguments.threads));
  LedgerNews news;
  const Ending ending = Submit(request, WatchOn(terminal), &news);
  return Tell(news, ending, terminal);
}

void AddOptions(CLI::App* command, Arguments* to) {
  SubmitRequest& request = to->request;
  AddPlace(command, &request.place);
  AddActor(command, &request.actor);
  command->add_option("--threads", to->threads, "default: all cores")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command->add_option("--format", to->format, "of the tables, csv or ndjson")
      ->check(CLI::IsMember({"csv", "ndjson"}))
      ->type_name("FORMAT");
  command->add_option("--input-format", request.input_format, "do not detect")
      ->check(KnownFormat())
      ->type_name("FORMAT");
  AddMappings(command, &request.mappings);
  command
      ->add_option("--advice", request.advice,
                   "advice apart from money: CSV, NDJSON, mail, X12 820, "
                   "remt.001; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->add_flag("--overwrite", request.overwrite, "replace the results");
  AddStrictness(command, &to->strict, &to->lenient);
  command->add_option("--out", request.out, "a folder for this run's tables")
      ->type_name("DIR");
  command->add_option("INPUT", request.inputs, "bank files or receipts")
      ->type_name("");
}

}  // namespace

void AddSubmit(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "submit", "match bank files to what a store holds, and journal it");
  const auto arguments = std::make_shared<Arguments>();
  AddOptions(command, arguments.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
