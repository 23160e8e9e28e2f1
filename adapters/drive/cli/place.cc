// SPDX-License-Identifier: Apache-2.0
// place.cc - where the journal is, who acts, and what time it is.
// Tested by tests/system/ledger_test.py
#include "adapters/drive/cli/place.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/exit_code.h"
#include "adapters/drive/cli/output.h"

namespace cashmatch {
namespace {

std::string LoginName() {
  const passwd* const entry = getpwuid(getuid());
  return entry == nullptr ? "unknown" : entry->pw_name;
}

}  // namespace

void AddPlace(CLI::App* command, LedgerPlace* place) {
  command
      ->add_option("--store", place->store,
                   "the journal: a file, or postgresql://...")
      ->required()
      ->envname("CASHMATCH_STORE")
      ->type_name("STORE");
  command
      ->add_option("--spool", place->spool,
                   "received files; default: STORE.spool")
      ->envname("CASHMATCH_SPOOL")
      ->type_name("DIR");
  command->add_option("--tenant", place->tenant, "whose receivables")
      ->capture_default_str()
      ->type_name("NAME");
}

void AddActor(CLI::App* command, Actor* actor) {
  actor->who = LoginName();
  command->add_option("--by", actor->who, "who answers for it")
      ->capture_default_str()
      ->type_name("PERSON");
}

void StampNow(Actor* actor) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  actor->at.assign(text.data(), std::strftime(text.data(), text.size(),
                                              "%Y-%m-%dT%H:%M:%SZ", &utc));
}

int Tell(const LedgerNews& news, Ending ending, Terminal* terminal) {
  terminal->Text(news.headline);
  std::string error;
  if (WriteStdout(news.ack, &error) == OutputState::kFailed) {
    terminal->Fail(error);
    return kExitFailed;
  }
  return ExitCodeOf(ending);
}

}  // namespace cashmatch
