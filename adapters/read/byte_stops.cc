// SPDX-License-Identifier: Apache-2.0
// byte_stops.cc - marks the next window.
// Tested by tests/unit/adapters/read/byte_stops_test.cc
#include "adapters/read/byte_stops.h"

namespace cashmatch {

void ByteStops::LookAt(size_t from) {
  const std::string_view window = text_.substr(from, kWindow);
  begin_ = from;
  length_ = window.size();
  MarkBytes(window, set_, marks_.data());
}

}  // namespace cashmatch
