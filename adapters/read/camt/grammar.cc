// SPDX-License-Identifier: Apache-2.0
// grammar.cc - the table of elements.
// Tested by tests/unit/adapters/read/camt/grammar_test.cc
#include "adapters/read/camt/grammar.h"

#include <array>
#include <cstddef>
#include <iterator>

namespace cashmatch {
namespace {

struct Rule {
  Node parent;
  std::string_view name;
  Node node;
  Slot slot = Slot::kNone;
};

// Message and statement. Version 01 names its bodies ...V01; the reader cuts
// that off.
constexpr Rule kStatementRules[] = {
    {Node::kOutside, "BkToCstmrAcctRpt", Node::kBody},
    {Node::kOutside, "BkToCstmrStmt", Node::kBody},
    {Node::kOutside, "BkToCstmrDbtCdtNtfctn", Node::kBody},
    {Node::kBody, "GrpHdr", Node::kHeader},
    {Node::kBody, "Rpt", Node::kStatement},
    {Node::kBody, "Stmt", Node::kStatement},
    {Node::kBody, "Ntfctn", Node::kStatement},
    {Node::kHeader, "CreDtTm", Node::kHeaderCreated},
    {Node::kHeader, "MsgPgntn", Node::kHeaderPages},
    {Node::kHeaderPages, "PgNb", Node::kHeaderPageNumber},
    {Node::kHeaderPages, "LastPgInd", Node::kHeaderLastPage},
    {Node::kStatement, "CreDtTm", Node::kStatementCreated},
    {Node::kStatement, "Id", Node::kStatementId},
    {Node::kStatement, "CpyDplctInd", Node::kCopy},
    {Node::kStatement, "ElctrncSeqNb", Node::kStatementNumber},
    {Node::kStatement, "LglSeqNb", Node::kLegalNumber},
    {Node::kStatement, "StmtPgntn", Node::kPages},
    {Node::kStatement, "RptPgntn", Node::kPages},
    {Node::kStatement, "NtfctnPgntn", Node::kPages},
    {Node::kPages, "PgNb", Node::kPageNumber},
    {Node::kPages, "LastPgInd", Node::kLastPage},
    {Node::kStatement, "FrToDt", Node::kPeriod},
    {Node::kPeriod, "ToDtTm", Node::kPeriodEnd},
    {Node::kStatement, "Acct", Node::kAccount, Slot::kOwn},
    {Node::kAccount, "Ccy", Node::kAccountCurrency},
    {Node::kAccount, "Id", Node::kAccountId},
    {Node::kAccountId, "IBAN", Node::kAccountNumber},
    {Node::kAccountId, "BBAN", Node::kAccountNumber},
    {Node::kAccountId, "UPIC", Node::kAccountNumber},
    {Node::kAccountId, "Othr", Node::kAccountOther},
    {Node::kAccountId, "PrtryAcct", Node::kAccountOther},
    {Node::kAccountOther, "Id", Node::kAccountNumber},
    {Node::kStatement, "Bal", Node::kBalance},
    {Node::kBalance, "Tp", Node::kBalanceType},
    {Node::kBalance, "Amt", Node::kAmount},
    {Node::kBalance, "CdtDbtInd", Node::kSide},
    {Node::kBalance, "Dt", Node::kDate, Slot::kBalanceDate},
    {Node::kBalanceType, "Cd", Node::kBalanceCode},
    {Node::kBalanceType, "CdOrPrtry", Node::kBalanceTypeChoice},
    {Node::kBalanceTypeChoice, "Cd", Node::kBalanceCode},
    {Node::kBalanceTypeChoice, "Prtry", Node::kBalanceCode},
    {Node::kBalanceType, "SubTp", Node::kBalanceSubtype},
    {Node::kBalanceSubtype, "Cd", Node::kBalanceSubtypeCode},
    {Node::kBalanceSubtype, "Prtry", Node::kBalanceSubtypeCode},
    {Node::kStatement, "TxsSummry", Node::kTotals},
    {Node::kTotals, "TtlNtries", Node::kTotal, Slot::kAll},
    {Node::kTotals, "TtlCdtNtries", Node::kTotal, Slot::kCredits},
    {Node::kTotals, "TtlDbtNtries", Node::kTotal, Slot::kDebits},
    {Node::kTotal, "NbOfNtries", Node::kTotalCount},
    {Node::kTotal, "Sum", Node::kTotalSum},
    {Node::kTotal, "TtlNetNtryAmt", Node::kTotalNet},  // before version 03
    {Node::kTotal, "CdtDbtInd", Node::kSide},
    {Node::kTotal, "TtlNetNtry", Node::kTotalNetOf},
    {Node::kTotalNetOf, "Amt", Node::kTotalNet},
    {Node::kTotalNetOf, "CdtDbtInd", Node::kSide},
    {Node::kStatement, "Ntry", Node::kEntry},
};

constexpr Rule kEntryRules[] = {
    {Node::kEntry, "NtryRef", Node::kEntryReference},
    {Node::kEntry, "Amt", Node::kAmount},
    {Node::kEntry, "CdtDbtInd", Node::kSide},
    {Node::kEntry, "RvslInd", Node::kReversal},
    {Node::kEntry, "Sts", Node::kStatus},
    {Node::kStatus, "Cd", Node::kStatusCode},
    {Node::kStatus, "Prtry", Node::kStatusCode, Slot::kOwn},
    {Node::kEntry, "BookgDt", Node::kDate, Slot::kBooking},
    {Node::kEntry, "ValDt", Node::kDate, Slot::kValue},
    {Node::kDate, "Dt", Node::kDay},
    {Node::kDate, "DtTm", Node::kDay},
    {Node::kEntry, "AcctSvcrRef", Node::kBankReference},
    {Node::kEntry, "BkTxCd", Node::kCodes},
    {Node::kDetail, "BkTxCd", Node::kCodes},
    {Node::kCodes, "Domn", Node::kDomain},
    {Node::kDomain, "Cd", Node::kDomainCode},
    {Node::kDomain, "Fmly", Node::kFamily},
    {Node::kFamily, "Cd", Node::kFamilyCode},
    {Node::kFamily, "SubFmlyCd", Node::kSubfamilyCode},
    {Node::kCodes, "Prtry", Node::kProprietary},
    {Node::kProprietary, "Cd", Node::kProprietaryCode},
    {Node::kEntry, "AmtDtls", Node::kAmounts},
    {Node::kDetail, "AmtDtls", Node::kAmounts},
    {Node::kAmounts, "InstdAmt", Node::kOtherAmount, Slot::kInstructed},
    {Node::kAmounts, "TxAmt", Node::kOtherAmount, Slot::kTransacted},
    {Node::kAmounts, "CntrValAmt", Node::kOtherAmount, Slot::kCountervalue},
    {Node::kOtherAmount, "Amt", Node::kAmount},
    {Node::kEntry, "Chrgs", Node::kCharges},
    {Node::kDetail, "Chrgs", Node::kCharges},
    {Node::kCharges, "TtlChrgsAndTaxAmt", Node::kChargesTotal},
    {Node::kCharges, "Amt", Node::kAmount},
    {Node::kCharges, "CdtDbtInd", Node::kSide},
    {Node::kCharges, "ChrgInclInd", Node::kChargeIncluded},
    {Node::kCharges, "Rcrd", Node::kCharge},
    {Node::kCharge, "Amt", Node::kAmount},
    {Node::kCharge, "CdtDbtInd", Node::kSide},
    {Node::kCharge, "ChrgInclInd", Node::kChargeIncluded},
    {Node::kEntry, "NtryDtls", Node::kDetails},
    {Node::kEntry, "TxDtls", Node::kDetail},  // version 01
    {Node::kEntry, "Btch", Node::kBatch},     // version 01
    {Node::kDetails, "Btch", Node::kBatch},
    {Node::kDetails, "TxDtls", Node::kDetail},
    {Node::kBatch, "MsgId", Node::kBatchMessage},
    {Node::kBatch, "PmtInfId", Node::kBatchPayment},
    {Node::kBatch, "NbOfTxs", Node::kBatchCount},
    {Node::kBatch, "TtlAmt", Node::kAmount},
    {Node::kBatch, "CdtDbtInd", Node::kSide},
    {Node::kEntry, "AddtlNtryInf", Node::kEntryText},
};

constexpr Rule kDetailRules[] = {
    {Node::kDetail, "Amt", Node::kAmount},
    {Node::kDetail, "CdtDbtInd", Node::kSide},
    {Node::kDetail, "AddtlTxInf", Node::kText},
    {Node::kDetail, "Refs", Node::kReferences},
    {Node::kReferences, "MsgId", Node::kReference, Slot::kMessageId},
    {Node::kReferences, "AcctSvcrRef", Node::kReference,
     Slot::kDetailBankReference},
    {Node::kReferences, "PmtInfId", Node::kReference,
     Slot::kPaymentInformationId},
    {Node::kReferences, "InstrId", Node::kReference, Slot::kInstructionId},
    {Node::kReferences, "EndToEndId", Node::kReference, Slot::kEndToEndId},
    {Node::kReferences, "UETR", Node::kReference, Slot::kUetr},
    {Node::kReferences, "TxId", Node::kReference, Slot::kTransactionId},
    {Node::kReferences, "MndtId", Node::kReference, Slot::kMandateId},
    {Node::kReferences, "ChqNb", Node::kReference, Slot::kChequeNumber},
    {Node::kReferences, "ClrSysRef", Node::kReference,
     Slot::kClearingReference},
    {Node::kReferences, "Prtry", Node::kReferenceOther},
    {Node::kReferenceOther, "Ref", Node::kReference,
     Slot::kProprietaryReference},
    {Node::kDetail, "RltdPties", Node::kParties},
    {Node::kParties, "Dbtr", Node::kParty, Slot::kDebtor},
    {Node::kParties, "UltmtDbtr", Node::kParty, Slot::kUltimateDebtor},
    {Node::kParties, "Cdtr", Node::kParty, Slot::kCreditor},
    {Node::kParties, "UltmtCdtr", Node::kParty, Slot::kUltimateCreditor},
    {Node::kParties, "DbtrAcct", Node::kAccount, Slot::kDebtor},
    {Node::kParties, "CdtrAcct", Node::kAccount, Slot::kCreditor},
    {Node::kParty, "Nm", Node::kPartyName},
    {Node::kParty, "Id", Node::kPartyId},
    {Node::kParty, "Pty", Node::kParty},  // from version 07: Pty or Agt
    {Node::kParty, "Agt", Node::kParty},
    {Node::kParty, "FinInstnId", Node::kParty},
    {Node::kPartyId, "OrgId", Node::kPartyIdKind},
    {Node::kPartyId, "PrvtId", Node::kPartyIdKind},
    {Node::kPartyIdKind, "Othr", Node::kPartyIdOther},
    {Node::kPartyIdKind, "PrtryId", Node::kPartyIdOther},
    {Node::kPartyIdOther, "Id", Node::kPartyIdValue},
    {Node::kDetail, "RltdAgts", Node::kAgents},
    {Node::kAgents, "DbtrAgt", Node::kAgent, Slot::kDebtor},
    {Node::kAgents, "CdtrAgt", Node::kAgent, Slot::kCreditor},
    {Node::kAgent, "FinInstnId", Node::kInstitution},
    {Node::kInstitution, "BIC", Node::kBic},
    {Node::kInstitution, "BICFI", Node::kBic},
    {Node::kInstitution, "ClrSysMmbId", Node::kMember},
    {Node::kInstitution, "Othr", Node::kMember},
    {Node::kInstitution, "CmbndId", Node::kInstitution},
    {Node::kMember, "MmbId", Node::kMemberId},
    {Node::kMember, "Id", Node::kMemberId},
    {Node::kDetail, "RtrInf", Node::kReturn},
    {Node::kReturn, "Rsn", Node::kReturnReason},
    {Node::kReturn, "RtrRsn", Node::kReturnReason},
    {Node::kReturn, "AddtlInf", Node::kReturnText},
    {Node::kReturn, "AddtlRtrRsnInf", Node::kReturnText},
    {Node::kReturnReason, "Cd", Node::kReturnCode},
    {Node::kReturnReason, "Prtry", Node::kReturnCode},
};

constexpr Rule kRemittanceRules[] = {
    {Node::kDetail, "RmtInf", Node::kRemittance},
    {Node::kRemittance, "Ustrd", Node::kText},
    {Node::kRemittance, "Strd", Node::kStructured},
    {Node::kStructured, "AddtlRmtInf", Node::kText},
    {Node::kStructured, "RfrdDocInf", Node::kDocument},
    {Node::kStructured, "RfrdDocAmt", Node::kDocumentAmounts},
    {Node::kStructured, "CdtrRefInf", Node::kCreditorReference},
    {Node::kDocument, "Tp", Node::kDocumentType},
    {Node::kDocument, "RfrdDocTp", Node::kDocumentType},  // version 01
    {Node::kDocument, "Nb", Node::kDocumentNumber},
    {Node::kDocument, "RfrdDocNb", Node::kDocumentNumber},  // version 01
    {Node::kDocumentType, "Cd", Node::kDocumentCode},
    {Node::kDocumentType, "Prtry", Node::kDocumentCode},
    {Node::kDocumentType, "CdOrPrtry", Node::kDocumentTypeChoice},
    {Node::kDocumentTypeChoice, "Cd", Node::kDocumentCode},
    {Node::kDocumentTypeChoice, "Prtry", Node::kDocumentCode},
    {Node::kDocumentAmounts, "DuePyblAmt", Node::kDocumentAmount, Slot::kDue},
    {Node::kDocumentAmounts, "DscntApldAmt", Node::kDocumentAmount,
     Slot::kDiscount},
    {Node::kDocumentAmounts, "CdtNoteAmt", Node::kDocumentAmount,
     Slot::kCreditNote},
    {Node::kDocumentAmounts, "TaxAmt", Node::kDocumentAmount, Slot::kTax},
    {Node::kDocumentAmounts, "RmtdAmt", Node::kDocumentAmount, Slot::kRemitted},
    {Node::kDocumentAmounts, "RmtAmtAndTp", Node::kDocumentAmount,
     Slot::kTyped},  // from version 12, instead of the five above
    {Node::kDocumentAmounts, "AdjstmntAmtAndRsn", Node::kAdjustment},
    {Node::kDocumentAmount, "Amt", Node::kAmount},
    {Node::kDocumentAmount, "Tp", Node::kAmountType},
    {Node::kAmountType, "Cd", Node::kAmountTypeCode},
    {Node::kAmountType, "Prtry", Node::kAmountTypeCode},
    {Node::kAdjustment, "Amt", Node::kAmount},
    {Node::kAdjustment, "CdtDbtInd", Node::kSide},
    {Node::kAdjustment, "Rsn", Node::kAdjustmentReason},
    {Node::kAdjustment, "AddtlInf", Node::kAdjustmentText},
    {Node::kCreditorReference, "Ref", Node::kCreditorReferenceValue},
    {Node::kCreditorReference, "CdtrRef",
     Node::kCreditorReferenceValue},  // version 01
};

// A remittance advice: its RmtInf is read like an entry of one detail.
constexpr Rule kAdviceRules[] = {
    {Node::kOutside, "RmtAdvc", Node::kBody},
    {Node::kBody, "RmtInf", Node::kAdvice},
    {Node::kAdvice, "RmtId", Node::kReference, Slot::kRemittanceId},
    {Node::kAdvice, "Ustrd", Node::kText},
    {Node::kAdvice, "Strd", Node::kStructured},
    {Node::kAdvice, "OrgnlPmtInf", Node::kPayment},
    {Node::kPayment, "Refs", Node::kReferences},
    {Node::kPayment, "Amt", Node::kPaymentAmount},
    {Node::kPaymentAmount, "InstdAmt", Node::kAmount},
    {Node::kPaymentAmount, "EqvtAmt", Node::kPaymentAmount},
    {Node::kPaymentAmount, "Amt", Node::kAmount},
    {Node::kPayment, "ReqdExctnDt", Node::kDate, Slot::kBooking},
    {Node::kPayment, "ReqdColltnDt", Node::kDate, Slot::kBooking},
    {Node::kPayment, "Dbtr", Node::kParty, Slot::kDebtor},
    {Node::kPayment, "UltmtDbtr", Node::kParty, Slot::kUltimateDebtor},
    {Node::kPayment, "DbtrAcct", Node::kAccount, Slot::kDebtor},
    {Node::kPayment, "DbtrAgt", Node::kAgent, Slot::kDebtor},
    // What joins a camt detail to the advice that came apart from it.
    {Node::kDetail, "RltdRmtInf", Node::kReferences},
    {Node::kReferences, "RmtId", Node::kReference, Slot::kRemittanceId},
};

constexpr size_t kTableSize = 1024;

size_t SlotFor(Node parent, std::string_view name) {
  size_t hash = static_cast<size_t>(parent) * 131 + name.size();
  hash = hash * 131 + static_cast<uint8_t>(name.front());
  hash = hash * 131 + static_cast<uint8_t>(name[name.size() / 2]);
  hash = hash * 131 + static_cast<uint8_t>(name.back());
  return (hash ^ (hash >> 11)) % kTableSize;
}

/// Open addressing over all rules; built once.
class Table {
 public:
  Table() {
    for (const Rule& rule : kStatementRules) Add(rule);
    for (const Rule& rule : kEntryRules) Add(rule);
    for (const Rule& rule : kDetailRules) Add(rule);
    for (const Rule& rule : kRemittanceRules) Add(rule);
    for (const Rule& rule : kAdviceRules) Add(rule);
  }

  const Rule* Find(Node parent, std::string_view name) const {
    for (size_t at = SlotFor(parent, name); rules_[at] != nullptr;
         at = (at + 1) % kTableSize) {
      if (rules_[at]->parent == parent && rules_[at]->name == name) {
        return rules_[at];
      }
    }
    return nullptr;
  }

 private:
  void Add(const Rule& rule) {
    size_t at = SlotFor(rule.parent, rule.name);
    while (rules_[at] != nullptr) at = (at + 1) % kTableSize;
    rules_[at] = &rule;
  }

  std::array<const Rule*, kTableSize> rules_{};
};

static_assert(std::size(kStatementRules) + std::size(kEntryRules) +
                  std::size(kDetailRules) + std::size(kRemittanceRules) +
                  std::size(kAdviceRules) <
              kTableSize / 2);

/// Cuts the version off the body names of version 01.
std::string_view WithoutVersion(std::string_view name) {
  if (name.size() < 4 || name.substr(name.size() - 3, 2) != "V0") return name;
  return name.substr(0, name.size() - 3);
}

}  // namespace

Child ChildOf(Node parent, std::string_view name) {
  static const Table table;
  if (parent == Node::kIgnored || name.empty()) return {};
  const bool outside = parent == Node::kOutside;
  const Rule* const rule =
      table.Find(parent, outside ? WithoutVersion(name) : name);
  if (rule != nullptr) return {rule->node, rule->slot};
  return {outside ? Node::kOutside : Node::kIgnored, Slot::kNone};
}

}  // namespace cashmatch
