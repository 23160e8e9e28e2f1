// SPDX-License-Identifier: Apache-2.0
// report.cc - the contract's words for decisions.
// Tested by tests/unit/engine/model/report_test.cc
#include "engine/model/report.h"

#include <array>

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, kStatusCount> kStatuses = {
    "applied",      "partial",        "suggested",   "unapplied", "on_account",
    "unidentified", "not_receivable", "provisional", "duplicate", "reversal",
    "held"};
constexpr std::array<std::string_view, kRuleCount> kRules = {
    "none",
    "structured_reference",
    "exact_reference",
    "alternate_reference",
    "normalized_reference",
    "fuzzy_reference",
    "payer_amount",
    "referenced_sum",
    "payer_sum",
    "oldest_first",
    "reversal",
    "not_receivable"};
static_assert(!kRules.back().empty() && !kStatuses.back().empty());
constexpr std::array<std::string_view, 6> kApplicationKinds = {
    "payment", "discount", "deduction", "write_off", "fee", "withholding"};
constexpr std::array<std::string_view, 6> kRemainderKinds = {
    "unapplied",      "on_account", "unidentified",
    "not_receivable", "claim",      "gain"};
constexpr std::array<std::string_view, kVerdictCount> kVerdicts = {
    "nothing_to_try", "not_found", "amount_differs", "ambiguous", "forbidden",
    "matched",        "unlikely",  "outweighed",     "taken",     "tied"};

constexpr std::array<std::string_view, kContestCount> kContests = {
    "none", "proven", "greedy", "joint"};

struct Words {
  std::string_view name, meaning;
};
constexpr std::array<Words, kExceptionCount> kExceptions = {{
    {"", ""},
    {"AMBIGUOUS", "several answers are possible; choose one"},
    {"SHORT_PAY", "the payment is less than the referenced items ask"},
    {"OVERPAID", "the payment is more than the referenced items ask"},
    {"UNKNOWN_REFERENCE", "a quoted reference is not among the open items"},
    {"PAID_TWICE", "the quoted item is already paid or closed"},
    {"UNEARNED_DISCOUNT", "a discount was taken after its last day"},
    {"UNEXPLAINED_DEDUCTION",
     "the payer kept something back without a known "
     "reason"},
    {"DISPUTED", "the item is disputed and is applied only by exact reference"},
    {"BLOCKED", "the item is blocked"},
    {"SHARED_PAYER", "the paying account pays for unrelated customers"},
    {"NO_PAYER", "nobody is known by this account, name or reference"},
    {"NO_MATCH", "the payer is known, but nothing fits the payment"},
    {"CURRENCY_MISMATCH", "the quoted item is in another currency"},
    {"COMPANY_MISMATCH",
     "the items belong to several companies, or not to "
     "this bank account's"},
    {"FUTURE_ITEM", "the quoted item is dated after the payment"},
    {"REVIEW_LIMIT",
     "the payment is above the review limit and quotes nothing"},
    {"LOW_CONFIDENCE", "the answer is not sure enough to apply unseen"},
    {"RESTRICTED", "the payer attaches a condition; never applied unseen"},
    {"ON_ACCOUNT", "the payer or the policy says: on account"},
    {"NOT_RECEIVABLE", "this credit is no customer money"},
    {"PROVISIONAL",
     "intraday: shown, and takes effect when the final file brings it"},
    {"DUPLICATE", "the same money stands in another input"},
    {"REVERSAL", "undoes an earlier receipt"},
    {"REVERSAL_NOT_FOUND", "the receipt that this undoes is not known"},
    {"REVERSAL_AMBIGUOUS", "several earlier receipts could be meant"},
    {"HELD", "the bank's file does not prove this money; see the findings"},
    {"AFTER_AS_OF", "booked after the day of the run"},
    {"TOO_MANY_SETS",
     "more sets of the payer's open items could make this sum than can be "
     "told apart"},
    {"ERP_REJECTED", "the ERP refused to post it; see the reason"},
    {"CREDIT_USED",
     "what the receipt that this undoes left over is used elsewhere"},
    {"WITHDRAWN", "intraday, and the final statement came without it"},
}};

}  // namespace

std::string_view NameOf(ReceiptStatus status) {
  return kStatuses[static_cast<size_t>(status)];
}
std::string_view NameOf(Rule rule) { return kRules[static_cast<size_t>(rule)]; }
std::string_view NameOf(ExceptionCode code) {
  return kExceptions[static_cast<size_t>(code)].name;
}
std::string_view NameOf(ApplicationKind kind) {
  return kApplicationKinds[static_cast<size_t>(kind)];
}
std::string_view NameOf(RemainderKind kind) {
  return kRemainderKinds[static_cast<size_t>(kind)];
}
std::string_view NameOf(Verdict verdict) {
  return kVerdicts[static_cast<size_t>(verdict)];
}
std::string_view NameOf(ContestKind contest) {
  return kContests[static_cast<size_t>(contest)];
}
std::string_view MeaningOf(ExceptionCode code) {
  return kExceptions[static_cast<size_t>(code)].meaning;
}

}  // namespace cashmatch
