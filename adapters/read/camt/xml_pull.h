// SPDX-License-Identifier: Apache-2.0
// xml_pull.h - a streaming XML scanner: one element at a time, never a tree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/byte_stops.h"
#include "adapters/read/camt/xml_names.h"
#include "adapters/read/camt/xml_text.h"

namespace cashmatch {

enum class XmlEvent : uint8_t { kStart, kEnd, kDone, kFault };

struct XmlAttribute {
  std::string_view name, value;  // as written; references in `value` stay
};

/// Walks through the elements of UTF-8 text and checks that they are well
/// formed. Several documents may follow each other. There is no DTD: a DOCTYPE
/// is a fault, and only the five built-in entities and character references
/// exist. Not checked: which non-ASCII letters a name may have, and whether a
/// namespace prefix is bound.
///
/// Memory: the open elements, the attributes of one and the text of one.
/// Cost: linear.  Lifetime: views point into the input but for `text`, which is
/// good until the next call.
class XmlPull {
 public:
  static constexpr size_t kMaxDepth = 64;
  static constexpr size_t kMaxAttributes = 64;
  static constexpr size_t kMaxMarkup = size_t{1} << 16;  // a name or a value

  /// `repair`: read what is not UTF-8 as Windows-1252.
  XmlPull(std::string_view text, bool repair)
      : bytes_(text), stops_(text, kStops), text_(repair, text) {}

  /// Goes to the next start or end of an element. After kDone and kFault it
  /// stays there.
  XmlEvent Next();

  /// The element's name without prefix.
  std::string_view name() const { return name_; }
  /// The number of the element's name with its prefix (XmlNames), or 0.
  XmlNames::Number number() const { return number_; }
  /// At kStart: where the tag begins.
  size_t offset() const { return offset_; }
  /// Where reading goes on: behind the tag, unless that is an end still to come
  /// of an empty element.
  size_t position() const { return at_; }
  /// At kStart.
  const std::vector<XmlAttribute>& attributes() const { return attributes_; }
  /// The value of an attribute of this local name, or empty.
  std::string_view Attribute(std::string_view name) const;
  /// At kEnd: the text since the last tag, decoded, without blanks around it.
  /// At kStart: such text before the tag.
  std::string_view text() const { return text_.Trimmed(); }
  /// Whether `text` points into the input and so outlives this call.
  bool text_is_stable() const { return !text_.decoded(); }

  /// The element's name with its prefix, and that of the one around it.
  std::string_view qualified() const { return open_[depth_].qualified(); }
  std::string_view around() const { return open_[depth_ - 1].qualified(); }

  /// Goes on at `offset`, as if all before it had been read and the same
  /// elements were open.
  void GoOnAt(size_t offset) {
    at_ = offset;
    text_.Clear();
    empty_element_ = false;
  }

  /// Ends the reading at the tag at hand, as one that may not stand there.
  void Refuse(std::string_view expected) {
    Fail(XmlFaultKind::kMalformed, offset_, name_, expected);
  }

  /// Where text had to be repaired for the first time, or npos.
  size_t first_repair() const { return text_.first_repair(); }
  size_t repairs() const { return text_.repairs(); }

  /// Documents begun so far, elements open now, bytes walked through.
  size_t documents() const { return documents_; }
  size_t depth() const { return depth_; }
  const XmlFault& fault() const { return fault_; }

 private:
  /// The bytes that mean something in plain text.
  static constexpr ByteSet kStops = ByteSet::Of([](unsigned char c) {
    const bool control = c < 0x20 && c != '\t' && c != '\n';
    return control || c == '<' || c == '&' || c == ']';
  });
  /// An element that is open. Single fields, each written and read by itself:
  /// a view is read as a whole before its halves are there.
  struct Open {
    const char* name;
    uint32_t size, prefix;  // the prefix and its colon stand before the rest
    XmlNames::Number number;

    std::string_view qualified() const { return {name, size}; }
    std::string_view local() const { return {name + prefix, size - prefix}; }
  };
  /// A start tag that followed another tag, to be expected there again.
  struct Guess {
    ShortBytes tag;  // what stands behind its '<'
    XmlNames::Number number = 0;
    bool has_attribute = false;
    XmlAttribute attribute;
  };

  bool PassText();
  XmlEvent ReadStart();
  const Guess* Guessed() const;
  XmlEvent PassStart(const Guess& guess);
  bool PassEnd();
  void Remember(XmlNames::Number number, size_t context);
  size_t Context() const;
  XmlEvent Push(const char* name, size_t size, size_t prefix,
                XmlNames::Number number);
  XmlEvent ReadEnd();
  bool ReadAttributes();
  bool ReadAttribute();
  bool ReadText();
  bool SkipMarkup();
  bool SkipComment();
  bool SkipInstruction();
  bool ReadCdata();
  bool ReadName(std::string_view* name);
  void SkipBlanks();
  XmlEvent AtEnd();
  XmlEvent Pop();
  bool Fail(XmlFaultKind kind, size_t offset, std::string_view found,
            std::string_view expected);
  bool Cut() {
    return Fail(XmlFaultKind::kTruncated, bytes_.size(), {},
                "the rest of the file");
  }

  std::string_view bytes_;
  size_t at_ = 0;
  ByteStops stops_;
  XmlText text_;
  std::array<Open, kMaxDepth> open_;
  size_t depth_ = 0;
  size_t documents_ = 0;
  size_t offset_ = 0;
  bool empty_element_ = false;  // its end is the next event
  std::string_view name_;
  XmlNames::Number number_ = 0;
  std::vector<XmlAttribute> attributes_;
  XmlNames names_;
  // What comes behind a tag is nearly always what came there before: the last
  // and the last but one.
  std::array<std::array<Guess, 2>, 256> guesses_;  // by Context()
  size_t last_ = 0;  // twice the number of the last tag, and 1 if it was an end
  XmlFault fault_;
};

}  // namespace cashmatch
