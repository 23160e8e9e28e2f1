// SPDX-License-Identifier: Apache-2.0
// left_out.cc - what a posting file does not say of a receipt, in words.
// Tested by tests/unit/adapters/write/erp/left_out_test.cc
#include "adapters/write/erp/erp_format.h"

namespace cashmatch {
namespace {

class Words {
 public:
  explicit Words(const Posting& posting) : posting_(posting) {}

  void Add(const std::string& what) {
    if (!text_.empty()) text_ += "; ";
    text_ += what;
  }
  std::string Money(Minor amount) const {
    return FormatMoney(amount, posting_.currency);
  }
  std::string text() && { return std::move(text_); }

 private:
  const Posting& posting_;
  std::string text_;
};

/// Money of nobody: in a journal, and in the amount of a line that is there.
void AddOfNobody(const ErpFormat& format, const Posting& posting,
                 Words* words) {
  if (format.rows == ErpRows::kJournal) return;
  bool counted = false;
  if (format.rows != ErpRows::kPayments) {
    counted = PaymentAt(posting, 0) != nullptr;
    for (const PostingRest& rest : posting.rests) counted |= IsOfPayer(rest);
  }
  for (const PostingRest& rest : posting.rests) {
    if (counted || IsOfPayer(rest)) continue;
    words->Add(words->Money(rest.amount) + " " + rest.kind +
               " stands in the journal only");
  }
}

/// What is taken off a payment, and who has to say so in the ERP.
void AddOffsets(const ErpFormat& format, const Offsetted& sent, Words* words) {
  for (const Offset& offset : sent.offsets) {
    const std::string amount = words->Money(offset.amount);
    if (offset.credit.empty()) {
      words->Add("a claim of " + amount + " stays open on " + offset.document);
    } else if (!format.offsets) {
      words->Add("credit " + offset.credit + " has no row: apply " + amount +
                 " of it to " + offset.document);
    }
  }
}

void AddNegatives(const ErpFormat& format, const Posting& posting,
                  Words* words) {
  if (format.negatives == ErpNegatives::kAny) return;
  const auto add = [&](const std::string& what, Minor amount) {
    if (amount < 0) {
      words->Add(what + " has " + words->Money(amount) +
                 ": this import takes no negative amounts");
    }
  };
  for (const PostingLine& line : posting.lines) {
    if (line.kind == "payment" && format.negatives == ErpNegatives::kNone) {
      add("credit " + DocumentOf(line), line.amount);
    }
  }
  for (const PostingRest& rest : posting.rests) {
    if (IsOfPayer(rest)) add("a " + rest.kind, rest.amount);
  }
}

}  // namespace

std::string LeftOut(const ErpFormat& format, const Posting& posting) {
  Words words(posting);
  if (posting.amount < 0 && format.negatives != ErpNegatives::kAny) {
    return words.Money(posting.amount) +
           " has no row: this import takes no negative payments; undo it in "
           "the ERP";
  }
  const Offsetted sent = OffsetNegatives(posting, format.negatives);
  AddOfNobody(format, sent.posting, &words);
  AddOffsets(format, sent, &words);
  AddNegatives(format, sent.posting, &words);
  if (format.left_out != nullptr) {
    const std::string more = format.left_out(sent.posting);
    if (!more.empty()) words.Add(more);
  }
  return std::move(words).text();
}

}  // namespace cashmatch
