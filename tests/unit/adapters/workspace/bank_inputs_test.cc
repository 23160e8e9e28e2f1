// SPDX-License-Identifier: Apache-2.0
// bank_inputs_test.cc - which inputs are read, passed over, rejected.
#include "adapters/workspace/bank_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "adapters/bytes/sha256.h"
#include "adapters/workspace/inputs.h"
#include "tests/unit/adapters/bytes/zip_text.h"
#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kReceipt =
    R"({"amount":"1.00","currency":"USD","value_date":"2026-03-02"})"
    "\n";

class BankInputsTest : public testing::Test {
 protected:
  BankInputsTest() {
    watch_.say = [this](std::string_view line) { said_.emplace_back(line); };
    watch_.fail = [this](std::string_view line) { failed_ = line; };
  }

  std::string Put(const std::string& name, std::string_view text) {
    const std::filesystem::path path = folder_.path() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path;
  }

  std::vector<std::string> Names(const std::vector<std::string>& inputs) {
    read_ = ReadBankInputs(inputs, {format_, mappings_}, ReadOptions(), watch_);
    std::vector<std::string> names;
    for (const BankInput& input : read_.files) names.push_back(input.name);
    return names;
  }

  ScratchFolder folder_;
  RunWatch watch_;
  std::vector<std::string> said_;
  std::string failed_, format_;
  std::vector<CsvMapping> mappings_;
  BankInputs read_;
};

TEST_F(BankInputsTest, AFolderIsReadByNameAndTheRestIsPassedOver) {
  Put("in/b.ndjson", kReceipt);
  Put("in/a/z.ndjson", kReceipt);
  Put("in/readme.txt", "Dear reader,\n");
  EXPECT_THAT(Names({folder_.path() + "/in"}),
              ElementsAre("a/z.ndjson", "b.ndjson"));
  EXPECT_THAT(said_, ElementsAre(HasSubstr("readme.txt: content not")));
  EXPECT_FALSE(read_.any_rejected());
  EXPECT_TRUE(read_.any_ndjson());
}

TEST_F(BankInputsTest, WhatWasNamedItselfIsRejectedWithAFinding) {
  const std::string letter = Put("letter.txt", "Dear reader,\n");
  EXPECT_THAT(Names({letter}), ElementsAre("letter.txt"));
  EXPECT_TRUE(read_.any_rejected());
  EXPECT_THAT(said_, ElementsAre(HasSubstr("letter.txt: UNRECOGNISED")));
}

TEST_F(BankInputsTest, AGivenFormatOverridesTheDetection) {
  const std::string letter = Put("letter.txt", "Dear reader,\n");
  format_ = "ndjson";
  Names({letter});
  ASSERT_EQ(read_.files.size(), 1u);
  EXPECT_EQ(read_.files[0].file.summary.format, "ndjson");
  EXPECT_TRUE(read_.any_rejected());
}

TEST_F(BankInputsTest, TheHashIsThatOfTheStoredBytes) {
  Names({Put("empty", "")});
  ASSERT_EQ(read_.files.size(), 1u);
  EXPECT_EQ(read_.files[0].sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(BankInputsTest, EachOfManyInputsHasTheHashOfItsOwnBytes) {
  std::vector<std::string> inputs, hashes;
  const auto put = [&](const std::string& name, const std::string& text) {
    inputs.push_back(Put(name, text));
    hashes.push_back(Sha256Hex(text));
  };
  for (int i = 0; i < 9; ++i) {
    std::string text;
    for (int line = 0; line < i; ++line) text += kReceipt;
    put("f" + std::to_string(i), text);
  }
  inputs.push_back(Put("evil.zip", ZipOf({{"../x", "y"}})));
  hashes.emplace_back();  // it could not be loaded
  inputs.push_back(Put("good.zip", ZipOf({{"one", std::string(kReceipt)},
                                          {"two", "Dear reader,\n"}})));
  hashes.push_back(Sha256Hex(kReceipt));
  put("last", "nonsense\n");
  Names(inputs);
  std::vector<std::string> read;
  for (const BankInput& input : read_.files) read.push_back(input.sha256);
  EXPECT_EQ(read, hashes);
}

/// What is packed is in memory once it is loaded: one file a thread, no more.
TEST_F(BankInputsTest, WhatIsPackedIsReadBeforeMoreIsUnpacked) {
  std::vector<std::string> inputs;
  for (const char* const name : {"a.zip", "b.zip", "c.zip", "d.zip"}) {
    inputs.push_back(Put(name, ZipOf({{"one", std::string(kReceipt)}})));
  }
  // Who reads takes the other files away: what was not loaded is not there.
  int read_files = 0;
  const ReadOne read = [&](const Source& source, bool, BankFile*) {
    ++read_files;
    for (const std::string& input : inputs) {
      const std::string name = std::filesystem::path(input).filename();
      if (!source.name.starts_with(name)) std::filesystem::remove(input);
    }
    return true;
  };
  std::vector<ReadInput> files;
  tbb::task_arena(1).execute(
      [&] { EXPECT_TRUE(ReadInputs(inputs, read, watch_, &files)); });
  EXPECT_EQ(read_files, 1);
  EXPECT_EQ(std::ranges::count_if(files, &ReadInput::rejected), 3);
  EXPECT_THAT(said_, Each(HasSubstr("no such file")));
}

TEST_F(BankInputsTest, AMissingInputEndsTheListing) {
  Names({folder_.path() + "/nowhere"});
  EXPECT_FALSE(read_.listed);
  EXPECT_THAT(failed_, HasSubstr("nowhere"));
}

TEST_F(BankInputsTest, FindingsComeInTheOrderOfTheInputs) {
  std::vector<std::string> inputs;
  for (int i = 9; i >= 0; --i) {
    inputs.push_back(Put("f" + std::to_string(i), "nonsense\n"));
  }
  Names(inputs);
  ASSERT_EQ(said_.size(), 10u);
  for (int i = 0; i < 10; ++i) {
    EXPECT_THAT(said_[i], testing::StartsWith("f" + std::to_string(9 - i)));
  }
}

TEST_F(BankInputsTest, AnInterruptedReadingHasNoFiles) {
  watch_.interrupted = [] { return true; };
  EXPECT_TRUE(Names({Put("a.ndjson", kReceipt)}).empty());
}

TEST_F(BankInputsTest, AnArchiveIsReadLikeAFolder) {
  const std::string zip =
      Put("week.zip", ZipOf({{"a/one.ndjson", std::string(kReceipt)},
                             {"readme.txt", "Dear reader,\n"},
                             {"__MACOSX/._one.ndjson", "x"}}));
  EXPECT_THAT(Names({zip}), ElementsAre("week.zip/a/one.ndjson"));
  EXPECT_THAT(said_,
              ElementsAre(HasSubstr("week.zip/__MACOSX/._one.ndjson: hidden"),
                          HasSubstr("week.zip/readme.txt: content not")));
  EXPECT_EQ(read_.files[0].file.receipts.files[0].name,
            "week.zip/a/one.ndjson");
}

TEST_F(BankInputsTest, AnArchiveWithoutABankFileIsRejected) {
  const std::string zip =
      Put("week.zip", ZipOf({{"readme.txt", "Dear reader,\n"}}));
  EXPECT_THAT(Names({zip}), ElementsAre("week.zip/readme.txt"));
  EXPECT_TRUE(read_.any_rejected());
  said_.clear();
  const std::string evil = Put("evil.zip", ZipOf({{"../x", "y"}}));
  EXPECT_THAT(Names({evil}), ElementsAre("evil.zip"));
  EXPECT_TRUE(read_.any_rejected());
  EXPECT_THAT(said_, ElementsAre(HasSubstr("leads out of a folder")));
}

TEST_F(BankInputsTest, CsvIsABankFileOnlyByAMapping) {
  const std::string csv =
      Put("giro.csv", "value_date,amount,currency\n2026-03-02,1.00,USD\n");
  Names({csv});
  EXPECT_TRUE(read_.any_rejected());
  format_ = "csv";
  said_.clear();
  Names({csv});
  EXPECT_THAT(said_, ElementsAre(HasSubstr("CSV-MAPPING")));
  format_ = "";
  said_.clear();
  mappings_.push_back(OwnMapping(MappingKind::kPayouts));
  mappings_.back().own = false;
  mappings_.push_back(OwnMapping(MappingKind::kStatement));
  EXPECT_THAT(Names({csv}), ElementsAre("giro.csv"));
  EXPECT_EQ(read_.files[0].file.summary.format, "csv");
  EXPECT_EQ(read_.files[0].file.receipts.receipts.size(), 1u);
  EXPECT_THAT(said_, testing::IsEmpty());
}

TEST_F(BankInputsTest, AMappingNeverTakesABanksOwnFormat) {
  mappings_.push_back(OwnMapping(MappingKind::kStatement));
  Names({Put("a.ndjson", kReceipt)});
  EXPECT_EQ(read_.files[0].file.summary.format, "ndjson");
}

}  // namespace
}  // namespace cashmatch
