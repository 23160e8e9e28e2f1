// SPDX-License-Identifier: Apache-2.0
// add_remittance.cc - lines to advice, REF to references, notes to texts.
// Tested by tests/unit/adapters/read/x12/add_remittance_test.cc
#include "adapters/read/x12/add_remittance.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "adapters/read/text_bytes.h"

namespace cashmatch::x12 {
namespace {

struct TypedKind {
  std::string_view kind;
  ReferenceType type;
};

/// REF01 and RMR01 codes that say what a number is. Source: X12 data element
/// 128, reference identification qualifier.
constexpr std::array<TypedKind, 6> kTypes = {{
    {"CK", ReferenceType::kCheckNumber},
    {"IV", ReferenceType::kInvoice},
    {"OI", ReferenceType::kInvoice},
    {"CM", ReferenceType::kInvoice},
    {"PO", ReferenceType::kPurchaseOrder},
    {"TN", ReferenceType::kTrace},
}};

/// Numbers of a line that may name a document of ours.
constexpr std::array<std::string_view, 8> kOfLine = {"PO", "CO", "VN", "IV",
                                                     "OI", "CM", "BM", "CT"};

ReferenceType TypeOf(std::string_view kind, ReferenceType otherwise) {
  const auto at = std::find_if(
      kTypes.begin(), kTypes.end(),
      [kind](const TypedKind& typed) { return typed.kind == kind; });
  return at == kTypes.end() ? otherwise : at->type;
}

Minor OrNotStated(const std::optional<Minor>& amount) {
  return amount ? *amount : kNotStated;
}

/// As lockbox files have check numbers.
std::string_view WithoutLeadingZeros(std::string_view text) {
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  return text;
}

class Adder {
 public:
  Adder(const Remittance& remittance, ReceiptBlock* block)
      : remittance_(remittance), block_(*block) {}

  void Add() {
    for (const Named& reference : remittance_.references) {
      const ReferenceType type = TypeOf(reference.kind, ReferenceType::kOther);
      block_.AddReference(type, Clean(type == ReferenceType::kCheckNumber
                                          ? WithoutLeadingZeros(reference.value)
                                          : reference.value));
    }
    for (const RemittanceLine& line : remittance_.lines) AddLine(line);
    for (const std::string_view text : remittance_.texts) {
      block_.AddText(Clean(text));
    }
  }

 private:
  std::string_view Clean(std::string_view text) {
    return CleanText(text, &scratch_);
  }

  void AddLine(const RemittanceLine& line) {
    AddLineReferences(line);
    if (!line.has_amounts() && line.adjustments.count == 0) {
      if (line.number.empty()) return;
      block_.AddReference(TypeOf(line.kind, ReferenceType::kInvoice),
                          Clean(line.number));
      return;
    }
    AdviceLine* const advice = block_.AddAdvice(Clean(line.number));
    advice->paid = OrNotStated(line.paid);
    advice->gross = OrNotStated(line.gross);
    if (line.discount && *line.discount != 0) advice->discount = *line.discount;
    for (uint32_t i = 0; i < line.adjustments.count; ++i) {
      AddAdjustment(remittance_.adjustments[line.adjustments.first + i]);
    }
  }

  void AddAdjustment(const AdjustmentText& text) {
    if (text.amount == 0) return;
    std::string other;
    block_.AddAdjustment(-text.amount, Clean(text.reason),
                         CleanText(text.reference.value, &other));
  }

  void AddLineReferences(const RemittanceLine& line) {
    for (uint32_t i = 0; i < line.references.count; ++i) {
      const Named& reference =
          remittance_.line_references[line.references.first + i];
      const bool names = std::find(kOfLine.begin(), kOfLine.end(),
                                   reference.kind) != kOfLine.end();
      if (!names) continue;
      words_ = reference.kind;
      words_ += ' ';
      words_ += reference.value;
      block_.AddText(Clean(words_));
    }
  }

  const Remittance& remittance_;
  ReceiptBlock& block_;
  std::string scratch_, words_;
};

}  // namespace

void AddRemittance(const Remittance& remittance, ReceiptBlock* block) {
  Adder(remittance, block).Add();
}

}  // namespace cashmatch::x12
