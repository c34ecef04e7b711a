// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/lag.hpp"

#include <fmt/format.h>

namespace stoppress::press {

void Lag::arrived(Time now) {
    if (!since_) {
        since_ = now;
    }
}

void Lag::shown(Time began, bool more) {
    since_ = more ? std::optional{began} : std::nullopt;
    reason_.clear();
}

std::string Lag::trouble(Time now) const {
    if (!since_ || now - *since_ < kPatience) {
        return {};
    }
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - *since_).count();
    return fmt::format("The pages have not been updated from the database for {} seconds. The server keeps retrying; see the log.{}{}",
                       seconds, reason_.empty() ? "" : " ", reason_);
}

}  // namespace stoppress::press
