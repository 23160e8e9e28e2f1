// SPDX-License-Identifier: Apache-2.0
// log.cc - one write a line, so that lines never mix.
// Tested by tests/system/serve_test.py
#include "adapters/serve/log.h"

#include <unistd.h>

#include "adapters/serve/clock.h"

namespace cashmatch::serve {

void Log(std::string_view level, std::string_view event, JsonObject more) {
  std::string line = JsonObject()
                         .Text("at", Now())
                         .Text("level", level)
                         .Text("event", event)
                         .Take();
  const std::string rest = more.Take();
  if (rest.size() > 2) {
    line.back() = ',';
    line += rest.substr(1);
  }
  line += '\n';
  // A log that cannot be written stops nothing.
  [[maybe_unused]] const ssize_t written =
      write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace cashmatch::serve
