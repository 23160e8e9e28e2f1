// SPDX-License-Identifier: Apache-2.0
// xml_markup.cc - what stands between '<' and '>' and is no tag.
// Tested by tests/unit/adapters/read/camt/xml_pull_test.cc
#include "adapters/read/camt/xml_pull.h"

namespace cashmatch {

/// Passes what begins with "<!" or "<?".
bool XmlPull::SkipMarkup() {
  const std::string_view rest = bytes_.substr(at_);
  if (rest.substr(0, 2) == "<?") return SkipInstruction();
  if (rest.substr(0, 4) == "<!--") return SkipComment();
  if (rest.substr(0, 9) == "<![CDATA[" && depth_ != 0) return ReadCdata();
  if (rest.substr(0, 9) == "<!DOCTYPE") {
    return Fail(XmlFaultKind::kDoctype, at_, rest.substr(0, 40),
                "no document type: entities are never resolved");
  }
  if (rest.size() < 9) return Cut();
  return Fail(XmlFaultKind::kMalformed, at_, rest.substr(0, 20), "an element");
}

bool XmlPull::SkipComment() {
  const size_t dashes = bytes_.find("--", at_ + 4);
  if (dashes == std::string_view::npos || dashes + 2 >= bytes_.size()) {
    return Cut();
  }
  if (bytes_[dashes + 2] != '>') {
    return Fail(XmlFaultKind::kMalformed, dashes, bytes_.substr(dashes, 20),
                "'-->'");
  }
  at_ = dashes + 3;
  return true;
}

bool XmlPull::SkipInstruction() {
  if (depth_ != 0 && bytes_.substr(at_, 6) == "<?xml ") {
    return Fail(XmlFaultKind::kMalformed, at_, bytes_.substr(at_, 20),
                "</" + std::string(open_[depth_ - 1].qualified()) +
                    "> before the next document");
  }
  const size_t end = bytes_.find("?>", at_ + 2);
  if (end == std::string_view::npos) return Cut();
  // One that swallows elements is an instruction whose end got lost.
  const size_t inside = bytes_.substr(0, end).find('<', at_ + 2);
  if (inside != std::string_view::npos) {
    return Fail(XmlFaultKind::kMalformed, inside, bytes_.substr(inside, 20),
                "'?>'");
  }
  at_ = end + 2;
  return true;
}

bool XmlPull::ReadCdata() {
  const size_t begin = at_ + 9;
  const size_t end = bytes_.find("]]>", begin);
  if (end == std::string_view::npos) return Cut();
  if (!text_.Add(bytes_.substr(begin, end - begin))) {
    return Fail(XmlFaultKind::kLimit, at_, bytes_.substr(at_, 40),
                "at most 1 MiB of text in an element");
  }
  at_ = end + 3;
  return true;
}

}  // namespace cashmatch
