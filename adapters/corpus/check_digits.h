// SPDX-License-Identifier: Apache-2.0
// check_digits.h - account numbers and creditor references that prove.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// Returns the ABA routing number of eight digits and its check digit.
/// Source: weights 3-7-1, the sum a multiple of 10.
std::string RoutingNumber(std::string_view eight_digits);

/// Returns the IBAN of a country and a basic account number of digits and
/// capitals. Source: ISO 13616, check digits by ISO 7064 mod 97-10.
std::string Iban(std::string_view country, std::string_view account);

/// Returns the creditor reference `RF` + check digits + `body`.
/// Source: ISO 11649. Requires: at most 21 digits and capitals.
std::string CreditorReference(std::string_view body);

/// Returns the 27-digit Swiss QR reference of 26 digits.
/// Source: recursive mod 10 with the row 0946827135.
std::string QrReference(std::string_view digits);

}  // namespace cashmatch
