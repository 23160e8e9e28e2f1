// SPDX-License-Identifier: Apache-2.0
// backup.h - a store and its files, copied while others write.
#pragma once

#include <string>

#include "adapters/workspace/ledger_store.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct BackupRequest {
  LedgerPlace place;
  std::string out;  // a folder that is not there yet
};

/// The names inside the folder: what `--store` takes, and its files beside it.
inline constexpr const char* kBackupStore = "cash.db";
inline constexpr const char* kBackupSpool = "cash.db.spool";

/// Copies the store as it is at one instant, then the received files, each
/// compared with its hash, and verifies the copy before it appears under its
/// name. It is a store: to restore it, use it, or move it to its place.
/// Errors: kFailed, told to `watch`, nothing left behind; a store on a server,
/// which has tools of its own.
Ending BackUp(const BackupRequest& request, const RunWatch& watch,
              LedgerNews* news);

}  // namespace cashmatch
