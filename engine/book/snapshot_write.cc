// SPDX-License-Identifier: Apache-2.0
// snapshot_write.cc - a book becomes bytes.
// Tested by tests/unit/engine/book/snapshot_test.cc
#include <algorithm>
#include <string>

#include "engine/base/hash.h"
#include "engine/book/snapshot_layout.h"

namespace cashmatch {
namespace snapshot {

uint64_t FingerprintOf(const std::vector<NamedTerms>& terms) {
  uint64_t hash = terms.size();
  for (const NamedTerms& named : terms) {
    hash = HashMix(hash, HashText(named.text, 0));
    hash = HashMix(hash, static_cast<uint64_t>(named.terms.net_days));
    for (const DiscountTier& tier : named.terms.tiers) {
      hash = HashMix(hash, static_cast<uint64_t>(tier.percent));
      hash = HashMix(hash, static_cast<uint64_t>(tier.days));
      hash = HashMix(hash, tier.until_due_date ? 1 : 2);
    }
  }
  return hash;
}

uint64_t BlockSum(std::string_view block, size_t number) {
  return HashText(block, number);
}

uint64_t SumOf(const std::vector<uint64_t>& blocks, Tail tail) {
  tail.checksum = 0;
  const uint64_t of_blocks =
      HashText({reinterpret_cast<const char*>(blocks.data()),
                blocks.size() * sizeof(uint64_t)},
               blocks.size());
  return HashText({reinterpret_cast<const char*>(&tail), sizeof(Tail)},
                  of_blocks);
}

namespace {

/// Hands bytes on in blocks, and sums them.
class BlockWriter {
 public:
  explicit BlockWriter(const Book::Sink& sink) : sink_(sink) {
    block_.reserve(kBlockBytes);
  }

  void Append(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::string_view part =
          bytes.substr(0, kBlockBytes - block_.size());
      block_ += part;
      written_ += part.size();
      bytes.remove_prefix(part.size());
      if (block_.size() == kBlockBytes) Flush();
    }
  }

  /// Fills up with zeros to the next multiple of kAlignment.
  void Align() {
    Append(std::string((kAlignment - written_ % kAlignment) % kAlignment, 0));
  }

  void Finish(Tail* tail) {
    Flush();
    tail->checksum = SumOf(sums_, *tail);
    sink_({reinterpret_cast<const char*>(tail), sizeof(Tail)});
  }

  uint64_t written() const { return written_; }

 private:
  void Flush() {
    if (block_.empty()) return;
    sums_.push_back(BlockSum(block_, sums_.size()));
    sink_(block_);
    block_.clear();
  }

  const Book::Sink& sink_;
  std::string block_;
  std::vector<uint64_t> sums_;
  uint64_t written_ = 0;
};

class SnapshotWriter {
 public:
  SnapshotWriter(const BookTables& book, const Book::Sink& sink)
      : book_(book), out_(sink) {}

  void Write() {
    out_.Append(kHead);
    out_.Append(std::string(kHeadBytes - kHead.size(), 0));
    tail_.seed = book_.seed;
    tail_.terms = FingerprintOf(book_.terms);
    WriteItems();
    WriteWordsOfBook();
    WriteCustomers();
    WriteIndexes();
    Begin(kWordText);
    out_.Append(words_);
    End();
    std::copy(kEnd.begin(), kEnd.end(), tail_.end.begin());
    out_.Finish(&tail_);
  }

 private:
  void Begin(size_t section) {
    current_ = section;
    tail_.sections[section].first = out_.written();
  }
  void Begin(Section section) { Begin(static_cast<size_t>(section)); }
  void End() {
    SectionAt& section = tail_.sections[current_];
    section.bytes = out_.written() - section.first;
    out_.Align();
  }
  template <class Array>
  void Whole(size_t section, const Array& array) {
    Begin(section);
    out_.Append({reinterpret_cast<const char*>(array.data()),
                 array.size() * sizeof(array.data()[0])});
    End();
  }
  template <class Array>
  void Whole(Section section, const Array& array) {
    Whole(static_cast<size_t>(section), array);
  }

  WordAt Word(std::string_view text) {
    const WordAt at{words_.size(), text.size()};
    words_ += text;
    return at;
  }

  void WriteItems() {
    Whole(Section::kHot, book_.hot);
    Begin(Section::kTexts);
    uint64_t first = 0;
    for (size_t i = 0; i < book_.texts.size(); ++i) {
      ItemTexts texts = book_.texts[i];
      texts.first = first & ((uint64_t{1} << 48) - 1);
      texts.number_gap = texts.references_gap = 0;
      first += texts.bytes();
      out_.Append({reinterpret_cast<const char*>(&texts), sizeof(texts)});
    }
    End();
    Begin(Section::kItemText);
    for (size_t i = 0; i < book_.texts.size(); ++i) {
      const ItemTexts& texts = book_.texts[i];
      out_.Append(texts.ItemId(book_.text_base));
      out_.Append(texts.Number(book_.text_base));
      out_.Append(texts.References(book_.text_base));
    }
    End();
  }

  void WriteWordsOfBook() {
    std::vector<RareAt> rare;
    rare.reserve(book_.rare.size());
    for (const ItemRare& it : book_.rare) {
      rare.push_back({it.original_amount, it.tax_amount, it.discount_amount,
                      it.disputed_amount, it.discount_until, it.closed_date,
                      it.row, 0, Word(it.instalment), Word(it.linked_item),
                      Word(it.origin_receipt_id)});
    }
    Whole(Section::kRare, rare);
    std::vector<WordAt> terms, companies;
    for (const NamedTerms& it : book_.terms) terms.push_back(Word(it.text));
    for (const std::string_view it : book_.companies) {
      companies.push_back(Word(it));
    }
    Whole(Section::kTerms, terms);
    Whole(Section::kCompanies, companies);
  }

  void WriteCustomers() {
    std::vector<CustomerAt> customers;
    customers.reserve(book_.customers.size());
    for (const Customer& it : book_.customers) {
      customers.push_back({Word(it.customer_id), Word(it.name),
                           Word(it.aliases), Word(it.ids), Word(it.parent_id),
                           Word(it.virtual_accounts), Word(it.bank_accounts)});
    }
    Whole(Section::kCustomers, customers);
    Whole(Section::kGroup, book_.group);
    Whole(Section::kMembers, book_.members);
    Whole(Section::kCustomerFirst, book_.customer_items.Get().first);
    Whole(Section::kCustomerItems, book_.customer_items.Get().rows);
  }

  void WriteIndexes() {
    size_t section = static_cast<size_t>(Section::kIndexes);
    for (const KeyIndex* index : IndexesOf(book_)) {
      Whole(section++, index->bucket_bytes());
      Whole(section++, index->row_bytes());
    }
  }

  const BookTables& book_;
  BlockWriter out_;
  Tail tail_;
  size_t current_ = 0;
  std::string words_;
};

}  // namespace
}  // namespace snapshot

void Book::WriteSnapshot(const Sink& sink) const {
  snapshot::SnapshotWriter(*tables_, sink).Write();
}

}  // namespace cashmatch
