// SPDX-License-Identifier: Apache-2.0
// camt_fields.h - the payments of a camt.053 from the events of a streaming XML
// parser: begin of an element, text, end of an element.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/peers/readers/reader_main.h"

namespace cashmatch::bench {

/// Knows where it is by the names of the open elements.
class CamtFields {
 public:
  void Begin(std::string_view name) {
    path_.push_back(name);
    text_.clear();
    if (name == "Ntry") booked_.clear(), value_day_.clear();
    if (name == "TxDtls") {
      payments_.emplace_back();
      payments_.back().booked = booked_;
      payments_.back().value_day = value_day_;
    }
  }
  /// The currency of an amount, right after its Begin.
  void Currency(std::string_view currency) {
    if (Ancestor(2) == "TxDtls") payments_.back().currency = currency;
  }
  void Text(std::string_view text) { text_ += text; }
  void End() {
    if (std::string* field = FieldOf(path_.back())) *field += text_;
    path_.pop_back();
    text_.clear();
  }
  const std::vector<Payment>& payments() const { return payments_; }

 private:
  /// The name of the `up`th open element, counted from the innermost, from 1.
  std::string_view Ancestor(size_t up) const {
    return path_.size() < up ? std::string_view() : path_[path_.size() - up];
  }
  /// Returns where the text of the element that ends belongs, or null.
  std::string* FieldOf(std::string_view name) {
    const std::string_view parent = Ancestor(2);
    if (name == "Dt" && parent == "BookgDt") return &booked_;
    if (name == "Dt" && parent == "ValDt") return &value_day_;
    if (payments_.empty()) return nullptr;
    Payment& payment = payments_.back();
    if (name == "AcctSvcrRef" && parent == "Refs") return &payment.reference;
    if (name == "EndToEndId") return &payment.end_to_end;
    if (name == "Amt" && parent == "TxDtls") return &payment.amount;
    if (name == "CdtDbtInd" && parent == "TxDtls") return &payment.side;
    if (name == "Nm" && parent == "Pty") return &payment.payer;
    if (name == "IBAN" && Ancestor(3) == "DbtrAcct") return &payment.account;
    if (name == "Ustrd" || name == "Nb") return &payment.text;
    if (name == "Ref" && parent == "CdtrRefInf") return &payment.text;
    return nullptr;
  }

  std::vector<std::string_view> path_;  // the parser keeps open names alive
  std::string text_, booked_, value_day_;
  std::vector<Payment> payments_;
};

}  // namespace cashmatch::bench
