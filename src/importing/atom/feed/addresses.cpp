// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/feed/addresses.hpp"

#include <algorithm>

#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

/// Where the path of a web address begins.
std::size_t path_begin(std::string_view address) {
    return std::min(address.find_first_of("/?#", address.find("://") + 3), address.size());
}

/// Without "." and ".." (RFC 3986, 5.2.4); those that lead above the top are left out, as browsers do.
std::string without_dots(std::string_view path) {
    std::string out;
    const auto parts = split(path, '/');
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (parts[i] == "." || parts[i] == "..") {
            out.resize(parts[i] == ".." ? std::min(out.rfind('/'), out.size()) : out.size());
            out += last ? "/" : "";
        } else {
            out += '/';
            out += parts[i];
        }
    }
    return out.empty() ? "/" : out;
}

}  // namespace

std::string resolved(std::string_view base, std::string_view reference) {
    reference = trim(reference);
    base = trim(base);
    if (!scheme_of(reference).empty() || !is_web_address(base)) {
        return std::string(reference);
    }
    const std::size_t path = path_begin(base);
    const std::string_view whole = base.substr(0, base.find('#'));
    if (reference.empty() || reference.front() == '#') {
        return std::string(whole) + std::string(reference);
    }
    if (reference.starts_with("//")) {
        return std::string(base.substr(0, base.find(':') + 1)) + std::string(reference);
    }
    const std::string_view site = base.substr(0, path);
    const std::string_view base_path = whole.substr(std::min(path, whole.size()), whole.find('?', path) - std::min(path, whole.size()));
    if (reference.front() == '?') {
        return std::string(site) + std::string(base_path) + std::string(reference);
    }
    const std::size_t end = std::min(reference.find_first_of("?#"), reference.size());
    std::string joined(reference.substr(0, end));
    if (!joined.starts_with('/')) {
        const std::size_t slash = base_path.rfind('/');
        joined.insert(0, slash == std::string_view::npos ? "/" : std::string(base_path.substr(0, slash + 1)));
    }
    return std::string(site) + without_dots(joined) + std::string(reference.substr(end));
}

std::string host_of_address(std::string_view address) {
    address = trim(address);
    if (!is_web_address(address) || !address.contains("://")) {
        return {};
    }
    std::string_view host = address.substr(0, path_begin(address));
    host.remove_prefix(host.find("://") + 3);
    host = host.substr(0, host.rfind(':'));
    std::string lower = ascii_lower(host);
    return lower.starts_with("www.") ? lower.substr(4) : lower;
}

std::optional<std::string> path_of_address(std::string_view address) {
    address = trim(address);
    if (is_web_address(address) && address.contains("://")) {
        const std::string_view rest = address.substr(path_begin(address));
        return canonical_path(rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest));
    }
    return address.starts_with('/') && !address.starts_with("//") ? canonical_path(address) : std::nullopt;
}

}  // namespace stoppress::importing::atom
