// SPDX-License-Identifier: Apache-2.0
// camt_text.h - small camt files for the tests of this folder.
#pragma once

#include <string>
#include <string_view>

#include "adapters/read/camt/camt.h"

namespace cashmatch {

/// Wraps statements into a camt.053.001.08 document.
inline std::string Document(std::string_view statements) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
         "<BkToCstmrStmt>" +
         std::string(statements) + "</BkToCstmrStmt></Document>";
}

/// A statement of one account in EUR with these parts.
inline std::string Stmt(std::string_view parts) {
  return "<Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>"
         "<Ccy>EUR</Ccy></Acct>" +
         std::string(parts) + "</Stmt>";
}

inline std::string Bal(std::string_view code, std::string_view amount,
                       std::string_view side = "CRDT") {
  return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(code) +
         "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + std::string(amount) +
         "</Amt><CdtDbtInd>" + std::string(side) +
         "</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>";
}

/// A booked entry of 2026-03-02, value 2026-03-03, with these further parts.
inline std::string Ntry(std::string_view amount, std::string_view side,
                        std::string_view parts = "") {
  return "<Ntry><Amt Ccy=\"EUR\">" + std::string(amount) + "</Amt><CdtDbtInd>" +
         std::string(side) +
         "</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
         "<BookgDt><Dt>2026-03-02</Dt></BookgDt>"
         "<ValDt><Dt>2026-03-03</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef>" +
         std::string(parts) + "</Ntry>";
}

inline std::string Details(std::string_view details) {
  return "<NtryDtls>" + std::string(details) + "</NtryDtls>";
}

/// A detail of this amount with further parts.
inline std::string Tx(std::string_view amount, std::string_view parts = "") {
  return "<TxDtls><Amt Ccy=\"EUR\">" + std::string(amount) + "</Amt>" +
         std::string(parts) + "</TxDtls>";
}

inline BankFile ReadText(std::string_view text,
                         const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadCamt({"file.xml", text}, options, &file);
  return file;
}

/// Reads a document of one statement.
inline BankFile ReadStmt(std::string_view parts,
                         const ReadOptions& options = ReadOptions()) {
  return ReadText(Document(Stmt(parts)), options);
}

/// The codes of all findings: "CAMT-A CAMT-B".
inline std::string Codes(const BankFile& file) {
  std::string codes;
  for (const Finding& finding : file.findings.list()) {
    codes += (codes.empty() ? "" : " ") + finding.code;
  }
  return codes;
}

}  // namespace cashmatch
