// SPDX-License-Identifier: Apache-2.0
// ids.h - row numbers of their own type, so that they cannot be mixed up.
#pragma once

#include <cstdint>

namespace cashmatch {

/// Row in the book's items, which stand in the order of their item_id.
enum class ItemRow : uint32_t {};
/// Row in the book's customers, which stand in the order of their customer_id.
enum class CustomerRow : uint32_t {};
/// Index into ReceiptBlock::receipts.
enum class ReceiptRow : uint32_t {};

inline constexpr ItemRow kNoItem{UINT32_MAX};
inline constexpr CustomerRow kNoCustomer{UINT32_MAX};
inline constexpr ReceiptRow kNoReceipt{UINT32_MAX};

template <class Row>
constexpr uint32_t Index(Row row) {
  return static_cast<uint32_t>(row);
}

}  // namespace cashmatch
