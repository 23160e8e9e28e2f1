// SPDX-License-Identifier: Apache-2.0
// cmd_backup.cc - `cashmatch backup`: a copy while others write.
// Tested by tests/system/backup_test.py
#include <memory>

#include "adapters/drive/cli/commands.h"
#include "adapters/drive/cli/place.h"
#include "adapters/workspace/backup.h"

namespace cashmatch {
namespace {

constexpr const char* kFooter =
    R"(Copies the journal as it is at one instant, and every file it was decided on, to
a new folder; others may write meanwhile. The copy is verified before it stands
there. To restore it, use it: `--store DIR/cash.db`, or move both to their place.

Of PostgreSQL, first the journal, then the files, which never change:
  pg_dump --schema=cashmatch --file=cash.sql postgresql://...
  cp -r SPOOL backup/
and back: psql --file=cash.sql, then `cashmatch verify` with the copied files.

Example:
  cashmatch backup --store cash.db --out backup-2026-03-02

Exit: 0 copied and verified; 1 it could not be, and nothing is left behind; 2 the
command line is wrong; 130 interrupted.)";

}  // namespace

void AddBackup(CLI::App* app, Terminal* terminal, int* exit_code) {
  CLI::App* const command = app->add_subcommand(
      "backup", "copy a store and its files while others write");
  const auto request = std::make_shared<BackupRequest>();
  AddPlace(command, &request->place);
  command->add_option("--out", request->out, "a folder that is not there yet")
      ->required()
      ->type_name("DIR");
  command->footer(kFooter);
  command->callback([=] {
    LedgerNews news;
    const Ending ending = BackUp(*request, WatchOn(terminal), &news);
    *exit_code = Tell(news, ending, terminal);
  });
}

}  // namespace cashmatch
