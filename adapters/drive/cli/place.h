// SPDX-License-Identifier: Apache-2.0
// place.h - the options of every command that works on a store.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "adapters/drive/cli/terminal.h"
#include "adapters/workspace/ledger_store.h"

namespace cashmatch {

/// Adds --store, --spool and --tenant.
void AddPlace(CLI::App* command, LedgerPlace* place);

/// Adds --by, the person who answers for it; the user's login by default.
void AddActor(CLI::App* command, Actor* actor);

/// Sets the time of an act to now.
void StampNow(Actor* actor);

/// Prints the acks to stdout and the headline for people; returns the exit code
/// of `ending`, or that of a failure to print.
int Tell(const LedgerNews& news, Ending ending, Terminal* terminal);

}  // namespace cashmatch
