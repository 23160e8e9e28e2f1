// SPDX-License-Identifier: Apache-2.0
// generate.cc - the corpus generator into an atomic folder.
// Tested by tests/system/generate_test.py
#include "adapters/workspace/generate.h"

#include "adapters/bytes/atomic_folder.h"
#include "adapters/bytes/input.h"
#include "adapters/corpus/generate.h"
#include "adapters/corpus/mix.h"

namespace cashmatch {
namespace {

// Leaves the generator when a signal has come; it knows no other way out.
struct Stopped {};

bool LoadMix(const std::string& path, const RunWatch& watch,
             std::string* text) {
  if (path.empty()) return true;
  Input input;
  std::string error;
  if (LoadInput(path, &input, &error)) {
    *text = input.bytes();
    Mix checked;
    error = ParseMix(*text, &checked);
    if (!error.empty()) error = path + ": " + error;
  }
  if (error.empty()) return true;
  watch.Fail(error);
  return false;
}

// Returns what went wrong; empty if nothing did.
std::string Fill(const CorpusOptions& options, const std::string& folder) {
  FolderSink sink(folder);
  return GenerateCorpus(options, &sink);
}

}  // namespace

Ending Generate(const GenerateRequest& request, const RunWatch& watch) {
  CorpusOptions options;
  options.items = request.items;
  options.receipts = request.receipts;
  options.seed = request.seed;
  if (!LoadMix(request.mix, watch, &options.mix_toml)) {
    return Ending::kWrongUsage;
  }
  options.progress = [&](uint64_t done, uint64_t total) {
    if (watch.Interrupted()) throw Stopped();
    if (watch.progress) watch.progress(done, total);
  };
  watch.Started(Stage::kWrite);
  AtomicFolder out;
  std::string error;
  try {
    if (out.Start(request.out, request.overwrite, &error)) {
      error = Fill(options, out.path());
    }
  } catch (const Stopped&) {
    return Ending::kInterrupted;
  }
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (error.empty() && out.Commit(&error)) return Ending::kDone;
  watch.Fail(error);
  return Ending::kFailed;
}

}  // namespace cashmatch
