// SPDX-License-Identifier: Apache-2.0
// reference_matcher.cc - a day after the other, receipts against receipts.
#include "tests/reference/reference_matcher.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
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

  // --- who gets what --------------------------------------------------------

  /// What some receipts are worth together: the sums of their log odds, by
  /// rule, the strongest rule first.
  using Worth = std::map<int, double>;

  /// How many receipts of each kind of wish are served.
  using Served = std::map<std::string, int>;

  static Worth WorthOf(const std::vector<const Thought*>& served) {
    // By the rule, and whether the money fits to the last minor unit.
    static const std::map<int, double> kShares = {
        {20, 0.9999}, {21, 0.99985}, {40, 0.9993}, {41, 0.99925}};
    Worth worth = {{2, 0}, {4, 0}};
    for (const Thought* t : served) {
      const double share = kShares.at(t->strength);
      worth[t->strength / 10] +=
          std::round(1e6 * std::log(share / (1 - share)));
    }
    return worth;
  }

  /// All that a receipt wants, and whose money it is: receipts of which that is
  /// equal are served in order.
  std::string Wish(const Thought& t) const {
    const Receipt& r = receipts_.receipts[t.receipt];
    std::string wish = std::to_string(t.strength) + "|" + t.customer + "|" +
                       std::to_string(r.amount) + "|" +
                       std::string(r.payer_account) + "|" +
                       std::string(r.payer_name);
    for (const Row& row : t.ways[0].rows) {
      if (row.amount == 0) continue;
      wish += "|" + row.kind + row.item + std::to_string(row.amount);
    }
    return wish;
  }

  /// True if nothing is promised twice.
  bool CanStandTogether(const std::vector<const Thought*>& served) const {
    for (const auto& [item, open] : open_) {
      Minor taken = 0;
      size_t holders = 0;
      bool only_payments = true;
      for (const Thought* t : served) {
        bool holds = false;
        for (const Row& row : t->ways[0].rows) {
          if (row.item != item || row.amount == 0) continue;
          holds = true;
          taken += row.amount;
          only_payments = only_payments && row.kind == "alloc";
        }
        holders += holds;
      }
      if (holders < 2) continue;
      if (!only_payments || (open >= 0 ? taken > open : taken < open)) {
        return false;
      }
    }
    return true;
  }

  static bool Meet(const Thought& a, const Thought& b) {
    for (const Row& x : a.ways[0].rows) {
      for (const Row& y : b.ways[0].rows) {
        if (x.item == y.item && x.amount != 0 && y.amount != 0) return true;
      }
    }
    return false;
  }

  void Judge(std::vector<Thought>& thoughts, std::vector<std::string>* fate) {
    std::vector<size_t> left;
    for (size_t i = 0; i < thoughts.size(); ++i) {
      if (thoughts[i].Wants()) left.push_back(i);
    }
    while (!left.empty()) {
      std::vector<size_t> component = {left.front()};
      left.erase(left.begin());
      for (size_t k = 0; k < component.size(); ++k) {
        for (size_t at = 0; at < left.size();) {
          if (Meet(thoughts[component[k]], thoughts[left[at]])) {
            component.push_back(left[at]);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
          } else {
            ++at;
          }
        }
      }
      JudgeTogether(thoughts, component, fate);
    }
  }

  /// Compares all choices of receipts that can stand together.
  void JudgeTogether(const std::vector<Thought>& thoughts,
                     const std::vector<size_t>& component,
                     std::vector<std::string>* fate) {
    Worth best;
    std::set<Served> ways;
    std::vector<const Thought*> served;
    const std::function<void(size_t)> choose = [&](size_t k) {
      if (!CanStandTogether(served)) return;
      if (k == component.size()) {
        const Worth worth = WorthOf(served);
        if (worth > best) ways.clear();
        best = std::max(best, worth);
        Served counts;
        for (const size_t i : component) counts[Wish(thoughts[i])] = 0;
        for (const Thought* t : served) ++counts[Wish(*t)];
        if (worth == best) ways.insert(counts);
        return;
      }
      choose(k + 1);
      served.push_back(&thoughts[component[k]]);
      choose(k + 1);
      served.pop_back();
    };
    choose(0);
    Decide(thoughts, component, ways, fate);
  }

  void Decide(const std::vector<Thought>& thoughts,
              std::vector<size_t> component, const std::set<Served>& ways,
              std::vector<std::string>* fate) const {
    std::sort(component.begin(), component.end(), [&](size_t a, size_t b) {
      return receipts_.receipts[thoughts[a].receipt].id <
             receipts_.receipts[thoughts[b].receipt].id;
    });
    Served so_far;
    std::vector<const Thought*> accepted;
    for (const size_t i : component) {
      const std::string wish = Wish(thoughts[i]);
      const int count = ways.begin()->at(wish);
      bool tied = false;
      for (const Served& way : ways) tied = tied || way.at(wish) != count;
      if (tied) {
        (*fate)[i] = "tied";
      } else if (++so_far[wish] <= count) {
        (*fate)[i] = "accepted";
        accepted.push_back(&thoughts[i]);
      } else {
        (*fate)[i] = "lost";
      }
    }
    // Who lost to none but tied ones is in doubt with them.
    for (const size_t i : component) {
      if ((*fate)[i] != "lost") continue;
      accepted.push_back(&thoughts[i]);
      if (CanStandTogether(accepted)) (*fate)[i] = "tied";
      accepted.pop_back();
    }
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
