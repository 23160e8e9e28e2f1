// SPDX-License-Identifier: Apache-2.0
// rewrite.cc - tables and mails.
// Tested by tests/fuzz/rewrite_test.cc.
#include "tests/fuzz/rewrite.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "adapters/read/book_input/book_input.h"
#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch::fuzz {
namespace {

void AppendRow(std::initializer_list<std::string_view> cells,
               std::string* out) {
  const char* between = "";
  for (const std::string_view cell : cells) {
    out->append(between).append("\"");
    for (const char c : cell) out->append(c == '"' ? 2 : 1, c);
    out->append("\"");
    between = ",";
  }
  out->append("\n");
}

std::string Amount(Minor amount, Currency currency) {
  return amount == kNotStated ? "" : FormatMoney(amount, currency);
}

std::string DayText(Day day) { return day == kNoDay ? "" : FormatDay(day); }

void AppendBase64(std::string_view bytes, std::string* out) {
  constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    uint32_t bits = 0;
    for (size_t i = 0; i < 3; ++i) {
      bits = bits << 8U |
             (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (size_t i = 0; i < 4; ++i) {
      *out += i <= group.size() ? kDigits[bits >> (18 - 6 * i) & 63U] : '=';
    }
    if (at % 57 == 54) *out += "\r\n";
  }
}

/// A name in quotes, or an address: one that holds a '<' was one.
std::string SenderText(const std::string& from) {
  if (from.empty()) return "";
  const bool address = from.find('<') != std::string::npos;
  return address ? "<" + from + ">" : "\"" + from + "\"";
}

}  // namespace

std::string ItemsCsv(const OpenItemBlock& block) {
  std::string out =
      "item_id,company_code,customer_id,document_type,document_number,"
      "references,currency,amount,document_date,due_date,payment_terms,"
      "discount_amount,discount_until,original_amount,tax_amount,instalment,"
      "linked_item,disputed_amount,status,closed_date,origin_receipt_id\n";
  for (const OpenItem& it : block.items) {
    const Currency currency = it.currency;
    AppendRow({it.item_id,
               it.company_code,
               it.customer_id,
               NameOf(it.type),
               it.document_number,
               it.references,
               CodeOf(currency),
               Amount(it.amount, currency),
               DayText(it.document_date),
               DayText(it.due_date),
               it.payment_terms,
               Amount(it.discount_amount, currency),
               DayText(it.discount_until),
               Amount(it.original_amount, currency),
               Amount(it.tax_amount, currency),
               it.instalment,
               it.linked_item,
               Amount(it.disputed_amount, currency),
               NameOf(it.status),
               DayText(it.closed_date),
               it.origin_receipt_id},
              &out);
  }
  return out;
}

std::string CustomersCsv(const CustomerBlock& block) {
  std::string out =
      "customer_id,name,aliases,ids,parent_id,virtual_accounts,"
      "bank_accounts\n";
  for (const Customer& it : block.customers) {
    AppendRow({it.customer_id, it.name, it.aliases, it.ids, it.parent_id,
               it.virtual_accounts, it.bank_accounts},
              &out);
  }
  return out;
}

std::string MailText(const Mail& mail) {
  constexpr std::string_view kMark = "=_between";
  std::string out = "From: " + SenderText(mail.from) +
                    "\r\nDate: " + mail.date +
                    "\r\nContent-Type: multipart/mixed; boundary=";
  out.append(kMark).append("\r\n\r\n");
  for (const MailPart& part : mail.parts) {
    out.append("--").append(kMark).append("\r\nContent-Type: ");
    out += part.type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    AppendBase64(part.content, &out);
    out += "\r\n";
  }
  out.append("--").append(kMark).append("--\r\n");
  return out;
}

std::string FaultOfRewrite(const OpenItemBlock& block) {
  const std::string text = ItemsCsv(block);
  OpenItemBlock again;
  Findings findings;
  ReadOpenItems(Source{"input", text}, nullptr, &again, &findings);
  return ItemsCsv(again) == text ? ""
                                 : "written and read again, an item changes";
}

std::string FaultOfRewrite(const CustomerBlock& block) {
  const std::string text = CustomersCsv(block);
  CustomerBlock again;
  Findings findings;
  ReadCustomers(Source{"input", text}, &again, &findings);
  return CustomersCsv(again) == text
             ? ""
             : "written and read again, a customer changes";
}

std::string FaultOfRewrite(const Mail& mail) {
  Mail again;
  std::string fault;
  if (!ReadMail(MailText(mail), &again, &fault)) {
    return "written and read again, the mail is refused: " + fault;
  }
  if (again.from != mail.from) return "written and read again, From changes";
  if (again.date != mail.date) return "written and read again, Date changes";
  if (again.parts.size() != mail.parts.size()) {
    return "written and read again, the number of parts changes";
  }
  for (size_t i = 0; i < mail.parts.size(); ++i) {
    if (again.parts[i].type != mail.parts[i].type ||
        again.parts[i].content != mail.parts[i].content) {
      return "written and read again, a part changes";
    }
  }
  return "";
}

}  // namespace cashmatch::fuzz
