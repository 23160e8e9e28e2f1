// SPDX-License-Identifier: Apache-2.0
// pugixml.cc - camt.053 with pugixml: parsed in place, then walked.
#include <pugixml.hpp>

#include "bench/peers/readers/reader_main.h"

namespace {

using cashmatch::bench::Payment;

std::string Text(pugi::xml_node node) { return node.text().get(); }

Payment PaymentOf(pugi::xml_node entry, pugi::xml_node detail) {
  const pugi::xml_node parties = detail.child("RltdPties");
  const pugi::xml_node references = detail.child("Refs");
  const pugi::xml_node amount = detail.child("Amt");
  Payment payment;
  payment.reference = Text(references.child("AcctSvcrRef"));
  payment.end_to_end = Text(references.child("EndToEndId"));
  payment.amount = Text(amount);
  payment.currency = amount.attribute("Ccy").value();
  payment.booked = Text(entry.child("BookgDt").child("Dt"));
  payment.value_day = Text(entry.child("ValDt").child("Dt"));
  payment.side = Text(detail.child("CdtDbtInd"));
  payment.payer = Text(parties.child("Dbtr").child("Pty").child("Nm"));
  payment.account = Text(parties.child("DbtrAcct").child("Id").child("IBAN"));
  const pugi::xml_node remittance = detail.child("RmtInf");
  for (const pugi::xml_node text : remittance.children("Ustrd")) {
    payment.text += Text(text);
  }
  for (const pugi::xml_node structured : remittance.children("Strd")) {
    payment.text += Text(structured.child("CdtrRefInf").child("Ref"));
    for (const pugi::xml_node document : structured.children("RfrdDocInf")) {
      payment.text += Text(document.child("Nb"));
    }
  }
  return payment;
}

cashmatch::bench::Totals Read(const std::string&, std::string* bytes) {
  pugi::xml_document document;
  std::vector<Payment> payments;
  if (!document.load_buffer_inplace(bytes->data(), bytes->size())) return {};
  const pugi::xml_node message =
      document.child("Document").child("BkToCstmrStmt");
  for (const pugi::xml_node statement : message.children("Stmt")) {
    for (const pugi::xml_node entry : statement.children("Ntry")) {
      for (const pugi::xml_node details : entry.children("NtryDtls")) {
        for (const pugi::xml_node detail : details.children("TxDtls")) {
          payments.push_back(PaymentOf(entry, detail));
        }
      }
    }
  }
  return cashmatch::bench::TotalsOf(payments);
}

}  // namespace

int main(int argc, char** argv) {
  return cashmatch::bench::ReaderMain(
      argc, argv,
      std::to_string(PUGIXML_VERSION / 1000) + "." +
          std::to_string(PUGIXML_VERSION % 1000 / 10),
      Read);
}
