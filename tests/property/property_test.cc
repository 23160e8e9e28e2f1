// SPDX-License-Identifier: Apache-2.0
// What holds of every run, over thousands of random books. A failure names the
// seed of its case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <map>
#include <random>
#include <span>

#include "engine/book/normalize.h"
#include "engine/engine.h"
#include "tests/property/random_case.h"
#include "tests/reference/reference_matcher.h"
#include "tests/scenario/outcome.h"

namespace cashmatch::property {
namespace {

constexpr uint64_t kCases = 3000;
constexpr CaseOptions kEverything = {true, true, true, true, true,
                                     true, true, true, true, true};

using Lines = std::vector<std::string>;

Lines RunOn(const RandomCase& c, std::vector<ReceiptBlock> files,
            uint64_t seed = 0) {
  const Book book = c.MakeBook(seed);
  const ReceiptBlock receipts = Join(std::move(files));
  const Report report = Apply(book, receipts, c.policy);
  EXPECT_THAT(report.broken, testing::IsEmpty());
  return scenario::WriteOutcome(book, receipts, report);
}

TEST(Property, MoneyIsConservedAndNoItemIsOverApplied) {
  size_t applied = 0;
  size_t suggested = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, kEverything);
    const Lines lines = RunOn(c, std::move(c.files));
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
    for (const std::string& line : lines) {
      applied += line.starts_with("alloc");
      suggested += line.starts_with("suggest");
    }
  }
  // The cases are worth their name only if much happens in them.
  EXPECT_GT(applied, kCases);
  EXPECT_GT(suggested, kCases);
}

TEST(Property, TheOrderOfInputsDoesNotMatter) {
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, kEverything);
    RandomCase shuffled = MakeCase(seed, kEverything);
    std::mt19937_64 random(seed);
    std::shuffle(shuffled.items.begin(), shuffled.items.end(), random);
    std::shuffle(shuffled.customers.begin(), shuffled.customers.end(), random);
    std::shuffle(shuffled.files.begin(), shuffled.files.end(), random);
    ASSERT_EQ(RunOn(c, std::move(c.files)),
              RunOn(shuffled, std::move(shuffled.files), seed + 1))
        << "seed " << seed;
  }
}

TEST(Property, TheNumberOfThreadsDoesNotMatter) {
  for (uint64_t seed = 0; seed < kCases / 3; ++seed) {
    std::vector<Lines> outcomes;
    for (const size_t threads : {1, 2, 8}) {
      const tbb::global_control limit(
          tbb::global_control::max_allowed_parallelism, threads);
      RandomCase c = MakeCase(seed, kEverything);
      outcomes.push_back(RunOn(c, std::move(c.files)));
    }
    ASSERT_EQ(outcomes[0], outcomes[1]) << "seed " << seed;
    ASSERT_EQ(outcomes[0], outcomes[2]) << "seed " << seed;
  }
}

/// Adds, a week later, the return of every receipt.
void ReturnEverything(RandomCase* c) {
  ReceiptBlock& returns = c->files.emplace_back();
  returns.AddFile("returns", "test");
  const size_t files = c->files.size() - 1;
  for (size_t f = 0; f < files; ++f) {
    for (const Receipt& original : c->files[f].receipts) {
      Receipt back = original;
      back.references_count = back.texts_count = back.advice_count = 0;
      back.direction = Direction::kDebit;
      back.booking_date = back.value_date = original.booking_date + 7;
      back.file = 0;
      *returns.Add() = back;
      returns.receipts.back().id =
          returns.Keep("return-" + std::string(original.id));
    }
  }
}

TEST(Property, ReturningEveryReceiptRestoresTheBook) {
  for (uint64_t seed = 0; seed < kCases / 3; ++seed) {
    RandomCase c = MakeCase(seed, {.advice = true,
                                   .companies = true,
                                   .mixed = true,
                                   .unquoted = true,
                                   .slips = true,
                                   .parts = true});
    ReturnEverything(&c);
    const Book book = c.MakeBook();
    const ReceiptBlock receipts = Join(std::move(c.files));
    const Report report = Apply(book, receipts, c.policy);
    ASSERT_THAT(report.broken, testing::IsEmpty()) << "seed " << seed;
    for (uint32_t i = 0; i < book.item_count(); ++i) {
      const OpenItem item = book.Item(ItemRow{i});
      const Minor before = item.status == ItemStatus::kClosed ? 0 : item.amount;
      ASSERT_EQ(report.residuals[i], before) << "seed " << seed;
    }
    ASSERT_TRUE(report.made.empty()) << "seed " << seed;
  }
}

/// A receipt that is applied unseen, with all that was decided about it.
struct Applied {
  const RandomCase& of;
  const ReceiptBlock& receipts;
  const Receipt& receipt;
  const ReceiptOutcome& outcome;
  std::span<const Application> rows;
  std::vector<OpenItem> items;  // of the rows
};

/// Calls `visit` on every receipt of random books that is applied unseen.
template <class Visit>
void ForEachApplied(const CaseOptions& options, Visit visit) {
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, options);
    const Book book = c.MakeBook();
    const ReceiptBlock receipts = Join(std::move(c.files));
    const Report report = Apply(book, receipts, c.policy);
    for (size_t i = 0; i < report.outcomes.size(); ++i) {
      const ReceiptOutcome& outcome = report.outcomes[i];
      if (outcome.status != ReceiptStatus::kApplied &&
          outcome.status != ReceiptStatus::kPartial) {
        continue;
      }
      std::vector<OpenItem> items;
      for (const Application& row : report.Applications(outcome)) {
        items.push_back(book.Item(row.item));
      }
      visit(Applied{c, receipts, receipts.receipts[i], outcome,
                    report.Applications(outcome), items});
      ASSERT_FALSE(testing::Test::HasFailure())
          << "seed " << seed << ", receipt " << receipts.receipts[i].id;
    }
  }
}

/// The numbers that a receipt of a random case quotes.
std::vector<std::string_view> Quoted(const Applied& one) {
  std::vector<std::string_view> numbers;
  for (const Reference& r : one.receipts.References(one.receipt)) {
    if (r.type == ReferenceType::kInvoice) numbers.push_back(r.value);
  }
  for (const std::string_view text : one.receipts.Texts(one.receipt)) {
    numbers.push_back(text.substr(text.find(' ') + 1));
  }
  for (const AdviceLine& line : one.receipts.Advice(one.receipt)) {
    numbers.push_back(line.reference);
  }
  return numbers;
}

bool IsByAmount(const Applied& one) {
  return one.outcome.rule == Rule::kPayerAmount ||
         one.outcome.rule == Rule::kPayerSum;
}

/// True if all that tells the payer is a name that is nearly a customer's.
bool IsByNearName(const Applied& one) {
  const std::string_view name = one.receipt.payer_name;
  return IsByAmount(one) && one.receipt.payer_account.empty() &&
         Quoted(one).empty() &&
         std::none_of(one.of.customers.begin(), one.of.customers.end(),
                      [&](const Customer& c) { return c.name == name; });
}

TEST(Property, EveryRuleIsAtWork) {
  std::map<Rule, uint64_t> applied;
  uint64_t by_near_name = 0;
  ForEachApplied(kEverything, [&](const Applied& one) {
    ++applied[one.outcome.rule];
    by_near_name += IsByNearName(one);
  });
  for (const Rule rule :
       {Rule::kExactReference, Rule::kFuzzyReference, Rule::kPayerAmount,
        Rule::kReferencedSum, Rule::kPayerSum}) {
    EXPECT_GT(applied[rule], 30U) << NameOf(rule);
  }
  EXPECT_GT(by_near_name, 10U);
}

TEST(Property, AnAmountAloneNeedsNoHelpFromPolicy) {
  ForEachApplied(kEverything, [](const Applied& one) {
    if (!IsByAmount(one)) return;
    const MatchingPolicy& policy = one.of.policy.general;
    EXPECT_EQ(one.outcome.status, ReceiptStatus::kApplied);
    EXPECT_EQ(one.outcome.applied, one.receipt.amount);
    EXPECT_GE(one.outcome.confidence, policy.apply);
    for (const Application& row : one.rows) {
      EXPECT_TRUE(row.kind == ApplicationKind::kPayment ||
                  row.kind == ApplicationKind::kDiscount);
      EXPECT_TRUE(row.amount > 0 || policy.credits == CreditUse::kAny);
    }
    for (const OpenItem& item : one.items) {
      EXPECT_EQ(item.customer_id, one.items[0].customer_id);
      EXPECT_EQ(item.company_code, one.items[0].company_code);
      // A closed item has something open only after a return.
      EXPECT_TRUE(item.status == ItemStatus::kOpen ||
                  item.status == ItemStatus::kPromised ||
                  item.status == ItemStatus::kClosed);
      EXPECT_LE(item.document_date,
                one.receipt.booking_date + policy.prepayment_days);
    }
  });
}

TEST(Property, OnlyAnExactReferencePaysWhatIsDisputedAndNothingWhatIsBlocked) {
  ForEachApplied(kEverything, [](const Applied& one) {
    for (const OpenItem& item : one.items) {
      EXPECT_NE(item.status, ItemStatus::kBlocked);
      EXPECT_TRUE(item.status != ItemStatus::kDisputed ||
                  one.outcome.rule < Rule::kFuzzyReference);
    }
  });
}

bool Agree(std::string_view a, std::string_view b) {
  return NormalForm(a) == NormalForm(b);
}

TEST(Property, WhatIsQuotedAndKnownIsNotMadeUpForByANeighbour) {
  size_t passed_over = 0;  // quoted and known, and not paid
  ForEachApplied(kEverything, [&](const Applied& one) {
    const std::vector<std::string_view> quoted = Quoted(one);
    for (const std::string_view number : quoted) {
      const auto names = [&](const OpenItem& item) {
        return Agree(item.document_number, number);
      };
      const bool known =
          std::any_of(one.of.items.begin(), one.of.items.end(), names);
      if (!known || std::any_of(one.items.begin(), one.items.end(), names)) {
        continue;
      }
      ++passed_over;
      for (const OpenItem& item : one.items) {
        EXPECT_TRUE(std::any_of(quoted.begin(), quoted.end(),
                                [&](std::string_view other) {
                                  return Agree(item.document_number, other);
                                }))
            << number << " is quoted, and " << item.document_number << " paid";
      }
    }
  });
  EXPECT_GT(passed_over, 30U);
}

/// Everything that is decided, but what the reference does not list:
/// alternatives, made items and what was seen on the way.
Lines Decided(const Book& book, const ReceiptBlock& receipts,
              const Report& report) {
  Lines lines = scenario::WriteOutcome(book, receipts, report);
  lines = scenario::AskedOf(std::move(lines), {});
  std::erase_if(lines, [](const std::string& line) {
    return line.starts_with("suggest") || line.starts_with("made");
  });
  return lines;
}

/// True if no rule found anything that the reference matcher does not know, and
/// the engine has no doubt whether money beyond the quotes is for other items,
/// nor weighs it in view of what others pay.
bool IsDecidedByNumbers(const Report& report, const ReceiptOutcome& outcome) {
  const auto trials = report.Trials(outcome);
  return outcome.contest != ContestKind::kJoint &&
         std::none_of(trials.begin(), trials.end(), [](const Trial& trial) {
           if (trial.rule < Rule::kFuzzyReference) {
             return trial.verdict == Verdict::kAmountDiffers &&
                    trial.difference > 0;
           }
           return trial.rule <= Rule::kPayerSum &&
                  trial.verdict != Verdict::kNothingToTry &&
                  trial.verdict != Verdict::kNotFound;
         });
}

TEST(Property, AReceiptAloneIsDecidedAsByTheReferenceMatcher) {
  size_t compared = 0;
  size_t applied = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, {});
    ReceiptBlock receipts = Join(std::move(c.files));
    const Book book = c.MakeBook();
    const std::vector<Receipt> all = std::move(receipts.receipts);
    for (const Receipt& receipt : all) {
      receipts.receipts = {receipt};
      const Report report = Apply(book, receipts, c.policy);
      if (!IsDecidedByNumbers(report, report.outcomes[0])) continue;
      ++compared;
      const Lines ours = Decided(book, receipts, report);
      ASSERT_EQ(ours,
                reference::Match(c.items, c.customers, receipts, c.policy))
          << "seed " << seed << " " << receipt.id;
      for (const std::string& line : ours) applied += line.starts_with("alloc");
    }
  }
  EXPECT_GT(compared, 5 * kCases);
  EXPECT_GT(applied, kCases);
}

/// Applies what exact numbers decide, and leaves out the receipts that another
/// rule has something to say about.
Report ApplyExactNumbers(const Book& book, Policy policy,
                         ReceiptBlock* receipts) {
  // Weaker rules do not reach this, so that nobody competes by them.
  policy.general.apply = 999'600;
  while (true) {
    Report report = Apply(book, *receipts, policy);
    std::vector<Receipt> kept;
    for (size_t i = 0; i < receipts->receipts.size(); ++i) {
      if (IsDecidedByNumbers(report, report.outcomes[i]) &&
          report.outcomes[i].rule != Rule::kNormalizedReference) {
        kept.push_back(receipts->receipts[i]);
      }
    }
    if (kept.size() == receipts->receipts.size()) return report;
    receipts->receipts = std::move(kept);
  }
}

TEST(Property, CompetingReceiptsAreDecidedAsByTheReferenceMatcher) {
  size_t compared = 0;
  size_t applied = 0;
  for (uint64_t seed = 0; seed < kCases; ++seed) {
    RandomCase c = MakeCase(seed, {});
    ReceiptBlock receipts = Join(std::move(c.files));
    const Book book = c.MakeBook();
    const Report report = ApplyExactNumbers(book, c.policy, &receipts);
    const Lines ours = Decided(book, receipts, report);
    ASSERT_EQ(ours, reference::Match(c.items, c.customers, receipts, c.policy))
        << "seed " << seed;
    compared += receipts.receipts.size();
    for (const std::string& line : ours) applied += line.starts_with("alloc");
  }
  EXPECT_GT(compared, 5 * kCases);
  EXPECT_GT(applied, kCases);
}

}  // namespace
}  // namespace cashmatch::property
