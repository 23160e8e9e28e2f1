// SPDX-License-Identifier: Apache-2.0
// tags.h - what stands where in the text of a :86:.
//
// Three spellings are in use, and banks mix them: "EREF+4711" (German banks,
// inside the purpose), "/EREF/4711/" (Dutch and SWIFT texts) and "NAAM: ACME"
// (prose with labels). A tag's value ends where the next known tag begins.
// Source: DFUe-Abkommen annex 3, MT940; Rabobank, ING and ABN AMRO format
// descriptions; SWIFT code words of field 86.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cashmatch::mt940 {

enum class TagKind : uint8_t {
  kNone,     // ends the value before it, says nothing to us
  kPurpose,  // free text of the payer
  kEndToEnd,
  kReference,  // any other reference: customer, batch, mandate
  kTrace,
  kName,      // of the other party, or of the party named last
  kUltimate,  // whom the other party acts for
  kOrdering,  // begins what is said about who orders the payment
  kBeneficiary,
  kAccount,
  kBank,
  kPartyId,
  kParty,       // account/bank/name/city in one
  kReason,      // of a return
  kReturn,      // the same, as a code word of the bank
  kInstructed,  // an amount with its currency
  kCharges,
};

struct Tag86 {
  TagKind kind = TagKind::kNone;
  std::string_view value;  // without blanks around it
  std::string_view name;   // as it stands there: "EREF+", "NAAM:", "/EREF/"
};

/// Walks over the tags of one text.
class TagScanner {
 public:
  /// `slashes`: whether "/NAME/" is a tag here; prose has slashes of its own.
  TagScanner(std::string_view text, bool slashes);

  /// What stands before the first tag.
  std::string_view lead() const { return lead_; }
  /// Reads the next tag, also one without a value; false at the end.
  bool Next(Tag86* tag);
  /// Whether a label ("NAAM:") was among the tags read so far.
  bool any_label() const { return any_label_; }

 private:
  struct Found {
    TagKind kind = TagKind::kNone;
    size_t begin = 0;  // of the tag
    size_t value = 0;  // first byte behind it
    bool label = false;
  };
  bool Find(size_t from, Found* found) const;
  bool FindAt(size_t at, size_t from, Found* found) const;

  std::string_view text_, lead_;
  bool slashes_;
  bool any_label_ = false;
  Found next_;
  bool has_next_ = false;
};

/// Whether a text is of the kind that has "/NAME/" tags.
bool HasSlashTags(std::string_view text);

/// Whether a text begins with a tag such as "EREF+" or "BIC:".
bool StartsWithPlusTag(std::string_view text);

}  // namespace cashmatch::mt940
