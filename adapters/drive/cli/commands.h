// SPDX-License-Identifier: Apache-2.0
// commands.h - one function a command: its options, its help, what it runs.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "adapters/drive/cli/terminal.h"
#include "adapters/read/bank_file.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Each adds its command to `app`. When the command line names it, it runs and
/// sets `*exit_code`; nothing is thrown out of a command.
void AddMatch(CLI::App* app, Terminal* terminal, int* exit_code);
void AddRead(CLI::App* app, Terminal* terminal, int* exit_code);
void AddExplain(CLI::App* app, Terminal* terminal, int* exit_code);
void AddEnrich(CLI::App* app, Terminal* terminal, int* exit_code);
void AddExport(CLI::App* app, Terminal* terminal, int* exit_code);
void AddGenerate(CLI::App* app, Terminal* terminal, int* exit_code);
void AddScore(CLI::App* app, Terminal* terminal, int* exit_code);
void AddBacktest(CLI::App* app, Terminal* terminal, int* exit_code);
void AddLint(CLI::App* app, Terminal* terminal, int* exit_code);
void AddSnapshot(CLI::App* app, Terminal* terminal, int* exit_code);
void AddLoad(CLI::App* app, Terminal* terminal, int* exit_code);
void AddSubmit(CLI::App* app, Terminal* terminal, int* exit_code);
void AddVerify(CLI::App* app, Terminal* terminal, int* exit_code);
void AddWorklist(CLI::App* app, Terminal* terminal, int* exit_code);
void AddDecide(CLI::App* app, Terminal* terminal, int* exit_code);
void AddPost(CLI::App* app, Terminal* terminal, int* exit_code);
void AddPosted(CLI::App* app, Terminal* terminal, int* exit_code);
void AddReplay(CLI::App* app, Terminal* terminal, int* exit_code);
void AddServe(CLI::App* app, Terminal* terminal, int* exit_code);
void AddPrecision(CLI::App* app, Terminal* terminal, int* exit_code);
void AddBackup(CLI::App* app, Terminal* terminal, int* exit_code);
void AddConflicts(CLI::App* app, Terminal* terminal, int* exit_code);
void AddWatch(CLI::App* app, Terminal* terminal, int* exit_code);

/// Returns a watch that shows progress and messages on the terminal and ends
/// runs on signals.
RunWatch WatchOn(Terminal* terminal);

/// Returns the exit code of an ending.
int ExitCodeOf(Ending ending);

/// Adds `--strict` and `--lenient`, which exclude each other.
void AddStrictness(CLI::App* command, bool* strict, bool* lenient);
Strictness StrictnessOf(bool strict, bool lenient);

/// Accepts dates.
CLI::Validator IsoDay();

/// Adds `--mapping`, which may be repeated.
void AddMappings(CLI::App* command, std::vector<std::string>* paths);

/// Accepts the names of formats that `--input-format` may have.
CLI::Validator KnownFormat();

}  // namespace cashmatch
