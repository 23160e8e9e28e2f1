// SPDX-License-Identifier: Apache-2.0
// large_pages.h - whether a book lies on large pages, and who is told if not.
#pragma once

#include <cstdint>

#include "adapters/workspace/run_watch.h"
#include "engine/book/book.h"

namespace cashmatch {

/// Bytes of this process that lie on huge pages now; 0 where the system does
/// not tell.  Cost: a walk over the memory of the process, some ms a GiB.
uint64_t HugePageBytes();

/// Says why a large book got no huge page at all, which costs time and changes
/// no answer. Nothing is said of a small one, nor of a snapshot, which lies in
/// its file.
void TellOrdinaryPages(const Book& book, const RunWatch& watch);

}  // namespace cashmatch
