// SPDX-License-Identifier: Apache-2.0
// lint_routes.cc - the first route that holds decides, so what an earlier one
// covers never fires. Tested by
// tests/unit/adapters/read/rules/lint_routes_test.cc
#include "adapters/read/rules/lint_routes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace cashmatch {
namespace {

constexpr size_t kLettersLeast = 3;

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

RulePath PathOf(size_t route) { return {"route", std::to_string(route)}; }

bool Lists(const std::vector<std::string>& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool SameCodes(const Route& a, const Route& b) {
  const auto in = [](const Route& outer) {
    return
        [&outer](const std::string& c) { return Lists(outer.type_codes, c); };
  };
  return std::all_of(a.type_codes.begin(), a.type_codes.end(), in(b)) &&
         std::all_of(b.type_codes.begin(), b.type_codes.end(), in(a));
}

bool SameCondition(const Route& a, const Route& b) {
  return SameCodes(a, b) && Upper(a.text) == Upper(b.text);
}

/// True if `early` holds for all that has `code` (any, if none is given) and
/// `text` in one of its fields.
bool Covers(const Route& early, const std::string* code,
            std::string_view text) {
  const bool by_code = early.type_codes.empty() ||
                       (code != nullptr && Lists(early.type_codes, *code));
  return by_code && Upper(text).find(Upper(early.text)) != std::string::npos;
}

class RouteLint {
 public:
  RouteLint(const std::vector<Route>& routes, RuleWarnings* warnings)
      : routes_(routes), warnings_(*warnings) {}

  void Look(size_t at);

 private:
  std::optional<size_t> CoveredBy(size_t at, const std::string* code) const;
  std::string NameAndLine(size_t route) const;
  void LookAtText(size_t at);
  void LookAtEarlier(size_t at);

  const std::vector<Route>& routes_;
  RuleWarnings& warnings_;
};

std::optional<size_t> RouteLint::CoveredBy(size_t at,
                                           const std::string* code) const {
  for (size_t early = 0; early < at; ++early) {
    if (Covers(routes_[early], code, routes_[at].text)) return early;
  }
  return std::nullopt;
}

std::string RouteLint::NameAndLine(size_t route) const {
  return NameOf(PathOf(route)) + " (line " +
         std::to_string(warnings_.lines().LineOf(PathOf(route))) + ")";
}

void RouteLint::LookAtText(size_t at) {
  const std::string& text = routes_[at].text;
  const auto letters = text.size() - static_cast<size_t>(std::count(
                                         text.begin(), text.end(), ' '));
  if (text.empty() || letters >= kLettersLeast) return;
  warnings_.Add({"route", std::to_string(at), "when", "text"},
                "RULES-SHORT-TEXT", Quote(text),
                "a text of at least three letters",
                "it fires on nearly every receipt");
}

void RouteLint::LookAtEarlier(size_t at) {
  const Route& route = routes_[at];
  std::optional<size_t> early = CoveredBy(at, nullptr);
  std::string covered;
  size_t count = 0;
  for (const std::string& code : route.type_codes) {
    const auto by = CoveredBy(at, &code);
    if (!by) continue;
    early = early ? early : by;
    covered += (covered.empty() ? "" : ", ") + Quote(code);
    ++count;
  }
  if (!early) return;
  const bool never = count == route.type_codes.size();
  warnings_.Add(
      PathOf(at), "RULES-SHADOWED",
      never ? "a condition that earlier routes cover" : "type_code " + covered,
      "what " + NameAndLine(*early) + " leaves over",
      never ? "it never fires" : "it never fires on these codes");
}

void RouteLint::Look(size_t at) {
  LookAtText(at);
  for (size_t early = 0; early < at; ++early) {
    if (!SameCondition(routes_[early], routes_[at])) continue;
    if (routes_[early].cls == routes_[at].cls) break;
    warnings_.Add(PathOf(at), "RULES-CONTRADICTION",
                  "class " + Quote(routes_[at].cls),
                  Quote(routes_[early].cls) + " as " + NameAndLine(early) +
                      " has for the same condition",
                  "the earlier route decides");
    return;
  }
  LookAtEarlier(at);
}

}  // namespace

void LintRoutes(const std::vector<Route>& routes, RuleWarnings* warnings) {
  RouteLint lint(routes, warnings);
  for (size_t i = 0; i < routes.size(); ++i) lint.Look(i);
}

}  // namespace cashmatch
