// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include <ostream>

namespace stoppress::cli {
namespace {

using std::chrono::milliseconds;

/// Redrawing a bar more often makes it flicker; more lines would fill the log.
constexpr milliseconds kBarEvery{200};
constexpr milliseconds kLineEvery{5000};
constexpr std::size_t kBarWidth = 30;

std::string duration(std::uint64_t seconds) {
    return seconds < 3600 ? fmt::format("{}:{:02}", seconds / 60, seconds % 60)
                          : fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

Progress::Progress(std::ostream& out, bool terminal, std::string what, std::string unit)
    : out_(out),
      terminal_(terminal),
      what_(std::move(what)),
      unit_(std::move(unit)),
      begin_(std::chrono::steady_clock::now()),
      shown_(begin_) {}

Progress::~Progress() {
    finish();
}

bool Progress::on_terminal() {
    return ::isatty(STDERR_FILENO) == 1;
}

void Progress::update(std::uint64_t done, std::uint64_t total) {
    // If another thread is drawing, this one need not draw as well.
    if (!mutex_.try_lock()) {
        return;
    }
    const base::Lock lock(mutex_, std::adopt_lock);
    if (finished_) {
        return;
    }
    const Now now = std::chrono::steady_clock::now();
    if (total_ == 0 && total != 0) {
        // Earlier work, such as scanning all files, says nothing about the rate.
        begin_ = now;
    }
    done_ = done;
    total_ = total;
    if (now - shown_ >= (terminal_ ? kBarEvery : kLineEvery)) {
        show(done, total, now);
    }
}

void Progress::finish() {
    const base::Lock lock(mutex_);
    if (finished_) {
        return;
    }
    finished_ = true;
    if (any_) {
        show(done_, total_, std::chrono::steady_clock::now());
        if (terminal_) {
            out_ << '\n' << std::flush;
        }
    }
}

std::string Progress::line(std::uint64_t done, std::uint64_t total, milliseconds elapsed) const {
    const double seconds = static_cast<double>(std::max<std::int64_t>(elapsed.count(), 1)) / 1000;
    const double rate = static_cast<double>(done) / seconds;
    std::string text = what_;
    if (total != 0) {
        const std::uint64_t in_bounds = std::min(done, total);
        if (terminal_) {
            const std::size_t filled = static_cast<std::size_t>(in_bounds * kBarWidth / total);
            text += fmt::format(" [{}{}]", std::string(filled, '#'), std::string(kBarWidth - filled, '.'));
        }
        text += fmt::format(" {}/{} {} ({}%)", done, total, unit_, in_bounds * 100 / total);
    } else {
        text += fmt::format(" {} {}", done, unit_);
    }
    text += fmt::format(", {:.0f}/s", rate);
    if (total > done && done != 0) {
        text += fmt::format(", {} left", duration(static_cast<std::uint64_t>(static_cast<double>(total - done) / rate)));
    }
    return text;
}

void Progress::show(std::uint64_t done, std::uint64_t total, Now now) {
    const std::string text = line(done, total, std::chrono::duration_cast<milliseconds>(now - begin_));
    if (terminal_) {
        // Return to the start of the line, write the text, and clear the rest of a longer one.
        out_ << '\r' << text << "\x1b[K" << std::flush;
    } else {
        out_ << text << '\n' << std::flush;
    }
    shown_ = now;
    any_ = true;
}

}  // namespace stoppress::cli
