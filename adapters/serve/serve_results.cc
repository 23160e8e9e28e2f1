// SPDX-License-Identifier: Apache-2.0
// serve_results.cc - tables, page by page.
// Tested by tests/system/serve_test.py
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "adapters/bytes/input.h"
#include "adapters/serve/pages.h"
#include "adapters/serve/problem.h"
#include "adapters/serve/service.h"
#include "adapters/store/chain.h"
#include "adapters/workspace/worklist.h"
#include "adapters/write/results.h"

namespace cashmatch::serve {
namespace {

constexpr std::array<std::string_view, 8> kTables = {
    "receipts", "applications", "remainders",          "suggestions",
    "evidence", "learned",      "residual_open_items", "cash_proof"};

Reply RowsReply(std::string rows, TableFormat format,
                const std::string& next = {}) {
  Reply reply;
  reply.type =
      format == TableFormat::kCsv ? "text/csv" : "application/x-ndjson";
  reply.body = std::move(rows);
  if (!next.empty()) reply.headers.emplace_back("Cashmatch-Next", next);
  return reply;
}

constexpr std::string_view kHex = "0123456789abcdef";

/// An item's id may hold anything; a cursor stands in headers and URLs.
std::string CursorOf(std::string_view id) {
  std::string cursor;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    cursor += kHex[byte >> 4];
    cursor += kHex[byte & 15];
  }
  return cursor;
}

bool ReadCursor(std::string_view cursor, std::string* id) {
  if (cursor.size() % 2 != 0) return false;
  for (size_t i = 0; i < cursor.size(); i += 2) {
    const size_t high = kHex.find(cursor[i]), low = kHex.find(cursor[i + 1]);
    if (high == kHex.npos || low == kHex.npos) return false;
    *id += static_cast<char>(high << 4 | low);
  }
  return true;
}

bool WantsCsv(const Request& request) {
  const std::string& format = request.At("format");
  return format == "csv" ||
         (format.empty() &&
          request.accept.find("text/csv") != std::string::npos);
}

bool FormatIsKnown(const Request& request) {
  const std::string& format = request.At("format");
  return format.empty() || format == "csv" || format == "ndjson";
}

}  // namespace

Reply Service::ReadResults(const Request& request) const {
  const std::optional<Job> job = JobFor(request);
  if (!job || std::find(kTables.begin(), kTables.end(), request.places[1]) ==
                  kTables.end()) {
    return Problem(404, "not-found", "no such job or table");
  }
  if (!FormatIsKnown(request)) {
    return Problem(400, "query", "format: expected csv or ndjson");
  }
  if (!job->ended()) {
    return ComeBack(409, "not-ended", "the job has not ended", 1);
  }
  PageRequest page;
  std::string error;
  if (!ReadPageRequest(request, &page, &error)) {
    return Problem(400, "query", error);
  }
  const bool decided =
      job->state == JobState::kDone || job->state == JobState::kHeld;
  Input input;
  const std::string path =
      jobs_.ResultsOf(job->id) + "/" + request.places[1] + ".ndjson";
  if (!decided || !LoadInput(path, &input, &error)) {
    return Problem(
        404, "no-results",
        decided ? "the file brought nothing new, or its tables are not kept"
                : "nothing was decided");
  }
  const TableFormat format =
      WantsCsv(request) ? TableFormat::kCsv : TableFormat::kNdjson;
  Page taken;
  if (!TakePage(input.bytes(), page, format, &taken)) {
    return Problem(400, "query", "cursor: not one of this table");
  }
  return RowsReply(std::move(taken.rows), format,
                   taken.more ? std::to_string(taken.next) : "");
}

Reply Service::ListItems(const Request& request, LedgerStore* ledger) const {
  PageRequest page;
  std::string error;
  if (!ReadPageRequest(request, &page, &error)) {
    return Problem(400, "query", error);
  }
  const std::string& customer = request.At("customer_id");
  const std::string& number = request.At("document_number");
  std::string rows, next, from;
  if (!ReadCursor(request.At("cursor"), &from)) {
    return Problem(400, "query", "cursor: not one of ours");
  }
  size_t count = 0;
  const auto& items = ledger->ledger().items();
  for (auto at = items.upper_bound(from); at != items.end(); ++at) {
    const auto& [id, state] = *at;
    if (state.open == 0 ||
        (!customer.empty() && state.item.customer_id != customer) ||
        (!number.empty() && state.item.document_number != number)) {
      continue;
    }
    OpenItem item = state.item;
    item.amount = state.open;
    AppendOpenItemJson(item, &rows);
    if (++count == page.limit) {
      next = CursorOf(id);
      break;
    }
  }
  return RowsReply(std::move(rows), TableFormat::kNdjson, next);
}

Reply Service::ReadWorklist(const Request& request, LedgerStore* ledger) const {
  if (!FormatIsKnown(request)) {
    return Problem(400, "query", "format: expected csv or ndjson");
  }
  Told told;
  std::string rows;
  const TableFormat format =
      WantsCsv(request) ? TableFormat::kCsv : TableFormat::kNdjson;
  if (WriteWorklist(ledger, format, told.Watch(), &rows) != Ending::kDone) {
    return ComeBack(503, "store", told.failed.front(), 5);
  }
  return RowsReply(std::move(rows), format);
}

Reply Service::ReadJournal(const Request& request, LedgerStore* ledger) const {
  PageRequest page;
  std::string error;
  uint64_t after = 0;
  const std::string& from = request.At("after");
  const auto [stop, fault] =
      std::from_chars(from.data(), from.data() + from.size(), after);
  if (!from.empty() &&
      (fault != std::errc() || stop != from.data() + from.size())) {
    return Problem(400, "query", "after: expected a number");
  }
  if (!ReadPageRequest(request, &page, &error)) {
    return Problem(400, "query", error);
  }
  std::string rows;
  size_t count = 0;
  uint64_t last = 0;
  const bool good = ledger->store().Scan(
      request.who.tenant, after,
      [&](const JournalRow& row) {
        rows += JsonObject()
                    .Number("seq", row.seq)
                    .Text("at", row.at)
                    .Text("who", row.who)
                    .Text("kind", NameOf(row.decision.kind))
                    .Text("subject", row.decision.subject)
                    .Text("payload", row.decision.payload)
                    .Text("link", HexOf(row.link))
                    .Take() +
                "\n";
        last = row.seq;
        return ++count < page.limit;
      },
      &error);
  if (!good) return ComeBack(503, "store", error, 5);
  return RowsReply(std::move(rows), TableFormat::kNdjson,
                   count == page.limit ? std::to_string(last) : "");
}

Reply Service::ReadRules(LedgerStore* ledger) const {
  Reply reply;
  reply.type = "application/toml";
  const std::string& sha256 = ledger->ledger().rules_sha256();
  std::string error;
  if (!sha256.empty() &&
      !ReadSpooled(ledger->spool(), sha256, &reply.body, &error)) {
    return ComeBack(503, "store", error, 5);
  }
  reply.headers.emplace_back("Cashmatch-Rules", sha256);
  return reply;
}

}  // namespace cashmatch::serve
