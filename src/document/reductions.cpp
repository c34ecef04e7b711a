// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/reductions.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

void Reductions::say(std::size_t line, std::string what) {
    if (said_.size() < kMaxReductions) {
        said_.push_back({line, std::move(what)});
    } else {
        ++more_;
    }
}

std::vector<Reduction> Reductions::take() {
    if (more_ > 0) {
        said_.push_back({0, fmt::format("and {} more", more_)});
        more_ = 0;
    }
    return std::move(said_);
}

std::optional<Address> read_address(std::string_view written, const ParseOptions& options) {
    return options.rewrite_address ? Address::parse(options.rewrite_address(written)) : Address::parse(written);
}

std::string shortened(std::string_view written) {
    constexpr std::size_t kShown = 80;
    if (written.size() <= kShown) {
        return single_line(written);
    }
    auto end = kShown;
    while (end > 0 && (static_cast<unsigned char>(written[end]) & 0xC0U) == 0x80) {
        --end;
    }
    return single_line(written.substr(0, end)) + "…";
}

}  // namespace stoppress::document
