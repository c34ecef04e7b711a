// SPDX-License-Identifier: GPL-3.0-or-later
// A part of the path in front of the name gives the size ("s320", "w640-h480", "s1600-rw"), in newer addresses the end of the name
// ("=s320"). "s1600-h", which old posts link to, is not a picture but a page with it (exported posts have both forms; so in
// simulot/bloggerout, internal/takeout/blogger/data).
#include "importing/atom/body/blogger_pictures.hpp"

#include <algorithm>
#include <vector>

#include "importing/atom/feed/addresses.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

/// "s320", "w640-h480-p", "s72-c".
bool is_size(std::string_view part) {
    if (part.size() < 2 || !std::string_view("swh").contains(part.front()) || !is_ascii_digit(part[1])) {
        return false;
    }
    return std::ranges::all_of(part, [](char c) { return is_ascii_digit(c) || is_ascii_letter(c) || c == '-'; });
}

/// The path of a picture's address without its size; empty for a host that is not Google's.
std::string without_size_part(std::string_view address) {
    if (!is_blogger_picture_host(host_of_address(address))) {
        return {};
    }
    const std::string path = path_of_address(address).value_or("");
    std::vector<std::string_view> parts = split(path, '/');
    std::erase_if(parts, is_size);
    std::string out;
    for (const std::string_view part : parts) {
        const std::size_t equals = part.rfind('=');
        out += '/';
        out += equals != std::string_view::npos && is_size(part.substr(equals + 1)) ? part.substr(0, equals) : part;
    }
    return out;
}

}  // namespace

bool is_blogger_picture_host(std::string_view host) {
    return host.ends_with(".bp.blogspot.com") || host == "blogger.googleusercontent.com" || host.ends_with(".ggpht.com") ||
           (host.ends_with(".googleusercontent.com") && host.starts_with("lh")) || host == "photos1.blogger.com" ||
           (host.ends_with(".blogger.com") && host.starts_with("bp"));
}

std::string picture_itself(std::string_view address) {
    constexpr std::string_view kPage = "-h/";
    std::string whole(address);
    if (!is_blogger_picture_host(host_of_address(address))) {
        return whole;
    }
    const std::size_t name = whole.rfind('/');
    const std::size_t part = name == std::string::npos || name == 0 ? std::string::npos : whole.rfind('/', name - 1);
    if (part != std::string::npos && std::string_view(whole).substr(0, name + 1).ends_with(kPage) &&
        is_size(std::string_view(whole).substr(part + 1, name - part - 1))) {
        whole.erase(name - 2, 2);
    }
    return whole;
}

bool is_same_blogger_picture(std::string_view one, std::string_view other) {
    const std::string path = without_size_part(one);
    return path.size() > 1 && path == without_size_part(other);
}

}  // namespace stoppress::importing::atom
