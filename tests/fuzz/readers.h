// SPDX-License-Identifier: Apache-2.0
// readers.h - every reader as a fuzzer calls it: bytes in, a verdict out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tests/fuzz/records.h"

namespace cashmatch::fuzz {

enum class Verdict : uint8_t { kAccepted, kHeld, kRejected };

/// What one reader made of one input.
struct Reading {
  Verdict verdict = Verdict::kRejected;
  uint64_t receipts = 0;  // or items, customers, parts of a mail
  std::string fault;      // "" if all laws hold
};

/// One reader, without the engine.
struct Reader {
  std::string_view name;
  Form form;                 // how its text falls into records and fields
  std::string_view endings;  // of its seeds, with a blank between
  Reading (*read)(std::string_view bytes);
};

std::span<const Reader> AllReaders();

/// Returns the reader of that name, or null.
const Reader* FindReader(std::string_view name);

/// Reads a block of exactly these bytes, so that a sanitizer sees a read beyond
/// them, and asks the oracle: conservation, findings with a place; of one input
/// in four that it is printed and read again the same; of one in sixteen the
/// same answer from another address, and that --strict lets nothing through
/// that the normal reading holds.
Reading Feed(const Reader& reader, std::string_view bytes);

}  // namespace cashmatch::fuzz
