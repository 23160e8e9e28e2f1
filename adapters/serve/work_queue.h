// SPDX-License-Identifier: Apache-2.0
// work_queue.h - work waits in lanes, and the lanes take turns.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace cashmatch::serve {

/// One thread that does one piece of work after the other. Each lane (a tenant
/// and an owner) is served in its own order, and no lane waits for more than
/// one piece of each other lane.
/// Threads: Add from any.
class WorkQueue {
 public:
  /// `most` pieces wait in each lane.
  explicit WorkQueue(size_t most) : most_(most), thread_([this] { Run(); }) {}
  ~WorkQueue() { Stop(); }

  /// Returns false if the lane is full or the queue is stopped.
  /// `always` is for what was promised before: it is never too much.
  bool Add(const std::string& lane, std::function<void()> work,
           bool always = false);

  /// Ends after the piece that is being done; what waits is destroyed here.
  void Stop();

  /// Returns how many pieces wait.
  size_t waiting() const;

 private:
  void Run();
  std::function<void()> Next();

  const size_t most_;
  mutable std::mutex lock_;
  std::condition_variable news_;
  std::map<std::string, std::deque<std::function<void()>>> lanes_;
  std::string last_;  // the lane that was served last
  size_t waiting_ = 0;
  bool stopped_ = false;
  std::thread thread_;  // after what it uses
};

}  // namespace cashmatch::serve
