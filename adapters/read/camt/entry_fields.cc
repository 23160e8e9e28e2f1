// SPDX-License-Identifier: Apache-2.0
// entry_fields.cc - the elements as they close: where each text belongs.
// Tested by tests/unit/adapters/read/camt/entry_reader_test.cc
#include "adapters/read/camt/entry_reader.h"

namespace cashmatch {
namespace {

/// The first that says something wins.
void Set(std::string_view text, std::string_view* field) {
  if (field->empty()) *field = text;
}

bool IsTrue(std::string_view text) { return text == "true" || text == "1"; }

}  // namespace

void EntryReader::End(Node node, size_t offset) {
  if (node == Node::kAmount || node == Node::kChargesTotal) {
    EndAmount(node == Node::kAmount ? Parent() : node, Keep(xml_.text()),
              offset);
    return;
  }
  if (node == Node::kEntry || node == Node::kAdvice) {
    in_entry_ = false;
    return;
  }
  if (node == Node::kDetail) {
    line_ = &entry_;
    return;
  }
  const std::string_view text = xml_.text();
  if (text.empty()) return;
  if (node >= Node::kRemittance && node <= Node::kCreditorReferenceValue) {
    EndRemittancePart(node, Keep(text));
  } else if (node >= Node::kDetail) {
    EndDetailPart(node, Keep(text));
  } else if (node >= Node::kEntry || node == Node::kAccountNumber) {
    EndEntryPart(node, Keep(text));
  } else {
    EndStatementPart(node, Keep(text));
  }
}

void EntryReader::EndStatementPart(Node node, std::string_view text) {
  switch (node) {
    case Node::kHeaderCreated:
      return Set(text, &message_.created);
    case Node::kHeaderPageNumber:
      return Set(text, &message_.page);
    case Node::kHeaderLastPage:
      return Set(text, &message_.last_page);
    case Node::kStatementCreated:
      return Set(text, &statement_.created);
    case Node::kStatementId:
      return Set(text, &statement_.id);
    case Node::kCopy:
      return Set(text, &statement_.copy);
    case Node::kLegalNumber:
      return Set(text, &statement_.legal_number);
    case Node::kStatementNumber:
      return Set(text, &statement_.number);
    case Node::kPeriodEnd:
      return Set(text, &statement_.period_end);
    case Node::kPageNumber:
      return Set(text, &statement_.page);
    case Node::kLastPage:
      return Set(text, &statement_.last_page);
    case Node::kAccountCurrency:
      // Parties' accounts have a currency too.
      if (!in_entry_) Set(text, &statement_.currency);
      return;
    case Node::kBalanceCode:
      return Set(text, &statement_.balances.back().code);
    case Node::kBalanceSubtypeCode:
      return Set(text, &statement_.balances.back().subtype);
    case Node::kTotalCount:
      return Set(text, &total_->count);
    case Node::kTotalSum:
      return Set(text, &total_->sum);
    case Node::kTotalNet:
      return Set(text, &total_->net);
    default:
      return;
  }
}

void EntryReader::EndEntryPart(Node node, std::string_view text) {
  switch (node) {
    case Node::kAccountNumber:
      return Set(text, account_);
    case Node::kEntryReference:
      return Set(text, &entry_.reference);
    case Node::kReversal:
      entry_.reversal = IsTrue(text);
      return;
    case Node::kStatus:
      entry_.status_is_plain = entry_.status.empty();
      return Set(text, &entry_.status);
    case Node::kStatusCode:
      return Set(text, &entry_.status);
    case Node::kDate:  // plain in the early versions of an advice
      if (Parent() == Node::kPayment) Set(text, date_);
      return;
    case Node::kDay:
      return Set(text, date_);
    case Node::kBankReference:
      return Set(text, &entry_.bank_reference);
    case Node::kDomainCode:
      return Set(text, &line_->codes.domain);
    case Node::kFamilyCode:
      return Set(text, &line_->codes.family);
    case Node::kSubfamilyCode:
      return Set(text, &line_->codes.subfamily);
    case Node::kProprietaryCode:
      return Set(text, &line_->codes.proprietary);
    case Node::kChargeIncluded:
      if (line_->charges.records.empty()) return;
      line_->charges.records.back().included = IsTrue(text);
      return;
    case Node::kSide:
      if (std::string_view* const side = SideTarget(Parent())) Set(text, side);
      return;
    case Node::kBatchMessage:
      return Set(text, &entry_.batches.back().message);
    case Node::kBatchPayment:
      return Set(text, &entry_.batches.back().payment);
    case Node::kBatchCount:
      return Set(text, &entry_.batches.back().count);
    default:
      return;
  }
}

void EntryReader::EndDetailPart(Node node, std::string_view text) {
  if (node == Node::kEntryText) return Set(text, &entry_.text);
  Detail& detail = entry_.details.back();
  switch (node) {
    case Node::kReference:
      return Set(text, reference_);
    case Node::kPartyName:
      return Set(text, party_name_);
    case Node::kPartyIdValue:
      return Set(text, party_id_);
    case Node::kBic:
      return Set(text, &agent_->bic);
    case Node::kMemberId:
      return Set(text, &agent_->member);
    case Node::kReturnCode:
      return Set(text, &detail.return_code);
    case Node::kReturnText:
      return Set(text, &detail.return_text);
    default:
      return;
  }
}

void EntryReader::EndRemittancePart(Node node, std::string_view text) {
  switch (node) {
    case Node::kText:
      entry_.texts.push_back(text);
      ++entry_.details.back().texts.count;
      return;
    case Node::kDocumentCode:
      return Set(text, &entry_.documents.back().code);
    case Node::kDocumentNumber:
      return Set(text, &entry_.documents.back().number);
    case Node::kDocumentAmount:  // the plain form, before version 03
      return Set(text, &entry_.amounts.back().amount.digits);
    case Node::kAmountTypeCode:
      return Set(text, &entry_.amounts.back().type);
    case Node::kAdjustmentReason:
      return Set(text, &entry_.adjustments.back().reason);
    case Node::kAdjustmentText:
      return Set(text, &entry_.adjustments.back().text);
    case Node::kCreditorReferenceValue:
      return Set(text, &entry_.structured.back().creditor_reference);
    default:
      return;
  }
}

void EntryReader::EndAmount(Node parent, std::string_view text, size_t offset) {
  AmountText* const amount = AmountTarget(parent);
  if (amount == nullptr || amount->present()) return;
  *amount = {text, currency_, offset};
}

AmountText* EntryReader::AmountTarget(Node parent) {
  switch (parent) {
    case Node::kBalance:
      return &statement_.balances.back().amount;
    case Node::kEntry:
    case Node::kDetail:
    case Node::kPaymentAmount:
      return &line_->amount;
    case Node::kBatch:
      return &entry_.batches.back().total;
    case Node::kOtherAmount:
      return other_amount_;
    case Node::kChargesTotal:
      return &line_->charges.total;
    case Node::kCharges:  // flat, before version 04: one element a charge
      return &line_->charges.records.emplace_back().amount;
    case Node::kCharge:
      return &line_->charges.records.back().amount;
    case Node::kDocumentAmount: {
      AmountText* const amount = &entry_.amounts.back().amount;
      if (amount->digits.empty()) *amount = AmountText();
      return amount;
    }
    case Node::kAdjustment:
      return &entry_.adjustments.back().amount;
    default:
      return nullptr;
  }
}

std::string_view* EntryReader::SideTarget(Node parent) {
  switch (parent) {
    case Node::kBalance:
      return &statement_.balances.back().side;
    case Node::kTotal:
    case Node::kTotalNetOf:
      return &total_->net_side;
    case Node::kBatch:
      return &entry_.batches.back().side;
    case Node::kEntry:
    case Node::kDetail:
      return &line_->side;
    case Node::kCharges:
    case Node::kCharge:
      return line_->charges.records.empty()
                 ? nullptr
                 : &line_->charges.records.back().side;
    case Node::kAdjustment:
      return &entry_.adjustments.back().side;
    default:
      return nullptr;
  }
}

}  // namespace cashmatch
