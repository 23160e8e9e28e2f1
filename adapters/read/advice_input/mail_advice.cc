// SPDX-License-Identifier: Apache-2.0
// mail_advice.cc - from the parts of a mail to one file of advice.
// Tested by tests/unit/adapters/read/advice_input/advice_input_test.cc
#include "adapters/read/advice_input/mail_advice.h"

#include <string>
#include <utility>

#include "adapters/read/advice_input/text_advice.h"
#include "adapters/read/mail/mail.h"
#include "adapters/read/mapped_csv/values.h"

namespace cashmatch {
namespace {

constexpr size_t kPadding = 64;  // readable bytes behind what readers get

/// `3 Mar 2026` of `Tue, 3 Mar 2026 10:00:00 +0100`.
Day DayOfMail(std::string_view date) {
  const size_t comma = date.find(',');
  if (comma != std::string_view::npos) date = date.substr(comma + 1);
  return ReadDayBy("D MMM YYYY*", date).value_or(kNoDay);
}

void Reject(std::string_view code, std::string found, std::string_view expected,
            const ReadOptions& options, BankFile* file) {
  Finding finding;
  finding.code = code;
  finding.severity = Severity::kRejected;
  finding.found = std::move(found);
  finding.expected = expected;
  finding.done = "file rejected";
  AddFinding(std::move(finding), false, options, file);
}

/// Puts what a part gave into the file of the whole mail.
void Merge(size_t number, BankFile part, BankFile* file) {
  for (Finding finding : part.findings.list()) {
    const std::string path = "part " + std::to_string(number);
    finding.place.path =
        finding.place.path.empty() ? path : path + " / " + finding.place.path;
    file->findings.Add(std::move(finding));
  }
  file->summary.statements += part.summary.statements;
  file->summary.entries += part.summary.entries;
  file->summary.details += part.summary.details;
  file->advice.Append(std::move(part.advice));
}

void Fill(const Mail& mail, ReceiptBlock* advice) {
  const Day day = DayOfMail(mail.date);
  for (Receipt& receipt : advice->receipts) {
    if (receipt.payer_name.empty() && receipt.payer_account.empty() &&
        receipt.payer_id.empty()) {
      receipt.payer_name = advice->Keep(mail.from);
    }
    if (receipt.value_date != kNoDay) continue;
    receipt.value_date = receipt.booking_date = day;
  }
}

/// Readers may look beyond the end of what they are given.
class Padded {
 public:
  explicit Padded(std::string* text) : size_(text->size()), text_(*text) {
    text_.append(kPadding, '\0');
  }
  std::string_view bytes() const {
    return std::string_view(text_).substr(0, size_);
  }

 private:
  size_t size_;
  std::string& text_;
};

}  // namespace

void ReadMailAdvice(const Source& source, const ReadOptions& options,
                    const ReadMailPart& read_part, BankFile* file) {
  file->summary.format = "mail";
  Mail mail;
  std::string fault;
  if (!ReadMail(source.bytes, &mail, &fault)) {
    Reject("MAIL-FORM", fault, "a mail of RFC 5322", options, file);
    return FinishBankFile(file);
  }
  bool any = false;
  const MailPart* plain = nullptr;
  for (size_t i = 0; i < mail.parts.size(); ++i) {
    MailPart& part = mail.parts[i];
    const Padded padded(&part.content);
    BankFile own;
    if (part.type != "text/html" &&
        read_part(Source{source.name, padded.bytes()}, &own)) {
      any = true;
      Merge(i + 1, std::move(own), file);
    } else if (part.type == "text/plain" && plain == nullptr) {
      plain = &part;
    }
    part.content.resize(padded.bytes().size());
  }
  if (!any && plain != nullptr) {
    BankFile own;
    ReadTextAdvice(source, plain->content, options, &own);
    Merge(1, std::move(own), file);
  } else if (!any) {
    Reject("MAIL-EMPTY", "no part that is read",
           "text, CSV, NDJSON, X12 820 or remt.001", options, file);
  }
  Fill(mail, &file->advice);
  FinishBankFile(file);
}

}  // namespace cashmatch
