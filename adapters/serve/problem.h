// SPDX-License-Identifier: Apache-2.0
// problem.h - errors as application/problem+json (RFC 9457).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/serve/message.h"

namespace cashmatch::serve {

/// Returns a problem: `type` is a stable word, `detail` for people, `findings`
/// lines that name file, line and code.
Reply Problem(int status, std::string_view type, std::string_view detail,
              const std::vector<std::string>& findings = {});

/// Busy or going down: 429 or 503 with Retry-After.
Reply ComeBack(int status, std::string_view type, std::string_view detail,
               int seconds);

/// The reason phrase of a status.
std::string_view ReasonOf(int status);

/// 401, the same for each key that does not open.
Reply Unauthorized();

}  // namespace cashmatch::serve
