// SPDX-License-Identifier: Apache-2.0
// log.h - what the service says of itself: one JSON object a line, to stderr.
#pragma once

#include <string_view>

#include "adapters/serve/json.h"

namespace cashmatch::serve {

/// Writes `{"at":…,"level":…,"event":…,…}`. Only words of ours, ids and
/// numbers belong into it: no secret, no body, no full account number.
/// Threads: any.
void Log(std::string_view level, std::string_view event, JsonObject more = {});

}  // namespace cashmatch::serve
