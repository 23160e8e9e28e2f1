// SPDX-License-Identifier: Apache-2.0
// cmd_match.cc - `cashmatch match`: receipts against open items.
// Tested by tests/system/match_test.py
#include <tbb/global_control.h>
#include <tbb/info.h>

#include <memory>
#include <string>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/version.h"
#include "adapters/workspace/match.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Inputs are files, folders or - (stdin), compressed or not; the format is
detected from the content. Results: receipts, applications, remainders,
suggestions, evidence, residual_open_items, cash_proof, summary.json.
Without an input the open items are checked and written back. --advice joins
what payers say they paid to the bank's credits, and adds advice.csv. --mapping
says how CSV of a bank, a gateway, a payer or an ERP is to be read. What
`cashmatch snapshot` wrote may stand for open items and customers.

Example:
  cashmatch match --open-items open_items.csv --customers customers.csv \
      --rules rules.toml --out results bank/
  cashmatch match --open-items export.csv --mapping erp.toml \
      --mapping giro.toml --advice remittances/ --out results giro.csv

Exit: 0 done; 1 an input was rejected or the run failed, nothing was written;
2 the command line or the rules file is wrong; 3 done, but a part of an input
was held or skipped; 130 interrupted.)";

struct Arguments {
  MatchRequest request;
  std::string as_of;
  std::string format = "csv";
  bool strict = false, lenient = false;
};

int Run(Arguments arguments, Terminal* terminal) {
  MatchRequest& request = arguments.request;
  if (!arguments.as_of.empty()) request.as_of = *ParseIsoDay(arguments.as_of);
  request.tables.format =
      arguments.format == "csv" ? TableFormat::kCsv : TableFormat::kNdjson;
  request.strictness = StrictnessOf(arguments.strict, arguments.lenient);
  request.version = kVersion;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<size_t>(request.threads));
  std::string headline;
  const Ending ending = Match(request, WatchOn(terminal), &headline);
  terminal->Text(headline);
  return ExitCodeOf(ending);
}

void AddOptions(CLI::App* command, Arguments* to) {
  MatchRequest& request = to->request;
  request.threads = tbb::info::default_concurrency();
  command
      ->add_option("--open-items", request.open_items,
                   "what customers owe, CSV or NDJSON")
      ->required()
      ->type_name("FILE");
  command->add_option("--customers", request.customers, "who they are")
      ->type_name("FILE");
  command->add_option("--rules", request.rules, "tolerances, terms, routes")
      ->type_name("FILE.toml");
  command->add_option("--as-of", to->as_of, "leave out what is booked later")
      ->check(IsoDay())
      ->type_name("YYYY-MM-DD");
  command->add_option("--threads", request.threads, "default: all cores")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command->add_option("--format", to->format, "of the tables, csv or ndjson")
      ->check(CLI::IsMember({"csv", "ndjson"}))
      ->type_name("FORMAT");
  command
      ->add_option("--input-format", request.input_format,
                   "bai2, lockbox, camt, mt940, x12, nacha, csv, ndjson: do "
                   "not detect")
      ->check(KnownFormat())
      ->type_name("FORMAT");
  command
      ->add_option("--advice", request.advice,
                   "advice apart from money: CSV, NDJSON, mail, X12 820, "
                   "remt.001; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  AddMappings(command, &request.mappings);
  command->add_flag("--brief", request.tables.brief,
                    "only what a machine needs: bank_reference,item_id,amount");
  command->add_flag("--overwrite", request.overwrite, "replace the results");
  command->add_flag("--skip-rejected", request.skip_rejected,
                    "leave a rejected input out instead of failing");
  AddStrictness(command, &to->strict, &to->lenient);
  command->add_option("--out", request.out, "the folder to make")
      ->required()
      ->type_name("DIR");
  command->add_option("INPUT", request.inputs, "bank files or receipts")
      ->type_name("");
}

}  // namespace

void AddMatch(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "match", "match every receipt to the open items and write the results");
  const auto arguments = std::make_shared<Arguments>();
  AddOptions(command, arguments.get());
  command->footer(kFooter);
  command->callback([=] { *exit_code = Run(*arguments, terminal); });
}

}  // namespace cashmatch
