// SPDX-License-Identifier: Apache-2.0
// memory_disk.h - a disk for SQLite, in memory, that tells what was done to it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cashmatch {

/// What lies on a disk: bytes by name.
using DiskFiles = std::map<std::string, std::string>;

/// One thing that SQLite did to a file.
struct DiskStep {
  enum class Kind : uint8_t { kWrite, kTruncate, kSync, kRemove, kSyncFolder };
  Kind kind;
  std::string file;
  uint64_t at = 0;    // of a write, in bytes; the new size of a truncation
  std::string bytes;  // of a write
};

/// Does one write, truncation or removal; syncs change nothing here.
void Do(const DiskStep& step, DiskFiles* files);

/// SQLite's file system for the whole process: one connection at a time, files
/// in memory, every change recorded in order.
/// Threads: one.  Cost: memory of all that is written.
class MemoryDisk {
 public:
  /// Makes it what every sqlite3_open of this process opens.
  static void Register();

  /// Takes `files` for what is on the disk and forgets the steps. Nothing may
  /// be open.
  static void Mount(DiskFiles files);

  static const std::vector<DiskStep>& Steps();
};

}  // namespace cashmatch
