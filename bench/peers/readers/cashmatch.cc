// SPDX-License-Identifier: Apache-2.0
// cashmatch.cc - our readers, of any format, on one core: bytes to receipts,
// totals proved. Ids are left to whoever asks for one, as `match --brief` does.
#include <tbb/global_control.h>

#include "adapters/bytes/keep_memory.h"
#include "adapters/read/detect/detect.h"
#include "bench/peers/readers/reader_main.h"

namespace {

using cashmatch::bench::Totals;

Totals Read(const std::string& name, std::string* bytes) {
  cashmatch::ReadOptions options;
  options.defer_ids = true;
  cashmatch::BankFile file;
  file.defer_ids = true;
  Totals totals;
  if (!cashmatch::ReadBankFile({name, *bytes}, "", options, &file)) {
    return totals;
  }
  for (const cashmatch::Receipt& receipt : file.receipts.receipts) {
    totals.receipts += 1;
    totals.amount += receipt.amount;
  }
  return totals;
}

}  // namespace

int main(int argc, char** argv) {
  cashmatch::KeepFreedMemory();  // as the program does
  const tbb::global_control one_core(
      tbb::global_control::max_allowed_parallelism, 1);
  return cashmatch::bench::ReaderMain(argc, argv, CASHMATCH_VERSION, Read);
}
