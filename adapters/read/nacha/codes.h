// SPDX-License-Identifier: Apache-2.0
// codes.h - transaction codes, classes of batches, return reasons, routing
// numbers of ACH.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cashmatch::nacha {

/// What the second digit of a transaction code says, from our side.
enum class EntryKind : uint8_t {
  kUnknown,
  kReturnedCredit,  // x1: our own credit comes back, or a notice about one
  kCredit,          // x2
  kCreditPrenote,   // x3
  kCreditZero,      // x4: no money, remittance only
  kReturnedDebit,   // x6: a debit of ours comes back, or a notice about one
  kDebit,           // x7; 55: a loan's credit undone
  kDebitPrenote,    // x8
  kDebitZero,       // x9
};

/// By the two digits, for accounts of any sort: 2x checking, 3x savings, 4x
/// ledger, 5x loan.
EntryKind KindOf(std::string_view code);

/// True where an entry of this code counts into the credit total. Codes that no
/// list knows count as debits.
bool IsCreditSide(std::string_view code);

/// True where a batch of a service class has entries of a side: 220 has credits
/// only, 225 debits; 200 and what is no class have both.
bool HasSide(std::string_view service_class, bool credit_side);

/// True for the credit codes of an ADV batch: 81, 83, 85, 87.
bool IsAdvCredit(std::string_view code);

/// True for classes whose entries have a layout or meaning of their own and
/// make no receipts: IAT, ADV, ENR, DNE, ACK, ATX.
bool IsSkippedClass(std::string_view sec);

/// True for every class of the rules, skipped or not. Another one may be a
/// damaged IAT as well as a payment.
/// Source: Nacha Operating Rules, appendix three, standard entry class codes.
bool IsKnownClass(std::string_view sec);

/// What a return reason such as R01 means, in a few words; empty if unknown.
std::string_view ReasonText(std::string_view reason);

/// True for R61 to R77: a return that is itself sent back.
bool IsDishonored(std::string_view reason);

/// The ninth digit of a routing number: weights 3, 7, 1 over the eight before
/// it, filled up to a multiple of ten. '\0' if they are no digits.
char CheckDigitOf(std::string_view eight_digits);

/// The routing number with its ninth digit; empty if there are no eight digits.
std::string RoutingOf(std::string_view eight_digits);

}  // namespace cashmatch::nacha
