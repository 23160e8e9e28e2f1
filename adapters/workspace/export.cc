// SPDX-License-Identifier: Apache-2.0
// export.cc - reads a run, proves it, and hands it to a template.
// Tested by tests/system/export_test.py
#include "adapters/workspace/export.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

#include "adapters/workspace/postings.h"
#include "adapters/write/erp/erp_format.h"

namespace cashmatch {
namespace {

/// "1200" for all accounts, "0123=1200" for one. False with an error.
bool ReadNames(const std::vector<std::string>& given, ErpNames* names,
               std::string* error) {
  for (const std::string& text : given) {
    // Some files have no quotes.
    if (text.find_first_of(";\"\r\n") != std::string::npos) {
      *error = "--bank-account " + text + ": no account has ; or \" in it";
      return false;
    }
    const size_t sign = text.find('=');
    bool first = names->bank_account.empty();
    if (sign == std::string::npos) {
      names->bank_account = text;
    } else {
      const std::string_view account =
          ErpNames::KeyOf(std::string_view(text).substr(0, sign));
      first = names->of_account.emplace(account, text.substr(sign + 1)).second;
    }
    if (first) continue;
    *error = "--bank-account " + text + ": this account has a name already";
    return false;
  }
  return true;
}

void SayNames(const std::vector<Posting>& postings, const ErpNames& names,
              const RunWatch& watch) {
  std::set<std::string_view> nameless, sharing;
  for (const Posting& posting : postings) {
    const std::string& name = names.Of(posting);
    if (name.empty()) nameless.insert(posting.account);
    if (&name == &names.bank_account) sharing.insert(posting.account);
  }
  const auto list = [](const std::set<std::string_view>& accounts) {
    std::string text;
    for (const std::string_view account : accounts) {
      text.append(text.empty() ? "" : ", ").append(account);
    }
    return text;
  };
  if (!names.bank_account.empty() && sharing.size() > 1) {
    watch.Say("accounts " + list(sharing) + " of ours are all " +
              names.bank_account +
              "; --bank-account 0123=NAME names one by its last four "
              "characters");
  }
  if (!names.of_account.empty() && !nameless.empty()) {
    watch.Say("no --bank-account names " + list(nameless) +
              ": their rows name none");
  }
}

void SayLeftOut(const std::vector<Posting>& postings, const ErpFormat& format,
                const RunWatch& watch) {
  constexpr size_t kTold = 20;
  size_t count = 0;
  for (const Posting& posting : postings) {
    const std::string left_out = LeftOut(format, posting);
    if (left_out.empty() || ++count > kTold) continue;
    watch.Say("receipt " + posting.receipt_id + ": left out: " + left_out);
  }
  if (count <= kTold) return;
  watch.Say("and " + std::to_string(count - kTold) +
            " more receipts of which something was left out");
}

}  // namespace

Ending ExportPostings(const ExportRequest& request, const RunWatch& watch,
                      std::string* text) {
  const ErpFormat* const format = FindErpFormat(request.format);
  if (format == nullptr) {
    watch.Fail("no such format: " + request.format);
    return Ending::kWrongUsage;
  }
  ErpNames names;
  std::string error;
  if (!ReadNames(request.bank_accounts, &names, &error)) {
    watch.Fail(error);
    return Ending::kWrongUsage;
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(request.results, ignored) &&
      !std::filesystem::exists(request.results + "/summary.json", ignored)) {
    watch.Fail(
        request.results +
        "/summary.json is not there, these are no results of match; what "
        "a store decided is handed out once by `cashmatch post`");
    return Ending::kFailed;
  }
  watch.Started(Stage::kRead);
  std::vector<Posting> postings;
  error = ReadPostings(request.results, &postings);
  if (!error.empty()) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  SayNames(postings, names, watch);
  SayLeftOut(postings, *format, watch);
  *text = WriteErpFile(*format, postings, names);
  return Ending::kDone;
}

}  // namespace cashmatch
