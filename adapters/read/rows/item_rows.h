// SPDX-License-Identifier: Apache-2.0
// item_rows.h - from rows of named cells to open items, with every check of the
// contract.
#pragma once

#include <memory>
#include <vector>

#include "adapters/read/bank_file.h"
#include "adapters/read/rows/row_sink.h"
#include "engine/model/open_item.h"
#include "engine/model/packed_items.h"
#include "engine/model/policy.h"

namespace cashmatch {

class ItemRows;  // one part

/// Checks open items and hands them on as rows or packed. Outer blanks of a
/// cell do not count. Source: CONTRACT section 3.
///
/// Rejected: a required cell that is empty (ITEM-REQUIRED), an amount that is
/// none or finer than its currency (ITEM-AMOUNT) or whose sign contradicts the
/// document type (ITEM-SIGN), an unknown currency (ITEM-CURRENCY), document
/// type (ITEM-TYPE) or status (ITEM-STATUS), a date that is none (ITEM-DATE), a
/// text beyond kCellBytesMax (ITEM-LENGTH), an item_id that comes again
/// (ITEM-DUPLICATE). Warnings: an amount of 0 that is not closed, left out
/// (ITEM-ZERO); terms that cannot be read and are no code of the policy
/// (ITEM-TERMS), once for each code. A due date that is not stated stays
/// kNoDay: the book takes it from the terms.
class ItemTable : public TableSink {
 public:
  /// `policy` may be null: no terms are known by code. Cells must live in the
  /// arena of `block` or of a part.
  ItemTable(const Policy* policy, OpenItemBlock* block);
  /// The same for items that keep their own texts, but for those that lie in a
  /// source that somebody keeps: cells must live until Finish.
  ItemTable(const Policy* policy, PackedItems* packed, const Source& source);
  ~ItemTable() override;

  std::span<const Column> columns() const override { return kItemColumns; }
  bool keeps_cells() const override { return block_ != nullptr; }
  void Start(std::span<const TextPart> parts) override;
  /// Makes room for one part of at most `most` rows.
  void StartRows(size_t most);
  RowSink* part(size_t index) override;
  void Finish(Findings* findings) override;

 private:
  void StartParts(std::span<const size_t> most);
  bool Ascends() const;
  void AddDuplicates(RowFindings* findings);
  void AddUnknownTerms(RowFindings* findings);
  void JoinItems();

  const Policy* policy_;
  OpenItemBlock* block_ = nullptr;  // one of the two
  PackedItems* packed_ = nullptr;
  LastingText lasting_;
  std::vector<std::unique_ptr<ItemRows>> parts_;
};

}  // namespace cashmatch
