// SPDX-License-Identifier: Apache-2.0
// main.cc - settles one receipt through the installed package.
#include <cstdio>

#include "engine/engine.h"

namespace {

using cashmatch::Currency;

cashmatch::OpenItemBlock OneInvoice(Currency usd) {
  cashmatch::OpenItemBlock block;
  cashmatch::OpenItem item;
  item.item_id = "1";
  item.customer_id = "ACME";
  item.document_number = "INV-1001";
  item.amount = 125'000;
  item.document_date = 20'500;
  item.due_date = 20'530;
  item.currency = usd;
  block.items.push_back(item);
  return block;
}

cashmatch::ReceiptBlock OneReceipt(Currency usd) {
  cashmatch::ReceiptBlock block;
  const uint32_t file = block.AddFile("memory", "ndjson");
  cashmatch::Receipt* receipt = block.Add();
  receipt->id = "r1";
  receipt->file = file;
  receipt->line = 1;
  receipt->amount = 125'000;
  receipt->currency = usd;
  receipt->booking_date = receipt->value_date = 20'520;
  block.AddReference(cashmatch::ReferenceType::kInvoice, "INV-1001");
  return block;
}

}  // namespace

int main() {
  const Currency usd = *cashmatch::ParseCurrency("USD");
  const cashmatch::Policy policy;
  const cashmatch::Book book =
      cashmatch::Book::Build(OneInvoice(usd), {}, policy);
  const cashmatch::ReceiptBlock receipts = OneReceipt(usd);
  const cashmatch::Report report = cashmatch::Apply(book, receipts, policy);
  if (!report.broken.empty() || report.outcomes.size() != 1) return 1;
  const auto& outcome = report.outcomes.front();
  const std::string_view status = cashmatch::NameOf(outcome.status);
  const std::string applied = cashmatch::FormatMoney(outcome.applied, usd);
  std::printf("%.*s %s\n", static_cast<int>(status.size()), status.data(),
              applied.c_str());
  return applied == "1250.00" && report.residuals.front() == 0 ? 0 : 1;
}
