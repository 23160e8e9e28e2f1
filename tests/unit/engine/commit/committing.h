// SPDX-License-Identifier: Apache-2.0
// committing.h - a small book, three receipts, and decisions written by hand.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/commit/commit.h"

namespace cashmatch {

inline constexpr Day kToday = 20'514;

class Committing : public testing::Test {
 protected:
  static OpenItem Item(std::string_view id, Minor amount) {
    OpenItem item;
    item.item_id = id;
    item.document_number = id;
    item.customer_id = "ACME";
    item.company_code = "1000";
    item.currency = *ParseCurrency("USD");
    item.amount = amount;
    item.document_date = kToday - 8;
    if (amount < 0) item.type = DocumentType::kCreditMemo;
    return item;
  }

  /// What an earlier run left: a deduction on A and a credit of receipt R2.
  static Book Make() {
    OpenItemBlock items;
    items.items = {Item("A", 100'00), Item("B", 50'00), Item("B/D1", 5'00),
                   Item("CM", -30'00), Item("R2/A", -10'00)};
    items.items[0].document_number = "INV-1";
    return Book::Build(std::move(items), {}, {});
  }

  Committing() {
    receipts_.AddFile("f", "bai2");
    for (const char* id : {"R1", "R2", "R3"}) {
      Receipt& receipt = *receipts_.Add();
      receipt.id = id;
      receipt.amount = 100'00;
      receipt.currency = *ParseCurrency("USD");
      receipt.booking_date = kToday;
    }
    report_.outcomes.resize(receipts_.receipts.size());
  }

  ItemRow Row(std::string_view id) const { return book_.FindItem(id); }

  /// Starts an answer for the receipt; Proposal, Row and Rest add to it.
  ProposedReceipt& Answer(CustomerRow customer) {
    ProposedReceipt& answer = block_.receipts.emplace_back();
    answer.first = static_cast<uint32_t>(block_.proposals.size());
    answer.trials_first = static_cast<uint32_t>(block_.trials.size());
    answer.guesses_first = static_cast<uint32_t>(block_.guesses.size());
    answer.ways_first = static_cast<uint32_t>(block_.ways.size());
    answer.customer = customer;
    return answer;
  }
  ProposedReceipt& Proposed(Rule rule = Rule::kExactReference) {
    Answer(acme_);
    return Alternative(rule, 999'900);
  }
  ProposedReceipt& Alternative(Rule rule, Millionths confidence) {
    Proposal& proposal = block_.proposals.emplace_back();
    proposal.rule = rule;
    proposal.confidence = confidence;
    proposal.customer = acme_;
    proposal.rows_first = static_cast<uint32_t>(block_.rows.size());
    proposal.remainders_first = static_cast<uint32_t>(block_.remainders.size());
    ++block_.receipts.back().count;
    return block_.receipts.back();
  }
  void Takes(std::string_view id, ApplicationKind kind, Minor amount,
             std::string_view reason = {}) {
    block_.rows.push_back({Row(id), kind, amount, reason, 0});
    ++block_.proposals.back().rows_count;
  }
  void Pays(std::string_view id, Minor amount) {
    Takes(id, ApplicationKind::kPayment, amount);
  }
  void Leaves(RemainderKind kind, Minor amount, std::string_view text = {}) {
    block_.remainders.push_back({kind, amount, text, {}});
    ++block_.proposals.back().remainders_count;
  }
  void Tried(Rule rule) {
    block_.trials.push_back({rule, Verdict::kMatched});
    ++block_.receipts.back().trials_count;
  }

  /// The answer stated last, as the candidate of a receipt.
  Candidate Last(uint32_t receipt = 0) const {
    return {ReceiptRow{receipt}, &block_,
            static_cast<uint32_t>(block_.receipts.size() - 1)};
  }
  const ReceiptOutcome& Accept(uint32_t receipt = 0) {
    committer_.Accept(Last(receipt), {});
    return Outcome(receipt);
  }
  const ReceiptOutcome& Decline(uint32_t receipt = 0, bool tied = false) {
    committer_.Decline(Last(receipt), tied);
    return Outcome(receipt);
  }
  const ReceiptOutcome& Outcome(uint32_t receipt) const {
    return report_.outcomes[receipt];
  }

  /// The rows of a receipt in words: `payment A 100.00 of 100.00`.
  std::vector<std::string> Rows(uint32_t receipt) const {
    std::vector<std::string> told;
    for (const Application& row : report_.Applications(Outcome(receipt))) {
      told.push_back(std::string(NameOf(row.kind)) + " " +
                     std::string(book_.ItemId(row.item)) + " " +
                     FormatDecimal(row.amount, 2) + " of " +
                     FormatDecimal(row.open_before, 2));
    }
    return told;
  }
  std::vector<std::string> Rest(uint32_t receipt) const {
    std::vector<std::string> told;
    for (const Remainder& part : report_.Remainders(Outcome(receipt))) {
      told.push_back(std::string(NameOf(part.kind)) + " " +
                     FormatDecimal(part.amount, 2) + " " +
                     std::string(part.reference));
    }
    return told;
  }
  /// The items that the run made: `A/D1 5.00`.
  std::vector<std::string> Made() {
    committer_.FinishMade();
    std::vector<std::string> told;
    for (const MadeItem& made : report_.made) {
      told.push_back(std::string(made.item.item_id) + " " +
                     FormatDecimal(made.item.amount, 2));
    }
    return told;
  }

  const Book book_ = Make();
  const CustomerRow acme_ = book_.FindCustomer("ACME");
  OpenState state_{book_.tables()};
  ReceiptBlock receipts_;
  Report report_;
  ProposalBlock block_;
  Committer committer_{book_, receipts_, &state_, &report_};
};

}  // namespace cashmatch
