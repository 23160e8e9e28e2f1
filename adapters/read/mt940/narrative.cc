// SPDX-License-Identifier: Apache-2.0
// narrative.cc - the dialects of :86:, and joining what was wrapped.
// Tested by tests/unit/adapters/read/mt940/narrative_test.cc
#include "adapters/read/mt940/narrative.h"

#include <algorithm>
#include <array>

#include "adapters/read/mt940/lines.h"
#include "adapters/read/mt940/values.h"
#include "adapters/read/text_bytes.h"

namespace cashmatch::mt940 {
namespace {

constexpr size_t kSubfieldWidth = 27;
constexpr size_t kLineWidth = 65;
constexpr std::string_view kSigns = "?<>~^@#*!+";

bool IsWord(char c) {
  return IsDigit(c) || IsUpper(c) || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Letters of UTF-8, not bytes: banks count those.
size_t Letters(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The sign that parts subfields, and where the first one begins; 0: none.
/// "166?00…" with the code of the business, "~00…" without.
char SignOf(std::string_view text, size_t* first) {
  constexpr size_t kCode = 3;
  const bool coded = text.size() > kCode && IsDigit(text[0]) &&
                     IsDigit(text[1]) && IsDigit(text[2]);
  *first = coded ? kCode : 0;
  const std::string_view rest = text.substr(*first);
  if (rest.size() < 3 || kSigns.find(rest[0]) == std::string_view::npos) {
    return 0;
  }
  // Texts begin with the booking text, the batch or the purpose.
  const std::string_view key = rest.substr(1, 2);
  return key == "00" || key == "10" || key == "20" ? rest[0] : '\0';
}

/// Whether each of several lines ends in a blank that belongs to none of them.
bool ArePadded(std::span<const std::string_view> lines) {
  constexpr size_t kSeveral = 3;
  return lines.size() >= kSeveral &&
         std::all_of(lines.begin(), lines.end(),
                     [](std::string_view line) { return line.ends_with(' '); });
}

/// Two letters, two digits and at least eleven more. Enough where a subfield
/// is there for an IBAN; elsewhere a reference may have that form.
bool HasIbanForm(std::string_view text) {
  constexpr size_t kShortest = 15, kLongest = 34;
  if (text.size() < kShortest || text.size() > kLongest) return false;
  return IsUpper(text[0]) && IsUpper(text[1]) && IsDigit(text[2]) &&
         IsDigit(text[3]) && std::all_of(text.begin(), text.end(), [](char c) {
           return IsDigit(c) || IsUpper(c);
         });
}

/// Whether a text begins with a reason of ISO 20022, "MD06" or "MD06/why".
bool IsReasonCode(std::string_view text) {
  constexpr size_t kLength = 4;
  return text.size() >= kLength &&
         std::all_of(text.begin(), text.begin() + kLength,
                     [](char c) { return IsDigit(c) || IsUpper(c); }) &&
         (text.size() == kLength || !IsWord(text[kLength]));
}

/// Makes a text UTF-8 only when it is whole: lines break inside of letters.
void Clean(std::string* text) {
  std::string scratch;
  const std::string_view clean = CleanText(*text, &scratch);
  if (clean.data() == scratch.data()) text->swap(scratch);
}

}  // namespace

std::string_view CodeIn(std::span<const std::string_view> lines) {
  if (lines.empty()) return {};
  const std::string_view text = Trim(lines.front());
  size_t first = 0;
  return SignOf(text, &first) == 0 ? std::string_view() : text.substr(0, first);
}

char SubfieldSignOf(std::span<const std::string_view> lines) {
  size_t first = 0;
  return lines.empty() ? '\0' : SignOf(Trim(lines.front()), &first);
}

bool IsReference(std::string_view text) {
  constexpr auto kNone = std::to_array<std::string_view>(
      {"NONREF", "NOREF", "NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NONE",
       "EREF", "EREF+", "KREF", "KREF+", "PREF", "PREF+", "MARF", "MREF+"});
  if (std::none_of(text.begin(), text.end(), IsWord)) return false;
  if (text.find_first_not_of('0') == std::string_view::npos) return false;
  const auto same = [text](std::string_view none) {
    return none.size() == text.size() &&
           std::equal(none.begin(), none.end(), text.begin(),
                      [](char a, char b) {
                        return a == (b >= 'a' && b <= 'z' ? b - 32 : b);
                      });
  };
  return std::none_of(kNone.begin(), kNone.end(), same);
}

void NarrativeReader::Joined::Clear() {
  text.clear();
  seams.clear();
  last_letters = 0;
  blanks_kept = false;
}

/// Adds a piece of a text that was wrapped at `width`. A piece that is not full
/// ended on purpose.
void NarrativeReader::Joined::Add(std::string_view piece, size_t width,
                                  bool at_tag) {
  if (!text.empty() && !piece.empty()) {
    const bool full = last_letters >= width;
    const bool blank = text.back() == ' ' || piece.front() == ' ';
    blanks_kept |= full && blank;
    if (!blank && (!full || at_tag)) {
      text += ' ';
    } else if (!blank) {
      NoteSeam(piece);
    }
  }
  text += piece;
  last_letters = Letters(piece);
}

/// Keeps "INV500123" and "INV500124" apart where they are joined.
void NarrativeReader::Joined::NoteSeam(std::string_view piece) {
  constexpr std::ptrdiff_t kDigitsOfNumber = 4;
  constexpr size_t kLongestNumber = 35;
  const size_t far =
      text.size() > kLongestNumber ? text.size() - kLongestNumber : 0;
  size_t begin = text.size();
  while (begin > far && IsWord(text[begin - 1])) --begin;
  const std::string_view left = std::string_view(text).substr(begin);
  size_t end = 0;
  const size_t most = std::min(piece.size(), kLongestNumber);
  while (end < most && IsWord(piece[end])) ++end;
  const std::string_view right = piece.substr(0, end);
  for (const std::string_view part : {left, right}) {
    if (std::count_if(part.begin(), part.end(), IsDigit) < kDigitsOfNumber) {
      return;
    }
  }
  if (!seams.empty()) seams += ' ';
  seams += left;
  seams += ' ';
  seams += right;
}

const Narrative& NarrativeReader::Read(std::span<const std::string_view> lines,
                                       bool structure) {
  narrative_ = Narrative();
  for (Joined* joined : {&purpose_, &name_, &other_}) joined->Clear();
  for (std::string* text : {&account_, &bank_, &iban_, &booking_, &reason_}) {
    text->clear();
  }
  beneficiary_name_ = beneficiary_account_ = {};
  if (structure) {
    ReadStructure(lines);
    return narrative_;
  }
  raw_.clear();
  const bool padded = ArePadded(lines);
  for (const std::string_view line : lines) {
    raw_ += line.substr(0, line.size() - (padded ? 1 : 0));
  }
  Clean(&raw_);
  const std::string_view text = Trim(raw_);
  size_t first = 0;
  const char sign = SignOf(text, &first);
  if (sign == 0) {
    ReadLines(lines);
  } else {
    ReadSubfields(text.substr(first), sign);
  }
  return narrative_;
}

/// Cuts the text at the sign wherever two digits follow it.
void NarrativeReader::ReadSubfields(std::string_view text, char sign) {
  const auto starts = [text, sign](size_t at) {
    return at + 2 < text.size() && text[at] == sign && IsDigit(text[at + 1]) &&
           IsDigit(text[at + 2]);
  };
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 3;
    while (end < text.size() && !starts(end)) ++end;
    const size_t value = std::min(at + 3, text.size());
    AddSubfield(text.substr(at + 1, 2), text.substr(value, end - value));
    at = end;
  }
  narrative_.booking = Trim(booking_);
  narrative_.reason = Trim(reason_);
  narrative_.name = Trim(name_.text);
  narrative_.bank = Trim(bank_);
  narrative_.account = Trim(account_);
  if (HasIbanForm(Trim(iban_))) narrative_.account = Trim(iban_);
  ReadTags(purpose_, HasSlashTags(purpose_.text));
  // The code of the business tells a return, not what a payer wrote.
  narrative_.returned = false;
  AddText(Trim(other_.text));
}

/// The subfields of German banks; Polish ones put the IBAN into 38.
void NarrativeReader::AddSubfield(std::string_view key,
                                  std::string_view value) {
  const char tens = key[0], ones = key[1];
  if (key == "00") {
    booking_ += value;
  } else if (tens == '2' || (tens == '6' && ones <= '3')) {
    purpose_.Add(value, kSubfieldWidth, StartsWithPlusTag(value));
  } else if (key == "30") {
    bank_ += value;
  } else if (key == "31") {
    account_ += value;
  } else if (key == "32" || key == "33") {
    name_.Add(value, kSubfieldWidth, false);
  } else if (key == "34") {
    reason_ += value;
  } else if (key == "38") {
    iban_ += value;
  } else if (key != "10") {
    other_.Add(value, kSubfieldWidth, false);
  }
}

/// Reads a text without subfields, line by line.
void NarrativeReader::ReadLines(std::span<const std::string_view> lines) {
  for (std::string_view line : lines) {
    // A blank tail is padding, but at the width it may part two words.
    while (line.size() > kLineWidth && line.back() == ' ') {
      line.remove_suffix(1);
    }
    if (Trim(line).empty()) continue;
    purpose_.Add(line, line.front() == '/' ? 0 : kLineWidth,
                 StartsWithPlusTag(line));
  }
  Clean(&purpose_.text);
  Clean(&purpose_.seams);
  ReadTags(purpose_, HasSlashTags(purpose_.text));
}

/// Two digits before each line: 01 to 14 purpose, 15 and 16 name, 33 bank, 34
/// account; anything else the bank's own.
void NarrativeReader::ReadStructure(std::span<const std::string_view> lines) {
  std::string scratch;
  for (const std::string_view line : lines) {
    const std::string_view piece = Trim(CleanText(line, &scratch));
    if (piece.size() < 3 || !IsDigit(piece[0]) || !IsDigit(piece[1])) {
      purpose_.Add(piece, kSubfieldWidth, false);
      continue;
    }
    const std::string_view value = piece.substr(2);
    const int key = (piece[0] - '0') * 10 + (piece[1] - '0');
    if (key >= 1 && key <= 14) {
      purpose_.Add(value, kSubfieldWidth, StartsWithPlusTag(value));
    } else if (key == 15 || key == 16) {
      name_.Add(value, kSubfieldWidth, false);
    } else if (key == 17) {
      booking_ += value;
    } else if (key == 33) {
      bank_ += value;
    } else if (key == 34) {
      account_ += value;
    } else {
      other_.Add(value, kSubfieldWidth, false);
    }
  }
  narrative_.booking = Trim(booking_);
  narrative_.name = Trim(name_.text);
  narrative_.bank = Trim(bank_);
  narrative_.account = Trim(account_);
  ReadTags(purpose_, false);
  AddText(Trim(other_.text));
}

void NarrativeReader::AddText(std::string_view text) {
  text = Trim(text);
  if (!text.empty()) narrative_.texts.push_back(text);
}

void NarrativeReader::ReadTags(const Joined& joined, bool slashes) {
  TagScanner tags(joined.text, slashes);
  AddText(tags.lead());
  Seen seen;
  for (Tag86 tag; tags.Next(&tag);) TakeTag(tag, &seen);
  if (narrative_.name.empty()) narrative_.name = beneficiary_name_;
  if (narrative_.account.empty()) narrative_.account = beneficiary_account_;
  // Labels in prose are a guess: the whole text stays as well.
  if (tags.any_label()) AddText(joined.text);
  if (!joined.blanks_kept) AddText(joined.seams);
}

void NarrativeReader::TakeTag(const Tag86& tag, Seen* seen) {
  const auto set = [](std::string_view value, std::string_view* field) {
    if (field->empty()) *field = value;
  };
  switch (tag.kind) {
    case TagKind::kPurpose:
      seen->purpose = true;
      TakePurpose(tag.value);
      break;
    case TagKind::kEndToEnd:
    case TagKind::kReference:
    case TagKind::kTrace:
      if (IsReference(tag.value)) narrative_.references.push_back(tag);
      break;
    case TagKind::kOrdering:
    case TagKind::kBeneficiary:
      seen->beneficiary = tag.kind == TagKind::kBeneficiary;
      set(tag.value, seen->beneficiary ? &beneficiary_name_ : &narrative_.name);
      break;
    case TagKind::kName:
      set(tag.value.substr(0, tag.value.find("  ")),
          seen->beneficiary ? &beneficiary_name_ : &narrative_.name);
      break;
    case TagKind::kAccount:
      set(tag.value.substr(0, tag.value.find(' ')),
          seen->beneficiary ? &beneficiary_account_ : &narrative_.account);
      break;
    case TagKind::kUltimate:
      set(tag.value, &narrative_.ultimate_name);
      break;
    case TagKind::kBank:
      set(tag.value.substr(0, tag.value.find(' ')), &narrative_.bank);
      break;
    case TagKind::kPartyId:
      set(tag.value, &narrative_.party_id);
      break;
    case TagKind::kParty:
      TakeParty(tag.value);
      break;
    case TagKind::kReason:
      set(tag.value, &narrative_.reason);
      break;
    case TagKind::kReturn:
      set(tag.value, &narrative_.reason);
      narrative_.returned |= !seen->purpose && IsReasonCode(tag.value);
      break;
    case TagKind::kInstructed:
      set(tag.value, &narrative_.instructed);
      break;
    case TagKind::kCharges:
      set(tag.value, &narrative_.charges);
      break;
    case TagKind::kNone:
      break;
  }
}

/// Reads account/BIC/name/city.
void NarrativeReader::TakeParty(std::string_view value) {
  std::string_view* const fields[] = {&narrative_.account, &narrative_.bank,
                                      &narrative_.name};
  for (std::string_view* const field : fields) {
    const size_t slash = value.find('/');
    if (field->empty()) *field = Trim(value.substr(0, slash));
    if (slash == std::string_view::npos) return;
    value.remove_prefix(slash + 1);
  }
}

/// Takes USTD//text, STRD/CUR/reference or plain text.
void NarrativeReader::TakePurpose(std::string_view value) {
  constexpr std::string_view kFree = "USTD//", kStructured = "STRD/";
  if (value.starts_with(kFree)) {
    return AddText(value.substr(kFree.size()));
  }
  const size_t issuer = value.find('/', kStructured.size());
  if (value.starts_with(kStructured) && issuer != std::string_view::npos) {
    narrative_.creditor_reference = Trim(value.substr(issuer + 1));
    return;
  }
  AddText(value);
}

}  // namespace cashmatch::mt940
