// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/media/media_address.hpp"

#include <algorithm>

#include "document/addresses/body_addresses.hpp"

namespace stoppress::store {

std::optional<std::string_view> media_hash(std::string_view address) {
    constexpr std::string_view kFolder = "/media/";
    constexpr std::size_t kDigits = 64;
    if (const auto host = address.find("://"); host != std::string_view::npos) {
        const auto path = address.find('/', host + 3);
        address = path == std::string_view::npos ? std::string_view{} : address.substr(path);
    }
    if (!address.starts_with(kFolder)) {
        return std::nullopt;
    }
    const auto hash = address.substr(kFolder.size(), kDigits);
    const auto rest = address.substr(std::min(address.size(), kFolder.size() + kDigits));
    const bool digits = std::ranges::all_of(hash, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hash.size() == kDigits && digits && rest.starts_with('.') ? std::optional(hash) : std::nullopt;
}

std::set<std::string> media_hashes(const story::LeadImage& lead, const document::Document& body) {
    std::set<std::string> hashes;
    const auto add = [&](std::string_view address) {
        if (const auto hash = media_hash(address)) {
            hashes.emplace(*hash);
        }
    };
    add(lead.source);
    document::for_each_address(body, [&](const document::Address& address) { add(address.string()); });
    return hashes;
}

}  // namespace stoppress::store
