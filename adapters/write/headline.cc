// SPDX-License-Identifier: Apache-2.0
// headline.cc - the cash proof first, because that is what a controller signs.
// Tested by tests/unit/adapters/write/headline_test.cc
#include "adapters/write/headline.h"

#include <array>
#include <map>

namespace cashmatch {
namespace {

constexpr size_t kLabelWidth = 16;
constexpr size_t kAmountWidth = 20;

// The dates and accounts of the cash proof added up.
std::map<Currency, CashProofRow> ProofByCurrency(const Report& report) {
  std::map<Currency, CashProofRow> sums;
  for (const CashProofRow& row : report.cash_proof) {
    CashProofRow& sum = sums[row.currency];
    sum.bank_credits += row.bank_credits;
    sum.applied += row.applied;
    sum.unapplied += row.unapplied;
    sum.on_account += row.on_account;
    sum.unidentified += row.unidentified;
    sum.not_receivable += row.not_receivable;
    sum.duplicate += row.duplicate;
    sum.held += row.held;
    sum.other += row.other;
  }
  return sums;
}

void AppendLine(std::string_view label, WideMinor minor, Currency currency,
                std::string* out) {
  const std::string amount = GroupThousands(FormatMoney(minor, currency));
  out->append("  ").append(label);
  out->append(kLabelWidth - std::min(kLabelWidth, label.size()), ' ');
  out->append(kAmountWidth - std::min(kAmountWidth, amount.size()), ' ');
  out->append(amount).append("\n");
}

void AppendProof(Currency currency, const CashProofRow& proof,
                 std::string* out) {
  out->append("Cash proof ").append(CodeOf(currency));
  out->append(": difference ");
  out->append(GroupThousands(FormatMoney(proof.difference(), currency)));
  out->append("\n");
  AppendLine("bank credits", proof.bank_credits, currency, out);
  const auto part = [&](std::string_view label, WideMinor minor) {
    if (minor != 0) AppendLine(label, minor, currency, out);
  };
  part("applied", proof.applied);
  part("unapplied", proof.unapplied);
  part("on account", proof.on_account);
  part("unidentified", proof.unidentified);
  part("not receivable", proof.not_receivable);
  part("duplicate", proof.duplicate);
  part("held", proof.held);
  part("other", proof.other);
}

void AppendReceipts(const Report& report, std::string* out) {
  std::array<size_t, kStatusCount> counts{};
  for (const ReceiptOutcome& outcome : report.outcomes) {
    ++counts[static_cast<size_t>(outcome.status)];
  }
  size_t plain = 0;
  for (const PlainSettled& at : report.plain) plain += at.count;
  counts[static_cast<size_t>(ReceiptStatus::kApplied)] += plain;
  out->append("Receipts ")
      .append(std::to_string(report.outcomes.size() + plain));
  std::string_view before = ": ";
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    out->append(before).append(std::to_string(counts[i])).append(" ");
    out->append(NameOf(static_cast<ReceiptStatus>(i)));
    before = ", ";
  }
  out->append("\n");
}

void AppendItems(const Results& results, std::string* out) {
  size_t before = 0, after = results.report.made.size();
  for (uint32_t i = 0; i < results.book.item_count(); ++i) {
    const ItemRow row{i};
    before +=
        !results.book.IsClosed(row) && results.book.AmountOf(row) != 0 ? 1 : 0;
    after += results.report.residuals[i] != 0 ? 1 : 0;
  }
  out->append("Open items: " + std::to_string(before) + " before, " +
              std::to_string(after) + " after");
  if (!results.report.made.empty()) {
    out->append(", " + std::to_string(results.report.made.size()) +
                " of them made by this run");
  }
  out->append("\n");
}

}  // namespace

std::string GroupThousands(std::string_view decimal) {
  const size_t sign = decimal.starts_with('-') ? 1 : 0;
  const size_t point = std::min(decimal.find('.'), decimal.size());
  std::string out(decimal.substr(0, sign));
  for (size_t i = sign; i < point; ++i) {
    if (i > sign && (point - i) % 3 == 0) out.push_back(',');
    out.push_back(decimal[i]);
  }
  return out.append(decimal.substr(point));
}

std::string Headline(const Results& results) {
  std::string out;
  for (const auto& [currency, proof] : ProofByCurrency(results.report)) {
    AppendProof(currency, proof, &out);
  }
  AppendReceipts(results.report, &out);
  AppendItems(results, &out);
  return out;
}

}  // namespace cashmatch
