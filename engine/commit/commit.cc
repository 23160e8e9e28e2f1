// SPDX-License-Identifier: Apache-2.0
// commit.cc - decisions become rows.
// Tested by tests/unit/engine/commit/commit_test.cc and the scenarios.
#include "engine/commit/commit.h"

#include <algorithm>

#include "engine/base/planted_bug.h"

namespace cashmatch {
namespace {

bool IsExactlySettled(const Proposal& proposal) {
  return (proposal.rule == Rule::kExactReference ||
          proposal.rule == Rule::kStructuredReference) &&
         proposal.exception == ExceptionCode::kNone;
}

}  // namespace

Committer::Committer(const Book& book, const ReceiptBlock& receipts,
                     OpenState* state, Report* report)
    : book_(book), receipts_(receipts), state_(*state), report_(*report) {}

ReceiptOutcome& Committer::Begin(ReceiptRow row) {
  ReceiptOutcome& outcome = report_.outcomes[Index(row)];
  outcome = ReceiptOutcome();
  outcome.applications_first =
      static_cast<uint32_t>(report_.applications.size());
  outcome.remainders_first = static_cast<uint32_t>(report_.remainders.size());
  outcome.suggestions_first = static_cast<uint32_t>(report_.suggestions.size());
  outcome.trials_first = static_cast<uint32_t>(report_.trials.size());
  return outcome;
}

void Committer::Accept(const Candidate& candidate,
                       const Resolution& resolution) {
  Proposal proposal = candidate.proposal(resolution.choice);
  if (resolution.confidence != 0) proposal.confidence = resolution.confidence;
  ReceiptOutcome& outcome = Begin(candidate.receipt);
  outcome.rule = proposal.rule;
  outcome.confidence = proposal.confidence;
  outcome.customer = proposal.customer;
  outcome.exception = proposal.exception;
  outcome.contest = resolution.contest;
  ItemRow last = kNoItem;
  for (ProposedRow row : candidate.RowsOf(proposal)) {
    if (resolution.instead != kNoItem) row.item = resolution.instead;
    last = row.item;
    AddApplication(candidate.receipt, row, proposal, &outcome);
  }
  Minor credit = 0;
  for (const ProposedRemainder& part : candidate.RemaindersOf(proposal)) {
    AddRemainder({candidate.receipt, proposal.customer, part.amount, part.kind,
                  part.reference, part.reason_code},
                 &outcome);
    if (part.kind == RemainderKind::kUnapplied ||
        part.kind == RemainderKind::kOnAccount) {
      credit += part.amount;
    }
  }
  if (credit != 0) {
    MakeOnAccount(
        candidate.receipt, proposal.customer,
        last == kNoItem ? std::string_view() : book_.CompanyCode(last), credit);
  }
  outcome.status = outcome.unapplied != 0 ? ReceiptStatus::kPartial
                                          : ReceiptStatus::kApplied;
  if (outcome.status == ReceiptStatus::kApplied) {
    outcome.exception = ExceptionCode::kNone;
  } else if (outcome.exception == ExceptionCode::kNone) {
    outcome.exception = ExceptionCode::kOverpaid;
  }
  if (!IsExactlySettled(proposal)) AddEvidence(candidate, &outcome);
}

void Committer::Decline(const Candidate& candidate, bool tied,
                        ContestKind contest) {
  const ProposedReceipt& answer = candidate.answer();
  const Receipt& receipt = ReceiptAt(candidate.receipt);
  ReceiptOutcome& outcome = Begin(candidate.receipt);
  outcome.customer = answer.customer;
  outcome.contest = contest;
  AddEvidence(candidate, &outcome);
  // Of no help where another receipt wants the same item.
  if (!tied) AddWaysOut(candidate, &outcome);
  RemainderKind kind = RemainderKind::kUnapplied;
  if (answer.count != 0) {
    const Proposal& best = candidate.best();
    outcome.status = ReceiptStatus::kSuggested;
    outcome.rule = best.rule;
    outcome.confidence = best.confidence;
    outcome.exception = tied ? ExceptionCode::kAmbiguous : best.exception;
    AddSuggestions(candidate, &outcome);
  } else {
    outcome.exception = answer.exception;
    outcome.status = ReceiptStatus::kUnapplied;
    if (answer.exception == ExceptionCode::kPayerOnAccount) {
      outcome.status = ReceiptStatus::kOnAccount;
      kind = RemainderKind::kOnAccount;
    }
  }
  if (answer.customer == kNoCustomer) {
    kind = RemainderKind::kUnidentified;
    if (answer.count == 0) outcome.status = ReceiptStatus::kUnidentified;
  }
  AddWhole(candidate, kind, &outcome);
  MakeOnAccount(candidate.receipt, answer.customer, {},
                answer.customer == kNoCustomer ? 0 : receipt.amount);
}

void Committer::ShowProvisional(const Candidate& candidate) {
  const ProposedReceipt& answer = candidate.answer();
  ReceiptOutcome& outcome = Begin(candidate.receipt);
  outcome.status = ReceiptStatus::kProvisional;
  outcome.exception = ExceptionCode::kProvisional;
  outcome.customer = answer.customer;
  outcome.other = ReceiptAt(candidate.receipt).amount;
  AddEvidence(candidate, &outcome);
  if (answer.count == 0) return;
  outcome.rule = candidate.best().rule;
  outcome.confidence = candidate.best().confidence;
  AddSuggestions(candidate, &outcome);
}

void Committer::ShowProvisional(ReceiptRow debit) {
  SetAside(debit, ReceiptStatus::kProvisional, ExceptionCode::kProvisional)
      .other = -ReceiptAt(debit).amount;
}

void Committer::PlaceWhole(ReceiptRow receipt, ReceiptStatus status,
                           ExceptionCode exception, RemainderKind kind,
                           std::string_view reason) {
  const Receipt& money = ReceiptAt(receipt);
  ReceiptOutcome& outcome = Begin(receipt);
  outcome.status = status;
  outcome.exception = exception;
  if (status == ReceiptStatus::kNotReceivable) {
    outcome.rule = Rule::kNotReceivable;
  }
  const Minor amount =
      money.direction == Direction::kDebit ? -money.amount : money.amount;
  AddRemainder({receipt, kNoCustomer, amount, kind, {}, reason}, &outcome);
}

/// Writes an outcome that moves no money.
ReceiptOutcome& Committer::SetAside(ReceiptRow receipt, ReceiptStatus status,
                                    ExceptionCode exception) {
  ReceiptOutcome& outcome = Begin(receipt);
  outcome.status = status;
  outcome.exception = exception;
  return outcome;
}

ReceiptOutcome& Committer::BeginReversal(ReceiptRow row, CustomerRow customer) {
  ReceiptOutcome& outcome = Begin(row);
  outcome.status = ReceiptStatus::kReversal;
  outcome.exception = ExceptionCode::kReversal;
  outcome.rule = Rule::kReversal;
  outcome.customer = customer;
  return outcome;
}

/// Writes a row that puts its amount, which is negated, back on its item.
void Committer::TakeBack(Application row, ReceiptOutcome* outcome) {
  row.open_before = state_.Open(row.item);
  row.rule = Rule::kReversal;
  state_.Take(row.item, row.amount);
  if (row.kind == ApplicationKind::kPayment) outcome->applied += row.amount;
  report_.applications.push_back(row);
  ++outcome->applications_count;
}

void Committer::AddFee(ReceiptRow reversal, Minor fee,
                       ReceiptOutcome* outcome) {
  if (fee == 0) return;
  AddRemainder(
      {reversal, kNoCustomer, -fee, RemainderKind::kNotReceivable, {}, {}},
      outcome);
}

void Committer::Reverse(ReceiptRow reversal, ReceiptRow original) {
  const ReceiptOutcome undone = report_.outcomes[Index(original)];
  ReceiptOutcome& outcome = BeginReversal(reversal, undone.customer);
  outcome.original = original;
  for (uint32_t i = 0; i < undone.applications_count; ++i) {
    Application row = report_.applications[undone.applications_first + i];
    row.receipt = reversal;
    row.amount = -row.amount;
    TakeBack(row, &outcome);
  }
  for (uint32_t i = 0; i < undone.remainders_count; ++i) {
    Remainder part = report_.remainders[undone.remainders_first + i];
    part.receipt = reversal;
    part.amount = -part.amount;
    AddRemainder(part, &outcome);
  }
  AddFee(reversal, ReceiptAt(reversal).amount - ReceiptAt(original).amount,
         &outcome);
  DropMade(original);
}

void Committer::DropMade(ReceiptRow receipt) {
  const auto [first, last] = made_by_receipt_.equal_range(receipt);
  for (auto at = first; at != last; ++at) {
    report_.made[at->second].item.amount = 0;
  }
}

void Committer::Reopen(ReceiptRow reversal, const ClosedPayment& payment) {
  ReceiptOutcome& outcome =
      BeginReversal(reversal, book_.CustomerOf(payment.parts.front().item));
  for (const ClosedPart& part : payment.parts) {
    Application row;
    row.receipt = reversal;
    row.item = part.item;
    row.confidence = 0;  // nothing was weighed
    row.kind = ApplicationKind::kPayment;
    row.amount = part.discount + part.off - part.amount;
    TakeBack(row, &outcome);
    for (const auto& [kind, amount] :
         {std::pair{ApplicationKind::kDiscount, part.discount},
          std::pair{part.off_kind, part.off}}) {
      if (amount == 0) continue;
      row.kind = kind;
      row.amount = -amount;
      TakeBack(row, &outcome);
    }
  }
  AddFee(reversal, payment.fee, &outcome);
}

void Committer::AddApplication(ReceiptRow receipt, const ProposedRow& row,
                               const Proposal& proposal,
                               ReceiptOutcome* outcome) {
  Application application;
  application.receipt = receipt;
  application.item = row.item;
  application.amount = row.amount;
  application.open_before = state_.Open(row.item);
  application.confidence = proposal.confidence;
  application.kind = row.kind;
  application.rule = proposal.rule;
  application.reason_code = row.reason_code;
  application.alike = row.alike;
  report_.applications.push_back(application);
  ++outcome->applications_count;
  state_.Take(row.item, row.amount);
  if (row.kind == ApplicationKind::kPayment) outcome->applied += row.amount;
  if (row.kind == ApplicationKind::kDeduction) {
    MakeDeduction(receipt, row.item, row.amount);
  }
}

void Committer::AddRemainder(const Remainder& remainder,
                             ReceiptOutcome* outcome) {
  report_.remainders.push_back(remainder);
  ++outcome->remainders_count;
  switch (remainder.kind) {
    case RemainderKind::kUnapplied:
      outcome->unapplied += remainder.amount;
      break;
    case RemainderKind::kOnAccount:
      outcome->on_account += remainder.amount;
      break;
    case RemainderKind::kUnidentified:
      outcome->unidentified += remainder.amount;
      break;
    case RemainderKind::kNotReceivable:
    case RemainderKind::kClaim:
    case RemainderKind::kGain:
      outcome->other += remainder.amount;
      break;
  }
}

/// The money is for the first reference that was not found, unless items are
/// proposed for it; the other references have rows without money.
void Committer::AddWhole(const Candidate& candidate, RemainderKind kind,
                         ReceiptOutcome* outcome) {
  const ProposedReceipt& answer = candidate.answer();
  Remainder part = {candidate.receipt,
                    answer.customer,
                    ReceiptAt(candidate.receipt).amount,
                    kind,
                    {},
                    {}};
  auto references = candidate.References();
  if (answer.count == 0 && !references.empty()) {
    part.reference = references.front();
    references = references.subspan(1);
  }
  AddRemainder(part, outcome);
  part.amount = 0;
  for (const std::string_view reference : references) {
    part.reference = reference;
    AddRemainder(part, outcome);
  }
}

void Committer::AddSuggestions(const Candidate& candidate,
                               ReceiptOutcome* outcome) {
  const ProposedReceipt& answer = candidate.answer();
  for (uint32_t i = 0; i < answer.count; ++i) {
    const Proposal& proposal = candidate.block->proposals[answer.first + i];
    const size_t first = report_.suggestions.size();
    for (const ProposedRow& row : candidate.RowsOf(proposal)) {
      report_.suggestions.push_back(
          {candidate.receipt, row.item, row.amount, proposal.confidence,
           static_cast<uint16_t>(i + 1), row.kind, proposal.rule, row.alike});
      ++outcome->suggestions_count;
    }
    OfferWhatCame(ReceiptAt(candidate.receipt).amount,
                  std::span(report_.suggestions).subspan(first));
  }
}

/// An offer can be accepted as it stands: where its items ask for more than
/// came in, the rest stays open on the one that is paid most.
void Committer::OfferWhatCame(Minor amount, std::span<Suggestion> offer) {
  WideMinor missing = -static_cast<WideMinor>(amount);
  Suggestion* most = nullptr;
  for (Suggestion& row : offer) {
    if (row.kind != ApplicationKind::kPayment) continue;
    missing += row.amount;
    if (most == nullptr || row.amount > most->amount) most = &row;
  }
  if (missing > 0 && most->amount > missing) {
    most->amount -= static_cast<Minor>(missing);
  }
}

std::string_view Committer::FreshId(std::string_view stem,
                                    std::string_view mark) {
  std::string id = std::string(stem) + "/" + std::string(mark);
  // An earlier run may have made the same item; its id is taken.
  for (int i = 2; book_.FindItem(id) != kNoItem; ++i) {
    id = std::string(stem) + "/" + std::string(mark) + std::to_string(i);
  }
  return report_.arena.Keep(id);
}

void Committer::MakeDeduction(ReceiptRow receipt, ItemRow item, Minor amount) {
  const OpenItem origin = book_.Item(item);
  const Receipt& money = ReceiptAt(receipt);
  uint32_t& count = deductions_[origin.item_id];
  std::string mark;
  do {
    mark = "D" + std::to_string(++count);
  } while (book_.FindItem(std::string(origin.item_id) + "/" + mark) != kNoItem);
  OpenItem made;
  made.item_id = report_.arena.Keep(std::string(origin.item_id) + "/" + mark);
  made.document_number =
      report_.arena.Keep(std::string(origin.document_number) + "/" + mark);
  made.company_code = origin.company_code;
  made.customer_id = origin.customer_id;
  made.currency = origin.currency;
  made.amount = amount;
  made.type = DocumentType::kDeduction;
  made.document_date = money.booking_date;
  made.due_date = money.booking_date;
  made.linked_item = origin.item_id;
  made.origin_receipt_id = report_.arena.Keep(receipts_.IdOf(money));
  made_by_receipt_.emplace(receipt, report_.made.size());
  report_.made.push_back({made});
}

void Committer::MakeOnAccount(ReceiptRow receipt, CustomerRow customer,
                              std::string_view company, Minor amount) {
  if (amount == 0 || customer == kNoCustomer) return;
  const Receipt& money = ReceiptAt(receipt);
  OpenItem made;
  const std::string_view id = report_.arena.Keep(receipts_.IdOf(money));
  made.item_id = FreshId(id, "A");
  made.document_number =
      money.bank_reference.empty() ? made.item_id : money.bank_reference;
  made.company_code = company;
  made.customer_id = book_.CustomerId(customer);
  made.currency = money.currency;
  made.amount = Planted("a credit with the wrong sign") ? amount : -amount;
  made.type = DocumentType::kOnAccount;
  made.document_date = money.booking_date;
  made.due_date = money.booking_date;
  made.origin_receipt_id = id;
  made_by_receipt_.emplace(receipt, report_.made.size());
  report_.made.push_back({made});
}

void Committer::FinishMade() {
  auto& made = report_.made;
  std::erase_if(made, [](const MadeItem& m) { return m.item.amount == 0; });
  std::sort(made.begin(), made.end(), [](const MadeItem& a, const MadeItem& b) {
    return a.item.item_id < b.item.item_id;
  });
}

}  // namespace cashmatch
