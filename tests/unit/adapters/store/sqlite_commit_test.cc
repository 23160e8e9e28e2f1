// SPDX-License-Identifier: Apache-2.0
// sqlite_commit_test.cc - a COMMIT that the disk does not take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "adapters/store/store.h"
#include "tests/unit/adapters/store/batch_of_one.h"

namespace cashmatch {
namespace {

using End = Committed::End;

ssize_t WriteFails(int /*file*/, const void* /*bytes*/, size_t /*size*/,
                   off_t /*at*/) {
  errno = EIO;
  return -1;
}

/// Lets the writes of SQLite fail from now on, or succeed again.
void LetWritesFail(bool fail) {
  sqlite3_vfs* const files = sqlite3_vfs_find(nullptr);
  for (const char* const call : {"pwrite", "pwrite64"}) {
    files->xSetSystemCall(
        files, call,
        fail ? reinterpret_cast<sqlite3_syscall_ptr>(WriteFails) : nullptr);
  }
}

class SqliteCommitTest : public testing::Test {
 protected:
  SqliteCommitTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~SqliteCommitTest() override { LetWritesFail(false); }

  std::unique_ptr<Store> Open() {
    std::string error;
    auto store =
        OpenStore(folder_ + "/journal.db", StoreAccess::kWrite, &error);
    EXPECT_NE(store, nullptr) << error;
    return store;
  }

  std::string folder_ = testing::TempDir() + "sqlite_commit";
};

TEST_F(SqliteCommitTest, ADiskThatFailedIsNotTrustedUntilTheStoreIsOpenedAnew) {
  auto store = Open();
  ASSERT_EQ(store->Commit(BatchOfOne("R1")).end, End::kDone);
  LetWritesFail(true);
  const Committed failed = store->Commit(BatchOfOne("R2"));
  EXPECT_EQ(failed.end, End::kUnknown);
  EXPECT_THAT(failed.error, testing::HasSubstr("disk I/O error"));
  LetWritesFail(false);
  const Committed after = store->Commit(BatchOfOne("R3"));
  EXPECT_EQ(after.end, End::kUnknown);
  EXPECT_THAT(after.error, testing::HasSubstr("open the store anew"));
  store.reset();
  store = Open();
  std::string error;
  EXPECT_EQ(store->HeadOf("acme", &error).value_or(Head{}).seq, 1u);
  EXPECT_EQ(store->Commit(BatchOfOne("R2")).end, End::kDone);
}

}  // namespace
}  // namespace cashmatch
