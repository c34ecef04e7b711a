// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/embeds/address_parts.hpp"

#include <algorithm>

namespace stoppress::document {

namespace {

/// Cuts off what comes before the next `separator`, and the separator.
std::string_view take(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

}  // namespace

std::string_view AddressParts::parameter(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &std::pair<std::string_view, std::string_view>::first);
    return found == query.end() ? std::string_view{} : found->second;
}

std::optional<AddressParts> parts_of(const Address& address) {
    if (!address.is_web()) {
        return std::nullopt;
    }
    AddressParts parts;
    std::string_view rest = address.string();
    parts.secure = rest.starts_with("https:");
    rest.remove_prefix(rest.find("://") + 3);
    const auto end = std::min(rest.find_first_of("/?#"), rest.size());
    parts.host = rest.substr(0, end);
    rest.remove_prefix(end);
    if (parts.host.contains(':')) {
        return std::nullopt;
    }
    auto before = take(rest, '#');
    parts.fragment = rest;
    auto path = take(before, '?');
    while (!before.empty()) {
        auto value = take(before, '&');
        const auto name = take(value, '=');
        parts.query.emplace_back(name, value);
    }
    if (!path.empty()) {
        path.remove_prefix(1);
    }
    if (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    while (!path.empty()) {
        parts.path.push_back(take(path, '/'));
    }
    return parts;
}

}  // namespace stoppress::document
