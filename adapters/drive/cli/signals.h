// SPDX-License-Identifier: Apache-2.0
// signals.h - Ctrl-C and SIGTERM end a run between its steps, cleanly.
#pragma once

namespace cashmatch {

/// From now on SIGINT and SIGTERM only set a flag, and a second one ends the
/// program at once; a file that shrinks while it is mapped ends it with a
/// message and exit 1; SIGPIPE and SIGXFSZ are ignored, so that writing reports
/// EPIPE and EFBIG.
void InstallSignalHandlers();

/// From now on a second signal does nothing more than the first: there is
/// something on disk to take away.
void DeferSecondSignal();

/// True once a signal has come.
bool Interrupted();

}  // namespace cashmatch
