// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/wakeup.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace stoppress::readership {

base::Result<std::shared_ptr<Wakeup>> Wakeup::create() {
    const int descriptor = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (descriptor < 0) {
        return base::fail(base::ErrorCode::io, "no file descriptor is left for counting views; raise the limit (ulimit -n)");
    }
    return std::make_shared<Wakeup>(descriptor);
}

Wakeup::~Wakeup() {
    ::close(descriptor_);
}

void Wakeup::wait(std::chrono::nanoseconds time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const timespec span{.tv_sec = seconds.count(), .tv_nsec = (time - seconds).count()};
    pollfd waited{.fd = descriptor_, .events = POLLIN, .revents = 0};
    // Interrupted or failed: the caller checks for work and calls again.
    if (::ppoll(&waited, 1, &span, nullptr) > 0) {
        std::uint64_t times = 0;
        [[maybe_unused]] const auto emptied = ::read(descriptor_, &times, sizeof times);
    }
}

void Wakeup::signal() {
    const std::uint64_t once = 1;
    // Fails only if the counter is full: then it is readable already.
    [[maybe_unused]] const auto written = ::write(descriptor_, &once, sizeof once);
}

}  // namespace stoppress::readership
