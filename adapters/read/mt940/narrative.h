// SPDX-License-Identifier: Apache-2.0
// narrative.h - a :86: of any dialect: who paid, what for, under which numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/mt940/tags.h"

namespace cashmatch::mt940 {

/// What the text of an entry says. Views live until the next Read.
struct Narrative {
  std::string_view booking;  // the bank's word for the entry: "GUTSCHRIFT"
  std::string_view name, ultimate_name;
  std::string_view account, bank, party_id;
  std::string_view reason;               // of a return
  bool returned = false;                 // the bank gives one: /RTRN/MD06/
  std::string_view instructed, charges;  // "EUR11,85" or "11,85"
  std::string_view creditor_reference;   // /REMI/STRD/…/RF18…
  std::vector<Tag86> references;         // kEndToEnd, kReference, kTrace
  std::vector<std::string_view> texts;
};

/// Reads texts one after the other.
///
/// Banks wrap at a width (27 letters a subfield, 65 a line) without regard to
/// words, and some lose a blank that stood there. Full pieces are joined
/// without a blank; where that may have glued two numbers into one, the two
/// follow as a text of their own.
class NarrativeReader {
 public:
  /// Reads the lines of a :86:, or with `structure` of an :NS:. The result
  /// holds until the next call.  Cost: linear in the text.
  const Narrative& Read(std::span<const std::string_view> lines,
                        bool structure);

 private:
  /// Pieces of one text and how they were joined.
  struct Joined {
    std::string text;
    std::string seams;         // words that may be two, as two
    size_t last_letters = 0;   // of the last piece
    bool blanks_kept = false;  // a full piece begins or ends with a blank
    void Clear();
    void Add(std::string_view piece, size_t width, bool at_tag);
    void NoteSeam(std::string_view piece);
  };

  /// What the tags of a text read so far change about those behind them.
  struct Seen {
    bool beneficiary = false;  // the party named last is the payee
    bool purpose = false;      // what follows may be the payer's own words
  };

  void ReadSubfields(std::string_view text, char sign);
  void AddSubfield(std::string_view key, std::string_view value);
  void ReadLines(std::span<const std::string_view> lines);
  void ReadStructure(std::span<const std::string_view> lines);
  void ReadTags(const Joined& joined, bool slashes);
  void TakeTag(const Tag86& tag, Seen* seen);
  void TakeParty(std::string_view value);
  void TakePurpose(std::string_view value);
  void AddText(std::string_view text);

  Narrative narrative_;
  std::string raw_;  // all lines in one
  Joined purpose_, name_, other_;
  std::string account_, bank_, iban_, booking_, reason_;
  std::string_view beneficiary_name_, beneficiary_account_;
};

/// The three digits that German and Polish banks begin a text with, "166";
/// empty: it is of another dialect.
std::string_view CodeIn(std::span<const std::string_view> lines);

/// The sign that parts the subfields of a text, '?'; 0: it has none.
char SubfieldSignOf(std::span<const std::string_view> lines);

/// Whether a reference says something: not empty, NONREF, NOTPROVIDED, "EREF"
/// (which only points at the text), zeros.
bool IsReference(std::string_view text);

}  // namespace cashmatch::mt940
