// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/target.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "base/text/percent.hpp"
#include "fetching/limits.hpp"

namespace stoppress::fetching {
namespace {

using base::ErrorCode;
using base::Result;

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

base::Error refused(std::string why) {
    return base::fail(ErrorCode::invalid, "This address is not fetched: " + std::move(why), {"fetch-refused"});
}

std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK || text == nullptr) {
        return {};
    }
    std::string copy(text);
    curl_free(text);
    return copy;
}

/// What browsers do to a Location: bytes that no address may contain are encoded.
std::string encoded(std::string_view text) {
    std::string url;
    for (const char c : text) {
        if (c > ' ' && c < '\x7f') {
            url += c;
        } else {
            base::append_percent(url, c);
        }
    }
    return url;
}

bool is_host(std::string_view host) {
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == ':';
    });
}

Result<Target> read(const Url& url, const PrivateHosts& private_hosts) {
    curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
    Target target;
    const std::string scheme = part(url, CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") {
        return refused("it is neither http nor https.");
    }
    target.secure = scheme == "https";
    if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty()) {
        return refused("it contains a user name or a password.");
    }
    target.host = base::ascii_lower(part(url, CURLUPART_HOST));
    if (target.host.starts_with('[') && target.host.ends_with(']')) {
        target.host = target.host.substr(1, target.host.size() - 2);
    } else if (target.host.contains(':')) {
        return refused("its host is not valid.");
    }
    if (!is_host(target.host) || !part(url, CURLUPART_ZONEID).empty()) {
        return refused("its host is not valid.");
    }
    const std::string port = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    std::from_chars(port.data(), port.data() + port.size(), target.port);
    target.url = part(url, CURLUPART_URL);
    if (target.url.empty() || target.url.size() > kMaxAddressBytes) {
        return refused("it is too long.");
    }
    const bool ip6 = target.host.contains(':');
    const std::string named = fmt::format("{}{}{}:{}", ip6 ? "[" : "", target.host, ip6 ? "]" : "", target.port);
    target.may_be_private = std::ranges::find(private_hosts, named) != private_hosts.end();
    if (target.port != 80 && target.port != 443 && !target.may_be_private) {
        return refused("only the ports 80 and 443 are allowed.");
    }
    return target;
}

}  // namespace

Result<Target> parse_target(std::string_view address, const PrivateHosts& private_hosts) {
    if (address.size() > kMaxAddressBytes) {
        return refused("it is too long.");
    }
    const Url url(curl_url());
    if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, encoded(address).c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
        return refused("it is not a valid http or https address.");
    }
    return read(url, private_hosts);
}

Result<Target> redirected(const Target& from, std::string_view location, int number, const PrivateHosts& private_hosts) {
    if (number > kMaxRedirects) {
        return base::fail(ErrorCode::invalid, fmt::format("The address redirects more than {} times.", kMaxRedirects), {"fetch-failed"});
    }
    if (location.size() > kMaxAddressBytes) {
        return refused("it redirects to an address that is too long.");
    }
    const Url url(curl_url());
    if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, from.url.c_str(), 0) != CURLUE_OK ||
        curl_url_set(url.get(), CURLUPART_URL, encoded(location).c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
        return refused("it redirects to an address that is not valid.");
    }
    TRY(Target target, read(url, private_hosts));
    if (from.secure && !target.secure) {
        return refused("it redirects from https to http.");
    }
    return target;
}

}  // namespace stoppress::fetching
