// SPDX-License-Identifier: Apache-2.0
// receipt.cc - building and joining receipt blocks.
// Tested by tests/unit/engine/model/receipt_test.cc
#include "engine/model/receipt.h"

#include <xxhash.h>

#include <utility>

#include "engine/base/check.h"

namespace cashmatch {
namespace {

/// What names a payment rather than what it pays.
bool IsIdentifier(ReferenceType type) {
  return type == ReferenceType::kTrace || type == ReferenceType::kEndToEnd ||
         type == ReferenceType::kCheckNumber || type == ReferenceType::kOther;
}

template <class T>
uint32_t SizeOf(const std::vector<T>& rows) {
  CASHMATCH_CHECK(rows.size() < UINT32_MAX);
  return static_cast<uint32_t>(rows.size());
}

/// Appends `from` to `to`, which may have room reserved; returns where it
/// begins there.
template <class T>
uint32_t Splice(std::vector<T>&& from, std::vector<T>* to) {
  const uint32_t first = SizeOf(*to);
  if (to->capacity() == 0) {
    *to = std::move(from);
  } else {
    to->insert(to->end(), from.begin(), from.end());
  }
  return first;
}

}  // namespace

void Extend(std::string_view id, Fingerprint* fingerprint) {
  const XXH128_hash_t next = XXH3_128bits_withSeed(
      id.data(), id.size(), (*fingerprint)[0] ^ (*fingerprint)[1]);
  *fingerprint = {next.high64, next.low64};
}

std::vector<Fingerprint> ReceiptBlock::Fingerprints() const {
  std::vector<Fingerprint> made(files.size());
  if (make_id == nullptr) {
    for (size_t i = 0; i < files.size(); ++i) made[i] = files[i].fingerprint;
    return made;
  }
  for (const Receipt& receipt : receipts) {
    Extend(IdOf(receipt), &made[receipt.file]);
  }
  return made;
}

uint32_t ReceiptBlock::AddFile(std::string_view name, std::string_view format) {
  files.push_back({Keep(name), Keep(format), {}});
  return SizeOf(files) - 1;
}

Receipt* ReceiptBlock::Add() {
  Receipt& receipt = receipts.emplace_back();
  receipt.references_first = SizeOf(references);
  receipt.texts_first = SizeOf(texts);
  receipt.advice_first = SizeOf(advice);
  return &receipt;
}

void ReceiptBlock::AddReference(ReferenceType type, std::string_view value) {
  if (value.empty()) return;  // a reference of nothing is none
  references.push_back({type, Keep(value)});
  ++receipts.back().references_count;
}

void ReceiptBlock::AddText(std::string_view text) {
  texts.push_back(Keep(text));
  ++receipts.back().texts_count;
}

AdviceLine* ReceiptBlock::AddAdvice(std::string_view reference) {
  AdviceLine& line = advice.emplace_back();
  line.reference = Keep(reference);
  line.adjustments_first = SizeOf(adjustments);
  ++receipts.back().advice_count;
  return &line;
}

void ReceiptBlock::AddAdjustment(Minor amount, std::string_view reason,
                                 std::string_view reference) {
  adjustments.push_back({amount, Keep(reason), Keep(reference)});
  ++advice.back().adjustments_count;
}

void ReceiptBlock::TakeAdvice(size_t receipt, const ReceiptBlock& from,
                              const Receipt& given) {
  Receipt& to = receipts[receipt];
  const uint32_t first_line = SizeOf(advice);
  for (const AdviceLine& line : from.Advice(given)) {
    AdviceLine copy = line;
    copy.reference = Keep(line.reference);
    copy.adjustments_first = SizeOf(adjustments);
    for (const Adjustment& part : from.Adjustments(line)) {
      adjustments.push_back(
          {part.amount, Keep(part.reason), Keep(part.reference)});
    }
    advice.push_back(copy);
  }
  to.advice_first = first_line;
  to.advice_count = SizeOf(advice) - first_line;

  const uint32_t first_reference = SizeOf(references);
  for (uint32_t i = 0; i < to.references_count; ++i) {
    references.push_back(Reference(references[to.references_first + i]));
  }
  for (const Reference& reference : from.References(given)) {
    if (IsIdentifier(reference.type)) continue;
    references.push_back({reference.type, Keep(reference.value)});
  }
  to.references_first = first_reference;
  to.references_count = SizeOf(references) - first_reference;

  const uint32_t first_text = SizeOf(texts);
  for (uint32_t i = 0; i < to.texts_count; ++i) {
    texts.push_back(std::string_view(texts[to.texts_first + i]));
  }
  for (const std::string_view text : from.Texts(given)) {
    texts.push_back(Keep(text));
  }
  to.texts_first = first_text;
  to.texts_count = SizeOf(texts) - first_text;
  if (to.charges == kNotStated) to.charges = given.charges;
}

void ReceiptBlock::AddCopy(const ReceiptBlock& from, const Receipt& receipt) {
  Receipt& to = *Add();
  const Receipt places = to;
  to = receipt;
  to.references_first = places.references_first;
  to.texts_first = places.texts_first;
  to.advice_first = places.advice_first;
  for (std::string_view Receipt::* const text :
       {&Receipt::id, &Receipt::bank_reference, &Receipt::account,
        &Receipt::type_code, &Receipt::payer_name, &Receipt::payer_account,
        &Receipt::payer_bank, &Receipt::payer_id}) {
    to.*text = Keep(receipt.*text);
  }
  for (const Reference& reference : from.References(receipt)) {
    references.push_back({reference.type, Keep(reference.value)});
  }
  for (const std::string_view text : from.Texts(receipt)) {
    texts.push_back(Keep(text));
  }
  for (AdviceLine line : from.Advice(receipt)) {
    const auto parts = from.Adjustments(line);
    line.reference = Keep(line.reference);
    line.adjustments_first = SizeOf(adjustments);
    advice.push_back(line);
    for (const Adjustment& part : parts) {
      adjustments.push_back(
          {part.amount, Keep(part.reason), Keep(part.reference)});
    }
  }
}

void ReceiptBlock::Truncate(size_t count) {
  if (count == 0) plain.clear();
  if (count >= receipts.size()) return;
  const Receipt& first = receipts[count];
  references.resize(first.references_first);
  texts.resize(first.texts_first);
  advice.resize(first.advice_first);
  adjustments.resize(advice.empty() ? 0
                                    : advice.back().adjustments_first +
                                          advice.back().adjustments_count);
  receipts.resize(count);
}

void ReceiptBlock::Append(ReceiptBlock&& other) {
  const uint32_t file = Splice(std::move(other.files), &files);
  const uint32_t receipt_first = Splice(std::move(other.receipts), &receipts);
  const uint32_t reference = Splice(std::move(other.references), &references);
  const uint32_t text = Splice(std::move(other.texts), &texts);
  const uint32_t line_first = Splice(std::move(other.advice), &advice);
  const uint32_t adjustment =
      Splice(std::move(other.adjustments), &adjustments);
  for (size_t i = receipt_first; i < receipts.size(); ++i) {
    receipts[i].file += file;
    receipts[i].references_first += reference;
    receipts[i].texts_first += text;
    receipts[i].advice_first += line_first;
  }
  for (size_t i = line_first; i < advice.size(); ++i) {
    advice[i].adjustments_first += adjustment;
  }
  for (PlainFile& one : other.plain) {
    one.file += file;
    plain.push_back(std::move(one));
  }
  if (other.make_id != nullptr) make_id = other.make_id;
  arena_.Adopt(std::move(other.arena_));
  other = ReceiptBlock();
}

}  // namespace cashmatch
