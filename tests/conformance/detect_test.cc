// SPDX-License-Identifier: Apache-2.0
// detect_test.cc - every sample file goes to its reader, or is named.
#include "adapters/read/detect/detect.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/ndjson/receipts.h"
#include "adapters/read/receipt_id.h"
#include "adapters/write/canonical.h"
#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> FilesIn(std::string_view folder) {
  std::vector<fs::path> files;
  const fs::path root = FormatsFolder() / folder;
  if (!fs::is_directory(root)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

/// Counts the files of a folder that are detected as `format`.
void ExpectAll(std::string_view folder, std::string_view format) {
  int seen = 0;
  for (const fs::path& path : FilesIn(folder)) {
    const std::string bytes = ReadWhole(path);
    if (bytes.empty()) continue;
    EXPECT_EQ(DetectFormat(bytes), format) << path;
    ++seen;
  }
  EXPECT_GT(seen, 0) << folder;
  std::printf("%-18.*s %d files\n", static_cast<int>(folder.size()),
              folder.data(), seen);
}

TEST(DetectConformance, EveryFormatWeReadIsTold) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  ExpectAll("bai2", "bai2");
  ExpectAll("synthetic/bai2", "bai2");
  ExpectAll("lockbox", "lockbox");
  ExpectAll("synthetic/lockbox", "lockbox");
  ExpectAll("camt052", "camt");
  ExpectAll("camt053", "camt");
  ExpectAll("camt054", "camt");
  ExpectAll("synthetic/camt", "camt");
  ExpectAll("mt940", "mt940");
  ExpectAll("mt942", "mt940");
  ExpectAll("synthetic/mt940", "mt940");
  ExpectAll("remt001", "remt.001");
  ExpectAll("ach", "nacha");
  ExpectAll("synthetic/ach", "nacha");
  ExpectAll("x12_820_823", "x12");
  ExpectAll("synthetic/x12", "x12");
}

std::string Print(const ReceiptBlock& block) {
  std::string out;
  for (const Receipt& receipt : block.receipts) {
    AppendReceiptJson(block, receipt, &out);
  }
  return out;
}

TEST(DetectConformance, CanonicalReceiptsReadBackAsTheyWere) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  size_t receipts = 0;
  for (const std::string_view folder :
       {"bai2", "lockbox", "camt052", "camt053", "camt054", "mt940", "mt942",
        "synthetic/bai2", "synthetic/lockbox", "synthetic/camt",
        "synthetic/mt940", "ach", "synthetic/ach", "x12_820_823",
        "synthetic/x12"}) {
    for (const fs::path& path : FilesIn(folder)) {
      const std::string bytes = ReadWhole(path);
      BankFile file;
      ReadBankFile({path.filename(), bytes}, "", {}, &file);
      const std::string printed = Print(file.receipts);
      BankFile again;
      ReadReceiptsNdjson({"-", printed}, {}, &again);
      ASSERT_EQ(Print(again.receipts), printed) << path;
      ASSERT_EQ(again.summary.status == FileStatus::kRejected, false) << path;
      const size_t count = file.receipts.receipts.size();
      for (size_t i = 0; i < count; ++i) {
        ASSERT_EQ(ContentHash(again.receipts, again.receipts.receipts[i]),
                  ContentHash(file.receipts, file.receipts.receipts[i]))
            << path << " receipt " << i;
      }
      receipts += count;
    }
  }
  EXPECT_GT(receipts, 400u);
  std::printf("%zu receipts read back\n", receipts);
}

}  // namespace
}  // namespace cashmatch
