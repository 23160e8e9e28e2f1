// SPDX-License-Identifier: Apache-2.0
// reader_bench.cc - each reader from bytes to receipts, ids included.
#include <benchmark/benchmark.h>

#include "adapters/read/book_input/book_input.h"
#include "adapters/read/detect/detect.h"
#include "adapters/write/canonical.h"
#include "bench/micro/corpus.h"
#include "engine/base/check.h"

namespace cashmatch {
namespace {

void ReadBank(benchmark::State& state, const char* ending) {
  const auto files = bench::FilesEnding(ending);
  int64_t bytes = 0;
  int64_t receipts = 0;
  for (auto _ : state) {
    for (const auto& [path, text] : files) {
      BankFile file;
      CASHMATCH_CHECK(ReadBankFile({path, text}, "", {}, &file));
      receipts += static_cast<int64_t>(file.receipts.receipts.size());
      bytes += static_cast<int64_t>(text.size());
    }
  }
  CASHMATCH_CHECK(receipts != 0);
  state.SetBytesProcessed(bytes);
  state.SetItemsProcessed(receipts);
}
BENCHMARK_CAPTURE(ReadBank, bai2, ".bai")->Name("read/bai2");
BENCHMARK_CAPTURE(ReadBank, lockbox, ".lbx")->Name("read/lockbox");
BENCHMARK_CAPTURE(ReadBank, camt, ".xml")->Name("read/camt.053");
BENCHMARK_CAPTURE(ReadBank, ndjson, ".ndjson")->Name("read/ndjson");

void ReadItems(benchmark::State& state) {
  const std::string& text = bench::Corpus().at("open_items.csv");
  int64_t items = 0;
  for (auto _ : state) {
    OpenItemBlock block;
    Findings findings;
    const Policy policy;
    ReadOpenItems({"open_items.csv", text}, &policy, &block, &findings);
    items += static_cast<int64_t>(block.items.size());
  }
  CASHMATCH_CHECK(items != 0);
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
  state.SetItemsProcessed(items);
}
BENCHMARK(ReadItems)->Name("read/open_items.csv");

void WriteCanonical(benchmark::State& state) {
  const auto files = bench::FilesEnding(".bai");
  BankFile file;
  CASHMATCH_CHECK(ReadBankFile({files.begin()->first, files.begin()->second},
                               "", {}, &file));
  std::string out;
  int64_t bytes = 0;
  for (auto _ : state) {
    out.clear();
    for (const Receipt& receipt : file.receipts.receipts) {
      AppendReceiptJson(file.receipts, receipt, &out);
    }
    bytes += static_cast<int64_t>(out.size());
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(WriteCanonical)->Name("write/canonical");

}  // namespace
}  // namespace cashmatch
