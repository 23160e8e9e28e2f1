// SPDX-License-Identifier: Apache-2.0
// entry_reader.h - XML events become statements and entries, one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/read/camt/entry.h"
#include "adapters/read/camt/grammar.h"
#include "adapters/read/camt/xml_pull.h"
#include "engine/base/text_arena.h"

namespace cashmatch {

enum class ReadEvent : uint8_t {
  kMessage,         // a body begins
  kStatementBegin,  // nothing of it is known yet
  kEntry,           // complete
  kAdvice,          // likewise, of a remittance advice
  kStatementEnd,
  kDone,
  kFault,
};

/// Pulls entries out of a camt file. Views in message(), statement() and
/// entry() are good until the next of their kind begins.
class EntryReader {
 public:
  EntryReader(std::string_view text, bool repair) : xml_(text, repair) {}

  /// One that goes on at `offset`, as if `other` had read up to there and stood
  /// between two entries, as it does now.  `other` outlives it.
  EntryReader(const EntryReader& other, size_t offset)
      : xml_(other.xml_),
        children_(other.children_),
        open_(other.open_),
        depth_(other.depth_),
        message_(other.message_),
        statement_(other.statement_) {
    xml_.GoOnAt(offset);
  }

  ReadEvent Next();
  /// Goes on at `offset`.  Requires: between two entries, there as here.
  void GoOnAt(size_t offset) { xml_.GoOnAt(offset); }

  const Message& message() const { return message_; }
  const Statement& statement() const { return statement_; }
  const Entry& entry() const { return entry_; }
  /// Whether an entry has begun and is not complete.
  bool in_entry() const { return in_entry_; }
  const XmlPull& xml() const { return xml_; }

 private:
  struct Open {
    Node node = Node::kIgnored;
    size_t offset = 0;
  };

  bool MayBePassed();
  Node Parent(size_t above = 1) const { return open_[depth_ - above].node; }
  void Start(const Child& child);
  void StartMessage();
  void StartEntryPart(const Child& child);
  void StartBatch();
  void StartDetail();
  void StartRemittance(const Child& child);
  void StartParty(const Child& child);
  void FindNamespace();
  void End(Node node, size_t offset);
  void EndStatementPart(Node node, std::string_view text);
  void EndEntryPart(Node node, std::string_view text);
  void EndDetailPart(Node node, std::string_view text);
  void EndRemittancePart(Node node, std::string_view text);
  void EndAmount(Node parent, std::string_view text, size_t offset);
  AmountText* AmountTarget(Node parent);
  std::string_view* SideTarget(Node parent);
  std::string_view Keep(std::string_view text);

  XmlPull xml_;
  Children children_;
  std::array<Open, XmlPull::kMaxDepth + 1> open_{
      Open{Node::kOutside, 0}};  // one below the root
  size_t depth_ = 1;
  size_t supplement_ = 0;  // depth of open supplementary data, or 0
  Message message_;
  Statement statement_;
  Entry entry_;
  // Decoded texts of the message and statement, and of the entry.
  TextArena statement_texts_, entry_texts_;
  bool in_entry_ = false;
  bool in_batch_ = false;      // details belong to the last batch
  std::string_view currency_;  // Ccy of the leaf that is open
  // Where the parts of what is open go.
  BookedLine* line_ = &entry_;
  AmountText* other_amount_ = nullptr;
  TotalText* total_ = nullptr;
  std::string_view* date_ = nullptr;
  std::string_view* account_ = nullptr;
  std::string_view* party_name_ = nullptr;
  std::string_view* party_id_ = nullptr;
  PartyText* agent_ = nullptr;
  std::string_view unused_;
  std::string_view* reference_ = nullptr;
};

}  // namespace cashmatch
