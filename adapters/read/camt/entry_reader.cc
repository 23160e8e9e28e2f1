// SPDX-License-Identifier: Apache-2.0
// entry_reader.cc - the elements as they open: what is read next.
// Tested by tests/unit/adapters/read/camt/entry_reader_test.cc
#include "adapters/read/camt/entry_reader.h"

#include <algorithm>
#include <array>

namespace cashmatch {
namespace {

uint32_t SizeOf(size_t size) { return static_cast<uint32_t>(size); }

/// True for elements that carry money and have one place only. Elsewhere they
/// are there because a tag got lost, and to pass them over would lose money.
bool HasOnePlace(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {
      "Ntry", "TxDtls", "Bal", "Stmt", "Rpt", "Ntfctn", "NtryDtls"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

ReadEvent EntryReader::Next() {
  while (true) {
    switch (xml_.Next()) {
      case XmlEvent::kDone:
        return ReadEvent::kDone;
      case XmlEvent::kFault:
        return ReadEvent::kFault;
      case XmlEvent::kStart: {
        const Child child = children_.Of(Parent(), xml_.number(), xml_.name());
        open_[depth_].node = child.node;
        open_[depth_++].offset = xml_.offset();
        if (child.node == Node::kIgnored) {
          if (!MayBePassed()) return ReadEvent::kFault;
          break;
        }
        Start(child);
        if (child.node == Node::kBody) return ReadEvent::kMessage;
        if (child.node == Node::kStatement) return ReadEvent::kStatementBegin;
        break;
      }
      case XmlEvent::kEnd: {
        const Open closed = open_[--depth_];
        if (depth_ < supplement_) supplement_ = 0;
        if (closed.node == Node::kIgnored) break;
        End(closed.node, closed.offset);
        if (closed.node == Node::kEntry) return ReadEvent::kEntry;
        if (closed.node == Node::kAdvice) return ReadEvent::kAdvice;
        if (closed.node == Node::kStatement) return ReadEvent::kStatementEnd;
        break;
      }
    }
  }
}

/// Judges an element that nobody asks for. In supplementary data, which have a
/// schema of their own, all may stand.
bool EntryReader::MayBePassed() {
  if (supplement_ != 0) return true;
  if (xml_.name() == "SplmtryData") supplement_ = depth_;
  if (!HasOnePlace(xml_.name())) return true;
  xml_.Refuse("another element here");
  return false;
}

std::string_view EntryReader::Keep(std::string_view text) {
  if (xml_.text_is_stable()) return text;
  return (in_entry_ ? entry_texts_ : statement_texts_).Keep(text);
}

/// Remembers the namespace that speaks of camt, else the last one seen.
void EntryReader::FindNamespace() {
  for (const XmlAttribute& attribute : xml_.attributes()) {
    if (attribute.name.substr(0, 5) != "xmlns") continue;
    const bool camt =
        attribute.value.find("camt.05") != std::string_view::npos ||
        attribute.value.find("remt.001") != std::string_view::npos;
    const bool other = attribute.name == "xmlns" &&
                       message_.xmlns.find("camt.05") == std::string_view::npos;
    if (camt || other) message_.xmlns = attribute.value;
  }
}

void EntryReader::Start(const Child& child) {
  switch (child.node) {
    case Node::kOutside:
      StartMessage();
      break;
    case Node::kBody: {
      StartMessage();
      const std::string_view name = xml_.name();
      const size_t version = name.rfind("V0");
      message_.body = name.substr(0, version);
      message_.suffix =
          version == std::string_view::npos ? "" : name.substr(version);
      message_.offset = xml_.offset();
      message_.created = message_.page = message_.last_page = {};
      break;
    }
    case Node::kStatement:
      statement_ = Statement();
      statement_.offset = xml_.offset();
      break;
    case Node::kBalance:
      statement_.balances.emplace_back();
      break;
    case Node::kTotal:
      total_ = child.slot == Slot::kAll       ? &statement_.all
               : child.slot == Slot::kCredits ? &statement_.credits
                                              : &statement_.debits;
      total_->offset = xml_.offset();
      break;
    case Node::kAccount:
    case Node::kParty:
    case Node::kAgent:
      StartParty(child);
      break;
    case Node::kEntry:
    case Node::kAdvice:
    case Node::kDate:
    case Node::kStatusCode:
    case Node::kDetails:
    case Node::kDetail:
    case Node::kBatch:
    case Node::kOtherAmount:
    case Node::kCharge:
    case Node::kAmount:
    case Node::kChargesTotal:
    case Node::kReturn:
    case Node::kReference:
      StartEntryPart(child);
      break;
    case Node::kStructured:
    case Node::kDocument:
    case Node::kDocumentAmount:
    case Node::kAdjustment:
      StartRemittance(child);
      break;
    default:  // its text alone matters
      break;
  }
}

void EntryReader::StartMessage() {
  if (depth_ == 2) message_ = Message();  // a new document
  FindNamespace();
}

void EntryReader::StartEntryPart(const Child& child) {
  switch (child.node) {
    case Node::kEntry:
    case Node::kAdvice:
      if (entry_texts_.bytes() != 0) entry_texts_ = TextArena();
      entry_.Clear();
      entry_.offset = xml_.offset();
      line_ = &entry_;
      in_entry_ = true;
      in_batch_ = false;
      if (child.node == Node::kAdvice) StartDetail();
      break;
    case Node::kDate:
      date_ = child.slot == Slot::kBooking ? &entry_.booking_date
              : child.slot == Slot::kValue ? &entry_.value_date
                                           : &statement_.balances.back().date;
      break;
    case Node::kStatusCode:
      entry_.status_is_own = child.slot == Slot::kOwn;
      break;
    case Node::kDetail:
      StartDetail();
      break;
    case Node::kDetails:
      in_batch_ = false;
      break;
    case Node::kBatch:
      StartBatch();
      break;
    case Node::kOtherAmount:
      other_amount_ = child.slot == Slot::kInstructed   ? &line_->instructed
                      : child.slot == Slot::kTransacted ? &line_->transacted
                                                        : &line_->countervalue;
      break;
    case Node::kCharge:
      line_->charges.records.emplace_back();
      break;
    case Node::kAmount:
    case Node::kChargesTotal:
      currency_ = xml_.Attribute("Ccy");
      break;
    case Node::kReturn:
      entry_.details.back().returned = true;
      break;
    case Node::kReference:
      reference_ = &entry_.details.back()
                        .references[static_cast<size_t>(child.slot) -
                                    static_cast<size_t>(Slot::kMessageId)];
      break;
    default:
      break;
  }
}

void EntryReader::StartBatch() {
  BatchText& batch = entry_.batches.emplace_back();
  batch.offset = xml_.offset();
  batch.details.first = SizeOf(entry_.details.size());
  in_batch_ = true;
}

void EntryReader::StartDetail() {
  if (in_batch_) ++entry_.batches.back().details.count;
  Detail& detail = entry_.details.emplace_back();
  detail.offset = xml_.offset();
  detail.texts.first = SizeOf(entry_.texts.size());
  detail.structured.first = SizeOf(entry_.structured.size());
  line_ = &detail;
}

void EntryReader::StartParty(const Child& child) {
  if (child.node == Node::kAccount && child.slot == Slot::kOwn) {
    account_ = &statement_.account;
    return;
  }
  if (child.slot == Slot::kNone) return;  // Pty or Agt inside a party
  Detail& detail = entry_.details.back();
  PartyText& party =
      child.slot == Slot::kDebtor || child.slot == Slot::kUltimateDebtor
          ? detail.debtor
          : detail.creditor;
  switch (child.node) {
    case Node::kAccount:
      account_ = &party.account;
      break;
    case Node::kAgent:
      agent_ = &party;
      break;
    default: {
      const bool ultimate = child.slot == Slot::kUltimateDebtor ||
                            child.slot == Slot::kUltimateCreditor;
      unused_ = {};
      party_id_ = ultimate ? &unused_ : &party.id;
      party_name_ = child.slot == Slot::kUltimateDebtor
                        ? &detail.ultimate_debtor
                        : (ultimate ? &unused_ : &party.name);
      break;
    }
  }
}

void EntryReader::StartRemittance(const Child& child) {
  switch (child.node) {
    case Node::kStructured: {
      StructuredText& structured = entry_.structured.emplace_back();
      structured.documents.first = SizeOf(entry_.documents.size());
      structured.amounts.first = SizeOf(entry_.amounts.size());
      structured.adjustments.first = SizeOf(entry_.adjustments.size());
      ++entry_.details.back().structured.count;
      break;
    }
    case Node::kDocument:
      entry_.documents.emplace_back();
      ++entry_.structured.back().documents.count;
      break;
    case Node::kDocumentAmount: {
      DocumentAmountText& amount = entry_.amounts.emplace_back();
      amount.kind = child.slot;
      amount.amount.offset = xml_.offset();
      amount.amount.currency = xml_.Attribute("Ccy");
      ++entry_.structured.back().amounts.count;
      break;
    }
    case Node::kAdjustment:
      entry_.adjustments.emplace_back();
      ++entry_.structured.back().adjustments.count;
      break;
    default:
      break;
  }
}

}  // namespace cashmatch
