// SPDX-License-Identifier: Apache-2.0
// xml_pull.cc - tags, attributes and text.
// Tested by tests/unit/adapters/read/camt/xml_pull_test.cc
#include "adapters/read/camt/xml_pull.h"

#include <algorithm>
#include <utility>

namespace cashmatch {
namespace {

enum : uint8_t { kNameStart = 1, kNamePart = 2 };

/// What a byte may be: the beginning or part of a name.
constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        c == '_' || c == ':' || c >= 0x80;
    const bool part = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
    classes[static_cast<size_t>(c)] = static_cast<uint8_t>(
        (letter ? kNameStart : 0) | (part ? kNamePart : 0));
  }
  return classes;
}
constexpr std::array<uint8_t, 256> kClasses = MakeClasses();

uint8_t ClassOf(char c) { return kClasses[static_cast<uint8_t>(c)]; }

std::string_view LocalName(std::string_view qualified) {
  return qualified.substr(qualified.rfind(':') + 1);
}

}  // namespace

inline XmlEvent XmlPull::Pop() {
  const Open& closed = open_[--depth_];
  name_ = closed.local();
  number_ = closed.number;
  last_ = size_t{2} * number_ + 1;
  return XmlEvent::kEnd;
}

inline XmlEvent XmlPull::Push(const char* name, size_t size, size_t prefix,
                              XmlNames::Number number) {
  if (depth_ == kMaxDepth) {
    Fail(XmlFaultKind::kLimit, offset_, {name, size},
         "at most 64 elements inside each other");
    return XmlEvent::kFault;
  }
  if (depth_ == 0) ++documents_;
  Open& open = open_[depth_++];
  open.name = name;
  open.size = static_cast<uint32_t>(size);
  open.prefix = static_cast<uint32_t>(prefix);
  open.number = number;
  name_ = open.local();
  number_ = number;
  last_ = size_t{2} * number;
  return XmlEvent::kStart;
}

/// Where the guess of the next start tag stands: what follows a tag depends on
/// that tag and on the element around both.
inline size_t XmlPull::Context() const {
  const size_t around = depth_ == 0 ? 0 : open_[depth_ - 1].number;
  return (last_ ^ around * 37) % std::tuple_size_v<decltype(guesses_)>;
}

/// The guess of the next start tag that is right, or nullptr.
inline const XmlPull::Guess* XmlPull::Guessed() const {
  if (bytes_.size() - at_ <= ShortBytes::kMost) return nullptr;
  for (const Guess& guess : guesses_[Context()]) {
    if (guess.tag.size() != 0 && guess.tag.Are(bytes_.data() + at_ + 1)) {
      return &guess;
    }
  }
  return nullptr;
}

inline XmlEvent XmlPull::PassStart(const Guess& guess) {
  at_ += 1 + guess.tag.size();
  attributes_.clear();
  if (guess.has_attribute) attributes_.push_back(guess.attribute);
  const XmlNames::Name& name = names_[guess.number];
  return Push(name.qualified.data(), name.qualified.size(), name.prefix,
              guess.number);
}

/// Passes an end tag that is the very one that is due.
inline bool XmlPull::PassEnd() {
  constexpr size_t kMark = 2;  // "</"
  if (depth_ == 0 || bytes_.size() - at_ < ShortBytes::kMost + kMark) {
    return false;
  }
  const ShortBytes& due = names_[open_[depth_ - 1].number].end;
  if (due.size() == 0 || !due.Are(bytes_.data() + at_ + kMark)) return false;
  at_ += kMark + due.size();
  return true;
}

/// Passes text that is one piece, or nothing, up to the next '<'; false, and
/// nothing is passed, where it is not as plain as that.
inline bool XmlPull::PassText() {
  constexpr size_t kMost = 4096;
  if (depth_ == 0 || !text_.empty()) return false;
  const size_t stop = stops_.Next(at_);
  if (stop == bytes_.size() || bytes_[stop] != '<') return false;
  if (stop == at_) return true;
  if (stop - at_ > kMost || IsXmlBlank(bytes_[at_])) return false;
  text_.Take({bytes_.data() + at_, stop - at_});
  at_ = stop;
  return true;
}

XmlEvent XmlPull::Next() {
  if (fault_.kind != XmlFaultKind::kNone) return XmlEvent::kFault;
  text_.Clear();
  if (empty_element_) {
    empty_element_ = false;
    return Pop();
  }
  while (true) {
    if (!PassText() && !ReadText()) return XmlEvent::kFault;
    if (at_ >= bytes_.size()) return AtEnd();
    offset_ = at_;
    const char next = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
    if (next == '/') return PassEnd() ? Pop() : ReadEnd();
    if (const Guess* const guess = Guessed()) return PassStart(*guess);
    if (next != '!' && next != '?') return ReadStart();
    if (!SkipMarkup()) return XmlEvent::kFault;
  }
}

std::string_view XmlPull::Attribute(std::string_view name) const {
  for (const XmlAttribute& attribute : attributes_) {
    if (LocalName(attribute.name) == name) return attribute.value;
  }
  return {};
}

bool XmlPull::Fail(XmlFaultKind kind, size_t offset, std::string_view found,
                   std::string_view expected) {
  fault_ = {kind, offset, std::string(found.substr(0, 80)),
            std::string(expected)};
  return false;
}

XmlEvent XmlPull::AtEnd() {
  if (depth_ != 0) {
    Fail(XmlFaultKind::kTruncated, bytes_.size(), {},
         "</" + std::string(open_[depth_ - 1].qualified()) + ">");
    return XmlEvent::kFault;
  }
  if (documents_ == 0) {
    Fail(XmlFaultKind::kMalformed, 0, bytes_, "an XML element");
    return XmlEvent::kFault;
  }
  return XmlEvent::kDone;
}

void XmlPull::SkipBlanks() {
  while (at_ < bytes_.size() && IsXmlBlank(bytes_[at_])) ++at_;
}

/// Reads up to the next '<' or the end of the input.
bool XmlPull::ReadText() {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  const size_t begin = at_;
  SkipBlanks();
  if (depth_ == 0) {
    // Where documents are put together, each may bring its byte order mark.
    while (bytes_.substr(at_, kMark.size()) == kMark) {
      at_ += kMark.size();
      SkipBlanks();
    }
    if (at_ >= bytes_.size() || bytes_[at_] == '<') return true;
    return Fail(
        XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 40),
        documents_ == 0 ? "an XML element" : "nothing after the last element");
  }
  if (at_ < bytes_.size() && bytes_[at_] == '<' && text_.empty()) return true;
  at_ = begin;
  size_t piece = begin;
  const auto too_long = [&] {
    return Fail(XmlFaultKind::kLimit, begin, bytes_.substr(begin, 40),
                "at most 1 MiB of text in an element");
  };
  while (true) {
    at_ = stops_.Next(at_);
    const char stop = at_ < bytes_.size() ? bytes_[at_] : '<';
    if (stop == ']') {
      if (bytes_.substr(at_, 3) == "]]>") {
        return Fail(XmlFaultKind::kMalformed, at_, "]]>", "text");
      }
      ++at_;
      continue;
    }
    if (!text_.Add(bytes_.substr(piece, at_ - piece))) return too_long();
    if (stop == '<') return true;
    if (stop == '&') {
      std::string character;
      const size_t length = ReadReference(bytes_.substr(at_), &character);
      if (length == 0) {
        return Fail(XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 20),
                    "a built-in entity or a character reference");
      }
      if (!text_.AddDecoded(character)) return too_long();
      at_ += length;
    } else if (stop == '\r') {
      if (!text_.AddDecoded("\n")) return too_long();
      at_ += bytes_.substr(at_, 2) == "\r\n" ? 2 : 1;
    } else {
      return Fail(XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 20),
                  "no control characters");
    }
    piece = at_;
  }
}

bool XmlPull::ReadName(std::string_view* name) {
  const size_t begin = at_;
  if (at_ >= bytes_.size()) return Cut();
  if ((ClassOf(bytes_[at_]) & kNameStart) == 0) {
    return Fail(XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 20),
                "a name");
  }
  while (at_ < bytes_.size() && (ClassOf(bytes_[at_]) & kNamePart) != 0) ++at_;
  if (at_ >= bytes_.size()) return Cut();
  *name = bytes_.substr(begin, at_ - begin);
  if (name->size() <= kMaxMarkup) return true;
  return Fail(XmlFaultKind::kLimit, begin, *name, "a name below 64 KiB");
}

XmlEvent XmlPull::ReadStart() {
  const size_t context = Context();
  attributes_.clear();
  ++at_;
  std::string_view qualified;
  if (!ReadName(&qualified)) return XmlEvent::kFault;
  if (bytes_[at_] != '>' && !ReadAttributes()) return XmlEvent::kFault;
  empty_element_ = bytes_[at_] == '/';
  at_ += empty_element_ ? 2 : 1;
  const XmlNames::Number number = names_.NumberOf(qualified);
  Remember(number, context);
  return Push(qualified.data(), qualified.size(),
              qualified.size() - LocalName(qualified).size(), number);
}

/// Keeps the start tag at hand as the one to expect.
void XmlPull::Remember(XmlNames::Number number, size_t context) {
  const size_t size = at_ - offset_ - 1;
  if (number == 0 || empty_element_ || size > ShortBytes::kMost ||
      attributes_.size() > 1) {
    return;
  }
  std::swap(guesses_[context][0], guesses_[context][1]);
  Guess& guess = guesses_[context][0];
  guess.tag = ShortBytes(bytes_.substr(offset_ + 1, size));
  guess.number = number;
  guess.has_attribute = !attributes_.empty();
  if (guess.has_attribute) guess.attribute = attributes_.front();
}

/// Reads up to the '>' or '/>' of a start tag.
bool XmlPull::ReadAttributes() {
  while (true) {
    const bool blank = IsXmlBlank(bytes_[at_]);
    SkipBlanks();
    if (at_ >= bytes_.size()) return Cut();
    if (bytes_[at_] == '>') return true;
    if (bytes_[at_] == '/') {
      if (at_ + 1 >= bytes_.size()) return Cut();
      if (bytes_[at_ + 1] == '>') return true;
    }
    if (!blank) {
      return Fail(XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 20), "'>'");
    }
    if (!ReadAttribute()) return false;
    if (at_ >= bytes_.size()) return Cut();
  }
}

bool XmlPull::ReadAttribute() {
  if (attributes_.size() == kMaxAttributes) {
    return Fail(XmlFaultKind::kLimit, at_, bytes_.substr(at_, 20),
                "at most 64 attributes");
  }
  XmlAttribute attribute;
  const size_t begin = at_;
  if (!ReadName(&attribute.name)) return false;
  SkipBlanks();
  if (at_ >= bytes_.size()) return Cut();
  if (bytes_[at_++] != '=') {
    return Fail(XmlFaultKind::kMalformed, at_ - 1, bytes_.substr(at_ - 1, 20),
                "'='");
  }
  SkipBlanks();
  if (at_ >= bytes_.size()) return Cut();
  const char quote = bytes_[at_];
  if (quote != '"' && quote != '\'') {
    return Fail(XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 20),
                "a quoted value");
  }
  const size_t close = bytes_.find(quote, ++at_);
  const size_t length =
      close == std::string_view::npos ? bytes_.size() - at_ : close - at_;
  if (length > kMaxMarkup) {
    return Fail(XmlFaultKind::kLimit, begin, attribute.name,
                "an attribute below 64 KiB");
  }
  if (close == std::string_view::npos) return Cut();
  attribute.value = bytes_.substr(at_, length);
  for (size_t i = 0; i < length; ++i) {
    const char c = attribute.value[i];
    if (c == '<' ||
        (c == '&' && ReadReference(attribute.value.substr(i), nullptr) == 0)) {
      return Fail(XmlFaultKind::kMalformed, at_ + i,
                  attribute.value.substr(i, 20), "an attribute's value");
    }
  }
  for (const XmlAttribute& other : attributes_) {
    if (other.name == attribute.name) {
      return Fail(XmlFaultKind::kMalformed, begin, attribute.name,
                  "each attribute once");
    }
  }
  attributes_.push_back(attribute);
  at_ = close + 1;
  return true;
}

XmlEvent XmlPull::ReadEnd() {
  at_ += 2;
  std::string_view qualified;
  if (!ReadName(&qualified)) return XmlEvent::kFault;
  SkipBlanks();
  if (at_ >= bytes_.size()) {
    Cut();
    return XmlEvent::kFault;
  }
  if (bytes_[at_] != '>' || depth_ == 0 ||
      open_[depth_ - 1].qualified() != qualified) {
    const size_t close = bytes_.find('>', offset_);
    Fail(XmlFaultKind::kMalformed, offset_,
         bytes_.substr(offset_, std::min<size_t>(close - offset_ + 1, 40)),
         depth_ == 0 ? "an XML element"
                     : "</" + std::string(open_[depth_ - 1].qualified()) + ">");
    return XmlEvent::kFault;
  }
  ++at_;
  return Pop();
}

}  // namespace cashmatch
