// SPDX-License-Identifier: Apache-2.0
// plain_test.cc - receipts that stay plain are decided as full ones are.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/base/hash.h"
#include "engine/engine.h"
#include "tests/property/random_case.h"

namespace cashmatch::property {
namespace {

constexpr uint64_t kCases = 6000;
constexpr Day kFirstDay = 20500;  // as in random_case.cc

/// What the checks of a case say.
struct Check {
  uint32_t at_bank;  // its number there, below 100
  Minor amount;
  Day day;
  std::string number, name;
  bool plain;  // may stay so
  std::string account = "0123";
};

/// Two digits: half of what tells a check at its bank.
std::string TwoDigits(uint32_t number) {
  return std::to_string(100 + number).substr(1);
}

void Make(const Check& check, uint32_t position, ReceiptBlock* block) {
  Receipt* const receipt = block->Add();
  receipt->bank_reference = block->Keep("check-" + TwoDigits(check.at_bank) +
                                        "-" + TwoDigits(check.at_bank));
  receipt->id = block->Keep(std::string(receipt->bank_reference) + " of " +
                            std::string(block->files.back().name));
  receipt->account = block->Keep(check.account);
  receipt->position = position;
  receipt->currency = *ParseCurrency("USD");
  receipt->booking_date = receipt->value_date = check.day;
  receipt->amount = check.amount;
  receipt->payer_name = block->Keep(check.name);
  block->AddReference(ReferenceType::kCheckNumber, "77");
  block->AddAdvice(check.number)->paid = check.amount;
  if (!check.plain) block->AddText("pays " + check.number);
}

class Reader : public PlainReader {
 public:
  explicit Reader(std::vector<Check> checks) : checks_(std::move(checks)) {}
  void MakeReceipts(const PlainFile& file, const PlainDeposit& /*deposit*/,
                    std::span<const uint32_t> rows,
                    ReceiptBlock* block) const override {
    for (const uint32_t row : rows) {
      Make(checks_[file.rows[row].line - 1], file.rows[row].position, block);
    }
  }

 private:
  std::vector<Check> checks_;
};

/// Draws numbers from a seed.
class Dice {
 public:
  explicit Dice(uint64_t seed) : seed_(seed) {}
  uint64_t operator()(uint64_t below) {
    return HashMix(seed_, ++count_) % below;
  }

 private:
  uint64_t seed_, count_ = 0;
};

/// Checks of the days of the case, in order. Most name an item and pay it.
std::vector<Check> DrawChecks(const RandomCase& c, uint32_t at_bank,
                              uint64_t seed) {
  Dice below(seed);
  std::vector<Check> checks;
  for (Day day = kFirstDay; day < kFirstDay + 4; ++day) {
    for (uint64_t i = below(5); i > 0; --i) {
      const OpenItem& item = c.items[below(c.items.size())];
      const Minor amount = item.amount > 0 ? item.amount : 4990;
      checks.push_back({at_bank++, below(8) == 0 ? amount + 1 : amount, day,
                        std::string(item.document_number),
                        below(9) == 0 ? "a Sweep" : "payer", below(6) != 0});
    }
  }
  return checks;
}

/// Adds the checks of a file to its block, plain where they may be. `first`:
/// the position of the first; that of namesakes differs.
void AddPlain(const std::vector<Check>& checks, uint32_t first,
              std::string* bytes, ReceiptBlock* to) {
  ReceiptBlock& block = *to;
  PlainFile plain;
  plain.reader = std::make_shared<Reader>(checks);
  plain.texts = {{4, 7}};
  plain.batch = {0, 2};
  plain.item = {2, 2};
  for (uint32_t i = 0; i < checks.size(); ++i) {
    const Check& check = checks[i];
    if (!check.plain) {
      Make(check, first + i, &block);
      continue;
    }
    if (plain.deposits.empty() || plain.deposits.back().day != check.day) {
      plain.deposits.push_back({block.Keep(check.account), "check-", check.day,
                                *ParseCurrency("USD"),
                                static_cast<uint32_t>(plain.rows.size()), 0});
    }
    ++plain.deposits.back().count;
    std::string name = check.name;
    name.resize(7, ' ');
    plain.rows.push_back({check.amount, bytes->size(), i + 1, first + i, 11,
                          static_cast<uint16_t>(check.number.size())});
    *bytes += TwoDigits(check.at_bank) + TwoDigits(check.at_bank) + name +
              check.number;
  }
  plain.bytes = *bytes;
  if (!plain.rows.empty()) block.plain.push_back(std::move(plain));
}

void AddFull(const std::vector<Check>& checks, uint32_t first,
             ReceiptBlock* block) {
  for (uint32_t i = 0; i < checks.size(); ++i) {
    Make(checks[i], first + i, block);
  }
}

/// Another file of the same lockbox: checks of its own, and some of the first
/// file again, of which some quote another document.
std::vector<Check> DrawOthers(const RandomCase& c,
                              const std::vector<Check>& checks, uint64_t seed) {
  Dice below(seed * 3);
  std::vector<Check> others;
  if (below(3) != 0) others = DrawChecks(c, 50, seed + 1);
  if (below(2) == 0) return others;
  for (const Check& check : checks) {
    if (below(4) != 0) continue;
    Check& again = others.emplace_back(check);
    again.plain = below(2) == 0;
    if (below(3) == 0) {
      again.number = c.items[below(c.items.size())].document_number;
    }
    if (below(6) == 0) ++again.amount;  // no copy
  }
  std::ranges::stable_sort(others, {}, &Check::day);
  return others;
}

/// A check may come back later.
void AddReturned(const std::vector<Check>& checks, uint64_t seed,
                 ReceiptBlock* block) {
  if (seed % 4 != 0 || checks.empty()) return;
  Make(checks[seed % checks.size()], 99, block);
  Receipt& back = block->receipts.back();
  back.id = back.bank_reference = "back";
  back.direction = Direction::kDebit;
  ++back.booking_date;
  back.value_date = back.booking_date;
}

std::string Row(ItemRow item, Minor amount) {
  return " " + std::to_string(Index(item)) + ":" + std::to_string(amount);
}

/// All decisions, by file and position.
std::map<std::pair<std::string, uint32_t>, std::string> Decisions(
    const ReceiptBlock& receipts, const Report& report) {
  std::map<std::pair<std::string, uint32_t>, std::string> decisions;
  for (size_t i = 0; i < report.outcomes.size(); ++i) {
    const Receipt& receipt = receipts.receipts[i];
    const ReceiptOutcome& o = report.outcomes[i];
    std::string text = std::string(NameOf(o.status)) + " " +
                       std::string(NameOf(o.rule)) + " " +
                       std::string(NameOf(o.exception)) + " " +
                       std::to_string(o.confidence);
    for (const Application& a : report.Applications(o)) {
      text += Row(a.item, a.amount) + std::string(NameOf(a.kind));
    }
    for (const Suggestion& s : report.Suggestions(o)) {
      text += " ?" + std::to_string(s.rank) + Row(s.item, s.amount) + " " +
              std::to_string(s.confidence);
    }
    for (const Remainder& r : report.Remainders(o)) {
      text += " r" + std::to_string(r.amount) +
              std::to_string(static_cast<int>(r.kind));
    }
    decisions[{std::string(receipts.files[receipt.file].name),
               receipt.position}] = text;
  }
  for (size_t i = 0; i < report.plain_items.size(); ++i) {
    const PlainFile& file = receipts.plain[i];
    for (size_t row = 0; row < file.rows.size(); ++row) {
      const ItemRow item = report.plain_items[i][row];
      if (item == kNoItem) continue;
      const auto [at, fresh] = decisions.emplace(
          std::pair(std::string(receipts.files[file.file].name),
                    file.rows[row].position),
          "applied exact_reference  " +
              std::to_string(report.plain_confidence) +
              Row(item, file.rows[row].amount) + "payment");
      EXPECT_TRUE(fresh) << "both plain and a receipt";
    }
  }
  return decisions;
}

/// How many days both files have receipts of that stayed plain.
size_t SharedDays(const ReceiptBlock& receipts, const Report& report) {
  std::map<Day, std::set<uint32_t>> files;
  for (const PlainSettled& at : report.plain) {
    const PlainFile& file = receipts.plain[at.file];
    files[file.deposits[at.deposit].day].insert(at.file);
  }
  return std::ranges::count_if(
      files, [](const auto& day) { return day.second.size() > 1; });
}

std::string Proof(const Report& report) {
  std::string text;
  for (const CashProofRow& row : report.cash_proof) {
    text += std::string(row.account) + " " + FormatDay(row.booking_date) + " " +
            FormatMoney(row.bank_credits, row.currency) + " " +
            FormatMoney(row.applied, row.currency) + "\n";
  }
  return text;
}

TEST(Property, PlainReceiptsAreDecidedAsFullOnesAre) {
  size_t plain = 0, made = 0, beside = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    CaseOptions options{.advice = seed % 2 == 0,
                        .reversals = seed % 11 == 0,
                        .copies = seed % 7 == 0,
                        .companies = seed % 3 == 0,
                        .mixed = true,
                        .unquoted = seed % 2 == 1,
                        .slips = seed % 5 == 0,
                        .parts = seed % 4 == 0};
    RandomCase c = MakeCase(seed, options);
    if (seed % 13 == 0) c.files.clear();  // nothing but checks
    if (seed % 5 == 1) {
      c.policy.routes.emplace_back();
      c.policy.routes.back().text = "SWEEP";
    }
    const std::vector<Check> checks = DrawChecks(c, 0, seed);
    std::vector<Check> others = DrawOthers(c, checks, seed);
    if (seed % 4 == 3) {
      c.policy.own_accounts.Join("0456", "0123");
      for (Check& it : others) it.account = "0456";
    }
    std::vector<ReceiptBlock> full_files, plain_files;
    RandomCase again = MakeCase(seed, options);
    if (seed % 13 == 0) again.files.clear();
    for (ReceiptBlock& file : c.files) full_files.push_back(std::move(file));
    for (ReceiptBlock& file : again.files) {
      plain_files.push_back(std::move(file));
    }
    std::string bytes[2];
    for (const bool first : {true, false}) {
      ReceiptBlock& full_file = full_files.emplace_back();
      ReceiptBlock& plain_file = plain_files.emplace_back();
      for (ReceiptBlock* const file : {&full_file, &plain_file}) {
        file->AddFile(first || seed % 9 == 0 ? "saturday" : "sunday", "test");
        if (!first) AddReturned(checks, seed, file);
      }
      AddFull(first ? checks : others, first ? 0 : 100, &full_file);
      bytes[first].reserve(4096);
      AddPlain(first ? checks : others, first ? 0 : 100, &bytes[first],
               &plain_file);
    }
    const Book book = c.MakeBook();
    const ReceiptBlock full = Join(std::move(full_files));
    ReceiptBlock small = Join(std::move(plain_files));
    RunOptions run;
    run.brief = true;
    if (seed % 6 == 0) run.as_of = kFirstDay + 1;
    const size_t made_before = small.receipts.size();
    const Report expected = Apply(book, full, c.policy, run);
    const Report report = ApplyWithPlain(book, &small, c.policy, run);
    EXPECT_TRUE(report.broken.empty()) << report.broken.front();
    EXPECT_EQ(Decisions(small, report), Decisions(full, expected));
    EXPECT_EQ(report.residuals, expected.residuals);
    EXPECT_EQ(Proof(report), Proof(expected));
    EXPECT_EQ(report.order.size(), small.receipts.size());
    // Namesakes are told apart by the ids of all their receipts.
    EXPECT_TRUE(seed % 9 != 0 || report.plain.empty());
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
    for (const PlainSettled& at : report.plain) plain += at.count;
    beside += SharedDays(small, report);
    made += small.receipts.size() - made_before;
  }
  EXPECT_GT(plain, kCases / 8);
  EXPECT_GT(made, kCases);
  EXPECT_GT(beside, kCases / 60);  // no copies: files may share a day
}

}  // namespace
}  // namespace cashmatch::property
