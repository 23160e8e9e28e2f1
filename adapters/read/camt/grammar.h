// SPDX-License-Identifier: Apache-2.0
// grammar.h - the elements of the messages that matter, as a state machine.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cashmatch {

/// What an open element is to us. One for elements that are treated alike.
enum class Node : uint8_t {
  kIgnored,  // with everything inside
  kOutside,  // document and envelope
  kBody,
  kHeader,
  kHeaderCreated,
  kHeaderPages,
  kHeaderPageNumber,
  kHeaderLastPage,
  kPages,
  kPageNumber,
  kLastPage,
  kStatement,
  kStatementCreated,
  kStatementId,
  kCopy,
  kStatementNumber,
  kLegalNumber,
  kPeriod,
  kPeriodEnd,
  kAccount,
  kAccountId,
  kAccountOther,
  kAccountNumber,
  kAccountCurrency,
  kBalance,
  kBalanceType,
  kBalanceTypeChoice,
  kBalanceCode,
  kBalanceSubtype,
  kBalanceSubtypeCode,
  kTotals,
  kTotal,
  kTotalCount,
  kTotalSum,
  kTotalNetOf,
  kTotalNet,
  kEntry,
  kEntryReference,
  kReversal,
  kStatus,
  kStatusCode,
  kDate,
  kDay,
  kBankReference,
  kCodes,
  kDomain,
  kDomainCode,
  kFamily,
  kFamilyCode,
  kSubfamilyCode,
  kProprietary,
  kProprietaryCode,
  kAmounts,
  kOtherAmount,
  kCharges,
  kCharge,
  kChargesTotal,
  kChargeIncluded,
  kAmount,  // a leaf below many parents
  kSide,    // likewise
  kDetails,
  kBatch,
  kBatchMessage,
  kBatchPayment,
  kBatchCount,
  kDetail,
  kReferences,
  kReference,
  kReferenceOther,
  kParties,
  kParty,
  kPartyName,
  kPartyId,
  kPartyIdKind,
  kPartyIdOther,
  kPartyIdValue,
  kAgents,
  kAgent,
  kInstitution,
  kBic,
  kMember,
  kMemberId,
  kRemittance,
  kStructured,
  kText,
  kDocument,
  kDocumentType,
  kDocumentTypeChoice,
  kDocumentCode,
  kDocumentNumber,
  kDocumentAmounts,
  kDocumentAmount,
  kAmountType,
  kAmountTypeCode,
  kAdjustment,
  kAdjustmentReason,
  kAdjustmentText,
  kCreditorReference,
  kCreditorReferenceValue,
  kReturn,
  kReturnReason,
  kReturnCode,
  kReturnText,
  kEntryText,
  kAdvice,  // RmtInf of a remittance advice: an entry with one detail
  kPayment,
  kPaymentAmount,
};

/// Which of several alike: its meaning depends on the node.
enum class Slot : uint8_t {
  kNone,
  // kAccount, kParty, kAgent; kStatusCode: one of the bank's own
  kOwn,
  kDebtor,
  kUltimateDebtor,
  kCreditor,
  kUltimateCreditor,
  // kDate
  kBooking,
  kValue,
  kBalanceDate,
  // kTotal
  kAll,
  kCredits,
  kDebits,
  // kOtherAmount
  kInstructed,
  kTransacted,
  kCountervalue,
  // kDocumentAmount
  kDue,
  kDiscount,
  kCreditNote,
  kTax,
  kRemitted,
  kTyped,
  // kReference
  kMessageId,
  kDetailBankReference,
  kPaymentInformationId,
  kInstructionId,
  kEndToEndId,
  kUetr,
  kTransactionId,
  kMandateId,
  kChequeNumber,
  kClearingReference,
  kRemittanceId,
  kProprietaryReference,
};

struct Child {
  Node node = Node::kIgnored;
  Slot slot = Slot::kNone;
};

/// Returns what the element `name` means inside `parent`, at any version of the
/// messages. Elements nobody asks for are kIgnored; in kOutside, where
/// envelopes differ, unknown elements are kOutside as well.
/// Cost: one probe of a small table.  Source: the schemas of camt.052, .053
/// and .054, versions 01 to 14, and of remt.001, versions 01 to 06, matched by
/// local name.
Child ChildOf(Node parent, std::string_view name);

/// The same for names that have numbers (XmlNames); each is looked up once.
class Children {
 public:
  Child Of(Node parent, uint8_t number, std::string_view name) {
    if (number >= kNumbers) return ChildOf(parent, name);
    Known& known = known_[static_cast<size_t>(parent)][number];
    if (number != 0 && known.known) return known.child;
    known = {ChildOf(parent, name), true};
    return known.child;
  }

 private:
  static constexpr size_t kNodes =
      static_cast<size_t>(Node::kPaymentAmount) + 1;
  static constexpr size_t kNumbers = 128;
  struct Known {
    Child child;
    bool known = false;
  };
  std::array<std::array<Known, kNumbers>, kNodes> known_{};
};

}  // namespace cashmatch
