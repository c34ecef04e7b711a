// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uidna.h>

#include "base/text/percent.hpp"
#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr std::string_view kMarks = "!$&'()*+,-./:;=?@_~";  // the URL code points of the URL Standard, besides letters and digits

/// For the part after the authority, or a whole path: percent-encodes each character that is not a URL code point.
void append_rest(std::string& out, std::string_view rest) {
    bool in_fragment = false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const char c = rest[i];
        if (is_ascii_letter(c) || is_ascii_digit(c) || kMarks.contains(c)) {
            out += c;
        } else if (c == '%' && base::hex_pair(rest.substr(i + 1)) >= 0) {
            out += c;
        } else if (c == '#' && !in_fragment) {
            in_fragment = true;
            out += c;
        } else {
            base::append_percent(out, c);
        }
    }
}

/// A host name in ASCII; empty if it is not valid.
std::string ascii_host(std::string_view host) {
    // As the URL Standard's host parser does: HTML may contain an encoded name that is not ASCII.
    std::string name = ascii_lower(base::percent_decoded(host));
    if (!std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        UErrorCode status = U_ZERO_ERROR;
        UIDNA* idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &status);
        if (U_FAILURE(status)) {
            return {};
        }
        std::array<char, 256> buffer{};
        UIDNAInfo info = UIDNA_INFO_INITIALIZER;
        const auto length = uidna_nameToASCII_UTF8(idna, name.data(), static_cast<std::int32_t>(name.size()), buffer.data(),
                                                   static_cast<std::int32_t>(buffer.size()), &info, &status);
        uidna_close(idna);
        if (U_FAILURE(status) || info.errors != 0 || length <= 0 || static_cast<std::size_t>(length) > buffer.size()) {
            return {};
        }
        name.assign(buffer.data(), static_cast<std::size_t>(length));
    }
    if (name.starts_with('[')) {
        const bool literal = name.size() > 3 && name.ends_with(']') && std::ranges::all_of(name.substr(1, name.size() - 2), [](char c) {
                                 return base::hex_digit(c) >= 0 || c == ':' || c == '.';
                             });
        return literal ? name : std::string{};
    }
    const bool plain =
        std::ranges::all_of(name, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_'; });
    return plain && name.find_first_not_of('.') != std::string::npos && !name.contains("..") && !name.starts_with('.') ? name
                                                                                                                       : std::string{};
}

/// "host", "host:443" -> the same in canonical form; empty if it is not valid or has a user name or password.
std::string canonical_authority(std::string_view authority) {
    std::string_view port;
    if (const auto colon = authority.rfind(':'); colon != std::string_view::npos && !authority.substr(colon).contains(']')) {
        port = authority.substr(colon + 1);
        authority = authority.substr(0, colon);
        if (port.size() > 5 || !std::ranges::all_of(port, is_ascii_digit)) {
            return {};
        }
    }
    std::string host = ascii_host(authority);
    if (!host.empty() && !port.empty()) {
        int number = 0;
        for (const char c : port) {
            number = number * 10 + (c - '0');
        }
        if (number < 1 || number > 65535) {
            return {};
        }
        host += ':' + std::to_string(number);
    }
    return host;
}

std::optional<std::string> web_address(std::string_view scheme, std::string_view rest) {
    const auto end = rest.find_first_of("/?#\\");
    const auto authority = canonical_authority(rest.substr(0, end));
    if (authority.empty()) {
        return std::nullopt;
    }
    std::string text{scheme};
    text += "://";
    text += authority;
    if (end != std::string_view::npos) {
        rest.remove_prefix(end);
        if (rest.starts_with('\\')) {  // browsers read it as '/'; for other programs it would be part of the host
            rest.remove_prefix(1);
            text += '/';
        }
        append_rest(text, rest);
    }
    return text;
}

std::optional<std::string> canonical(std::string_view text) {
    if (text.starts_with("//") || text.starts_with("/\\")) {
        return web_address("https", text.substr(2));
    }
    if (text.starts_with('/') || (text.starts_with('#') && text.size() > 1)) {
        std::string path;
        append_rest(path, text);
        return path;
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const auto scheme = ascii_lower(text.substr(0, colon));
    const auto rest = text.substr(colon + 1);
    if (scheme == "http" || scheme == "https") {
        return rest.starts_with("//") ? web_address(scheme, rest.substr(2)) : std::nullopt;
    }
    if ((scheme == "mailto" || scheme == "tel") && !rest.empty()) {
        std::string address = scheme + ':';
        append_rest(address, rest);
        return address;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
    if (text.size() > kMaxAddressLength) {
        return std::nullopt;
    }
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') {
        text.remove_suffix(1);
    }
    std::string joined;
    if (text.find_first_of("\t\r\n") != std::string_view::npos) {
        std::ranges::copy_if(text, std::back_inserter(joined), [](char c) { return c != '\t' && c != '\r' && c != '\n'; });
        text = joined;
    }
    auto result = canonical(text);
    if (!result || result->size() > kMaxAddressLength) {
        return std::nullopt;
    }
    return Address{*std::move(result)};
}

std::string_view Address::host() const {
    if (!is_web()) {
        return {};
    }
    std::string_view rest = std::string_view{text_}.substr(text_.find("://") + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (!rest.ends_with(']')) {
        if (const auto colon = rest.rfind(':'); colon != std::string_view::npos && !rest.substr(colon).contains(']')) {
            rest = rest.substr(0, colon);
        }
    }
    return rest;
}

}  // namespace stoppress::document
