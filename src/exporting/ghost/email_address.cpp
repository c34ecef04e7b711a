// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/email_address.hpp"

#include <algorithm>
#include <cstddef>

#include "base/text/ascii.hpp"

namespace stoppress::exporting {
namespace {

constexpr std::size_t kMaxEmail = 191;  ///< Ghost's
constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxWebAddress = 2000;  ///< Ghost's

bool is_plain_sign(char c) {
    return base::is_ascii_letter(c) || base::is_ascii_digit(c);
}

/// Labels of letters, digits and '-', at least two; the last of letters.
bool is_plain_host(std::string_view host) {
    std::size_t labels = 0;
    for (bool more = true; more; ++labels) {
        const std::size_t end = std::min(host.find('.'), host.size());
        const std::string_view label = host.substr(0, end);
        more = end < host.size();
        host.remove_prefix(std::min(end + 1, host.size()));
        const bool plain = !label.empty() && label.size() < kMaxLocalPart && !label.starts_with('-') && !label.ends_with('-') &&
                           std::ranges::all_of(label, [](char c) { return is_plain_sign(c) || c == '-'; });
        if (!plain || (!more && (label.size() < 2 || !std::ranges::all_of(label, base::is_ascii_letter)))) {
            return false;
        }
    }
    return labels > 1;
}

}  // namespace

bool is_plain_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > kMaxLocalPart || text.size() > kMaxEmail) {
        return false;
    }
    const std::string_view local = text.substr(0, at);
    return is_plain_host(text.substr(at + 1)) && !local.starts_with('.') && !local.ends_with('.') && !local.contains("..") &&
           std::ranges::all_of(local, [](char c) { return is_plain_sign(c) || std::string_view("._%+-").contains(c); });
}

bool is_plain_web_address(std::string_view text) {
    const std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    return host != 0 && text.size() <= kMaxWebAddress &&
           std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c < 0x7F && c != '<' && c != '>'; }) &&
           is_plain_host(text.substr(host, text.substr(host).find_first_of("/?#")));
}

}  // namespace stoppress::exporting
