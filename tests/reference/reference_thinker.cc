// SPDX-License-Identifier: Apache-2.0
// reference_thinker.cc - plain loops over all items and customers.
#include "tests/reference/reference_thinker.h"

#include <algorithm>
#include <sstream>
#include <tuple>

#include "tests/reference/reference_forms.h"

namespace cashmatch::reference {

std::vector<std::string> Thinker::Payers(const Receipt& receipt,
                                         bool* shared) const {
  std::vector<std::string> payers;
  const std::string account = Account(receipt.payer_account);
  for (const Customer& customer : customers_) {
    if (!account.empty() && Account(customer.bank_accounts) == account) {
      payers.emplace_back(customer.customer_id);
    }
  }
  *shared = payers.size() >= 3;
  if (*shared) payers.clear();
  const std::string name = Name(receipt.payer_name);
  for (const Customer& customer : customers_) {
    const std::string id(customer.customer_id);
    if (!name.empty() && Name(customer.name) == name &&
        std::find(payers.begin(), payers.end(), id) == payers.end()) {
      payers.push_back(id);
    }
  }
  return payers;
}

/// Items that a word names, and whether exactly.
std::vector<const OpenItem*> Thinker::Named(const std::string& word,
                                            bool* exact) const {
  std::vector<const OpenItem*> named;
  *exact = true;
  for (const OpenItem& item : items_) {
    if (Plain(item.document_number) == Plain(word)) named.push_back(&item);
  }
  if (!named.empty()) return named;
  *exact = false;
  for (const OpenItem& item : items_) {
    if (Normal(item.document_number) == Normal(word)) named.push_back(&item);
  }
  return named;
}

/// The words of a receipt that count as references.
std::vector<std::string> Thinker::Words(const Receipt& receipt) const {
  std::vector<std::string> words;
  bool known = false;
  for (const Reference& r : receipts_.References(receipt)) {
    words.emplace_back(r.value);
    bool exact = false;
    known = known || !Named(words.back(), &exact).empty();
  }
  if (known) return words;
  for (const std::string_view text : receipts_.Texts(receipt)) {
    std::stringstream parts{std::string(text)};
    std::string before;
    for (std::string word; parts >> word; before = Plain(word)) {
      bool exact = false;
      const bool digits = word.find_first_of("0123456789") != std::string::npos;
      const bool claims = before == "INV" || Plain(word).substr(0, 3) == "INV";
      if (digits && (claims || !Named(word, &exact).empty())) {
        words.push_back(word);
      }
    }
  }
  return words;
}

std::string Thinker::WhyNot(const Receipt& receipt,
                            const OpenItem& item) const {
  if (item.currency != receipt.currency) return "CURRENCY_MISMATCH";
  if (open_.at(std::string(item.item_id)) == 0) return "PAID_TWICE";
  if (item.document_date > receipt.booking_date) return "FUTURE_ITEM";
  return "";
}

OpenNow Thinker::Now(const OpenItem& item) const {
  return {&item, open_.at(std::string(item.item_id))};
}

bool Thinker::Alike(const OpenItem& a, const OpenItem& b) const {
  return Now(a).open == Now(b).open && a.amount == b.amount &&
         a.customer_id == b.customer_id && a.document_date == b.document_date &&
         a.payment_terms == b.payment_terms && a.currency == b.currency &&
         a.type == b.type && a.status == b.status;
}

Thought Thinker::Think(size_t index) const {
  const Receipt& receipt = receipts_.receipts[index];
  Thought t;
  t.receipt = index;
  bool shared = false;
  const auto payers = Payers(receipt, &shared);
  const auto words = Words(receipt);
  ByReference(receipt, words, payers, &t);
  if (t.ways.empty() && t.exception.empty()) {
    t.exception =
        payers.empty() ? (shared ? "SHARED_PAYER" : "NO_PAYER") : "NO_MATCH";
    if (!payers.empty()) {
      t.customer = payers[0];
      if (!words.empty()) {
        t.exception = "UNKNOWN_REFERENCE";
      }
    }
  }
  return t;
}

namespace {

/// Names the references that could not be used, those of known items first.
void NameUnused(const std::vector<Rest>& unknown,
                const std::vector<const OpenItem*>& passed_over, Thought* t) {
  for (const bool known : {true, false}) {
    for (size_t i = 0; i < unknown.size(); ++i) {
      if ((passed_over[i] != nullptr) == known) {
        t->references.push_back(unknown[i].reference);
      }
    }
  }
}

/// Adds an item, or what another word says of it; false if it is known.
bool Choose(const OpenNow& now, bool exact, std::vector<OpenNow>* chosen) {
  for (OpenNow& known : *chosen) {
    if (known.item != now.item) continue;
    known.exact = known.exact || exact;
    return false;
  }
  chosen->push_back(now);
  chosen->back().exact = exact;
  return true;
}

}  // namespace

bool Thinker::ByReference(const Receipt& receipt,
                          const std::vector<std::string>& words,
                          const std::vector<std::string>& payers,
                          Thought* t) const {
  std::vector<OpenNow> chosen;
  std::vector<Rest> unknown;                 // kind: why not
  std::vector<const OpenItem*> passed_over;  // beside `unknown`
  std::vector<const OpenItem*> ambiguous;    // of the first such word
  bool all_exact = true;
  size_t found_words = 0;
  for (const std::string& word : words) {
    bool exact = false;
    found_words += !Named(word, &exact).empty();
  }
  for (const std::string& word : words) {
    bool exact = false;
    std::vector<const OpenItem*> candidates;
    std::string why;
    const OpenItem* first = nullptr;
    for (const OpenItem* item : Named(word, &exact)) {
      const std::string reason = WhyNot(receipt, *item);
      if (reason.empty()) {
        candidates.push_back(item);
      } else if (why.empty()) {
        why = reason;
        first = item;
      }
    }
    if (candidates.empty()) {
      const bool repeated =
          std::any_of(unknown.begin(), unknown.end(),
                      [&](const Rest& u) { return u.reference == word; });
      if (repeated) continue;
      unknown.push_back({why.empty() ? "UNKNOWN_REFERENCE" : why, 0, word});
      passed_over.push_back(first);
      continue;
    }
    if (!Narrow(receipt, payers, found_words == 1, &candidates)) {
      ambiguous = ambiguous.empty() ? candidates : ambiguous;
      continue;
    }
    for (const OpenItem* candidate : candidates) {
      const bool fresh = Choose(Now(*candidate), exact, &chosen);
      all_exact = all_exact && (exact || !fresh);
    }
  }
  NameUnused(unknown, passed_over, t);
  if (!ambiguous.empty()) {
    OfferEach(receipt, ambiguous, t);
    return true;
  }
  if (!chosen.empty()) {
    PayChosen(receipt, chosen, unknown, all_exact, payers, t);
    return true;
  }
  for (size_t i = 0; i < unknown.size(); ++i) {
    if (passed_over[i] == nullptr) continue;
    t->exception = unknown[i].kind;
    t->customer = passed_over[i]->customer_id;
    return true;
  }
  return false;
}

/// The parts of a few items that have the sum of the money, with or without
/// their earned discounts.
std::vector<Thinker::Items> Thinker::Parts(const Receipt& receipt,
                                           const Items& items) const {
  std::vector<Items> parts;
  for (uint32_t choice = 1; choice < uint32_t{1} << items.size(); ++choice) {
    Items part;
    Minor open = 0, earned = 0;
    for (size_t i = 0; i < items.size(); ++i) {
      if ((choice >> i & 1) == 0) continue;
      part.push_back(items[i]);
      const OpenNow now = Now(*items[i]);
      open += now.open;
      earned += Earned(now, receipt.booking_date, policy_.grace_days);
    }
    if (receipt.amount == open || receipt.amount == open - earned) {
      parts.push_back(part);
    }
  }
  return parts;
}

/// Leaves the candidates that are meant; false if nothing tells which.
bool Thinker::Narrow(const Receipt& receipt,
                     const std::vector<std::string>& payers, bool only_word,
                     std::vector<const OpenItem*>* candidates) const {
  std::vector<const OpenItem*> own;
  for (const OpenItem* item : *candidates) {
    if (std::find(payers.begin(), payers.end(), item->customer_id) !=
        payers.end()) {
      own.push_back(item);
    }
  }
  if (candidates->size() > 1 && !own.empty()) *candidates = own;
  if (candidates->size() < 2) return true;
  if (!only_word) return false;
  std::vector<const OpenItem*> fitting;
  for (const OpenItem* item : *candidates) {
    const OpenNow now = Now(*item);
    if (receipt.amount == now.open ||
        receipt.amount ==
            now.open - Earned(now, receipt.booking_date, policy_.grace_days)) {
      fitting.push_back(item);
    }
  }
  const bool one_owner = std::all_of(
      candidates->begin(), candidates->end(), [&](const OpenItem* item) {
        return item->customer_id == candidates->front()->customer_id;
      });
  const auto parts =
      one_owner ? Parts(receipt, *candidates) : std::vector<Items>();
  const auto alike = [&](const OpenItem* item) {
    return Alike(*fitting[0], *item);
  };
  if (!fitting.empty() && std::all_of(fitting.begin(), fitting.end(), alike)) {
    if (std::any_of(parts.begin(), parts.end(),
                    [](const Items& part) { return part.size() > 1; })) {
      return false;
    }
    *candidates = {fitting[0]};
    return true;
  }
  if (!parts.empty() && parts.back().size() == candidates->size()) return true;
  if (parts.size() != 1) return false;
  *candidates = parts[0];
  return true;
}

void Thinker::OfferEach(const Receipt& receipt,
                        const std::vector<const OpenItem*>& candidates,
                        Thought* t) const {
  for (const OpenItem* item : candidates) {
    Settled way;
    way.rows.push_back({std::string(item->item_id), "alloc",
                        std::min(Now(*item).open, receipt.amount)});
    way.blocked = true;
    way.exception = "AMBIGUOUS";
    t->ways.push_back(way);
  }
  t->customer = candidates[0]->customer_id;
}

void Thinker::PayChosen(const Receipt& receipt,
                        const std::vector<OpenNow>& chosen,
                        const std::vector<Rest>& unknown, bool all_exact,
                        const std::vector<std::string>& payers,
                        Thought* t) const {
  std::string first_block;
  const OpenNow* largest = &chosen[0];
  const OpenItem* of_payer = nullptr;
  for (const OpenNow& now : chosen) {
    const OpenItem& item = *now.item;
    if (item.status == ItemStatus::kBlocked && first_block.empty()) {
      first_block = "BLOCKED";
    }
    if (item.status == ItemStatus::kDisputed && !all_exact &&
        first_block.empty()) {
      first_block = "DISPUTED";
    }
    if (now.open > largest->open) largest = &now;
    if (of_payer == nullptr && !payers.empty() &&
        payers[0] == item.customer_id) {
      of_payer = &item;
    }
  }
  Settled way = reference::Settle(receipt, chosen, unknown, policy_);
  for (const OpenNow& now : chosen) CheckSign(*now.item, &way);
  CheckCredits(&way);
  if (!first_block.empty()) {
    way.blocked = true;
    way.exception = first_block;
  }
  bool inexact = false;
  for (const Rest& rest : way.rests) inexact = inexact || rest.amount != 0;
  for (const Row& row : way.rows) {
    inexact = inexact || (row.kind == "write_off" && row.amount != 0);
  }
  t->ways.push_back(way);
  t->strength = (all_exact ? 2 : 4) * 10 + (inexact ? 1 : 0);
  t->customer = (of_payer != nullptr ? of_payer : largest->item)->customer_id;
}

void Thinker::CheckSign(const OpenItem& item, Settled* way) const {
  const Minor open = Now(item).open;
  Minor taken = 0;
  bool fits = true;
  for (const Row& row : way->rows) {
    if (row.item != item.item_id || row.amount == 0) continue;
    taken += row.amount;
    fits = fits && (row.amount > 0) == (open > 0);
  }
  fits = fits && std::abs(taken) <= std::abs(open);
  if (fits || way->blocked) return;
  way->blocked = true;
  way->exception = "OVERPAID";
}

/// Credits of more than what they go with are for a person.
void Thinker::CheckCredits(Settled* way) const {
  Minor taken = 0;
  for (const Row& row : way->rows) taken += row.amount;
  if (taken >= 0 || way->blocked) return;
  way->blocked = true;
  if (way->exception.empty()) way->exception = "OVERPAID";
}

}  // namespace cashmatch::reference
