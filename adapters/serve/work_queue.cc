// SPDX-License-Identifier: Apache-2.0
// work_queue.cc - round robin over the lanes that have work.
// Tested by tests/unit/adapters/serve/work_queue_test.cc
#include "adapters/serve/work_queue.h"

#include <utility>

namespace cashmatch::serve {

bool WorkQueue::Add(const std::string& lane, std::function<void()> work,
                    bool always) {
  {
    const std::lock_guard guard(lock_);
    const auto found = lanes_.find(lane);
    const size_t waits = found == lanes_.end() ? 0 : found->second.size();
    if (stopped_ || (waits >= most_ && !always)) return false;
    lanes_[lane].push_back(std::move(work));
    ++waiting_;
  }
  news_.notify_one();
  return true;
}

void WorkQueue::Stop() {
  {
    const std::lock_guard guard(lock_);
    stopped_ = true;
  }
  news_.notify_one();
  if (thread_.joinable()) thread_.join();
  std::map<std::string, std::deque<std::function<void()>>> dropped;
  {
    const std::lock_guard guard(lock_);
    dropped.swap(lanes_);
    waiting_ = 0;
  }
}

size_t WorkQueue::waiting() const {
  const std::lock_guard guard(lock_);
  return waiting_;
}

/// The first piece of the next lane; nothing once stopped.
std::function<void()> WorkQueue::Next() {
  std::unique_lock guard(lock_);
  news_.wait(guard, [this] { return stopped_ || waiting_ > 0; });
  if (stopped_) return nullptr;
  auto lane = lanes_.upper_bound(last_);
  if (lane == lanes_.end()) lane = lanes_.begin();
  last_ = lane->first;
  std::function<void()> work = std::move(lane->second.front());
  lane->second.pop_front();
  if (lane->second.empty()) lanes_.erase(lane);
  --waiting_;
  return work;
}

void WorkQueue::Run() {
  while (const std::function<void()> work = Next()) work();
}

}  // namespace cashmatch::serve
