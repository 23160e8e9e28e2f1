// SPDX-License-Identifier: Apache-2.0
// reference_matcher.cc - a day after the other, receipts against receipts.
#include "tests/reference/reference_matcher.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "tests/reference/reference_thinker.h"

namespace cashmatch::reference {
namespace {

class Matcher {
 public:
  Matcher(const std::vector<OpenItem>& items,
          const std::vector<Customer>& customers, const ReceiptBlock& receipts,
          const Policy& policy)
      : items_(items),
        receipts_(receipts),
        thinker_(items_, customers, receipts, policy.general, open_) {
    std::sort(items_.begin(), items_.end(), [](const auto& a, const auto& b) {
      return a.item_id < b.item_id;
    });
    for (const OpenItem& item : items_) {
      open_[std::string(item.item_id)] =
          item.status == ItemStatus::kClosed ? 0 : item.amount;
    }
  }

  std::vector<std::string> Run() {
    std::map<Day, std::vector<size_t>> days;
    for (const size_t i : InOrder()) {
      days[receipts_.receipts[i].booking_date].push_back(i);
    }
    for (auto& [day, pending] : days) Settle(pending);
    for (const auto& [id, open] : open_) {
      if (open != 0) Say("open " + id + " " + Money(open, id));
    }
    std::sort(lines_.begin(), lines_.end());
    return lines_;
  }

 private:
  std::vector<size_t> InOrder() const {
    std::vector<size_t> order(receipts_.receipts.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      const Receipt& x = receipts_.receipts[a];
      const Receipt& y = receipts_.receipts[b];
      return std::tuple(receipts_.files[x.file].name, x.position) <
             std::tuple(receipts_.files[y.file].name, y.position);
    });
    return order;
  }

  std::string Money(Minor amount, const std::string& item_id) const {
    for (const OpenItem& item : items_) {
      if (item.item_id == item_id) return FormatMoney(amount, item.currency);
    }
    return "?";
  }

  void Say(std::string line) { lines_.push_back(std::move(line)); }

  // --- a day ----------------------------------------------------------------

  struct Claim {
    Minor taken = 0;
    size_t holder = 0;
    bool only_payments = true;
  };

  void Settle(std::vector<size_t> pending) {
    constexpr int kRounds = 16;
    for (int round = 0; !pending.empty(); ++round) {
      std::vector<Thought> thoughts;
      for (const size_t i : pending) thoughts.push_back(thinker_.Think(i));
      std::vector<std::string> fate(thoughts.size(), "declined");
      Judge(thoughts, &fate);
      pending.clear();
      for (size_t i = 0; i < thoughts.size(); ++i) {
        if (fate[i] == "lost" && round != kRounds) {
          pending.push_back(thoughts[i].receipt);
        } else if (fate[i] == "accepted") {
          Accept(thoughts[i]);
        } else {
          Decline(thoughts[i], fate[i] != "declined");
        }
      }
    }
  }

  bool SameMoney(const Thought& a, const Thought& b) const {
    const Receipt& x = receipts_.receipts[a.receipt];
    const Receipt& y = receipts_.receipts[b.receipt];
    return a.customer == b.customer && x.amount == y.amount &&
           x.payer_account == y.payer_account && x.payer_name == y.payer_name;
  }

  void Judge(std::vector<Thought>& thoughts, std::vector<std::string>* fate) {
    std::vector<size_t> order;
    for (size_t i = 0; i < thoughts.size(); ++i) {
      if (thoughts[i].Wants()) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return std::tuple(thoughts[a].strength,
                        receipts_.receipts[thoughts[a].receipt].id) <
             std::tuple(thoughts[b].strength,
                        receipts_.receipts[thoughts[b].receipt].id);
    });
    std::map<std::string, Claim> claims;
    for (const size_t i : order) {
      const size_t holder = Blocker(thoughts[i], claims);
      if (holder == kFree) {
        (*fate)[i] = "accepted";
        for (const Row& row : thoughts[i].ways[0].rows) {
          if (row.amount == 0) continue;
          Claim& claim =
              claims.try_emplace(row.item, Claim{0, i, true}).first->second;
          claim.taken += row.amount;
          claim.only_payments = claim.only_payments && row.kind == "alloc";
        }
      } else if (thoughts[i].strength == thoughts[holder].strength &&
                 !SameMoney(thoughts[i], thoughts[holder])) {
        (*fate)[i] = (*fate)[holder] = "tied";
      } else {
        (*fate)[i] = (*fate)[holder] == "tied" ? "tied" : "lost";
      }
    }
  }

  static constexpr size_t kFree = SIZE_MAX;

  /// Returns who holds an item that the thought wants.
  size_t Blocker(const Thought& t,
                 const std::map<std::string, Claim>& claims) const {
    for (const Row& row : t.ways[0].rows) {
      const auto claim = claims.find(row.item);
      if (claim == claims.end() || row.amount == 0) continue;
      Minor wanted = 0;
      bool only_payments = claim->second.only_payments;
      for (const Row& other : t.ways[0].rows) {
        if (other.item != row.item || other.amount == 0) continue;
        only_payments = only_payments && other.kind == "alloc";
        wanted += other.amount;
      }
      const Minor open = open_.at(row.item);
      const Minor all = claim->second.taken + wanted;
      if (!only_payments || (open >= 0 ? all > open : all < open)) {
        return claim->second.holder;
      }
    }
    return kFree;
  }

  void Accept(const Thought& t) {
    const Receipt& receipt = receipts_.receipts[t.receipt];
    const std::string id(receipt.id);
    const Settled& way = t.ways[0];
    for (const Row& row : way.rows) {
      if (row.amount == 0) continue;
      Say(row.kind + " " + id + " " + row.item + " " +
          Money(row.amount, row.item));
      open_[row.item] -= row.amount;
    }
    bool unapplied = false;
    for (const Rest& rest : way.rests) {
      unapplied = unapplied || (rest.kind == "unapplied" && rest.amount != 0);
      SayRest(receipt, rest);
    }
    Say("status " + id +
        (unapplied ? " partial " + way.exception : " applied"));
  }

  void Decline(const Thought& t, bool tied) {
    const Receipt& receipt = receipts_.receipts[t.receipt];
    const std::string id(receipt.id);
    if (!t.ways.empty()) {
      Say("status " + id + " suggested " +
          (tied ? "AMBIGUOUS" : t.ways[0].exception));
    } else {
      Say("status " + id +
          (t.customer.empty() ? " unidentified " : " unapplied ") +
          t.exception);
    }
    // The money is with the first reference, unless items are proposed.
    Rest rest = {t.customer.empty() ? "unidentified" : "unapplied",
                 receipt.amount, ""};
    const bool placed = !t.ways.empty() || t.references.empty();
    if (placed) SayRest(receipt, rest);
    for (size_t i = 0; i < t.references.size(); ++i) {
      if (placed || i != 0) rest.amount = 0;
      rest.reference = t.references[i];
      SayRest(receipt, rest);
    }
  }

  void SayRest(const Receipt& receipt, const Rest& rest) {
    Say(rest.kind + " " + std::string(receipt.id) + " " +
        FormatMoney(rest.amount, receipt.currency) +
        (rest.reference.empty() ? "" : " " + rest.reference));
  }

  std::vector<OpenItem> items_;
  const ReceiptBlock& receipts_;
  std::map<std::string, Minor> open_;
  Thinker thinker_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> Match(const std::vector<OpenItem>& items,
                               const std::vector<Customer>& customers,
                               const ReceiptBlock& receipts,
                               const Policy& policy) {
  return Matcher(items, customers, receipts, policy).Run();
}

}  // namespace cashmatch::reference
