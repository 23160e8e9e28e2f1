// SPDX-License-Identifier: Apache-2.0
// desk_words.cc - the same words that a worklist carries.
// Tested by tests/system/serve_desk_test.py
#include "adapters/serve/desk_words.h"

#include <charconv>

#include "adapters/read/finding.h"
#include "adapters/serve/json.h"

namespace cashmatch::serve {
namespace {

std::string ReadWord(const Members& members, DeskWord* word) {
  const std::optional<DeskAct> act = DeskActOf(At(members, "act"));
  if (!act) {
    return "found act " + Quote(At(members, "act")) +
           ", expected accept, items, on_account, payer, reject, unapply, "
           "confirm or reverse";
  }
  word->receipt = At(members, "receipt_id");
  word->act = *act;
  word->argument = At(members, "argument");
  word->note = At(members, "note");
  const std::string_view turn = At(members, "turn");
  const char* const end = turn.data() + turn.size();
  const auto [stop, fault] = std::from_chars(turn.data(), end, word->turn);
  if (!turn.empty() && (fault != std::errc() || stop != end)) {
    return "found turn " + Quote(turn) + ", expected a number";
  }
  if (*act == DeskAct::kAccept && word->argument.empty()) word->argument = "1";
  return {};
}

}  // namespace

bool ReadWords(std::string_view json, std::vector<DeskWord>* words,
               std::string* error) {
  std::vector<Members> list;
  if (!ReadList(json, "decisions",
                {"receipt_id", "turn", "act", "argument", "note"}, &list,
                error)) {
    return false;
  }
  for (const Members& members : list) {
    const std::string why = ReadWord(members, &words->emplace_back());
    if (why.empty()) continue;
    *error = "decision " + std::to_string(words->size()) + ": " + why;
    return false;
  }
  if (words->empty()) *error = "no decisions";
  return !words->empty();
}

std::string WordsJson(const std::vector<DeskWord>& words) {
  std::vector<std::string> list;
  for (const DeskWord& word : words) {
    list.push_back(JsonObject()
                       .Text("receipt_id", word.receipt)
                       .Number("turn", word.turn)
                       .Text("act", NameOf(word.act))
                       .Text("argument", word.argument)
                       .Text("note", word.note)
                       .Take());
  }
  return JsonArray(list);
}

bool NeedsFourEyes(const DeskWord& word) {
  return word.act == DeskAct::kItems || word.act == DeskAct::kUnapply ||
         word.act == DeskAct::kReverse;
}

}  // namespace cashmatch::serve
