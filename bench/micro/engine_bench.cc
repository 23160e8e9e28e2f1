// SPDX-License-Identifier: Apache-2.0
// engine_bench.cc - building the book and applying a mixed day of receipts.
#include <benchmark/benchmark.h>

#include "adapters/read/book_input/book_input.h"
#include "adapters/read/detect/detect.h"
#include "bench/micro/corpus.h"
#include "engine/base/check.h"
#include "engine/engine.h"

namespace cashmatch {
namespace {

OpenItemBlock Items() {
  OpenItemBlock block;
  Findings findings;
  const Policy policy;
  ReadOpenItems({"open_items.csv", bench::Corpus().at("open_items.csv")},
                &policy, &block, &findings);
  return block;
}

CustomerBlock Customers() {
  CustomerBlock block;
  Findings findings;
  ReadCustomers({"customers.csv", bench::Corpus().at("customers.csv")}, &block,
                &findings);
  return block;
}

void BuildBook(benchmark::State& state) {
  int64_t items = 0;
  size_t bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    OpenItemBlock item_block = Items();
    CustomerBlock customer_block = Customers();
    state.ResumeTiming();
    const Book book =
        Book::Build(std::move(item_block), std::move(customer_block), {});
    items += static_cast<int64_t>(book.item_count());
    bytes = book.memory().total() / book.item_count();
  }
  state.SetItemsProcessed(items);
  state.counters["bytes/item"] = static_cast<double>(bytes);
}
BENCHMARK(BuildBook)->Name("book/build");

void ApplyAll(benchmark::State& state) {
  const Book book = Book::Build(Items(), Customers(), {});
  ReceiptBlock receipts;
  for (const auto& [path, text] : bench::FilesEnding(".lbx")) {
    BankFile file;
    CASHMATCH_CHECK(ReadBankFile({path, text}, "", {}, &file));
    receipts.Append(std::move(file.receipts));
  }
  const Policy policy;
  for (auto _ : state) {
    const Report report = Apply(book, receipts, policy);
    CASHMATCH_CHECK(report.broken.empty());
  }
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(receipts.receipts.size()));
}
BENCHMARK(ApplyAll)->Name("engine/apply_lockbox");

}  // namespace
}  // namespace cashmatch
