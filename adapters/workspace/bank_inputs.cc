// SPDX-License-Identifier: Apache-2.0
// bank_inputs.cc - list, load, detect, read; findings in the order of the list.
// Tested by tests/unit/adapters/workspace/bank_inputs_test.cc
#include "adapters/workspace/bank_inputs.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "adapters/bytes/input.h"
#include "adapters/bytes/input_list.h"
#include "adapters/bytes/sha256.h"
#include "adapters/read/detect/detect.h"

namespace cashmatch {
namespace {

// An input on its way through the steps.
struct Work {
  InputFile at;
  bool named = false;  // on the command line itself, not found in a folder
  bool loaded = false;
  bool passed_over = false;
  Input input;
  BankInput result;
};

void RejectUnreadable(std::string why, BankFile* file) {
  Finding finding;
  finding.code = "UNREADABLE";
  finding.severity = Severity::kRejected;
  finding.found = std::move(why);
  finding.done = "file rejected";
  file->findings.Add(std::move(finding));
  FinishBankFile(file);
}

void Load(const RunWatch& watch, Work* work) {
  std::string error;
  work->loaded = LoadInput(work->at.path, InputLimits{}, watch.interrupted,
                           &work->input, &error);
  if (!work->loaded) RejectUnreadable(error, &work->result.file);
}

void Parse(const std::string& format, const ReadOptions& options, Work* work) {
  const std::string_view bytes = work->input.bytes();
  work->result.sha256 = Sha256Hex(work->input.stored.bytes());
  const std::string_view found =
      format.empty() ? DetectFormat(bytes) : std::string_view(format);
  work->passed_over = found.empty() && !work->named;
  if (work->passed_over) return;
  ReadBankFile(Source{work->at.name, bytes}, found, options,
               &work->result.file);
}

std::vector<Work> ListInputs(const std::vector<std::string>& inputs,
                             const RunWatch& watch, bool* listed) {
  InputList list;
  std::string error;
  std::vector<Work> works;
  *listed = ExpandInputs(inputs, &list, &error);
  if (!*listed) {
    watch.Fail(error);
    return works;
  }
  for (const std::string& warning : list.warnings) watch.Say(warning);
  for (InputFile& at : list.files) {
    Work& work = works.emplace_back();
    work.named = std::ranges::find(inputs, at.path) != inputs.end();
    work.result.name = at.name;
    work.at = std::move(at);
  }
  return works;
}

bool IsStream(const std::string& path) {
  std::error_code ignored;
  return path == "-" || !std::filesystem::is_regular_file(path, ignored);
}

void Tell(const Work& work, const RunWatch& watch) {
  if (work.passed_over) {
    watch.Say(work.at.name + ": content not recognised, passed over");
  }
  for (const Finding& finding : work.result.file.findings.list()) {
    watch.Say(Describe(work.at.name, finding));
  }
}

void ReadAll(std::vector<Work> works, const std::string& format,
             const ReadOptions& options, const RunWatch& watch,
             BankInputs* read) {
  for (Work& work : works) {
    if (IsStream(work.at.path) && !watch.Interrupted()) Load(watch, &work);
  }
  tbb::parallel_for(size_t{0}, works.size(), [&](size_t i) {
    if (watch.Interrupted()) return;
    Work& work = works[i];
    if (!IsStream(work.at.path)) Load(watch, &work);
    if (!work.loaded) return;
    Parse(format, options, &work);
    work.input = Input();  // receipts keep their own texts
  });
  if (watch.Interrupted()) return;
  for (Work& work : works) {
    Tell(work, watch);
    if (!work.passed_over) read->files.push_back(std::move(work.result));
  }
}

}  // namespace

bool IsInputFormat(std::string_view format) { return IsBankFormat(format); }

bool BankInputs::any_rejected() const {
  return std::ranges::any_of(files, &BankInput::rejected);
}

bool BankInputs::any_held() const {
  return std::ranges::any_of(files, [](const BankInput& input) {
    return input.file.summary.status == FileStatus::kHeld;
  });
}

bool BankInputs::any_ndjson() const {
  return std::ranges::any_of(files, [](const BankInput& input) {
    return input.file.summary.format == "ndjson";
  });
}

BankInputs ReadBankInputs(const std::vector<std::string>& inputs,
                          const std::string& format, const ReadOptions& options,
                          const RunWatch& watch) {
  BankInputs read;
  std::vector<Work> works = ListInputs(inputs, watch, &read.listed);
  ReadAll(std::move(works), format, options, watch, &read);
  return read;
}

BankInputs ReadBankFiles(std::vector<InputFile> files,
                         const std::string& format, const ReadOptions& options,
                         const RunWatch& watch) {
  BankInputs read;
  read.listed = true;
  std::vector<Work> works(files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    works[i].named = true;
    works[i].result.name = files[i].name;
    works[i].at = std::move(files[i]);
  }
  ReadAll(std::move(works), format, options, watch, &read);
  return read;
}

}  // namespace cashmatch
