// SPDX-License-Identifier: Apache-2.0
// reference_thinker.cc - plain loops over all items and customers.
#include "tests/reference/reference_thinker.h"

#include <algorithm>
#include <sstream>
#include <tuple>

#include "tests/reference/reference_forms.h"

namespace cashmatch::reference {

std::vector<std::string> Thinker::Payers(const Receipt& receipt, bool* shared,
                                         size_t* by_account) const {
  std::vector<std::string> payers;
  const std::string account = Account(receipt.payer_account);
  for (const Customer& customer : customers_) {
    if (!account.empty() && Account(customer.bank_accounts) == account) {
      payers.emplace_back(customer.customer_id);
    }
  }
  *shared = payers.size() >= 3;
  if (*shared) payers.clear();
  *by_account = payers.size();
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
  size_t by_account = 0;
  const auto payers = Payers(receipt, &shared, &by_account);
  const auto words = Words(receipt);
  if (!ByReference(receipt, words, payers, &t)) {
    ByAmount(receipt, payers, by_account, !words.empty(), &t);
  }
  if (t.ways.empty() && t.exception.empty()) {
    t.exception =
        payers.empty() ? (shared ? "SHARED_PAYER" : "NO_PAYER") : "NO_MATCH";
    if (!payers.empty()) {
      t.customer = payers[0];
      if (!words.empty()) {
        t.exception = "UNKNOWN_REFERENCE";
        t.reference = words[0];
      }
    }
  }
  return t;
}

bool Thinker::ByReference(const Receipt& receipt,
                          const std::vector<std::string>& words,
                          const std::vector<std::string>& payers,
                          Thought* t) const {
  std::vector<const OpenItem*> chosen;
  std::vector<Rest> unknown;  // kind: why not
  const OpenItem* passed_over = nullptr;
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
    for (const OpenItem* item : Named(word, &exact)) {
      const std::string reason = WhyNot(receipt, *item);
      if (reason.empty()) {
        candidates.push_back(item);
      } else if (why.empty()) {
        why = reason;
        if (passed_over == nullptr) passed_over = item;
      }
    }
    if (candidates.empty()) {
      unknown.push_back({why.empty() ? "UNKNOWN_REFERENCE" : why, 0, word});
      continue;
    }
    Narrow(receipt, payers, found_words == 1, &candidates);
    if (candidates.size() > 1) {
      OfferEach(receipt, candidates, t);
      return true;
    }
    if (std::find(chosen.begin(), chosen.end(), candidates[0]) ==
        chosen.end()) {
      chosen.push_back(candidates[0]);
      all_exact = all_exact && exact;
    }
  }
  if (chosen.empty()) {
    if (passed_over == nullptr) return false;
    t->exception = unknown[0].kind;
    t->reference = unknown[0].reference;
    t->customer = passed_over->customer_id;
    return true;
  }
  PayChosen(receipt, chosen, unknown, all_exact, payers, t);
  return true;
}

void Thinker::Narrow(const Receipt& receipt,
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
  if (candidates->size() < 2 || !only_word) return;
  std::vector<const OpenItem*> fitting;
  for (const OpenItem* item : *candidates) {
    const OpenNow now = Now(*item);
    if (receipt.amount == now.open ||
        receipt.amount ==
            now.open - Earned(now, receipt.booking_date, policy_.grace_days)) {
      fitting.push_back(item);
    }
  }
  for (const OpenItem* item : fitting) {
    if (!Alike(*fitting[0], *item)) return;
  }
  if (!fitting.empty()) *candidates = {fitting[0]};
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
                        const std::vector<const OpenItem*>& chosen,
                        const std::vector<Rest>& unknown, bool all_exact,
                        const std::vector<std::string>& payers,
                        Thought* t) const {
  std::vector<OpenNow> now;
  std::string first_block;
  const OpenItem* largest = chosen[0];
  const OpenItem* of_payer = nullptr;
  for (const OpenItem* item : chosen) {
    now.push_back(Now(*item));
    if (item->status == ItemStatus::kBlocked && first_block.empty()) {
      first_block = "BLOCKED";
    }
    if (item->status == ItemStatus::kDisputed && !all_exact &&
        first_block.empty()) {
      first_block = "DISPUTED";
    }
    if (Now(*item).open > Now(*largest).open) largest = item;
    if (of_payer == nullptr && !payers.empty() &&
        payers[0] == item->customer_id) {
      of_payer = item;
    }
  }
  Settled way = reference::Settle(receipt, now, unknown, policy_);
  for (const OpenItem* item : chosen) CheckSign(*item, &way);
  if (!first_block.empty()) {
    way.blocked = true;
    way.exception = first_block;
  }
  bool inexact = !way.rests.empty();
  for (const Row& row : way.rows) {
    inexact = inexact || (row.kind == "write_off" && row.amount != 0);
  }
  t->ways.push_back(way);
  t->strength = (all_exact ? 2 : 4) * 10 + (inexact ? 1 : 0);
  t->customer = (of_payer != nullptr ? of_payer : largest)->customer_id;
}

void Thinker::CheckSign(const OpenItem& item, Settled* way) const {
  Minor taken = 0;
  for (const Row& row : way->rows) {
    if (row.item == item.item_id) taken += row.amount;
  }
  const Minor open = Now(item).open;
  const bool fits =
      open >= 0 ? taken >= 0 && taken <= open : taken <= 0 && taken >= open;
  if (fits || way->blocked) return;
  way->blocked = true;
  way->exception = "OVERPAID";
}

void Thinker::ByAmount(const Receipt& receipt,
                       const std::vector<std::string>& payers,
                       size_t by_account, bool unknown, Thought* t) const {
  struct Fit {
    const OpenItem* item;
    Minor discount;
    bool by_name;
  };
  std::vector<Fit> fits;
  for (size_t p = 0; p < payers.size(); ++p) {
    for (const OpenItem& item : items_) {
      const OpenNow now = Now(item);
      if (item.customer_id != payers[p] || item.currency != receipt.currency ||
          now.open <= 0 || receipt.amount == 0 ||
          item.type == DocumentType::kCreditMemo ||
          (item.status != ItemStatus::kOpen &&
           item.status != ItemStatus::kPromised) ||
          item.document_date > receipt.booking_date) {
        continue;
      }
      const Minor discount =
          now.open == receipt.amount
              ? 0
              : Earned(now, receipt.booking_date, policy_.grace_days);
      if (now.open - discount == receipt.amount) {
        fits.push_back({&item, discount, p >= by_account});
      }
    }
  }
  if (fits.empty()) return;
  std::sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
    return std::tuple(a.item->document_number, a.item->item_id) <
           std::tuple(b.item->document_number, b.item->item_id);
  });
  bool alike = true;
  for (const Fit& fit : fits) alike = alike && Alike(*fits[0].item, *fit.item);
  for (const Fit& fit : fits) {
    const std::string id(fit.item->item_id);
    Settled way;
    way.rows = {{id, "alloc", receipt.amount}, {id, "discount", fit.discount}};
    way.blocked = !alike || unknown;
    way.exception = !alike ? "AMBIGUOUS" : unknown ? "UNKNOWN_REFERENCE" : "";
    t->ways.push_back(way);
    t->pool.push_back(id);
    if (alike) break;
  }
  t->pool.clear();
  if (alike && fits.size() > 1) {
    for (const Fit& fit : fits) t->pool.emplace_back(fit.item->item_id);
  }
  t->customer = fits[0].item->customer_id;
  t->strength = 50 + (fits[0].by_name ? 5 : 0);
}

}  // namespace cashmatch::reference
