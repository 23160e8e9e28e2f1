// SPDX-License-Identifier: Apache-2.0
// supervisor.h - tells who started the program how far it is.
#pragma once

#include <string_view>

namespace cashmatch {

/// Sends `state`, e.g. "READY=1", to the socket that NOTIFY_SOCKET names, as
/// sd_notify(3) describes it. Does nothing where nobody asks; what cannot be
/// told is not told, for the work goes on all the same.
void TellSupervisor(std::string_view state);

}  // namespace cashmatch
