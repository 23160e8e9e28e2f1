// SPDX-License-Identifier: Apache-2.0
// normalize.h - the forms in which references, names and accounts are compared.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// Writes the letters and digits of `text`, upper case: `inv-001 001` becomes
/// `INV001001`. Bytes beyond ASCII are kept, so that other scripts compare.
void AppendPlain(std::string_view text, std::string* out);
std::string PlainForm(std::string_view text);

/// Writes the normal form of a reference: plain, without a known prefix before
/// a digit (INV, INVOICE, RE, RG, PO, NO, ...) and without leading zeros.
/// `INV-001001`, `inv 1001`, `#1001` and `1001` have one normal form. A form
/// that would come out empty stays plain.
void AppendNormal(std::string_view reference, std::string* out);
std::string NormalForm(std::string_view reference);
/// The same into `to`, which has room for all of `reference`; returns where in
/// it the form stands.
std::string_view PutNormal(std::string_view reference, char* to);

/// Writes the form of an account: plain, and each part of `routing/account`
/// without leading zeros. Empty for an all-zero account, which is none.
std::string AccountForm(std::string_view account);

/// Writes the form of a name: upper case, punctuation as one blank, no outer
/// blanks: `Acme,  Inc.` becomes `ACME INC`.
std::string NameForm(std::string_view name);

/// Writes the form of a customer number: plain, without leading zeros.
std::string NumberForm(std::string_view number);

/// Returns the length of the known prefix that starts a plain form and stands
/// before a digit; 0 if there is none.
size_t KnownPrefix(std::string_view plain);

}  // namespace cashmatch
