// SPDX-License-Identifier: Apache-2.0
// xml_text.h - the characters between two tags: references, CDATA, repairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cashmatch {

enum class XmlFaultKind : uint8_t {
  kNone,
  kTruncated,  // the input ends inside something
  kDoctype,
  kLimit,  // too deep, too long, too many
  kMalformed,
};

/// Why the scan ended early. Texts are as they stand in the input.
struct XmlFault {
  XmlFaultKind kind = XmlFaultKind::kNone;
  size_t offset = 0;
  std::string found;
  std::string expected;
};

/// Blanks as XML has them: no others.
inline bool IsXmlBlank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Reads a reference such as `&amp;` or `&#xE9;` at the start of `at`. Appends
/// what it stands for to `out` unless that is null. Returns its length, or 0
/// if there is no such reference or its character may not stand in XML.
size_t ReadReference(std::string_view at, std::string* out);

/// Collects the text between two tags. As long as it is a single piece without
/// references it stays where it is; else it is put together in a buffer.
class XmlText {
 public:
  static constexpr size_t kMost = size_t{1} << 20;

  XmlText(bool repair, std::string_view input)
      : repair_(repair), input_(input) {}

  void Clear() {
    if (pieces_ == 0) return;
    view_ = {};
    decoded_ = false;
    pieces_ = 0;
  }

  /// Takes a part of the input, free of references and not too long, where
  /// there is no text yet.
  void Take(std::string_view piece) {
    if (repair_) {
      Add(piece);
    } else {
      pieces_ = 1;
      view_ = piece;
    }
  }
  /// Adds a part of the input, free of references. False: the text is too long.
  bool Add(std::string_view piece);
  /// Adds characters that stand nowhere. False: the text is too long.
  bool AddDecoded(std::string_view characters);

  bool empty() const { return pieces_ == 0; }
  bool decoded() const { return decoded_; }
  std::string_view Trimmed() const;

  size_t repairs() const { return repairs_; }
  size_t first_repair() const { return first_repair_; }

 private:
  void Unfold();

  bool repair_;
  std::string_view input_;
  std::string_view view_;
  std::string buffer_;
  bool decoded_ = false;  // the text is in buffer_
  size_t pieces_ = 0;
  size_t repairs_ = 0;
  size_t first_repair_ = std::string_view::npos;
};

}  // namespace cashmatch
