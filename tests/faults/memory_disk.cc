// SPDX-License-Identifier: Apache-2.0
// memory_disk.cc - the file system interface of SQLite, over a map.
#include "tests/faults/memory_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

namespace cashmatch {
namespace {

constexpr int kNameMax = 512;
constexpr int kSectorBytes = 4096;
constexpr double kSomeDay = 2460000.5;  // Julian

DiskFiles files;
std::vector<DiskStep> steps;
// The index of a log, which SQLite shares among connections in memory.
std::map<std::string, std::vector<std::unique_ptr<char[]>>> shared_index;

void Take(DiskStep step) {
  Do(step, &files);
  steps.push_back(std::move(step));
}

struct OpenFile {
  sqlite3_file base;  // first: SQLite knows no more of it
  std::string* name;
  bool sync_folder;  // with the next sync of the file
};

const std::string& NameIn(sqlite3_file* file) {
  return *reinterpret_cast<OpenFile*>(file)->name;
}

int Close(sqlite3_file* file) {
  delete reinterpret_cast<OpenFile*>(file)->name;
  return SQLITE_OK;
}

int Read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  const std::string& bytes = files[NameIn(file)];
  const auto wanted = static_cast<size_t>(size);
  const size_t from = std::min(static_cast<size_t>(at), bytes.size());
  const size_t there = std::min(wanted, bytes.size() - from);
  std::memset(to, 0, wanted);
  std::memcpy(to, bytes.data() + from, there);
  return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int Write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  Take(
      {DiskStep::Kind::kWrite, NameIn(file), static_cast<uint64_t>(at),
       std::string(static_cast<const char*>(from), static_cast<size_t>(size))});
  return SQLITE_OK;
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  Take({DiskStep::Kind::kTruncate,
        NameIn(file),
        static_cast<uint64_t>(size),
        {}});
  return SQLITE_OK;
}

int Sync(sqlite3_file* file, int /*flags*/) {
  Take({DiskStep::Kind::kSync, NameIn(file), 0, {}});
  auto* const synced = reinterpret_cast<OpenFile*>(file);
  if (synced->sync_folder) Take({DiskStep::Kind::kSyncFolder, {}, 0, {}});
  synced->sync_folder = false;
  return SQLITE_OK;
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(files[NameIn(file)].size());
  return SQLITE_OK;
}

int Lock(sqlite3_file* /*file*/, int /*level*/) { return SQLITE_OK; }

int CheckReserved(sqlite3_file* /*file*/, int* held) {
  *held = 0;
  return SQLITE_OK;
}

int Control(sqlite3_file* /*file*/, int /*what*/, void* /*with*/) {
  return SQLITE_NOTFOUND;
}

int SectorSize(sqlite3_file* /*file*/) { return kSectorBytes; }

/// What SQLite believes of a disk under Linux: a write that is cut off by the
/// loss of power damages no byte beside it.
int Characteristics(sqlite3_file* /*file*/) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int MapShared(sqlite3_file* file, int region, int size, int extend,
              void volatile** memory) {
  auto& regions = shared_index[NameIn(file)];
  const auto wanted = static_cast<size_t>(region) + 1;
  while (extend != 0 && regions.size() < wanted) {
    regions.push_back(std::make_unique<char[]>(static_cast<size_t>(size)));
  }
  *memory = regions.size() < wanted ? nullptr : regions[wanted - 1].get();
  return SQLITE_OK;
}

int LockShared(sqlite3_file* /*file*/, int /*offset*/, int /*count*/,
               int /*flags*/) {
  return SQLITE_OK;
}

void Barrier(sqlite3_file* /*file*/) {}

int UnmapShared(sqlite3_file* file, int remove) {
  if (remove != 0) shared_index.erase(NameIn(file));
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {2,
                                     Close,
                                     Read,
                                     Write,
                                     Truncate,
                                     Sync,
                                     FileSize,
                                     Lock,
                                     Lock,
                                     CheckReserved,
                                     Control,
                                     SectorSize,
                                     Characteristics,
                                     MapShared,
                                     LockShared,
                                     Barrier,
                                     UnmapShared,
                                     nullptr,
                                     nullptr};

int Open(sqlite3_vfs* /*vfs*/, const char* path, sqlite3_file* file, int flags,
         int* taken) {
  static int nameless = 0;
  const std::string name =
      path != nullptr ? path : "nameless-" + std::to_string(++nameless);
  auto* const opened = reinterpret_cast<OpenFile*>(file);
  opened->base.pMethods = nullptr;
  if ((flags & SQLITE_OPEN_CREATE) == 0 && !files.contains(name)) {
    return SQLITE_CANTOPEN;
  }
  // As SQLite does under Unix: a new journal or log brings its folder to disk.
  constexpr int kJournals =
      SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
  opened->sync_folder = !files.contains(name) && (flags & kJournals) != 0;
  files[name];
  opened->name = new std::string(name);
  opened->base.pMethods = &kMethods;
  if (taken != nullptr) *taken = flags;
  return SQLITE_OK;
}

int Remove(sqlite3_vfs* /*vfs*/, const char* path, int sync_folder) {
  if (!files.contains(path)) return SQLITE_IOERR_DELETE_NOENT;
  Take({DiskStep::Kind::kRemove, path, 0, {}});
  if (sync_folder != 0) Take({DiskStep::Kind::kSyncFolder, {}, 0, {}});
  return SQLITE_OK;
}

int Access(sqlite3_vfs* /*vfs*/, const char* path, int /*flags*/, int* there) {
  *there = files.contains(path) ? 1 : 0;
  return SQLITE_OK;
}

int FullPathname(sqlite3_vfs* /*vfs*/, const char* path, int size, char* to) {
  std::snprintf(to, static_cast<size_t>(size), "%s", path);
  return SQLITE_OK;
}

int Randomness(sqlite3_vfs* /*vfs*/, int size, char* to) {
  static unsigned char drawn = 0;  // the same run again does the same
  std::generate_n(to, size, [] { return static_cast<char>(drawn += 37); });
  return size;
}

int Sleep(sqlite3_vfs* /*vfs*/, int /*microseconds*/) { return 0; }

int CurrentTime(sqlite3_vfs* /*vfs*/, double* now) {
  *now = kSomeDay;
  return SQLITE_OK;
}

int LastError(sqlite3_vfs* /*vfs*/, int /*size*/, char* /*to*/) { return 0; }

sqlite3_vfs vfs = {1,
                   sizeof(OpenFile),
                   kNameMax,
                   nullptr,
                   "memory disk",
                   nullptr,
                   Open,
                   Remove,
                   Access,
                   FullPathname,
                   nullptr,
                   nullptr,
                   nullptr,
                   nullptr,
                   Randomness,
                   Sleep,
                   CurrentTime,
                   LastError,
                   nullptr,
                   nullptr,
                   nullptr,
                   nullptr};

}  // namespace

void Do(const DiskStep& step, DiskFiles* files) {
  if (step.kind == DiskStep::Kind::kSync ||
      step.kind == DiskStep::Kind::kSyncFolder) {
    return;
  }
  if (step.kind == DiskStep::Kind::kRemove) {
    files->erase(step.file);
    return;
  }
  std::string& bytes = (*files)[step.file];
  if (step.kind == DiskStep::Kind::kTruncate) {
    bytes.resize(step.at);
    return;
  }
  if (bytes.size() < step.at + step.bytes.size()) {
    bytes.resize(step.at + step.bytes.size());
  }
  bytes.replace(step.at, step.bytes.size(), step.bytes);
}

void MemoryDisk::Register() { sqlite3_vfs_register(&vfs, 1); }

void MemoryDisk::Mount(DiskFiles mounted) {
  files = std::move(mounted);
  steps.clear();
  shared_index.clear();
}

const std::vector<DiskStep>& MemoryDisk::Steps() { return steps; }

}  // namespace cashmatch
