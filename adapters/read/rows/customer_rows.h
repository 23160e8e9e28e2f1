// SPDX-License-Identifier: Apache-2.0
// customer_rows.h - from rows of named cells to customers.
#pragma once

#include <memory>
#include <vector>

#include "adapters/read/rows/row_sink.h"
#include "engine/model/customer.h"

namespace cashmatch {

class CustomerRows;  // one part

/// Checks customers and fills a block with them. Outer blanks of a cell do not
/// count. Source: CONTRACT section 3.
///
/// Rejected: a required cell that is empty (CUST-REQUIRED), a text beyond
/// kCellBytesMax (CUST-LENGTH), a customer_id that comes again
/// (CUST-DUPLICATE).
class CustomerTable : public TableSink {
 public:
  /// Cells must live in the arena of `block` or of a part.
  explicit CustomerTable(CustomerBlock* block);
  ~CustomerTable() override;

  std::span<const Column> columns() const override { return kCustomerColumns; }
  void Start(std::span<const TextPart> parts) override;
  RowSink* part(size_t index) override;
  void Finish(Findings* findings) override;

 private:
  CustomerBlock* block_;
  std::vector<std::unique_ptr<CustomerRows>> parts_;
};

}  // namespace cashmatch
