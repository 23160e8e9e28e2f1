// SPDX-License-Identifier: Apache-2.0
// message.cc - which field belongs to what.
// Tested by tests/unit/adapters/read/mt940/message_test.cc
#include "adapters/read/mt940/message.h"

#include <charconv>
#include <utility>

#include "adapters/read/mt940/narrative.h"

namespace cashmatch::mt940 {
void Message::Clear() {
  Message empty;
  const auto keep = [](auto& from, auto& to) {
    from.clear();
    to.swap(from);
  };
  keep(entries, empty.entries);
  keep(lines, empty.lines);
  keep(oddities, empty.oddities);
  *this = std::move(empty);
}

bool Message::is_intraday() const {
  if (type == "942") return true;
  return intraday_field && !opening.present && !closing.present;
}

Currency Message::currency() const {
  for (const Balance* balance : {&opening, &closing, &credits, &debits}) {
    if (balance->currency != Currency::kNone) return balance->currency;
  }
  return floor_currency;
}

bool IsStatementType(std::string_view type) {
  return type.empty() || type == "940" || type == "941" || type == "942" ||
         type == "950";
}

/// Whether the field is the first of another message than the one being read.
bool MessageReader::BeginsMessage(const Message& message) const {
  if (field_.tag == Tag::kReference) return true;
  // A message whose :20: got lost, behind one that is complete.
  const bool head = field_.tag == Tag::kAccount || field_.tag == Tag::kNumber;
  return head && (message.closing.present || message.credits.present ||
                  message.debits.present);
}

bool MessageReader::Next(Message* message) {
  message->Clear();
  bool open = false;
  if (has_field_) {
    has_field_ = false;
    Begin(message);
    open = true;
  }
  for (;;) {
    switch (fields_.Next(&field_)) {
      case FieldEvent::kEnvelope:
        in_envelope_ = true;
        if (!open) break;
        return true;
      case FieldEvent::kEnd:
        if (!open) break;
        message->ended = true;
        return true;
      case FieldEvent::kDone:
        message->at_end = true;
        return open;
      case FieldEvent::kField:
        if (open && BeginsMessage(*message)) {
          has_field_ = true;
          return true;
        }
        if (open) {
          Take(message);
        } else {
          Begin(message);
          open = true;
        }
        break;
    }
  }
}

/// Opens a message with its first field, :20: where all is well.
void MessageReader::Begin(Message* message) {
  message->line = field_.line;
  message->offset = field_.offset;
  message->type = in_envelope_ ? fields_.message_type() : std::string_view();
  message->enveloped = in_envelope_;
  in_envelope_ = false;
  after_text_ = false;
  if (field_.tag == Tag::kReference) return;
  const bool entry = field_.tag == Tag::kEntry || field_.tag == Tag::kText;
  message->oddities.push_back(
      {entry ? Oddity::Kind::kOutsideEntry : Oddity::Kind::kNoReference,
       field_.name, field_.line, field_.offset});
  Take(message);
}

void MessageReader::Take(Message* message) {
  if (!IsStatementType(message->type)) {
    message->passes_over_entries |= field_.tag == Tag::kEntry;
    return;
  }
  if (message->content_begin == 0) message->content_begin = field_.offset;
  const bool entries = !message->entries.empty();
  if (field_.cut) {
    message->oddities.push_back(
        {Oddity::Kind::kTextCut, field_.name, field_.line, field_.offset});
  }
  const auto out_of_place = [&] {
    message->oddities.push_back(
        {Oddity::Kind::kOutOfPlace, field_.name, field_.line, field_.offset});
  };
  const auto at = [this](Balance* balance) {
    balance->line = field_.line;
    balance->offset = field_.offset;
    return balance;
  };
  switch (field_.tag) {
    case Tag::kAccount:
      if (entries || !message->account.empty()) return out_of_place();
      message->account = Trim(field_.first());
      break;
    case Tag::kNumber:
      if (entries) return out_of_place();
      TakeNumber(Trim(field_.first()), message);
      break;
    case Tag::kOpening:
      if (entries || message->opening.present) return out_of_place();
      message->opening_is_page = field_.name == "60M";
      ReadBalance(field_.first(), at(&message->opening));
      break;
    case Tag::kClosing:
      // The last one counts: pages pasted together have several.
      message->closing_is_page = field_.name == "62M";
      ReadBalance(field_.first(), at(&message->closing));
      break;
    case Tag::kFloor:
      message->intraday_field = true;
      TakeFloor(message);
      break;
    case Tag::kDate:
      message->intraday_field = true;
      break;
    case Tag::kCredits:
      message->intraday_field = true;
      ReadSum(field_.first(), at(&message->credits));
      break;
    case Tag::kDebits:
      message->intraday_field = true;
      ReadSum(field_.first(), at(&message->debits));
      break;
    case Tag::kEntry:
      TakeEntry(message);
      break;
    case Tag::kText:
    case Tag::kStructure:
      return TakeText(message);
    case Tag::kAvailable:
    case Tag::kRelated:
    case Tag::kReference:
    case Tag::kOther:
    case Tag::kNone:
      break;
  }
  after_text_ = field_.tag != Tag::kEntry;
  if (field_.tag == Tag::kEntry) message->content_end = field_.end;
}

void MessageReader::TakeFloor(Message* message) {
  const Floor floor = ReadFloor(field_.first());
  message->floor_currency = floor.currency;
  if (floor.side != 'D') message->credit_floor = floor.amount;
  if (floor.side != 'C') message->debit_floor = floor.amount;
}

/// "00004/00001", or a number alone.
void MessageReader::TakeNumber(std::string_view text, Message* message) {
  message->number_text = text;
  const size_t slash = text.find('/');
  const auto read = [](std::string_view digits, uint64_t* number) {
    std::from_chars(digits.data(), digits.data() + digits.size(), *number);
  };
  read(text.substr(0, slash), &message->number);
  if (slash != std::string_view::npos) {
    read(text.substr(slash + 1), &message->page);
  }
}

void MessageReader::TakeEntry(Message* message) {
  Entry& entry = message->entries.emplace_back();
  static_cast<EntryLine&>(entry) = ReadEntryLine(field_);
  entry.lines_first = static_cast<uint32_t>(message->lines.size());
  if (message->closing.present) {
    message->oddities.push_back(
        {Oddity::Kind::kOutOfPlace, field_.name, field_.line, field_.offset});
  }
}

/// A text right behind an entry is the entry's, any other the statement's. One
/// in several fields is one text, its code said once.
void MessageReader::TakeText(Message* message) {
  if (after_text_ || message->entries.empty()) return;
  Entry& entry = message->entries.back();
  entry.structure = field_.tag == Tag::kStructure;
  std::string_view first = field_.first();
  const std::string_view code = CodeIn({&first, 1});
  if (entry.lines_count > 0 && !code.empty()) {
    const std::string_view before = Trim(message->lines[entry.lines_first]);
    if (before == code && entry.lines_count == 1) {
      // ":86:073" and ":86:073~00…", as ING writes in Poland.
      message->lines.pop_back();
      entry.lines_count = 0;
    } else if (before.starts_with(code)) {
      first = Trim(first).substr(code.size());
    }
  }
  message->lines.push_back(first);
  message->lines.insert(message->lines.end(), field_.lines.begin() + 1,
                        field_.lines.end());
  entry.lines_count += static_cast<uint32_t>(field_.lines.size());
  message->content_end = field_.end;
}

}  // namespace cashmatch::mt940
