// SPDX-License-Identifier: Apache-2.0
// camt_files.cc - camt.053.001.08 statements in euros.
// Tested by tests/unit/adapters/corpus/camt_files_test.cc
#include <algorithm>

#include "adapters/corpus/bank_files.h"
#include "adapters/corpus/draw.h"

namespace cashmatch {
namespace {

constexpr uint64_t kReceiptsOfFile = 250'000;
constexpr uint64_t kReceiptsOfBatch = 20;  // of an entry of a QR account
constexpr Minor kOpeningBalance = 1'000'000'00;

class CamtWriter {
 public:
  explicit CamtWriter(const BankRun& run)
      : run_(run), blocks_(run.geometry, BankFormat::kCamt) {}

  std::string Write(const BankFilePlan& plan);

 private:
  using Receipts = std::span<const PlannedReceipt>;

  std::string& out() { return file_->text(); }
  void Text(std::string_view element, std::string_view value);
  void Amount(std::string_view element, Minor amount);
  void Balance(std::string_view code, Minor amount);
  void Credit(Minor amount);
  void Statement(Span ranks, uint64_t number);
  void Block(const BlockPlan& block);
  void Entry(const BlockPlan& block, Receipts receipts);
  void EntryHead(Minor amount, bool interest);
  void Details(const BlockPlan& block, const PlannedReceipt& receipt);
  void Parties();
  void Remittance(const Company& company);
  void Documents();
  void Structured(const Company& company);

  BankRun run_;
  BlockReader blocks_;
  TextFile* file_ = nullptr;
  Payment payment_;
  std::string reference_;
  Day day_ = kNoDay;
  uint64_t entries_ = 0;  // of the file
};

// How many of the receipts from the first on stand in one entry.
size_t EntrySize(const Company& company,
                 std::span<const PlannedReceipt> receipts) {
  const auto ours = [](const PlannedReceipt& receipt) {
    return receipt.cls == ReceiptClass::kNotReceivable;
  };
  if (company.code != "2100" || ours(receipts.front())) return 1;
  size_t size = 1;
  while (size < kReceiptsOfBatch && size < receipts.size() &&
         !ours(receipts[size])) {
    ++size;
  }
  return size;
}

void CamtWriter::Text(std::string_view element, std::string_view value) {
  out().append("<").append(element).append(">");
  for (const char c : value) {
    if (c == '&') {
      out() += "&amp;";
    } else {
      out().push_back(c);  // a corpus has no other character to escape
    }
  }
  out().append("</").append(element).append(">");
}

void CamtWriter::Amount(std::string_view element, Minor amount) {
  out().append("<").append(element).append(" Ccy=\"EUR\">");
  AppendAmount(amount, 2, &out());
  out().append("</").append(element).append(">");
}

void CamtWriter::Credit(Minor amount) {
  Amount("Amt", amount);
  out() += "<CdtDbtInd>CRDT</CdtDbtInd>";
}

void CamtWriter::Balance(std::string_view code, Minor amount) {
  out() += "<Bal><Tp><CdOrPrtry>";
  Text("Cd", code);
  out() += "</CdOrPrtry></Tp>";
  Credit(amount);
  out() += "<Dt><Dt>";
  AppendDay(day_, &out());
  out() += "</Dt></Dt></Bal>\n";
}

void CamtWriter::Documents() {
  for (const QuotedDocument& document : payment_.documents) {
    const bool credit = document.paid < 0;
    out() += "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>";
    out() += credit ? "CREN" : "CINV";
    out() += "</Cd></CdOrPrtry></Tp>";
    Text("Nb", document.number);
    out() += "</RfrdDocInf><RfrdDocAmt>";
    Amount(credit ? "CdtNoteAmt" : "RmtdAmt",
           credit ? -document.paid : document.paid);
    out() += "</RfrdDocAmt></Strd>";
  }
}

void CamtWriter::Structured(const Company& company) {
  out() += "<Strd><CdtrRefInf><Tp><CdOrPrtry>";
  out() += company.code == "2100" ? "<Prtry>QRR</Prtry>" : "<Cd>SCOR</Cd>";
  out() += "</CdOrPrtry></Tp>";
  Text("Ref", payment_.creditor_reference);
  out() += "</CdtrRefInf></Strd>";
}

void CamtWriter::Remittance(const Company& company) {
  std::string text = payment_.text;
  if (!payment_.purchase_order.empty()) {
    text = "ORDER " + payment_.purchase_order;
  }
  const bool documents =
      !payment_.documents.empty() && Below(Again(payment_.draw, 6), 2) == 0;
  if (!documents && !payment_.documents.empty()) {
    text = "PAYMENT ";
    AppendQuotes(payment_, ", ", &text);
  }
  if (text.empty() && !documents && payment_.creditor_reference.empty()) {
    return;
  }
  out() += "<RmtInf>";
  if (!text.empty()) Text("Ustrd", text);
  if (documents) Documents();
  if (!payment_.creditor_reference.empty()) Structured(company);
  out() += "</RmtInf>";
}

void CamtWriter::Parties() {
  out() += "<RltdPties><Dbtr><Pty>";
  Text("Nm", payment_.payer_name);
  out() += "</Pty></Dbtr><DbtrAcct><Id>";
  Text("IBAN", payment_.iban);
  out() += "</Id></DbtrAcct></RltdPties>";
}

void CamtWriter::Details(const BlockPlan& block,
                         const PlannedReceipt& receipt) {
  DescribePayment(run_.geometry, block, receipt, &payment_);
  reference_.clear();
  AppendBankReference("CT", receipt.index, &reference_);
  out() += "<TxDtls><Refs>";
  Text("AcctSvcrRef", reference_);
  out() += "<EndToEndId>NOTPROVIDED</EndToEndId></Refs>";
  Credit(receipt.amount);
  if (receipt.cls != ReceiptClass::kNotReceivable) Parties();
  Remittance(*block.company);
  out() += "</TxDtls>\n";
  run_.truth->Add(run_.geometry, block, receipt, reference_);
}

void CamtWriter::EntryHead(Minor amount, bool interest) {
  out() += "<Ntry>";
  std::string reference;
  AppendNumber(++entries_, &reference);
  Text("NtryRef", reference);
  Credit(amount);
  out() += "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>";
  AppendDay(day_, &out());
  out() += "</Dt></BookgDt><ValDt><Dt>";
  AppendDay(day_, &out());
  out() += "</Dt></ValDt><BkTxCd><Domn>";
  out() += interest ? "<Cd>ACMT</Cd><Fmly><Cd>MCOP</Cd>"
                      "<SubFmlyCd>INTR</SubFmlyCd></Fmly>"
                    : "<Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>"
                      "<SubFmlyCd>ESCT</SubFmlyCd></Fmly>";
  out() += "</Domn></BkTxCd><NtryDtls>";
}

void CamtWriter::Entry(const BlockPlan& block, Receipts receipts) {
  Minor sum = 0;
  for (const PlannedReceipt& receipt : receipts) sum += receipt.amount;
  EntryHead(sum, receipts[0].cls == ReceiptClass::kNotReceivable);
  if (receipts.size() > 1) {
    out() += "<Btch>";
    Text("NbOfTxs", std::to_string(receipts.size()));
    Amount("TtlAmt", sum);
    out() += "<CdtDbtInd>CRDT</CdtDbtInd></Btch>\n";
  }
  for (const PlannedReceipt& receipt : receipts) Details(block, receipt);
  out() += "</NtryDtls></Ntry>\n";
}

void CamtWriter::Block(const BlockPlan& block) {
  Receipts rest = block.receipts;
  while (!rest.empty()) {
    const size_t size = EntrySize(*block.company, rest);
    Entry(block, rest.first(size));
    rest = rest.subspan(size);
  }
  file_->Drain();
  run_.progress(block.receipts.size());
}

void CamtWriter::Statement(Span ranks, uint64_t number) {
  Minor credits = 0;
  uint64_t entries = 0;
  for (uint64_t rank = ranks.first; rank < ranks.last; ++rank) {
    const BlockPlan& block = blocks_.Read(rank);
    Receipts rest = block.receipts;
    for (const PlannedReceipt& receipt : rest) credits += receipt.amount;
    for (; !rest.empty(); ++entries) {
      rest = rest.subspan(EntrySize(*block.company, rest));
    }
  }
  const Company& company = run_.geometry.CompanyOf(
      run_.geometry.BlockAt(BankFormat::kCamt, ranks.first));
  out() += "<Stmt>";
  Text("Id", FormatDay(day_) + "-" + std::to_string(number));
  Text("CreDtTm", FormatDay(day_) + "T23:30:00");
  out() += "<Acct><Id>";
  Text("IBAN", OwnAccount(BankFormat::kCamt, company));
  out() += "</Id><Ccy>EUR</Ccy></Acct>\n";
  Balance("OPBD", kOpeningBalance);
  Balance("CLBD", kOpeningBalance + credits);
  out() += "<TxsSummry><TtlCdtNtries>";
  Text("NbOfNtries", std::to_string(entries));
  Text("Sum", FormatDecimal(credits, 2));
  out() += "</TtlCdtNtries></TxsSummry>\n";
  for (uint64_t rank = ranks.first; rank < ranks.last; ++rank) {
    Block(blocks_.Read(rank));
  }
  out() += "</Stmt>\n";
}

std::string CamtWriter::Write(const BankFilePlan& plan) {
  TextFile file(run_.sink, plan.path);
  file_ = &file;
  day_ = BusinessDay(plan.day);
  entries_ = 0;
  out() +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n"
      "<BkToCstmrStmt><GrpHdr>";
  const std::string part = std::to_string(plan.part + 1);
  Text("MsgId", "CM" + FormatDay(day_) + "-" + part);
  Text("CreDtTm", FormatDay(day_) + "T23:30:00");
  out() += "</GrpHdr>\n";
  uint64_t number = plan.part * 1000;
  Span rest = plan.ranks;
  while (rest.first < rest.last) {
    const Span section = FirstSection(run_.geometry, BankFormat::kCamt, rest);
    Statement(section, ++number);
    rest.first = section.last;
  }
  out() += "</BkToCstmrStmt></Document>\n";
  return file.Close();
}

}  // namespace

std::string WriteCamtFiles(const BankRun& run) {
  CamtWriter writer(run);
  return ForEachFile(
      run.geometry, BankFormat::kCamt, kReceiptsOfFile, ".xml",
      [&](const BankFilePlan& plan) { return writer.Write(plan); });
}

}  // namespace cashmatch
