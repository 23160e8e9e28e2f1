// SPDX-License-Identifier: Apache-2.0
// documents.h - the numbers of documents and what payers make of them.
//
// No number that a corpus writes anywhere looks like the document number of
// another item. A number is 8 times the item's index and three drawn bits, so
// that most single slips give a number that no document has. The styles and the
// other numbers of a corpus keep apart:
//   INV-n  below 640 million         9 digits  700 million + n
//   10 digits  4,500 million + n     RE2026/n  11 digits with the year
//   purchase orders  6,000 million + n
//   references of the bank, traces, ids  7,000 million and more
#pragma once

#include <cstdint>
#include <string>

#include "adapters/corpus/geometry.h"

namespace cashmatch {

/// Returns `n` above.
uint64_t NumberOf(const Geometry& geometry, uint64_t item);

void AppendDocumentNumber(const Geometry& geometry, NumberStyle style,
                          uint64_t item, std::string* out);

/// The purchase order that first ordered `item`.
void AppendPurchaseOrder(uint64_t item, std::string* out);

/// A structured creditor reference with check digits: RF for company 2000, a
/// 27-digit QR reference for 2100, nothing for the others.
void AppendCreditorReference(const Geometry& geometry, const Company& company,
                             uint64_t item, std::string* out);

/// The document number with one slip (a digit wrong, two swapped, one lost)
/// that no other document has; `draw` chooses it.
void AppendTypo(const Geometry& geometry, NumberStyle style, uint64_t item,
                uint64_t draw, std::string* out);

/// A number in the style of no item of the corpus.
void AppendUnknownNumber(uint64_t receipt, std::string* out);

}  // namespace cashmatch
