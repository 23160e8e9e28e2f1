// SPDX-License-Identifier: Apache-2.0
// ndjson_files.cc - canonical receipts, one a line.
// Tested by tests/unit/adapters/corpus/generate_test.cc
#include "adapters/corpus/bank_files.h"
#include "adapters/corpus/draw.h"

namespace cashmatch {
namespace {

constexpr uint64_t kReceiptsOfFile = 250'000;

// Names and numbers of a corpus hold nothing that JSON escapes.
void AppendMember(std::string_view name, std::string_view value,
                  std::string* out) {
  out->append(",\"").append(name).append("\":\"").append(value).append("\"");
}

void AppendReference(std::string_view type, std::string_view value,
                     std::string* out) {
  out->append(out->back() == '[' ? "" : ",");
  out->append("{\"type\":\"").append(type).append("\",\"value\":\"");
  out->append(value).append("\"}");
}

void AppendAdvice(const Payment& payment, int exponent, std::string* out) {
  out->append(",\"advice\":[");
  for (const QuotedDocument& document : payment.documents) {
    out->append(out->back() == '[' ? "" : ",");
    out->append("{\"reference\":\"").append(document.number);
    out->append("\",\"paid\":\"");
    AppendAmount(document.paid, exponent, out);
    out->append("\"}");
  }
  out->append("]");
}

// A payer quotes in an advice, in typed references or in plain text.
void AppendQuoted(const Payment& payment, int exponent, std::string* out) {
  if (!payment.text.empty()) {
    out->append(",\"text\":[\"").append(payment.text).append("\"]");
  } else if (!payment.purchase_order.empty()) {
    out->append(",\"references\":[");
    AppendReference("purchase_order", payment.purchase_order, out);
    out->append("]");
  } else if (!payment.documents.empty()) {
    switch (Below(Again(payment.draw, 6), 3)) {
      case 0:
        return AppendAdvice(payment, exponent, out);
      case 1:
        out->append(",\"references\":[");
        for (const QuotedDocument& document : payment.documents) {
          AppendReference("invoice", document.number, out);
        }
        out->append("]");
        return;
      default:
        out->append(",\"text\":[\"PAYMENT FOR ");
        AppendQuotes(payment, ", ", out);
        out->append("\"]");
    }
  }
}

void AppendReceipt(const BlockPlan& block, const PlannedReceipt& receipt,
                   const Payment& payment, std::string_view reference,
                   std::string* out) {
  const Company& company = *block.company;
  const bool dollars = company.currency == "USD";
  out->append("{\"bank_reference\":\"").append(reference).append("\"");
  AppendMember("account", OwnAccount(BankFormat::kNdjson, company), out);
  out->append(",\"booking_date\":\"");
  AppendDay(block.day, out);
  out->append("\",\"value_date\":\"");
  AppendDay(block.day, out);
  out->append("\"");
  AppendMember("currency", company.currency, out);
  out->append(",\"amount\":\"");
  AppendAmount(receipt.amount, company.exponent, out);
  out->append("\",\"direction\":\"credit\"");
  if (receipt.cls == ReceiptClass::kNotReceivable) {
    const bool interest = (payment.draw & 1) != 0;
    out->append(",\"method\":\"other\"");
    AppendMember("type_code", interest ? "354" : "275", out);
  } else {
    AppendMember("method", dollars ? "ach" : "wire", out);
    out->append(",\"payer\":{\"name\":\"").append(payment.payer_name);
    out->append("\",\"account\":\"");
    if (dollars) {
      out->append(payment.check_account.routing).append("/");
      out->append(payment.check_account.account);
    } else {
      out->append(payment.iban);
    }
    out->append("\"}");
  }
  AppendQuoted(payment, company.exponent, out);
  out->append("}\n");
}

}  // namespace

std::string WriteNdjsonFiles(const BankRun& run) {
  BlockReader blocks(run.geometry, BankFormat::kNdjson);
  Payment payment;
  std::string reference;
  const auto write = [&](const BankFilePlan& plan) {
    TextFile file(run.sink, plan.path);
    for (uint64_t rank = plan.ranks.first; rank < plan.ranks.last; ++rank) {
      const BlockPlan& block = blocks.Read(rank);
      for (const PlannedReceipt& receipt : block.receipts) {
        DescribePayment(run.geometry, block, receipt, &payment);
        reference.clear();
        AppendBankReference("ND", receipt.index, &reference);
        AppendReceipt(block, receipt, payment, reference, &file.text());
        run.truth->Add(run.geometry, block, receipt, reference);
      }
      file.Drain();
      run.progress(block.receipts.size());
    }
    return file.Close();
  };
  return ForEachFile(run.geometry, BankFormat::kNdjson, kReceiptsOfFile,
                     ".ndjson", write);
}

}  // namespace cashmatch
