// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure_log.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace stoppress::base {

FailureLog::FailureLog(std::string what) : FailureLog(std::move(what), Options{}) {}
FailureLog::FailureLog(std::string what, Options options) : what_(std::move(what)), options_(std::move(options)) {}

void FailureLog::write_to_log(Level level, const std::string& line) {
    if (level == Level::error) {
        spdlog::error("{}", line);
    } else {
        spdlog::info("{}", line);
    }
}

namespace {

std::string more_times(std::uint64_t count) {
    return count == 1 ? std::string("once more") : fmt::format("{} more times", count);
}

}  // namespace

void FailureLog::failed(std::string_view detail) {
    const Lock lock(mutex_);
    const TimePoint now = options_.now();
    if (total_ > 0 && now - last_ >= kInterval) {
        // recovered() was not called, but it has not failed for long.
        if (unwritten_ > 0) {
            options_.write(Level::error, fmt::format("{}: failed {}, the last time {} s ago", what_, more_times(unwritten_),
                                                     std::chrono::duration_cast<std::chrono::seconds>(now - last_).count()));
        }
        total_ = 0;
    }
    last_ = now;
    if (total_++ == 0) {
        failing_ = true;
        began_ = written_ = now;
        unwritten_ = 0;
        options_.write(Level::error, fmt::format("{}: {}", what_, detail));
        return;
    }
    ++unwritten_;
    if (now - written_ >= kInterval) {
        options_.write(Level::error, fmt::format("{}: {} ({} since the last message)", what_, detail, more_times(unwritten_)));
        written_ = now;
        unwritten_ = 0;
    }
}

void FailureLog::recovered() {
    if (!failing_.load(std::memory_order_relaxed)) {
        return;
    }
    const Lock lock(mutex_);
    if (!failing_.exchange(false)) {
        return;
    }
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(options_.now() - began_).count();
    options_.write(Level::info,
                   fmt::format("{}: recovered after failing {} {} in {} s", what_, total_, total_ == 1 ? "time" : "times", seconds));
    total_ = 0;
    unwritten_ = 0;
}

}  // namespace stoppress::base
