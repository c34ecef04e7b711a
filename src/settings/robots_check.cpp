// SPDX-License-Identifier: GPL-3.0-or-later
// Valid lines of robots.txt (RFC 9309, and extensions that large crawlers support).
#include <algorithm>
#include <array>

#include "base/text/ascii.hpp"
#include "settings/checks.hpp"
#include "settings/limits.hpp"
#include "settings/table.hpp"

namespace stoppress::settings {
namespace {

enum class RobotsValue : std::uint8_t { name, path, number, address };

struct Directive {
    std::string_view name;  ///< lower case
    RobotsValue value;
};
constexpr std::array kDirectives{Directive{"user-agent", RobotsValue::name},  Directive{"allow", RobotsValue::path},
                                 Directive{"disallow", RobotsValue::path},    Directive{"noindex", RobotsValue::path},
                                 Directive{"clean-param", RobotsValue::name}, Directive{"crawl-delay", RobotsValue::number},
                                 Directive{"sitemap", RobotsValue::address}};

constexpr std::string_view kBlanks = " \t";

bool fits(RobotsValue kind, std::string_view value) {
    switch (kind) {
        case RobotsValue::name:
            return !value.empty();
        case RobotsValue::path:
            return value.empty() || ((value.front() == '/' || value.front() == '*') && !value.contains(' '));
        case RobotsValue::number:
            return !value.empty() && value.size() <= 5 &&
                   std::ranges::all_of(value, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
        case RobotsValue::address:
            return (value.starts_with("https://") || value.starts_with("http://")) && !value.contains(' ');
    }
    return false;
}

}  // namespace

std::optional<std::string> check_robots_line(std::string& value) {
    const std::string_view line = base::trimmed(value, kBlanks);
    const bool printable = std::ranges::all_of(line, [](char c) { return c >= ' ' && c < '\x7f'; });
    const auto colon = std::min(line.find(':'), line.size());
    const auto* const directive = std::ranges::find_if(kDirectives, [&](const Directive& known) {
        return base::equals_ignoring_case(base::trimmed(line.substr(0, colon), kBlanks), known.name);
    });
    const bool known =
        directive != kDirectives.end() && colon < line.size() && fits(directive->value, base::trimmed(line.substr(colon + 1), kBlanks));
    if (!printable || line.size() > kMaxRobotsLine || !(line.empty() || line.starts_with('#') || known)) {
        return R"(must be a line of robots.txt in ASCII, for example "User-agent: GPTBot", "Disallow: /drafts/", "Allow: /", "Crawl-delay: 10", "Sitemap: https://example.org/sitemap.xml", a comment that starts with "#", or an empty line)";
    }
    value = std::string(line);
    return std::nullopt;
}

}  // namespace stoppress::settings
