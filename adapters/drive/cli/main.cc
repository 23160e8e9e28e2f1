// SPDX-License-Identifier: Apache-2.0
// main.cc - the program `cashmatch`: names its commands and maps how they end.
// Tested by tests/system/cli_test.py
#include <CLI/CLI.hpp>
#include <exception>
#include <new>
#include <string>

#include "adapters/bytes/keep_memory.h"
#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"
#include "adapters/drive/cli/signals.h"
#include "adapters/drive/cli/terminal.h"
#include "adapters/drive/cli/version.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Example:
  cashmatch match --open-items open_items.csv --out results statement.bai
  cashmatch explain --results results RECEIPT

`cashmatch COMMAND --help` tells more.)";

// Help and version are results and go to stdout; all else is wrong usage.
int ParseProblem(const CLI::App& app, const CLI::ParseError& problem,
                 Terminal* terminal) {
  std::string error;
  if (problem.get_exit_code() == 0) {
    const bool version = problem.get_name() == "CallForVersion";
    const std::string text =
        version ? std::string("cashmatch ") + kVersion + "\n" : app.help();
    return WriteStdout(text, &error) == OutputState::kFailed ? kExitFailed
                                                             : kExitDone;
  }
  const auto chosen = app.get_subcommands();
  terminal->Fail(problem.what());
  terminal->Say("Try 'cashmatch " +
                (chosen.empty() ? "" : chosen.front()->get_name() + " ") +
                "--help'.");
  return kExitUsage;
}

int Main(int argc, char** argv) {
  InstallSignalHandlers();
  Terminal terminal;
  int exit_code = kExitDone;
  CLI::App app("Applies incoming money to open items.", "cashmatch");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.footer(kFooter);
  AddMatch(&app, &terminal, &exit_code);
  AddRead(&app, &terminal, &exit_code);
  AddExplain(&app, &terminal, &exit_code);
  AddEnrich(&app, &terminal, &exit_code);
  AddExport(&app, &terminal, &exit_code);
  AddGenerate(&app, &terminal, &exit_code);
  AddScore(&app, &terminal, &exit_code);
  AddBacktest(&app, &terminal, &exit_code);
  AddLint(&app, &terminal, &exit_code);
  AddSnapshot(&app, &terminal, &exit_code);
  AddLoad(&app, &terminal, &exit_code);
  AddSubmit(&app, &terminal, &exit_code);
  AddVerify(&app, &terminal, &exit_code);
  AddWorklist(&app, &terminal, &exit_code);
  AddDecide(&app, &terminal, &exit_code);
  AddPost(&app, &terminal, &exit_code);
  AddPosted(&app, &terminal, &exit_code);
  AddReplay(&app, &terminal, &exit_code);
  AddServe(&app, &terminal, &exit_code);
  AddPrecision(&app, &terminal, &exit_code);
  AddBackup(&app, &terminal, &exit_code);
  AddConflicts(&app, &terminal, &exit_code);
  AddWatch(&app, &terminal, &exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return ParseProblem(app, problem, &terminal);
  } catch (const std::bad_alloc&) {
    terminal.Fail("out of memory; nothing was written");
    return kExitFailed;
  } catch (const std::exception& problem) {
    terminal.Fail(problem.what());
    return kExitFailed;
  }
  return exit_code;
}

}  // namespace
}  // namespace cashmatch

int main(int argc, char** argv) {
  cashmatch::KeepFreedMemory();
  return cashmatch::Main(argc, argv);
}
