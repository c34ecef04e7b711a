// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/site/site_address.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "document/addresses/address.hpp"
#include "http/message/path.hpp"
#include "newsroom/limits.hpp"
#include "story/addresses/kept_addresses.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

base::Error bad(std::string what) {
    return base::fail(ErrorCode::invalid, std::move(what));
}

/// Without surrounding white space, and without this site's own scheme and host.
std::string_view on_this_site(std::string_view text, std::string_view site_url) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    text = text.substr(0, text.find_last_not_of(" \t") + 1);
    if (text.starts_with(site_url) && (text.size() == site_url.size() || text[site_url.size()] == '/')) {
        text.remove_prefix(site_url.size());
        return text.empty() ? "/" : text;
    }
    return text;
}

/// Paths with handlers of their own, where a redirect would never be looked up or must not exist.
bool is_reserved(std::string_view path) {
    // Below these there are lists and feeds, now or with the next story.
    constexpr std::array<std::string_view, 5> kBelow{"/archive/", "/most-viewed/", "/latest/", "/corrections/", "/search/"};
    const auto plain = path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
    return plain == "/search" || plain == "/opensearch.xml" || story::is_in_own_place(plain) || story::hides_redirects(plain) ||
           std::ranges::any_of(kBelow, [&](std::string_view below) { return path.starts_with(below); });
}

/// "/?p=12", as in WordPress.
bool is_plain_permalink(std::string_view text) {
    constexpr std::array<std::string_view, 3> kNames{"/?p=", "/?page_id=", "/?attachment_id="};
    return std::ranges::any_of(kNames, [&](std::string_view name) {
        const auto number = text.substr(std::min(name.size(), text.size()));
        return text.starts_with(name) && !number.empty() && number.size() <= 9 && number.front() != '0' &&
               std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    });
}

/// Printable ASCII without characters that browsers interpret differently.
bool is_plain_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && !std::string_view("\"<>\\^`{|}").contains(c); });
}

/// The path of `text` in canonical form.
Result<std::string> canonical_path(std::string_view text) {
    std::string scratch;
    // Non-ASCII characters are accepted as they are read, and encoded here.
    std::string raw;
    raw.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        raw += byte > ' ' && byte < 0x7f ? std::string{c} : fmt::format("%{:02X}", byte);
    }
    const auto decoded = http::decode_path(raw, scratch);
    if (decoded.fault != http::PathFault::none || !story::is_utf8(decoded.text) || !decoded.text.starts_with('/')) {
        return bad("is not a valid path such as \"/old/address\": empty parts, \"..\", backslashes and invalid encodings are not allowed");
    }
    std::string path = http::encode_path(decoded.text);
    if (path.size() > kMaxRedirectAddress) {
        return bad(fmt::format("is too long: the limit is {} bytes", kMaxRedirectAddress));
    }
    return path;
}

}  // namespace

Result<std::string> read_old_path(std::string_view text, std::string_view site_url) {
    const std::string_view path = on_this_site(text, site_url);
    if (is_plain_permalink(path)) {
        return std::string(path);
    }
    if (!path.starts_with('/')) {
        return bad("is not a path of this site, such as \"/old/address\"");
    }
    if (path.find_first_of("?#") != std::string_view::npos) {
        return bad("must not have a query or a fragment: redirects are looked up by path");
    }
    TRY(auto canonical, canonical_path(path));
    if (is_reserved(canonical)) {
        return bad("is reserved for the site itself");
    }
    return canonical;
}

Result<std::string> read_link_target(std::string_view text, std::string_view site_url) {
    const std::string_view target = on_this_site(text, site_url);
    if (target.size() > kMaxRedirectAddress) {
        return bad(fmt::format("is too long: the limit is {} bytes", kMaxRedirectAddress));
    }
    if (target.starts_with('/')) {
        const auto end = std::min(target.find_first_of("?#"), target.size());
        TRY(auto path, canonical_path(target.substr(0, end)));
        if (!is_plain_ascii(target.substr(end))) {
            return bad("has a query or a fragment that is not percent-encoded");
        }
        return path + std::string(target.substr(end));
    }
    constexpr std::string_view kHttps = "https://";
    const auto address = document::Address::parse(target);
    if (!target.starts_with(kHttps) || !is_plain_ascii(target) || !address || !address->is_web() || address->host().empty() ||
        target.substr(kHttps.size()).starts_with('/')) {
        return bad("must be a path of this site, such as \"/new/address\", or an https address");
    }
    return address->string();
}

}  // namespace stoppress::newsroom
