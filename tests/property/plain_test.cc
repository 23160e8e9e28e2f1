// SPDX-License-Identifier: Apache-2.0
// plain_test.cc - receipts that stay plain are decided as full ones are.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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
  Minor amount;
  Day day;
  std::string number, name;
  bool plain;  // may stay so
};

void Make(const Check& check, uint32_t position, ReceiptBlock* block) {
  Receipt* const receipt = block->Add();
  receipt->id = block->Keep("check-" + std::to_string(position));
  receipt->bank_reference = receipt->id;
  receipt->account = "0123";
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
  void MakeReceipt(const PlainFile& /*file*/, const PlainDeposit& /*deposit*/,
                   const PlainReceipt& row,
                   ReceiptBlock* block) const override {
    Make(checks_[row.position], row.position, block);
  }

 private:
  std::vector<Check> checks_;
};

/// Checks of the days of the case, in order. Most name an item and pay it.
std::vector<Check> DrawChecks(const RandomCase& c, uint64_t seed) {
  uint64_t count = 0;
  const auto below = [&](uint64_t n) { return HashMix(seed, ++count) % n; };
  std::vector<Check> checks;
  for (Day day = kFirstDay; day < kFirstDay + 4; ++day) {
    for (uint64_t i = below(5); i > 0; --i) {
      const OpenItem& item = c.items[below(c.items.size())];
      const Minor amount = item.amount > 0 ? item.amount : 4990;
      checks.push_back({below(8) == 0 ? amount + 1 : amount, day,
                        std::string(item.document_number),
                        below(9) == 0 ? "a Sweep" : "payer", below(6) != 0});
    }
  }
  return checks;
}

/// The checks of a case, plain where they may be.
ReceiptBlock PlainBlock(const std::vector<Check>& checks, std::string* bytes) {
  ReceiptBlock block;
  PlainFile plain;
  plain.file = block.AddFile("saturday", "test");
  plain.reader = std::make_shared<Reader>(checks);
  plain.texts = {{0, 7}};
  for (uint32_t i = 0; i < checks.size(); ++i) {
    const Check& check = checks[i];
    if (!check.plain) {
      Make(check, i, &block);
      continue;
    }
    if (plain.deposits.empty() || plain.deposits.back().day != check.day) {
      plain.deposits.push_back({"0123", "", check.day, *ParseCurrency("USD"),
                                static_cast<uint32_t>(plain.rows.size()), 0});
    }
    ++plain.deposits.back().count;
    std::string name = check.name;
    name.resize(7, ' ');
    plain.rows.push_back({check.amount, bytes->size(), i + 1, i, 7,
                          static_cast<uint16_t>(check.number.size())});
    *bytes += name + check.number;
  }
  plain.bytes = *bytes;
  if (!plain.rows.empty()) block.plain.push_back(std::move(plain));
  return block;
}

/// Another file that has a check again, and one that comes back later.
ReceiptBlock OtherBlock(const std::vector<Check>& checks, uint64_t seed) {
  ReceiptBlock block;
  block.AddFile(seed % 9 == 0 ? "saturday" : "sunday", "test");
  if (checks.empty()) return block;
  const auto at = static_cast<uint32_t>(seed % checks.size());
  if (seed % 3 == 0) Make(checks[at], at, &block);
  if (seed % 4 == 0) {
    Make(checks[at], at, &block);
    Receipt& back = block.receipts.back();
    back.id = back.bank_reference = "back";
    back.direction = Direction::kDebit;
    back.booking_date = back.value_date = checks[at].day + 1;
  }
  return block;
}

ReceiptBlock FullBlock(const std::vector<Check>& checks) {
  ReceiptBlock block;
  block.AddFile("saturday", "test");
  for (uint32_t i = 0; i < checks.size(); ++i) Make(checks[i], i, &block);
  return block;
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
  size_t plain = 0, made = 0;
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
    const std::vector<Check> checks = DrawChecks(c, seed);
    std::vector<ReceiptBlock> full_files, plain_files;
    RandomCase again = MakeCase(seed, options);
    if (seed % 13 == 0) again.files.clear();
    for (ReceiptBlock& file : c.files) full_files.push_back(std::move(file));
    for (ReceiptBlock& file : again.files) {
      plain_files.push_back(std::move(file));
    }
    full_files.push_back(OtherBlock(checks, seed));
    plain_files.push_back(OtherBlock(checks, seed));
    std::string bytes;
    full_files.push_back(FullBlock(checks));
    bytes.reserve(4096);
    plain_files.push_back(PlainBlock(checks, &bytes));
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
    made += small.receipts.size() - made_before;
  }
  EXPECT_GT(plain, kCases / 8);
  EXPECT_GT(made, kCases);
}

}  // namespace
}  // namespace cashmatch::property
