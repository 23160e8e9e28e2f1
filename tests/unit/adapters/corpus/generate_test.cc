// SPDX-License-Identifier: Apache-2.0
// generate_test.cc - a corpus as a whole: the truth is true, and repeatable.
#include "adapters/corpus/generate.h"

#include <gtest/gtest.h>

#include <set>

#include "adapters/corpus/check_digits.h"
#include "tests/unit/adapters/corpus/corpus_text.h"

namespace cashmatch {
namespace {

using Files = std::map<std::string, std::string>;

// Minor units of any currency of a corpus: yen have no decimals.
int64_t Units(const std::string& text) {
  const ParsedAmount amount = ParseDecimal(text, 2);
  EXPECT_TRUE(amount.ok()) << text;
  return amount.minor;
}

struct Item {
  std::string company, customer, type, currency, status;
  int64_t amount = 0;
};

std::map<std::string, Item> Items(const Files& files) {
  std::map<std::string, Item> items;
  for (const auto& row : Rows(files.at("open_items.csv"))) {
    EXPECT_EQ(row.size(), 15u);
    const Item item = {row[1], row[2], row[3], row[6], row[13], Units(row[7])};
    EXPECT_TRUE(items.emplace(row[0], item).second);
  }
  return items;
}

struct Paid {
  std::string receipt, item;
  int64_t amount = 0;
};

TEST(Generate, EveryFileIsThere) {
  const Files files = Corpus(1'000, 1'000, 7);
  for (const char* const name :
       {"open_items.csv", "customers.csv", "rules.toml", "truth.csv",
        "truth_receipts.csv", "truth_adjustments.csv"}) {
    EXPECT_EQ(files.count(name), 1u) << name;
  }
  for (const char* const ending : {".bai", ".lbx", ".xml", ".ndjson"}) {
    EXPECT_FALSE(BankFiles(files, ending).empty()) << ending;
  }
  EXPECT_EQ(Rows(files.at("open_items.csv")).size(), 1'000u);
  EXPECT_EQ(Rows(files.at("truth_receipts.csv")).size(), 1'000u);
}

TEST(Generate, TheSameSeedGivesTheSameBytes) {
  EXPECT_EQ(Corpus(3'000, 3'000, 7), Corpus(3'000, 3'000, 7));
  EXPECT_NE(Corpus(3'000, 3'000, 7), Corpus(3'000, 3'000, 8));
}

TEST(Generate, ReceiptsAndAdjustmentsExplainEachOther) {
  const Files files = Corpus(10'000, 10'000, 7);
  const auto items = Items(files);
  std::map<std::string, int64_t> rest, receipts;
  std::map<std::string, std::string> customers, expected;
  for (const auto& row : Rows(files.at("truth_receipts.csv"))) {
    EXPECT_TRUE(receipts.emplace(row[0], Units(row[3])).second) << row[0];
    customers[row[0]] = row[2];
    expected[row[0]] = row[4];
  }
  std::map<std::string, int64_t> on_item;
  std::set<std::string> paid;
  for (const auto& row : Rows(files.at("truth.csv"))) {
    EXPECT_TRUE(paid.insert(row[1]).second) << row[1] << " is paid twice";
    const Item& item = items.at(row[1]);
    EXPECT_EQ(item.status, "open");
    EXPECT_EQ(item.customer, customers.at(row[0]));
    EXPECT_NE(expected.at(row[0]), "none");
    receipts[row[0]] -= Units(row[2]);
    on_item[row[1]] += Units(row[2]);
  }
  for (const auto& row : Rows(files.at("truth_adjustments.csv"))) {
    if (row[1].empty()) {
      EXPECT_EQ(row[2], "unapplied");
      receipts[row[0]] -= Units(row[3]);
    } else {
      on_item[row[1]] += Units(row[3]);
    }
  }
  for (const auto& [item, amount] : on_item) {
    EXPECT_EQ(amount, items.at(item).amount) << item;
  }
  for (const auto& [receipt, left] : receipts) {
    if (expected.at(receipt) == "none") {
      EXPECT_GT(left, 0) << receipt;
    } else {
      EXPECT_EQ(left, 0) << receipt;
    }
  }
}

TEST(Generate, BankFilesAndTruthNameTheSameReceipts) {
  const Files files = Corpus(10'000, 10'000, 7);
  std::map<std::string, std::string> truth;
  for (const auto& row : Rows(files.at("truth_receipts.csv"))) {
    truth[row[0]] = row[3];
  }
  uint64_t seen = 0;
  const auto expect = [&](const std::string& reference,
                          const std::string& amount) {
    ++seen;
    ASSERT_EQ(truth.count(reference), 1u) << reference;
    EXPECT_EQ(Units(truth[reference]), Units(amount)) << reference;
  };
  for (const std::string& file : BankFiles(files, ".bai")) {
    for (const std::string& line : Lines(file)) {
      if (!line.starts_with("16,")) continue;
      const auto cells = Split(line, ',');
      expect(cells[4], FormatDecimal(std::stoll(cells[2]), 2));
    }
  }
  for (const std::string& file : BankFiles(files, ".lbx")) {
    std::string lockbox, day;
    for (const std::string& line : Lines(file)) {
      if (line[0] == '5') {
        lockbox = line.substr(7, 7);
        day = "20" + line.substr(14, 6);
      } else if (line[0] == '6') {
        std::string reference = lockbox + "-" + day + "-";
        reference += line.substr(1, 3) + "-" + line.substr(4, 3);
        expect(reference, FormatDecimal(std::stoll(line.substr(7, 10)), 2));
      }
    }
  }
  for (const std::string& file : BankFiles(files, ".xml")) {
    for (const std::string& one : Elements(file, "TxDtls")) {
      expect(Elements(one, "AcctSvcrRef")[0], Elements(one, "Amt")[0]);
    }
  }
  for (const std::string& file : BankFiles(files, ".ndjson")) {
    for (const std::string& line : Lines(file)) {
      const size_t at = line.find("\"amount\":\"") + 10;
      expect(line.substr(19, line.find('"', 19) - 19),
             line.substr(at, line.find('"', at) - at));
    }
  }
  EXPECT_EQ(seen, 10'000u);
}

TEST(Generate, TheBookIsVaried) {
  const Files files = Corpus(20'000, 20'000, 7);
  std::set<std::string> companies, currencies, types, statuses;
  std::map<std::string, uint64_t> of_customer;
  for (const auto& [id, item] : Items(files)) {
    companies.insert(item.company);
    currencies.insert(item.currency);
    types.insert(item.type);
    statuses.insert(item.status);
    ++of_customer[item.customer];
    const bool credit = item.type == "credit_memo" || item.type == "on_account";
    EXPECT_EQ(item.amount < 0, credit && item.status == "open") << id;
  }
  EXPECT_EQ(companies.size(), 6u);
  EXPECT_EQ(currencies, (std::set<std::string>{"EUR", "GBP", "JPY", "USD"}));
  EXPECT_GE(types.size(), 5u);
  EXPECT_GE(statuses.size(), 4u);
  EXPECT_GT(of_customer.size(), 1'000u);
}

TEST(Generate, MixDecidesClassesAndFormats) {
  const Files files = Corpus(500, 500, 7,
                             "exact = 80\nunmatched = 20\n"
                             "[formats]\nndjson = 100\n");
  EXPECT_TRUE(BankFiles(files, ".bai").empty());
  EXPECT_TRUE(BankFiles(files, ".xml").empty());
  std::map<std::string, int> classes;
  for (const auto& row : Rows(files.at("truth_receipts.csv"))) {
    ++classes[row[1]];
  }
  EXPECT_EQ(classes.size(), 2u);
  EXPECT_NEAR(classes["exact"], 400, 3);
}

TEST(Generate, WorksWithMoreItemsThanReceiptsAndWithNone) {
  EXPECT_EQ(Rows(Corpus(30'000, 1'000, 3).at("truth_receipts.csv")).size(),
            1'000u);
  const Files quiet = Corpus(1'000, 0, 3);
  EXPECT_EQ(Rows(quiet.at("open_items.csv")).size(), 1'000u);
  EXPECT_EQ(Rows(quiet.at("truth_receipts.csv")).size(), 0u);
  EXPECT_EQ(Rows(Corpus(1, 1, 3).at("truth_receipts.csv")).size(), 1u);
}

TEST(Generate, RefusesWhatCannotBe) {
  MemorySink sink;
  CorpusOptions options;
  options.items = 100;
  options.receipts = 1'000;
  EXPECT_EQ(GenerateCorpus(options, &sink),
            "1000 receipts of this mix pay about 955 items: give at least that "
            "many");
  options.items = 1'000'000'000;
  EXPECT_EQ(GenerateCorpus(options, &sink), "at most 80000000 items");
  options.items = 1'000;
  options.mix_toml = "exact = 5\n";
  EXPECT_TRUE(GenerateCorpus(options, &sink).starts_with("mix file: "));
}

TEST(Generate, SaysWhichFileCannotBeWritten) {
  class FullSink : public FileSink {
   public:
    std::unique_ptr<FileWriter> Create(const std::string& path) override {
      return path == "customers.csv" ? nullptr : memory_.Create(path);
    }

   private:
    MemorySink memory_;
  };
  FullSink sink;
  CorpusOptions options;
  options.items = options.receipts = 100;
  EXPECT_EQ(GenerateCorpus(options, &sink), "customers.csv: cannot be written");
}

TEST(Generate, ReportsProgressToTheEnd) {
  MemorySink sink;
  CorpusOptions options;
  options.items = options.receipts = 1'000;
  uint64_t last = 0;
  options.progress = [&](uint64_t done, uint64_t total) {
    EXPECT_GE(done, last);
    EXPECT_EQ(total, 2'000u);
    last = done;
  };
  EXPECT_EQ(GenerateCorpus(options, &sink), "");
  EXPECT_EQ(last, 2'000u);
}

}  // namespace
}  // namespace cashmatch
