// SPDX-License-Identifier: Apache-2.0
// xml_stops.cc - marks the next window.
// Tested by tests/unit/adapters/read/camt/xml_stops_test.cc
#include "adapters/read/camt/xml_stops.h"

namespace cashmatch {
namespace {

constexpr ByteSet kStops = ByteSet::Of([](unsigned char c) {
  const bool control = c < 0x20 && c != '\t' && c != '\n';
  return control || c == '<' || c == '&' || c == ']';
});

}  // namespace

void XmlStops::LookAt(size_t from) {
  const std::string_view window = text_.substr(from, kWindow);
  begin_ = from;
  length_ = window.size();
  MarkBytes(window, kStops, marks_.data());
}

}  // namespace cashmatch
