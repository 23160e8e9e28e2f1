// SPDX-License-Identifier: Apache-2.0
// temp_file.h - a file without a name, for what is too large for memory.
#pragma once

namespace cashmatch {

/// Opens a new file for reading and writing in the folder that TMPDIR names,
/// else in /tmp. It has no name there and goes with its last descriptor or
/// mapping, also when the program is killed.
/// Errors: -1.  Threads: any number.
int OpenTempFile();

}  // namespace cashmatch
