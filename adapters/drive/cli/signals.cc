// SPDX-License-Identifier: Apache-2.0
// signals.cc - notes that a signal came, or says that a file is gone.
// Tested by tests/system/signals_test.py
#include "adapters/drive/cli/signals.h"

#include <unistd.h>

#include <csignal>
#include <string_view>

#include "adapters/drive/cli/exit_code.h"

namespace cashmatch {
namespace {

volatile std::sig_atomic_t signals_seen = 0;
volatile std::sig_atomic_t second_ends = 1;

extern "C" void NoteSignal(int) {
  if (signals_seen != 0 && second_ends != 0) _exit(kExitInterrupted);
  signals_seen = 1;
}

// A mapped file lost bytes that are being read, or its disk fails: nothing that
// was read can be trusted, and no result is in its place yet.
extern "C" void EndAtLostBytes(int) {
  constexpr std::string_view kSaid =
      "cashmatch: a file became shorter while it was read, or cannot be read "
      "any more; the run ends\n";
  if (write(STDERR_FILENO, kSaid.data(), kSaid.size()) < 0) _exit(kExitFailed);
  _exit(kExitFailed);
}

}  // namespace

void InstallSignalHandlers() {
  struct sigaction action = {};
  action.sa_handler = NoteSignal;  // no SA_RESTART: waiting reads must end
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGBUS, EndAtLostBytes);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is an error of a write
}

void DeferSecondSignal() { second_ends = 0; }

bool Interrupted() { return signals_seen != 0; }

}  // namespace cashmatch
