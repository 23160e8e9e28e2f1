// SPDX-License-Identifier: Apache-2.0
// reader_bench.cc - each reader from bytes to receipts, ids included; the
// kernels that scan, and what the receipts alone cost.
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/keep_memory.h"
#include "adapters/read/book_input/book_input.h"
#include "adapters/read/byte_scan.h"
#include "adapters/read/detect/detect.h"
#include "adapters/read/receipt_id.h"
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

size_t CountOf(const OpenItemBlock& block) { return block.items.size(); }
size_t CountOf(const PackedItems& packed) { return packed.size(); }

/// Into the columns of a book, as `match` does, or into rows.
template <class Items>
void ReadItems(benchmark::State& state) {
  KeepFreedMemory();  // as the program does
  const std::string& file = bench::Corpus().at("open_items.csv");
  const std::string padded = file + std::string(64, '\0');
  const std::string_view text(padded.data(), file.size());
  int64_t items = 0;
  for (auto _ : state) {
    Items block;
    Findings findings;
    const Policy policy;
    ReadOpenItems({"open_items.csv", text}, &policy, &block, &findings);
    items += static_cast<int64_t>(CountOf(block));
  }
  CASHMATCH_CHECK(items != 0);
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
  state.SetItemsProcessed(items);
}
BENCHMARK_TEMPLATE(ReadItems, PackedItems)->Name("read/open_items.csv");
BENCHMARK_TEMPLATE(ReadItems, OpenItemBlock)->Name("read/open_items.csv/rows");

/// The kernels that look at every byte, in cache.
template <class Scan>
void ScanBytes(benchmark::State& state, const Scan& scan) {
  const std::string text(size_t{1} << 18, 'a');
  for (auto _ : state) benchmark::DoNotOptimize(scan(text));
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
}
BENCHMARK_CAPTURE(ScanBytes, mark, [](std::string_view text) {
  static constexpr ByteSet kStops = ByteSet::Of(
      [](unsigned char c) { return c < 0x20 || c == '<' || c == '&'; });
  static std::vector<uint64_t> marks(text.size() / kMarked);
  MarkBytes(text, kStops, marks.data());
  return marks[0];
})->Name("scan/mark");
BENCHMARK_CAPTURE(ScanBytes, count, [](std::string_view text) {
  return CountByte(text, '\n');
})->Name("scan/count");
BENCHMARK_CAPTURE(ScanBytes, find, [](std::string_view text) {
  return FindText(text, "</Stmt");
})->Name("scan/find");

/// What the model alone costs: a receipt with an account, a reference of the
/// bank, a name, a reference and a text, and the number among its twins.
void MakeReceipts(benchmark::State& state) {
  constexpr int kReceipts = 10'000;
  KeepFreedMemory();  // as the program does
  for (auto _ : state) {
    ReceiptBlock block;
    block.AddFile("file", "bai2");
    for (int i = 0; i < kReceipts; ++i) {
      Receipt* const receipt = block.Add();
      receipt->amount = i;  // so that none are alike
      receipt->bank_reference = block.Keep("BR7000000000");
      receipt->payer_name = block.Keep("Hawthorn Motors Partners of Lexington");
      receipt->payer_id = block.Keep("9100000030");
      block.AddReference(ReferenceType::kOther, "INV-009164");
      block.AddText("ORIG CO NAME:Hawthorn Motors Partners of Lexington");
    }
    NumberReceipts(&block);
    benchmark::DoNotOptimize(block.receipts.data());
  }
  state.SetItemsProcessed(state.iterations() * kReceipts);
}
BENCHMARK(MakeReceipts)->Name("read/receipts_alone");

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
