// SPDX-License-Identifier: Apache-2.0
// x12_test.cc - whole files: detection, encodings, samples, damage.
#include "adapters/read/x12/x12.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <tuple>

#include "tests/unit/adapters/read/x12/x12_text.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

const fs::path kFiles = fs::path(CASHMATCH_SOURCE_DIR) / "data";

std::string Bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::vector<std::string> kBody = {std::string(kOrder), "TRN*1*T1",
                                        "RMR*IV*I1**100.00"};

TEST(LooksLikeX12, ByHeaderOrSet) {
  EXPECT_TRUE(LooksLikeX12(X12File(kBody)));
  EXPECT_TRUE(LooksLikeX12("\xEF\xBB\xBF\r\n" + X12File(kBody)));
  EXPECT_TRUE(LooksLikeX12("ST*820*0001~BPR*C*1~SE*3*0001~"));
  EXPECT_TRUE(LooksLikeX12("ST|823|0001\nDEP|1\n"));
  EXPECT_TRUE(LooksLikeX12("GS*RA*A*B*20260302*1200*1*X*004010~ST*820*1~"));
  EXPECT_FALSE(LooksLikeX12("GS*PO*A*B*20260302*1200*1*X*004010~ST*850*1~"));
  EXPECT_FALSE(LooksLikeX12("ST*850*0001~BEG*00~"));
  EXPECT_FALSE(LooksLikeX12("ST,820,0001\n"));
  EXPECT_FALSE(LooksLikeX12("ISABELLA,3\n"));
  EXPECT_FALSE(LooksLikeX12("ISA*00*"));
  EXPECT_FALSE(LooksLikeX12(""));
}

TEST(ReadX12, TheSameContentHasTheSameIds) {
  std::map<std::string, int> ids;
  for (const char* const end : {"~", "~\n", "\n", "\r\n", "~\r\n", "'"}) {
    const BankFile file = ReadText(X12File(kBody, "820", end));
    EXPECT_EQ(Told(file), "") << Quote(end);
    ASSERT_EQ(file.receipts.receipts.size(), 1u);
    ++ids[std::string(file.receipts.receipts[0].id)];
  }
  EXPECT_EQ(ids.size(), 1u);
}

TEST(ReadX12, OnlyAKnownProductionMarkLetsMoneyThrough) {
  for (const auto& [mark, receipts, status] :
       {std::tuple('P', 1u, FileStatus::kAccepted),
        std::tuple('T', 0u, FileStatus::kAccepted),
        std::tuple('Q', 0u, FileStatus::kHeld)}) {
    std::string text = X12File(kBody);
    text[102] = mark;
    const BankFile file = ReadText(text);
    EXPECT_EQ(file.receipts.receipts.size(), receipts) << mark;
    EXPECT_EQ(file.summary.status, status) << mark;
  }
}

TEST(ReadX12, PlacesCountFromTheStartOfTheFile) {
  const std::string text =
      "\xEF\xBB\xBF\n" + X12File({"TRN*1*T1", "RMR*IV*I1**1"});
  const BankFile file = ReadText(text);
  ASSERT_EQ(CodesOf(file), "X12-NO-PAYMENT");
  EXPECT_EQ(file.findings.list()[0].place.line, 4u);
  EXPECT_EQ(file.findings.list()[0].place.offset, text.find("ST*"));
}

TEST(ReadX12, SamplesAreReadWithoutAFinding) {
  int samples = 0;
  for (const auto& each : fs::directory_iterator(kFiles / "samples")) {
    if (each.path().extension() != ".edi") continue;
    SCOPED_TRACE(each.path());
    const std::string bytes = Bytes(each.path());
    EXPECT_TRUE(LooksLikeX12(bytes));
    const BankFile file = ReadText(bytes);
    EXPECT_EQ(Told(file), "");
    EXPECT_EQ(file.summary.control, Control::kProved);
    EXPECT_FALSE(file.receipts.receipts.empty());
    ++samples;
  }
  EXPECT_EQ(samples, 2);
}

TEST(ReadX12, BrokenFilesSayWhatIsExpectedOfThem) {
  int files = 0;
  for (const auto& each : fs::directory_iterator(kFiles / "rejected")) {
    const fs::path path = each.path();
    if (path.extension() != ".edi") continue;
    SCOPED_TRACE(path);
    const std::string bytes = Bytes(path);
    BankFile file;
    ReadX12({path.filename().string(), bytes}, {}, &file);
    std::string told;
    for (const Finding& finding : file.findings.list()) {
      told += Describe(path.filename().string(), finding) + "\n";
    }
    fs::path expected = path;
    expected += ".expected";
    EXPECT_EQ(told, Bytes(expected));
    EXPECT_NE(told, "");
    ++files;
  }
  EXPECT_GE(files, 25);
}

std::multimap<std::string, bool> ReceiptsOf(const BankFile& file) {
  std::multimap<std::string, bool> receipts;
  for (const Receipt& receipt : file.receipts.receipts) {
    receipts.emplace(receipt.id, receipt.held.empty());
  }
  return receipts;
}

TEST(ReadX12, AFileCutAnywhereIsRejectedOrWhole) {
  int whole = 0, rejected = 0;
  for (const char* const name : {"payment.edi", "lockbox.edi"}) {
    const std::string sound = Bytes(kFiles / "samples" / name);
    ASSERT_FALSE(sound.empty());
    const auto receipts = ReceiptsOf(ReadText(sound));
    for (size_t size = 0; size < sound.size(); ++size) {
      const BankFile file = ReadText(sound.substr(0, size));
      if (file.summary.status == FileStatus::kRejected) {
        ++rejected;
        continue;
      }
      EXPECT_EQ(ReceiptsOf(file), receipts) << name << " cut at " << size;
      ++whole;
    }
  }
  EXPECT_GT(rejected, 1000);
  // Only the last segment, whose number then differs, may be cut.
  EXPECT_LT(whole, 40);
}

TEST(ReadX12, NoFlippedBitOfALockboxMovesMoney) {
  const std::string sound = Bytes(kFiles / "samples" / "lockbox.edi");
  std::multimap<std::string, bool> amounts;
  for (const Receipt& receipt : ReadText(sound).receipts.receipts) {
    amounts.emplace(std::to_string(receipt.amount), true);
  }
  for (size_t bit = 0; bit < sound.size() * 8; ++bit) {
    std::string text = sound;
    text[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    const BankFile file = ReadText(text);
    if (file.summary.status != FileStatus::kAccepted) continue;
    for (const Receipt& receipt : file.receipts.receipts) {
      EXPECT_TRUE(amounts.contains(std::to_string(receipt.amount)))
          << "bit " << bit << ": " << receipt.amount;
    }
  }
}

TEST(ReadX12, NoTwoLinesOfALockboxSwappedMoveMoney) {
  const std::string sound = Bytes(kFiles / "samples" / "lockbox.edi");
  std::vector<std::string> lines;
  for (size_t at = 0; at < sound.size();) {
    const size_t end = sound.find('\n', at) + 1;
    lines.push_back(sound.substr(at, end - at));
    at = end;
  }
  int swaps = 0;
  for (size_t a = 0; a < lines.size(); ++a) {
    for (size_t b = a + 1; b < lines.size(); ++b, ++swaps) {
      std::vector<std::string> swapped = lines;
      std::swap(swapped[a], swapped[b]);
      std::string text;
      for (const std::string& line : swapped) text += line;
      const BankFile file = ReadText(text);
      WideMinor free = 0;
      for (const Receipt& receipt : file.receipts.receipts) {
        if (receipt.held.empty()) free += receipt.amount;
      }
      const bool all = free == 77575;
      EXPECT_TRUE(all || file.summary.status != FileStatus::kAccepted)
          << "lines " << a + 1 << " and " << b + 1;
    }
  }
  EXPECT_EQ(swaps, 210);
}

}  // namespace
}  // namespace cashmatch
