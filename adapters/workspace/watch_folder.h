// SPDX-License-Identifier: Apache-2.0
// watch_folder.h - bank files dropped into a folder go through, each once.
#pragma once

#include <functional>
#include <string>

#include "adapters/workspace/submit.h"

namespace cashmatch {

struct WatchRequest {
  SubmitRequest submit;  // inputs, out and actor.at are set for each run
  std::string folder;
  bool once = false;                 // one look, then the end
  std::function<std::string()> now;  // RFC 3339, UTC
  std::function<void()> pause;       // between two looks
};

/// Looks into `folder`/in, run after run, until it is interrupted:
///
///   in ─▶ processing ─▶ done | rejected     and what came of it in out
///
/// A file is taken once two looks, a pause apart, found the same size, time and
/// inode; hidden names, links and whatever is no plain file are left alone.
/// What one look takes is one run; if an input of it is rejected, each file is
/// a run of its own. A file moves by rename, so that it is in one folder at any
/// instant. What a crash left in processing is submitted again: the journal
/// knows the file by its bytes and applies it once. If the store fails, the
/// files stay in processing and are tried again.
///
/// For each file out holds `NAME.json`, what became of it, and `NAME.results`
/// of the first of a run the tables of that run.
/// Errors: kFailed, told: the folder cannot be used, or another process watches
/// it.
Ending WatchFolder(const WatchRequest& request, const RunWatch& watch);

}  // namespace cashmatch
