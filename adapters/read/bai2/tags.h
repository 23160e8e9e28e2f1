// SPDX-License-Identifier: Apache-2.0
// tags.h - "TAG: value" inside the text of a detail.
//
// Banks put what a payer sent into tagged text, each tag on its own 88 line
// ("EREF: 4711", "OBI:=INVOICE 12") or several on one ("ORIG CO NAME:ACME
// ORIG ID:1234567890 TRACE#:021000021234567", "/ORG=ACME SRF# 12 RFB# 34").
#pragma once

#include <cstdint>
#include <string_view>

namespace cashmatch::bai2 {

enum class TagKind : uint8_t {
  kNone,         // ends the value before it, says nothing to us
  kPayerName,    // the party the money comes from
  kOriginator,   // the same in ACH and wire words
  kPayerLoose,   // the same in prose
  kIndividual,   // the person or account an ACH entry is about
  kDescription,  // of an ACH entry; where it comes first, behind a name
  kPayerId,      // an ACH company id
  kPayerAccount,
  kPayerRouting,
  kPayerBank,
  kPayeeName,  // where money goes: the payer, when a receipt is returned
  kPayeeAccount,
  kPayeeRouting,
  kEndToEnd,
  kCheckNumber,
  kTrace,
  kInvoice,
  kPurchaseOrder,
  kRemittance,  // free text of the payer
  kQuoted,      // any other reference the payer gave
};

struct Tag {
  TagKind kind = TagKind::kNone;
  // Without outer blanks, quotes and commas, of an id also without the word
  // behind it: "1987654321 CCD".
  std::string_view value;
  bool first = false;  // of its line
};

/// Walks over the tags of one line of text.
class TagReader {
 public:
  explicit TagReader(std::string_view line);

  /// What stands before the first tag.
  std::string_view lead() const { return lead_; }

  /// Reads the next tag that has a value; false at the end of the line.
  bool Next(Tag* tag);

 private:
  struct Mark {
    TagKind kind = TagKind::kNone;
    size_t begin = 0;  // of the tag
    size_t value = 0;  // first byte after the separator
  };
  /// Finds the first known tag whose separator stands at or after `from`.
  bool FindMark(size_t from, Mark* mark) const;

  std::string_view line_, lead_;
  Mark mark_;
  bool has_mark_ = false;
  size_t first_ = 0;  // where the first tag begins
};

/// True for what means "no value": NOTPROVIDED, NONREF, "-", zeros.
bool MeansNothing(std::string_view value);

}  // namespace cashmatch::bai2
