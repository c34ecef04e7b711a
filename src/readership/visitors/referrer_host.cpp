// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/visitors/referrer_host.hpp"

#include <algorithm>

#include "base/text/ascii.hpp"

namespace stoppress::readership {
namespace {

constexpr std::size_t kLabelBytes = 63;

bool is_label(std::string_view label) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !label.empty() && label.size() <= kLabelBytes && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, allowed);
}

bool is_host_name(std::string_view host) {
    while (true) {
        const auto dot = host.find('.');
        if (!is_label(host.substr(0, dot))) {
            return false;
        }
        if (dot == std::string_view::npos) {
            return true;
        }
        host.remove_prefix(dot + 1);
    }
}

/// The authority part of the address; empty for schemes without a host.
std::string_view authority_of(std::string_view referrer) {
    const auto scheme_end = referrer.find("://");
    if (scheme_end == std::string_view::npos) {
        return referrer;
    }
    constexpr std::array<std::string_view, 3> kSchemes{"https", "http", "android-app"};
    const auto scheme = referrer.substr(0, scheme_end);
    const auto is_scheme = [scheme](std::string_view known) { return base::equals_ignoring_case(scheme, known); };
    if (std::ranges::none_of(kSchemes, is_scheme)) {
        return {};
    }
    referrer.remove_prefix(scheme_end + 3);
    auto authority = referrer.substr(0, referrer.find_first_of("/?#"));
    // Browsers never send user names and passwords.
    return authority.substr(authority.rfind('@') + 1);
}

}  // namespace

std::string_view referrer_host(std::string_view referrer, HostBuffer& buffer) {
    constexpr std::string_view kDigits = "0123456789";
    auto host = authority_of(referrer);
    if (const auto colon = host.find(':'); colon != std::string_view::npos) {
        if (host.find_first_not_of(kDigits, colon + 1) != std::string_view::npos) {
            return {};
        }
        host = host.substr(0, colon);
    }
    if (host.ends_with('.')) {
        host.remove_suffix(1);
    }
    if (host.empty() || host.size() > buffer.size()) {
        return {};
    }
    std::ranges::transform(host, buffer.begin(), [](char c) { return base::ascii_lower(c); });
    std::string_view name(buffer.data(), host.size());
    constexpr std::string_view kWww = "www.";
    if (name.starts_with(kWww) && name.find('.', kWww.size()) != std::string_view::npos) {
        name.remove_prefix(kWww.size());
    }
    return is_host_name(name) ? name : std::string_view{};
}

}  // namespace stoppress::readership
