// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/end_deadline.hpp"

#include <unistd.h>

#include <spdlog/spdlog.h>

#include "base/threads/this_thread.hpp"
#include "cli/command.hpp"

namespace stoppress::cli {

EndDeadline::EndDeadline()
    : thread_([this] {
          base::name_this_thread("end deadline");
          run();
      }) {}

EndDeadline::~EndDeadline() {
    {
        const base::Lock guard(mutex_);
        over_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void EndDeadline::begin(std::chrono::milliseconds patience) {
    {
        const base::Lock guard(mutex_);
        begun_ = true;
        until_ = std::chrono::steady_clock::now() + patience;
    }
    changed_.notify_one();
}

void EndDeadline::now_waiting_for(std::string_view what) {
    const base::Lock guard(mutex_);
    what_ = what;
}

void EndDeadline::run() {
    base::Lock lock(mutex_);
    changed_.wait(lock, [this]() REQUIRES(mutex_) { return over_ || begun_; });
    if (changed_.wait_until(lock, until_, [this]() REQUIRES(mutex_) { return over_; })) {
        return;
    }
    spdlog::error(
        "shutdown timed out while waiting for {}. Everything that was acknowledged is stored; views of pages that were not stored yet are "
        "lost.",
        what_);
    spdlog::default_logger()->flush();
    // Not exit(): other threads still run, and may hold locks that a destructor would wait for.
    ::_exit(kGaveUpWaiting);
}

}  // namespace stoppress::cli
