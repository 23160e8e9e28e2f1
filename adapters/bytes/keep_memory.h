// SPDX-License-Identifier: Apache-2.0
// keep_memory.h - what the allocator does with large blocks.
#pragma once

namespace cashmatch {

/// Lets the allocator keep memory that is freed, for the next large block of
/// this process, instead of giving it back: a page that the system hands out
/// for the first time costs far more than the work that is done on it. Call
/// before other threads start. Does nothing where the C library has no say.
void KeepFreedMemory();

}  // namespace cashmatch
