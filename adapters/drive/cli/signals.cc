// SPDX-License-Identifier: Apache-2.0
// signals.cc - the handler does nothing but note that a signal came.
// Tested by tests/system/signals_test.py
#include "adapters/drive/cli/signals.h"

#include <unistd.h>

#include <csignal>

#include "adapters/drive/cli/exit_code.h"

namespace cashmatch {
namespace {

volatile std::sig_atomic_t signals_seen = 0;
volatile std::sig_atomic_t second_ends = 1;

extern "C" void NoteSignal(int) {
  if (signals_seen != 0 && second_ends != 0) _exit(kExitInterrupted);
  signals_seen = 1;
}

}  // namespace

void InstallSignalHandlers() {
  struct sigaction action = {};
  action.sa_handler = NoteSignal;  // no SA_RESTART: waiting reads must end
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is an error of a write
}

void DeferSecondSignal() { second_ends = 0; }

bool Interrupted() { return signals_seen != 0; }

}  // namespace cashmatch
