// SPDX-License-Identifier: Apache-2.0
// creditor_reference.h - payment references that prove themselves by digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cashmatch {

/// A national or international scheme of structured creditor references.
enum class CreditorReferenceKind : uint8_t {
  kNone,
  kRf,   // ISO 11649: RF, two check digits (mod 97), 1 to 21 letters or digits
  kQrr,  // Swiss QR and ISR: 27 digits, modulo 10 recursive, not all zeros
  kKid,  // Norway: 2 to 25, the last by Luhn or mod 11 ("-" stands for 10)
  kFi,   // Finland (and Estonia): 4 to 20 digits, weights 7, 3, 1
  kOgm,  // Belgium: 12 digits, the last two are the rest by 97, 0 as 97
  kOcr,  // Sweden: 2 to 25 digits, the last by Luhn
};

/// True if the check digits of `reference` are those of the scheme. Blanks,
/// dots, slashes, plus, star and letter case do not matter; an FI reference may
/// have leading zeros beyond its 20 digits.
/// Check digits prove a typing error, not a customer: by chance one number in
/// ten passes FI, one in five KID. Ask the book before trusting one.
bool IsValid(CreditorReferenceKind kind, std::string_view reference);

/// Returns the most specific kind that `reference` is valid as, in this order:
/// RF, QRR and OGM (their form is unmistakable), FI, OCR with its length digit
/// (the second last digit is the length modulo 10), KID. A Swedish reference
/// without length digit has the digits of a KID and is reported as one; whoever
/// knows the country asks IsValid.  Cost: linear, no allocation.
CreditorReferenceKind KindOf(std::string_view reference);

/// Returns the form in which references are compared: without blanks, dots,
/// slashes, plus and star, in upper case; leading zeros are dropped where the
/// number passes as FI or Swiss reference, because files carry both forms.
std::string NormalizeCreditorReference(std::string_view reference);

/// `RF`, `QRR`, `KID`, `FI`, `OGM`, `OCR`; "" for kNone.
std::string_view NameOf(CreditorReferenceKind kind);

}  // namespace cashmatch
