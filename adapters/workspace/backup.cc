// SPDX-License-Identifier: Apache-2.0
// backup.cc - the journal first: every file that it names is there by then.
// Tested by tests/system/backup_test.py
#include "adapters/workspace/backup.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "adapters/bytes/atomic_folder.h"
#include "adapters/workspace/verify.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

constexpr size_t kNameDigits = 64;
constexpr size_t kPiece = 1 << 20;  // bytes

/// The hashes of the files in a spool, sorted; what is still coming is none.
std::vector<std::string> ListSpool(const std::string& folder) {
  std::vector<std::string> hashes;
  std::error_code error;
  for (const auto& shelf : fs::directory_iterator(folder, error)) {
    if (!shelf.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(shelf.path(), error)) {
      const std::string hash =
          shelf.path().filename().string() + file.path().filename().string();
      if (hash.size() == kNameDigits) hashes.push_back(hash);
    }
  }
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

/// Copies the stored bytes of one file; they must still have their hash.
bool CopyFile(const Spool& from, const Spool& to, const std::string& hash,
              std::string* error) {
  std::ifstream file(from.PathOf(hash), std::ios::binary);
  Spool::Incoming incoming = to.Receive();
  std::string copied, piece(kPiece, '\0');
  while (file.read(piece.data(), kPiece) || file.gcount() > 0) {
    incoming.Append({piece.data(), static_cast<size_t>(file.gcount())});
  }
  if (file.bad() || !file.eof()) {
    *error = from.PathOf(hash) + ": cannot be read";
    return false;
  }
  if (!incoming.Keep(&copied, error)) return false;
  if (copied == hash) return true;
  *error = from.PathOf(hash) + ": found other bytes than were received";
  return false;
}

bool CopyAll(const BackupRequest& request, const std::string& folder,
             const RunWatch& watch, size_t* files, std::string* error) {
  const auto store = OpenStore(request.place.store, StoreAccess::kRead, error);
  if (store == nullptr || !store->Backup(folder + "/" + kBackupStore, error)) {
    return false;
  }
  const Spool from(SpoolOf(request.place));
  const Spool to(folder + "/" + kBackupSpool);
  for (const std::string& hash : ListSpool(SpoolOf(request.place))) {
    if (watch.Interrupted() || !CopyFile(from, to, hash, error)) return false;
    ++*files;
  }
  return true;
}

}  // namespace

Ending BackUp(const BackupRequest& request, const RunWatch& watch,
              LedgerNews* news) {
  AtomicFolder out;
  std::string error;
  size_t files = 0;
  const bool copied = out.Start(request.out, false, &error) &&
                      CopyAll(request, out.path(), watch, &files, &error);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!copied) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  LedgerPlace copy;
  copy.store = out.path() + "/" + kBackupStore;
  if (Verify(copy, watch, news) != Ending::kDone) return Ending::kFailed;
  if (!out.Commit(&error)) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  news->headline += std::to_string(files) + " files copied\n";
  return Ending::kDone;
}

}  // namespace cashmatch
