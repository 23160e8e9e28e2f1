// SPDX-License-Identifier: Apache-2.0
// book_files.cc - the receivables, who owes them, and the rules that fit.
// Tested by tests/unit/adapters/corpus/generate_test.cc
#include "adapters/corpus/book_files.h"

#include "adapters/corpus/documents.h"
#include "adapters/corpus/draw.h"
#include "adapters/corpus/parties.h"
#include "adapters/corpus/plan.h"
#include "adapters/corpus/truth.h"

namespace cashmatch {
namespace {

void AppendReferences(const Geometry& geometry, const Company& company,
                      const PlannedItem& item, std::string* out) {
  AppendPurchaseOrder(item.order, out);
  if (company.currency != "EUR" || IsCredit(item.type)) return;
  out->push_back('|');
  AppendCreditorReference(geometry, company, item.index, out);
}

void AppendItem(const Geometry& geometry, const BlockPlan& plan,
                const PlannedItem& item, std::string* out) {
  const Company& company = *plan.company;
  const bool closed = item.status == ItemStatus::kClosed;
  AppendItemId(item.index, out);
  out->append(",").append(company.code).append(",");
  AppendCustomerId(item.customer, out);
  out->append(",").append(NameOf(item.type)).append(",");
  AppendDocumentNumber(geometry, company.style, item.index, out);
  out->push_back(',');
  AppendReferences(geometry, company, item, out);
  out->append(",").append(company.currency).append(",");
  AppendAmount(closed ? 0 : item.amount, company.exponent, out);
  out->push_back(',');
  AppendDay(item.document_date, out);
  out->push_back(',');
  AppendDay(item.document_date + NetDays(item.terms), out);
  out->append(",");
  if (!IsCredit(item.type)) out->append(TermsText(item.terms));
  out->append(",");
  if (closed || item.original_amount != item.amount) {
    AppendAmount(item.original_amount, company.exponent, out);
  }
  out->push_back(',');
  if (item.linked != kNoPlace) {
    AppendItemId(plan.items[item.linked].index, out);
  }
  out->append(",").append(NameOf(item.status)).append(",");
  AppendDay(item.closed_date, out);
  out->push_back('\n');
}

void AppendAccounts(const Geometry& geometry, uint64_t customer,
                    std::string* out) {
  const uint64_t block = customer / kCustomersMax;
  const bool whale = customer == geometry.whale();
  const bool dollars = geometry.CompanyOf(block).currency == "USD";
  if (dollars || whale) {
    const CheckAccount account = CheckAccountOf(customer);
    out->append(account.routing).append("/").append(account.account);
  }
  if (whale) out->push_back('|');
  if (!dollars || whale) out->append(IbanOf(customer));
}

void AppendCustomer(const Geometry& geometry, uint64_t customer,
                    std::string* out) {
  AppendCustomerId(customer, out);
  out->append(",\"");
  AppendCustomerName(customer, out);
  out->append("\",\"");
  AppendAlias(customer, out);
  out->append("\",");
  AppendCompanyId(customer, out);
  out->push_back(',');
  // Some belong to the first customer of their block.
  const uint64_t place = customer % kCustomersMax;
  const uint64_t draw = Draw(geometry.seed(), Stream::kParty, customer);
  if (place >= 4 && Below(draw, 8) == 0) {
    AppendCustomerId(customer - place, out);
  }
  out->push_back(',');
  AppendAccounts(geometry, customer, out);
  out->push_back('\n');
}

// The accounts and lockboxes by which `code` is paid.
void AppendAccountRules(const Company& company, std::string* out) {
  const auto append = [&](const std::string& account) {
    out->append("[accounts.\"").append(account).append("\"]\n");
    out->append("company_codes = [\"").append(company.code).append("\"]\n");
  };
  if (company.currency == "EUR") {
    return append(OwnAccount(BankFormat::kCamt, company));
  }
  append(OwnAccount(BankFormat::kBai2, company));
  if (company.currency != "USD") return;
  for (uint64_t i = 0; i < kLockboxes; ++i) {
    append(std::to_string(LockboxNumber(company, i)));
  }
}

}  // namespace

std::string WriteOpenItems(const Geometry& geometry, FileSink* sink,
                           const Progress& progress) {
  TextFile file(sink, "open_items.csv");
  file.text() +=
      "item_id,company_code,customer_id,document_type,document_number,"
      "references,currency,amount,document_date,due_date,payment_terms,"
      "original_amount,linked_item,status,closed_date\n";
  BlockPlan plan;
  for (uint64_t block = 0; block < geometry.blocks(); ++block) {
    PlanBlock(geometry, block, &plan);
    for (const PlannedItem& item : plan.items) {
      AppendItem(geometry, plan, item, &file.text());
    }
    file.Drain();
    progress(plan.items.size());
  }
  return file.Close();
}

std::string WriteCustomers(const Geometry& geometry, FileSink* sink) {
  TextFile file(sink, "customers.csv");
  file.text() += "customer_id,name,aliases,ids,parent_id,bank_accounts\n";
  for (uint64_t block = 0; block < geometry.blocks(); ++block) {
    const uint64_t count = geometry.Customers(block);
    for (uint64_t place = 0; place < count; ++place) {
      AppendCustomer(geometry, block * kCustomersMax + place, &file.text());
    }
    file.Drain();
  }
  return file.Close();
}

std::string WriteRules(FileSink* sink) {
  TextFile file(sink, "rules.toml");
  std::string& out = file.text();
  out +=
      "# The rules under which the truth of this corpus holds.\n"
      "[short_pay]\n"
      "policy = \"apply\"\n"
      "[overpay]\n"
      "policy = \"unapplied\"\n"
      "[terms.\"ZB10\"]\n"
      "discount_percent = \"2\"\n"
      "discount_days = 10\n"
      "net_days = 30\n";
  for (const Company* company : AllCompanies()) {
    AppendAccountRules(*company, &out);
  }
  out +=
      "[[route]]\n"
      "when = { text = \"INTEREST CREDIT\" }\n"
      "class = \"treasury\"\n"
      "[[route]]\n"
      "when = { text = \"ZERO BALANCE TRANSFER\" }\n"
      "class = \"treasury\"\n";
  return file.Close();
}

}  // namespace cashmatch
