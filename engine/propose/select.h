// SPDX-License-Identifier: Apache-2.0
// select.h - from the quotes of a receipt to the items it pays.
#pragma once

#include <vector>

#include "engine/propose/settlement.h"

namespace cashmatch {

/// The items that a receipt quotes, each once, and the quotes that named none
/// it may pay.
struct Selection {
  std::vector<SettledItem> items;
  std::vector<AdvicePart> parts;  // by line
  std::vector<UnsettledReference> unsettled;
  Rule rule = Rule::kNone;  // the weakest that found an item
  bool ambiguous = false;   // a quote names several items, nothing decides
  bool loose = false;  // a group whose sum is not the money, nor a part of it
  std::vector<ItemRow> choices;  // the items of that quote
  std::string_view choice_text;

  void Clear() { *this = Selection(); }
};

/// Chooses, for each quote, the items it means: the only one that may be paid,
/// the one of the payer, the one whose amount fits. Several items that share an
/// alternate reference, or one customer's instalments that share a number, are
/// a group: all of it if that is the sum, else the only part of it that is,
/// never an item outside. Several that nothing sets apart are ambiguous.
void SelectItems(const ReceiptView& view, Selection* out);

}  // namespace cashmatch
