// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/text.hpp"

#include <charconv>
#include <cstdint>

#include "document/convert.hpp"
#include "importing/limits.hpp"
#include "story/text.hpp"

namespace stoppress::importing {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

std::string single_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : trim(text)) {
        if (!is_space(c)) {
            out += c;
        } else if (!out.ends_with(' ')) {
            out += ' ';
        }
    }
    return out;
}

std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return text;
    }
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        --bytes;
    }
    return text.substr(0, bytes);
}

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    append_escaped(out, text);
    return out;
}

std::string text_of_html(std::string_view html) {
    if (html.find_first_of("&<") == std::string_view::npos) {
        return single_line(html);
    }
    const auto parsed = document::from_html(html);
    return single_line(parsed.has_value() ? document::to_text(parsed->document) : std::string(html));
}

std::string text_of_markdown(std::string_view markdown) {
    if (markdown.find_first_of("&<*_`[\\~#>:") == std::string_view::npos) {
        return single_line(markdown);
    }
    const auto parsed = document::from_markdown(markdown);
    return single_line(parsed.has_value() ? document::to_text(parsed->document) : std::string(markdown));
}

std::size_t behind_code(std::string_view markdown, std::size_t at) {
    const std::size_t run = std::min(markdown.find_first_not_of('`', at), markdown.size()) - at;
    const std::size_t close = markdown.find(markdown.substr(at, run), at + run);
    return close == std::string_view::npos ? at + run : close + run;
}

namespace {

/// "&#8221;" or "&#x201D;" at `at`: its character and length; length 0 for anything else and for ASCII.
std::pair<char32_t, std::size_t> reference_at(std::string_view text, std::size_t at) {
    std::string_view digits = text.substr(at).substr(0, 12);
    if (!digits.starts_with("&#")) {
        return {};
    }
    const std::size_t end = digits.find(';');
    if (end == std::string_view::npos) {
        return {};
    }
    const bool hexadecimal = end > 3 && ascii_lower(digits[2]) == 'x';
    digits = digits.substr(hexadecimal ? 3 : 2, end - (hexadecimal ? 3 : 2));
    std::uint32_t value = 0;
    const auto [rest, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    const bool whole = failed == std::errc{} && rest == digits.data() + digits.size();
    const bool a_character = value >= 0xA0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    return whole && a_character ? std::pair<char32_t, std::size_t>{value, end + 1} : std::pair<char32_t, std::size_t>{};
}

}  // namespace

std::string with_plain_references(std::string_view markdown) {
    std::string out;
    std::size_t done = 0;
    std::size_t at = markdown.find_first_of("&`");
    while (at != std::string_view::npos) {
        if (markdown[at] == '`') {
            at = markdown.find_first_of("&`", behind_code(markdown, at));
            continue;
        }
        const auto [character, length] = reference_at(markdown, at);
        if (length != 0) {
            out += markdown.substr(done, at - done);
            append_utf8(out, character);
            done = at + length;
        }
        at = markdown.find_first_of("&`", at + 1);
    }
    return out + std::string(markdown.substr(done));
}

namespace {

constexpr bool is_plain_in_path(char c) {
    // RFC 3986 pchar without the percent sign.
    return base::is_unreserved(c) || std::string_view("!$&'()*+,;=:@").contains(c);
}

/// `text` with allowed bytes as they are and the others as %XX; bytes in `also` are allowed, too.
std::string canonical_part(std::string_view text, std::string_view also) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = text[i] == '%' ? hex_pair(text.substr(i + 1)) : -1;
        if (byte >= 0) {
            i += 2;
            const char c = static_cast<char>(byte);
            if (is_plain_in_path(c)) {
                out += c;
            } else {
                base::append_percent(out, c);
            }
        } else if (is_plain_in_path(text[i]) || also.contains(text[i])) {
            out += text[i];
        } else {
            base::append_percent(out, text[i]);
        }
    }
    return out;
}

/// Whether the server accepts requests for this path: it refuses encoded slashes, control characters and invalid UTF-8.
bool may_be_asked_for(std::string_view path) {
    if (!path.contains('%')) {
        return true;
    }
    if (path.contains("%2F") || path.contains("%5C") || path.contains("%7F")) {
        return false;
    }
    const std::string decoded = percent_decoded(path);
    return story::is_utf8(decoded) && std::ranges::none_of(decoded, [](char c) { return c >= 0 && c < 0x20; });
}

}  // namespace

std::optional<std::string> canonical_path(std::string_view path) {
    path = trim(path);
    path = path.substr(0, path.find('#'));
    const std::size_t question = path.find('?');
    std::vector<std::string> segments;
    const std::string_view before_query = path.substr(0, question);
    for (const std::string_view raw : split(before_query, '/')) {
        std::string segment = canonical_part(raw, "");
        if (segment == "..") {
            if (segments.empty()) {
                return std::nullopt;
            }
            segments.pop_back();
        } else if (!segment.empty() && segment != ".") {
            segments.push_back(std::move(segment));
        }
    }
    std::string out;
    for (const std::string& segment : segments) {
        out += '/';
        out += segment;
    }
    if (out.empty() || before_query.ends_with('/')) {
        out += '/';
    }
    if (question != std::string_view::npos) {
        out += '?';
        out += canonical_part(path.substr(question + 1), "/?");
    }
    if (out.size() > kMaxAddressBytes || !may_be_asked_for(std::string_view(out).substr(0, out.find('?')))) {
        return std::nullopt;
    }
    return out;
}

std::string scheme_of(std::string_view address) {
    const std::size_t colon = address.find_first_of(":/?#");
    if (colon == std::string_view::npos || colon == 0 || address[colon] != ':' || !is_ascii_letter(address.front())) {
        return {};
    }
    for (const char c : address.substr(0, colon)) {
        if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '+' && c != '-' && c != '.') {
            return {};
        }
    }
    return ascii_lower(address.substr(0, colon));
}

bool is_web_address(std::string_view address) {
    const std::string scheme = scheme_of(address);
    return scheme == "http" || scheme == "https";
}

}  // namespace stoppress::importing
