// SPDX-License-Identifier: Apache-2.0
// seen_words.cc - evidence beside the rules, in words.
// Tested by tests/unit/adapters/write/seen_words_test.cc
#include "adapters/write/seen_words.h"

#include <array>

#include "adapters/read/finding.h"
#include "adapters/write/expected_hits.h"

namespace cashmatch {
namespace {

std::string Share(int64_t millionths) {
  std::string text;
  AppendMillionths(millionths, &text);
  return text;
}

std::string Counted(uint64_t count, std::string_view one,
                    std::string_view many) {
  return count == 1 ? std::string(one)
                    : std::to_string(count) + " " + std::string(many);
}

void AppendLikelihood(const SumRecord& sum, std::string* out) {
  out->append("; ");
  if (sum.solutions == 1) {
    out->append("it is " + Share(sum.best) + " likely");
    return;
  }
  out->append("the first is " + Share(sum.best) + " likely, the next " +
              Share(sum.second));
}

void AppendWayOut(const Results& results, const Receipt& receipt,
                  const WayOut& way, std::string* out) {
  const Book& book = results.book;
  const auto customer = [&] {
    return std::string(book.CustomerId(way.customer));
  };
  switch (way.kind) {
    case WayOutKind::kTolerance:
      out->append("tolerance +" + FormatMoney(way.number, receipt.currency));
      return;
    case WayOutKind::kGraceDays:
      out->append(Counted(static_cast<uint64_t>(way.number),
                          "1 more day of grace", "more days of grace"));
      return;
    case WayOutKind::kReference:
      out->append("a reference to ").append(book.DocumentNumber(way.item));
      return;
    case WayOutKind::kReferenceToAny:
      out->append("a reference to any one of them");
      return;
    case WayOutKind::kReferenceToAll:
      out->append("references to all of them");
      return;
    case WayOutKind::kApply:
      out->append("match.apply " + Share(way.number) + " instead of " +
                  Share(way.was));
      return;
    case WayOutKind::kReviewAbove:
      out->append("match.review_above " +
                  FormatMoney(way.number, receipt.currency));
      return;
    case WayOutKind::kAlias:
      out->append("the alias " + Quote(receipt.payer_name) + " for customer " +
                  customer());
      return;
    case WayOutKind::kBankAccount:
      out->append("the bank account " + MaskAccount(receipt.payer_account) +
                  " for customer " + customer());
      return;
    case WayOutKind::kPrepaymentDays:
      out->append("match.prepayment_days " + std::to_string(way.number) +
                  " instead of " + std::to_string(way.was));
      return;
    case WayOutKind::kCredits:
      out->append("credits.use any");
      return;
  }
}

}  // namespace

void AppendGuess(const Results& results, const SeenGuess& guess,
                 std::string* out) {
  constexpr std::array<std::string_view, kPayerEvidenceCount> kSigns = {
      "our account that only it pays into", "its bank account", "its number",
      "its name", "a name that is nearly its"};
  out->append(results.book.CustomerId(guess.customer)).append(" by ");
  out->append(kSigns[static_cast<size_t>(guess.evidence)]);
  if (guess.evidence == PayerEvidence::kNearName) {
    out->append(" (agreement " + Share(guess.agreement) + ")");
  }
  if (guess.sets == 0) return;
  out->append("; " +
              Counted(guess.sets, "one set of its items makes the sum",
                      "sets of its items make the sum") +
              (guess.sets == 1 ? ", " : ", together ") + Share(guess.share) +
              " likely");
}

void AppendSum(const SumRecord& sum, std::string* out) {
  if (sum.items == 0) {
    out->append("nothing is open that a sum could be made of");
    return;
  }
  out->append(Counted(sum.items, "1 open item", "open items") + ": ");
  if (sum.solutions == 0) {
    out->append(sum.all ? "no set makes the sum, all were looked at"
                        : "no set was found that makes the sum; there are too "
                          "many to look at all");
  } else {
    out->append(
        Counted(sum.solutions, "one set makes the sum", "sets make the sum"));
    out->append(!sum.all             ? ", not all were looked at"
                : sum.solutions == 1 ? ", there is no other"
                                     : ", there are no others");
    AppendLikelihood(sum, out);
  }
  if (sum.log_hits != SumRecord::kNoHits &&
      sum.log_hits != SumRecord::kHitsUnasked) {
    out->append("; " + ExpectedHits(sum.log_hits) + " expected by accident");
  }
}

void AppendWaysOut(const Results& results, ReceiptRow row, std::string* out) {
  const Receipt& receipt = results.ReceiptAt(row);
  bool first = true;
  for (const WayOut& way : results.report.WaysOut(results.OutcomeAt(row))) {
    if (!first) out->append(" or ");
    first = false;
    AppendWayOut(results, receipt, way, out);
  }
}

}  // namespace cashmatch
