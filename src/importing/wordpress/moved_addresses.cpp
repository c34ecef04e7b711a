// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/moved_addresses.hpp"

#include "document/addresses/body_addresses.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

using document::Address;

std::string_view host_of_key(std::string_view key) {
    return key.substr(0, key.find('/'));
}

/// "pic-300x200.jpg" -> "pic.jpg"; nothing if the name has no such suffix.
std::optional<std::string> without_size(std::string_view key) {
    const std::size_t dot = key.rfind('.');
    const std::size_t dash = dot == std::string_view::npos ? dot : key.rfind('-', dot);
    if (dash == std::string_view::npos || key.find('/', dash) != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view size = key.substr(dash + 1, dot - dash - 1);
    const std::size_t times = size.find('x');
    const auto digits = [](std::string_view text) {
        return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_ascii_digit);
    };
    if (times == std::string_view::npos || !digits(size.substr(0, times)) || !digits(size.substr(times + 1))) {
        return std::nullopt;
    }
    return std::string(key.substr(0, dash)) + std::string(key.substr(dot));
}

/// "pic.jpg" -> "pic-scaled.jpg" and the like.
std::string with_suffix(std::string_view key, std::string_view suffix) {
    const std::size_t dot = key.rfind('.');
    return dot == std::string_view::npos ? std::string(key)
                                         : std::string(key.substr(0, dot)) + std::string(suffix) + std::string(key.substr(dot));
}

/// Files, and pages for the old site's staff: none of them were imported.
bool is_wordpress_own(std::string_view path) {
    return path.starts_with("/wp-content/") || path.starts_with("/wp-includes/") || path.starts_with("/wp-admin/");
}

}  // namespace

std::string without_picture_size(std::string_view name) {
    return without_size(name).value_or("");
}

MovedAddresses::MovedAddresses(const WxrSite& site, const Attachments& attachments) : attachments_(attachments) {
    // The first site of a network is a different one, so it is used only if nothing else is known.
    const bool said = !trim(site.link).empty() || !trim(site.blog_url).empty();
    for (const std::string& address : {site.blog_url, site.link, said ? std::string() : site.site_url}) {
        const std::string key = address_key(trim(address));
        const std::string host(host_of_key(key));
        if (host.empty()) {
            continue;
        }
        if (hosts_.empty()) {
            folder_ = key.substr(host.size());
            while (folder_.ends_with('/')) {
                folder_.pop_back();
            }
        }
        if (std::ranges::find(hosts_, host) == hosts_.end()) {
            hosts_.push_back(host);
        }
    }
}

bool MovedAddresses::is_own(std::string_view key) const {
    return std::ranges::find(hosts_, host_of_key(key)) != hosts_.end();
}

std::optional<Attachment> MovedAddresses::taken(const Address& address) const {
    if (address.empty() || !attachments_.any_taken()) {
        return std::nullopt;
    }
    std::vector<std::string> keys;
    if (address.is_path()) {
        for (const std::string& host : hosts_) {
            keys.push_back(address_key("https://" + host + address.string()));
        }
    } else {
        keys.push_back(address_key(address.string()));
    }
    for (const std::string& key : keys) {
        const auto plain = without_size(key);
        const std::string& stem = plain.has_value() ? *plain : key;
        for (const std::string& candidate : {key, stem, with_suffix(stem, "-scaled"), with_suffix(stem, "-rotated")}) {
            auto found = attachments_.find_address(candidate);
            if (found.has_value() && found->taken.has_value()) {
                return found;
            }
        }
        // The upload itself; the export names the smaller copy that WordPress shows.
        for (const std::string_view suffix : {"-scaled.", "-rotated."}) {
            if (const std::size_t at = stem.rfind(suffix); at != std::string::npos) {
                auto found = attachments_.find_address(stem.substr(0, at) + stem.substr(at + suffix.size() - 1));
                if (found.has_value() && found->taken.has_value()) {
                    return found;
                }
            }
        }
    }
    return std::nullopt;
}

std::optional<Address> MovedAddresses::own_path(const Address& address) const {
    if (!address.is_web() || !is_own(address_key(address.string()))) {
        return std::nullopt;
    }
    const std::string& whole = address.string();
    const std::size_t begin = std::min(whole.find_first_of("/?#", whole.find("://") + 3), whole.size());
    const std::size_t fragment = std::min(whole.find('#', begin), whole.size());
    std::string path = whole.substr(begin, fragment - begin);
    if (!path.starts_with('/')) {
        path.insert(0, 1, '/');
    }
    if (!folder_.empty()) {
        const std::string_view behind = std::string_view(path).substr(std::min(path.size(), folder_.size()));
        if (!path.starts_with(folder_) || (!behind.empty() && behind.front() != '/' && behind.front() != '?')) {
            return std::nullopt;
        }
        if (is_wordpress_own(behind)) {
            return std::nullopt;
        }
        // Its front page corresponds to this site's.
        path = behind.empty() || behind == "/" ? "/" : path;
    }
    const auto plain = canonical_path(path);
    if (!plain.has_value() || is_wordpress_own(*plain)) {
        return std::nullopt;
    }
    return Address::parse(*plain + whole.substr(fragment));
}

void MovedAddresses::move(document::Document& document) const {
    const auto image = [this](document::Image& shown) {
        const auto found = taken(shown.source);
        const auto address = found.has_value() ? Address::parse(found->taken->name.address()) : std::nullopt;
        if (address.has_value()) {
            shown.source = *address;
            shown.width = found->taken->width;
            shown.height = found->taken->height;
            if (shown.alt.empty()) {
                shown.alt = found->alt;
            }
        }
        return address.has_value();
    };
    const auto link = [this](Address& address) {
        const auto found = taken(address);
        const auto here = found.has_value() ? Address::parse(found->taken->name.address()) : own_path(address);
        if (here.has_value()) {
            address = *here;
        }
        return here.has_value();
    };
    document::change_addresses(document, {image, link});
}

}  // namespace stoppress::importing::wordpress
