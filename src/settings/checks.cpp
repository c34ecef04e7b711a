// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/checks.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include <array>
#include <charconv>
#include <filesystem>

#include "base/text/ascii.hpp"
#include "base/time/time_zone.hpp"
#include "settings/limits.hpp"
#include "story/text.hpp"

namespace stoppress::settings {
namespace {

bool is_alphanumeric(char c) {
    return base::is_ascii_letter(c) || base::is_ascii_digit(c);
}

bool is_ip4(const std::string& text) {
    in_addr address{};
    return !text.contains('\0') && inet_pton(AF_INET, text.c_str(), &address) == 1;
}

bool is_ip6(const std::string& text) {
    in6_addr address{};
    return !text.contains('\0') && inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

std::optional<int> parse_number(std::string_view text, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most || text.starts_with('-')) {
        return std::nullopt;
    }
    return number;
}

/// A DNS name: labels of letters, digits and '-', separated by dots.
bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 253) {
        return false;
    }
    std::size_t label = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i == name.size() || name[i] == '.') {
            if (label == 0 || label > 63 || name[i - 1] == '-' || name[i - label] == '-') {
                return false;
            }
            label = 0;
        } else if (is_alphanumeric(name[i]) || name[i] == '-') {
            ++label;
        } else {
            return false;
        }
    }
    return true;
}

struct HostPort {
    std::string host;  ///< without brackets
    bool bracketed = false;
    std::optional<std::string> port;
};

std::optional<HostPort> split_host(const std::string& text) {
    HostPort split;
    std::string_view rest = text;
    if (rest.starts_with('[')) {
        const auto close = rest.find(']');
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        split.host = rest.substr(1, close - 1);
        split.bracketed = true;
        rest.remove_prefix(close + 1);
    } else {
        const auto colon = rest.find(':');
        split.host = rest.substr(0, colon);
        rest.remove_prefix(split.host.size());
    }
    if (rest.starts_with(':')) {
        split.port = rest.substr(1);
        if (split.port->empty() || !parse_number(*split.port, 65535)) {
            return std::nullopt;
        }
    } else if (!rest.empty()) {
        return std::nullopt;
    }
    return split;
}

/// A name or address in the form of a URL, with or without a port.
bool is_authority(const std::string& text) {
    const auto split = split_host(text);
    return split && (split->bracketed ? is_ip6(split->host) : is_name(split->host)) && (!split->port || *split->port != "0");
}

/// Of digits and small letters.
bool is_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::optional<std::string> check_text(std::string& value) {
    const bool control = std::ranges::any_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (control || value.size() > kMaxTextLength || !story::is_utf8(value)) {
        return "must be one line of text, of at most " + std::to_string(kMaxTextLength) + " bytes of UTF-8";
    }
    return std::nullopt;
}

std::optional<std::string> check_picture(std::string& value) {
    constexpr std::string_view kFolder = "/media/";
    constexpr std::size_t kHashDigits = 64;
    constexpr std::array<std::string_view, 5> kEndings{".jpg", ".png", ".webp", ".gif", ".avif"};
    const std::string_view text = value;
    const auto name = text.substr(std::min(kFolder.size(), text.size()));
    const bool named = text.starts_with(kFolder) && name.size() > kHashDigits && is_hex(name.substr(0, kHashDigits)) &&
                       std::ranges::find(kEndings, name.substr(kHashDigits)) != kEndings.end();
    return text.empty() || named
               ? std::nullopt
               : std::optional<std::string>("must be empty, or the address of a picture of the media library: \"/media/HASH.png\"");
}

std::optional<std::string> check_color(std::string& value) {
    constexpr std::size_t kLength = 7;
    std::string color = base::ascii_lower(value);
    if (!color.empty() && (color.size() != kLength || color.front() != '#' || !is_hex(std::string_view(color).substr(1)))) {
        return "must be empty, or a colour as \"#97191d\"";
    }
    value = std::move(color);
    return std::nullopt;
}

std::optional<std::string> check_title(std::string& value) {
    if (value.find_first_not_of(' ') == std::string::npos) {
        return "must not be empty";
    }
    return check_text(value);
}

std::optional<std::string> check_site_url(std::string& value) {
    std::string url = value;
    const auto scheme_end = url.find("://");
    if (scheme_end != std::string::npos) {
        const std::string scheme = base::ascii_lower(url.substr(0, scheme_end));
        std::string authority = base::ascii_lower(url.substr(scheme_end + 3));
        if (authority.ends_with('/')) {
            authority.pop_back();
        }
        if ((scheme == "http" || scheme == "https") && is_authority(authority)) {
            value = scheme + "://" + authority;
            return std::nullopt;
        }
    }
    return R"(must be the public address of the site: http or https, a host and an optional port, without a path; for example "https://news.example.org")";
}

std::optional<std::string> check_language(std::string& value) {
    std::string canonical = story::canonical_language(value);
    if (canonical.empty()) {
        return R"(must be a language tag (BCP 47), for example "en", "fa" or "pt-BR")";
    }
    value = std::move(canonical);
    return std::nullopt;
}

std::optional<std::string> check_time_zone(std::string& value) {
    if (!base::TimeZone::find(value)) {
        return R"(must be a time zone of the system's tzdata, for example "Europe/Berlin", "Asia/Tehran" or "UTC")";
    }
    return std::nullopt;
}

std::optional<std::string> check_theme(std::string& value) {
    const bool plain = std::ranges::all_of(value, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
    if (value.empty() || value.size() > 64 || !plain) {
        return R"(must be the name of a folder in "themes" (letters, digits, '-' and '_'), or "default")";
    }
    return std::nullopt;
}

std::optional<std::string> check_database_url(std::string& value) {
    constexpr std::string_view kFile = "sqlite:";
    constexpr std::array<std::string_view, 2> kServer{"postgresql://", "postgres://"};
    const bool server = std::ranges::any_of(kServer, [&](std::string_view scheme) { return value.starts_with(scheme); });
    std::string file = value.starts_with(kFile) ? value.substr(kFile.size()) : "";
    if (!server && (file.empty() || check_file_inside(file))) {
        return R"(must be "sqlite:FILE" with a file inside the site's folder, for example "sqlite:stoppress.db", or "postgresql://HOST/NAME")";
    }
    return std::nullopt;
}

std::optional<std::string> check_credentials_url(std::string& value) {
    return value.empty() ? std::nullopt : check_database_url(value);
}

std::optional<std::string> check_listen(std::string& value) {
    const auto split = split_host(value);
    const bool good = split && split->port &&
                      (split->bracketed ? is_ip6(split->host) : (is_ip4(split->host) || base::ascii_lower(split->host) == "localhost"));
    if (!good) {
        return R"(must be ADDRESS:PORT, for example "127.0.0.1:8080", "0.0.0.0:80" or "[::]:8080"; port 0 picks a free port)";
    }
    value = base::ascii_lower(value);
    return std::nullopt;
}

std::optional<std::string> check_host(std::string& value) {
    std::string host = base::ascii_lower(value);
    if (!is_authority(host)) {
        return R"(must be a host name with an optional port, for example "news.example.org" or "news.example.org:8080")";
    }
    value = std::move(host);
    return std::nullopt;
}

std::optional<std::string> check_private_host(std::string& value) {
    const auto split = split_host(value);
    if (check_host(value) || !split || !split->port) {
        return R"(must be a host with its port, for example "pictures.intranet:8080" or "10.0.0.5:80")";
    }
    return std::nullopt;
}

std::optional<std::string> check_network(std::string& value) {
    const auto slash = value.find('/');
    const std::string address = value.substr(0, slash);
    const bool four = is_ip4(address);
    bool good = four || is_ip6(address);
    if (good && slash != std::string::npos) {
        good = value.size() > slash + 1 && parse_number(std::string_view{value}.substr(slash + 1), four ? 32 : 128).has_value();
    }
    if (!good) {
        return R"(must be an IP address or a network, for example "127.0.0.1", "10.0.0.0/8" or "fd00::/8")";
    }
    return std::nullopt;
}

std::optional<std::string> check_file_inside(std::string& value) {
    if (value.empty()) {
        return std::nullopt;
    }
    if (auto wrong = check_text(value)) {
        return wrong;
    }
    const std::filesystem::path path(value);
    const bool climbs = std::ranges::any_of(path, [](const auto& part) { return part == ".." || part == "."; });
    if (path.is_absolute() || climbs || !path.has_filename()) {
        return R"(must be a file inside the site's folder, for example "tls/certificate.pem": a relative path without "..")";
    }
    return std::nullopt;
}

}  // namespace stoppress::settings
