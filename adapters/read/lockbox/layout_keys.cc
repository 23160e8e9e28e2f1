// SPDX-License-Identifier: Apache-2.0
// layout_keys.cc - the names that a layouts file may use. Tested by
// tests/unit/adapters/read/lockbox/layout_test.cc
#include "adapters/read/lockbox/layout_keys.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cashmatch::lockbox {
namespace {

std::vector<LayoutField> TotalFields(TotalColumns* total) {
  return {{"batch", &total->batch},
          {"lockbox", &total->lockbox},
          {"date", &total->date},
          {"count", &total->count},
          {"amount", &total->amount}};
}

template <class Part>
std::function<void()> Clearing(Part* part) {
  return [part] { *part = Part(); };
}

}  // namespace

std::vector<LayoutSection> SectionsOf(Layout* layout) {
  CheckColumns& check = layout->check;
  OverflowColumns& overflow = layout->overflow;
  DepositColumns& deposit = layout->deposit;
  return {
      {"file_header",
       {{"date", &layout->file_date}},
       nullptr,
       Clearing(&layout->file_date)},
      {"service_header",
       {{"record_length", &layout->record_length_field}},
       nullptr,
       Clearing(&layout->record_length_field)},
      {"deposit",
       {{"batch", &deposit.batch},
        {"lockbox", &deposit.lockbox},
        {"date", &deposit.date}},
       nullptr,
       Clearing(&deposit)},
      {"check",
       {{"batch", &check.batch},
        {"item", &check.item},
        {"amount", &check.amount},
        {"routing", &check.routing},
        {"account", &check.account},
        {"check_number", &check.check_number},
        {"check_date", &check.check_date},
        {"remitter", &check.remitter},
        {"customer", &check.customer},
        {"text", &check.text},
        {"payee", &check.payee},
        {"other", &check.other}},
       &check.invoices,
       Clearing(&check)},
      {"overflow",
       {{"batch", &overflow.batch},
        {"item", &overflow.item},
        {"sequence", &overflow.sequence},
        {"last_flag", &overflow.last_flag},
        {"text", &overflow.text}},
       &overflow.invoices,
       Clearing(&overflow)},
      {"batch_total", TotalFields(&layout->batch_total), nullptr,
       Clearing(&layout->batch_total)},
      {"lockbox_total", TotalFields(&layout->lockbox_total), nullptr,
       Clearing(&layout->lockbox_total)},
      {"trailer",
       {{"count", &layout->trailer.count}, {"amount", &layout->trailer.amount}},
       nullptr,
       Clearing(&layout->trailer)},
  };
}

LayoutSection SectionOf(std::string name, InvoiceColumns* invoice) {
  return {std::move(name),
          {{"number", &invoice->number},
           {"gross", &invoice->gross},
           {"amount", &invoice->amount},
           {"discount", &invoice->discount},
           {"deduction", &invoice->deduction},
           {"reason", &invoice->reason}},
          nullptr,
          Clearing(invoice)};
}

std::vector<std::string_view> FieldNames(const LayoutSection& section) {
  std::vector<std::string_view> names;
  names.reserve(section.fields.size() + 1);
  for (const LayoutField& field : section.fields) names.push_back(field.name);
  if (section.invoices != nullptr) names.push_back("invoices");
  return names;
}

std::vector<std::string> LayoutKeyNames(Layout* layout) {
  std::vector<std::string> names = {
      "name",     "like",        "record_length",    "decimals",
      "currency", "date_format", "check_date_format"};
  for (const LayoutSection& section : SectionsOf(layout)) {
    names.push_back(section.name);
  }
  return names;
}

size_t EditsBetween(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i + 1);
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t swap = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({swap, row[j] + 1, diagonal + 1});
    }
  }
  return row[b.size()];
}

}  // namespace cashmatch::lockbox
