// SPDX-License-Identifier: Apache-2.0
// customer_rows.cc - the checks of a customer.
// Tested by tests/unit/adapters/read/rows/customer_rows_test.cc
#include "adapters/read/rows/customer_rows.h"

#include <array>
#include <string>
#include <utility>

#include "adapters/read/rows/duplicate_ids.h"

namespace cashmatch {

class CustomerRows : public RowSink {
 public:
  void Add(Cells cells, RowPlace place) override {
    std::array<std::string_view, kCustomerColumnCount> row;
    bool ok = true;
    for (size_t i = 0; i < row.size(); ++i) {
      row[i] = Trim(cells[i]);
      ok &= CheckCell(kCustomerColumns[i], row[i], place);
    }
    const auto of = [&](CustomerColumn c) {
      return row[static_cast<size_t>(c)];
    };
    const std::string_view id = of(CustomerColumn::kCustomerId);
    if (!id.empty()) ids.push_back({id, place});
    if (!ok) return;
    customers.push_back({id, of(CustomerColumn::kName),
                         of(CustomerColumn::kAliases), of(CustomerColumn::kIds),
                         of(CustomerColumn::kParentId),
                         of(CustomerColumn::kVirtualAccounts),
                         of(CustomerColumn::kBankAccounts)});
  }

  std::vector<Customer> customers;
  std::vector<IdAt> ids;

 private:
  bool CheckCell(const Column& column, std::string_view cell, RowPlace place) {
    if (cell.empty() && column.required) {
      if (Finding* const f = findings.Add("CUST-REQUIRED", Severity::kRejected,
                                          place, column.name)) {
        f->found = "nothing";
        f->expected = "a value in every row";
      }
      return false;
    }
    if (cell.size() <= kCellBytesMax) return true;
    if (Finding* const f = findings.Add("CUST-LENGTH", Severity::kRejected,
                                        place, column.name)) {
      f->found = std::to_string(cell.size()) + " bytes";
      f->expected = "at most " + std::to_string(kCellBytesMax);
    }
    return false;
  }
};

CustomerTable::CustomerTable(CustomerBlock* block) : block_(block) {}

CustomerTable::~CustomerTable() = default;

void CustomerTable::Start(std::span<const TextPart> parts) {
  parts_.clear();
  for (size_t i = 0; i < parts.size(); ++i) {
    parts_.push_back(std::make_unique<CustomerRows>());
  }
}

RowSink* CustomerTable::part(size_t index) { return parts_[index].get(); }

void CustomerTable::Finish(Findings* findings) {
  std::vector<IdAt> ids;
  block_->customers.clear();
  for (const auto& part : parts_) {
    ids.insert(ids.end(), part->ids.begin(), part->ids.end());
    block_->customers.insert(block_->customers.end(), part->customers.begin(),
                             part->customers.end());
    block_->arena.Adopt(std::move(part->arena));
    part->findings.MoveTo(findings);
  }
  RowFindings duplicates;
  AddDuplicateFindings(ids, "CUST-DUPLICATE", "customer_id", &duplicates);
  duplicates.MoveTo(findings);
  if (findings->rejected()) block_->customers.clear();
  parts_.clear();
}

}  // namespace cashmatch
