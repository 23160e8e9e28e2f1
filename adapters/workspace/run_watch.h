// SPDX-License-Identifier: Apache-2.0
// run_watch.h - how a use case talks to whoever started it, and how it ends.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace cashmatch {

/// The steps of a run, in order.
enum class Stage : uint8_t { kRules, kBook, kRead, kMatch, kWrite };

/// The word for a stage: "reading", "matching".
std::string_view NameOf(Stage stage);

/// What a driver wants to hear. All are called from the thread that started the
/// use case, but for progress, which may come from another, one at a time;
/// those not set are not called.
struct RunWatch {
  std::function<void(Stage stage)> started;
  /// Now and then in a long step: how much of it is done.
  std::function<void(uint64_t done, uint64_t total)> progress;
  /// One line for people: a finding or a warning.
  std::function<void(std::string_view line)> say;
  /// One line that says why the use case ends without success.
  std::function<void(std::string_view line)> fail;
  /// Asked between steps; true ends the run with Ending::kInterrupted.
  bool (*interrupted)() = nullptr;

  void Started(Stage stage) const {
    if (started) started(stage);
  }
  void Say(std::string_view line) const {
    if (say) say(line);
  }
  void Fail(std::string_view line) const {
    if (fail) fail(line);
  }
  bool Interrupted() const { return interrupted != nullptr && interrupted(); }
};

/// How a use case ended. Only kDone and kHeld leave results behind.
enum class Ending : uint8_t {
  kDone,
  kHeld,        // done, but a part of an input was held
  kFailed,      // an input was rejected or something could not be done
  kWrongUsage,  // the rules file or the request is wrong
  kInterrupted,
};

}  // namespace cashmatch
