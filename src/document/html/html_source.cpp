// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html/html_source.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr char32_t kFirstStandIn = 0xF0000;   // plane 15 is for private use
constexpr std::size_t kMaxStandIns = 0xFFFD;  // its last two are noncharacters
constexpr std::size_t kShortestStretch = 5;   // a placeholder has four bytes
// How many open elements an end tag searches for its start tag: misnested ones only make the count too high.
constexpr std::size_t kNamesToSearch = 24;
constexpr char kStandInLead = '\xF3';  // the first byte of all characters of plane 15 in UTF-8

constexpr std::array<std::string_view, 20> kVoid{"area",  "base",  "basefont", "bgsound", "br",    "col",    "embed",
                                                 "frame", "hr",    "image",    "img",     "input", "keygen", "link",
                                                 "meta",  "param", "source",   "track",   "wbr",   "isindex"};
/// Closed implicitly, so they nest only inside another container.
constexpr std::array<std::string_view, 17> kImplied{"p",     "li",      "dt",     "dd",       "tr",       "td", "th", "thead", "tbody",
                                                    "tfoot", "caption", "option", "optgroup", "colgroup", "rb", "rt", "rp"};
constexpr std::array<std::string_view, 9> kRaw{"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"};

template <std::size_t kCount>
bool contains(const std::array<std::string_view, kCount>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// Whether the source contains characters of plane 15 itself, as characters or numeric references.
bool uses_stand_ins(std::string_view html) {
    if (html.contains(kStandInLead)) {
        return true;
    }
    for (auto at = html.find("&#"); at != std::string_view::npos; at = html.find("&#", at)) {
        at += 2;
        const bool hex = at < html.size() && ascii_lower(html[at]) == 'x';
        at += hex ? 1 : 0;
        std::uint32_t value = 0;
        for (; at < html.size(); ++at) {
            const char c = ascii_lower(html[at]);
            const bool digit = is_ascii_digit(c);
            if (!digit && !(hex && c >= 'a' && c <= 'f')) {
                break;
            }
            value = std::min(value * (hex ? 16U : 10U) + static_cast<std::uint32_t>(digit ? c - '0' : c - 'a' + 10), 0x1000000U);
        }
        if (value >= kFirstStandIn) {
            return true;
        }
    }
    return false;
}

}  // namespace

/// One pass over the source, splitting it as the HTML tokeniser does. If the two differ on broken markup, more stays
/// unchanged; nothing is lost.
class HtmlScanner {
public:
    HtmlScanner(std::string_view html, HtmlSource& source) : html_(html), source_(source), thin_(!uses_stand_ins(html)) {}

    bool scan() {
        source_.thinned_.reserve(html_.size() / 2 + 64);
        while (at_ < html_.size()) {
            const auto tag = std::min(html_.find('<', at_), html_.size());
            characters(html_.substr(at_, tag - at_));
            at_ = tag;
            if (at_ < html_.size()) {
                markup();
            }
            if (deepest_ > kMaxOpenElements) {
                return false;
            }
        }
        return true;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead) const { return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0'; }

    void copy_to(std::size_t end) {
        end = std::min(end, html_.size());
        source_.thinned_ += html_.substr(at_, end - at_);
        at_ = end;
    }
    void copy_behind(std::string_view mark, std::size_t from) {
        const auto found = html_.find(mark, from);
        copy_to(found == std::string_view::npos ? html_.size() : found + mark.size());
    }

    /// Text or an attribute's value: references and newlines stay, the text between becomes placeholders.
    void characters(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find_first_of("&\n\r"), text.size());
            stretch(text.substr(0, end));
            text.remove_prefix(end);
            if (!text.empty()) {
                const auto length = text.front() == '&' ? reference_length(text) : 1;
                source_.thinned_ += text.substr(0, length);
                text.remove_prefix(length);
            }
        }
    }

    static std::size_t reference_length(std::string_view text) {
        std::size_t length = 1;
        while (length < text.size() && (is_ascii_letter(text[length]) || is_ascii_digit(text[length]) || text[length] == '#')) {
            ++length;
        }
        return length < text.size() && (text[length] == ';' || text[length] == '=') ? length + 1 : length;
    }

    void stretch(std::string_view text) {
        const auto core = trimmed(text);
        if (!thin_ || core.size() < kShortestStretch || source_.stretches_.size() >= kMaxStandIns) {
            source_.thinned_ += text;
            return;
        }
        const auto before = static_cast<std::size_t>(core.data() - text.data());
        source_.thinned_ += text.substr(0, before);
        append_utf8(source_.thinned_, kFirstStandIn + static_cast<char32_t>(source_.stretches_.size()));
        source_.stretches_.push_back(core);
        source_.thinned_ += text.substr(before + core.size());
    }

    void markup() {
        if (html_.substr(at_).starts_with("<!--")) {
            comment();
        } else if (peek(1) == '!' || peek(1) == '?' || (peek(1) == '/' && !is_ascii_letter(peek(2)))) {
            copy_behind(">", at_ + 1);
        } else if (peek(1) == '/') {
            const auto name = tag_name(2);
            attributes();
            close(name);
        } else if (is_ascii_letter(peek(1))) {
            const auto name = tag_name(1);
            const bool closed = attributes();
            open(name, closed);
        } else {
            copy_to(at_ + 1);
        }
    }

    void comment() {
        if (html_.substr(at_).starts_with("<!-->") || html_.substr(at_).starts_with("<!--->")) {
            copy_behind(">", at_);
            return;
        }
        const auto plain = html_.find("-->", at_ + 4);
        const auto odd = html_.substr(0, plain).find("--!>", at_ + 4);
        copy_to(odd != std::string_view::npos ? odd + 4 : plain == std::string_view::npos ? html_.size() : plain + 3);
    }

    std::string tag_name(std::size_t ahead) {
        auto end = at_ + ahead;
        while (end < html_.size() && !is_space(html_[end]) && html_[end] != '/' && html_[end] != '>') {
            ++end;
        }
        auto name = ascii_lower(html_.substr(at_ + ahead, end - at_ - ahead));
        copy_to(end);
        return name;
    }

    /// Copies the tag including its '>'. True if it ends in "/>".
    bool attributes() {
        while (at_ < html_.size()) {
            auto end = at_;
            while (end < html_.size() && (is_space(html_[end]) || html_[end] == '/')) {
                ++end;
            }
            if (end < html_.size() && html_[end] == '>') {
                const bool closed = end > at_ && html_[end - 1] == '/';
                copy_to(end + 1);
                return closed;
            }
            ++end;  // a name's first character may be '='
            while (end < html_.size() && !is_space(html_[end]) && html_[end] != '/' && html_[end] != '>' && html_[end] != '=') {
                ++end;
            }
            auto equals = end;
            while (equals < html_.size() && is_space(html_[equals])) {
                ++equals;
            }
            if (equals >= html_.size() || html_[equals] != '=') {
                copy_to(end);
                continue;
            }
            ++equals;
            while (equals < html_.size() && is_space(html_[equals])) {
                ++equals;
            }
            copy_to(equals);
            value();
        }
        return false;
    }

    void value() {
        const char quote = peek(0);
        if (quote == '"' || quote == '\'') {
            copy_to(at_ + 1);
            const auto end = std::min(html_.find(quote, at_), html_.size());
            characters(html_.substr(at_, end - at_));
            at_ = end;
            copy_to(end + 1);
        } else {
            auto end = at_;
            while (end < html_.size() && !is_space(html_[end]) && html_[end] != '>') {
                ++end;
            }
            copy_to(end);
        }
    }

    void open(const std::string& name, bool closed) {
        if (contains(kRaw, name)) {
            raw_text(name);
        } else if (!contains(kVoid, name) && !contains(kImplied, name) && !(closed && foreign_ > 0)) {
            foreign_ += name == "svg" || name == "math" ? 1 : 0;
            open_.push_back(name);
            deepest_ = std::max(deepest_, open_.size());
        }
    }

    void close(const std::string& name) {
        const auto last = open_.rbegin() + static_cast<std::ptrdiff_t>(std::min(open_.size(), kNamesToSearch));
        if (const auto found = std::find(open_.rbegin(), last, name); found != last) {
            open_.erase(found.base() - 1, open_.end());
            foreign_ -= foreign_ > 0 && (name == "svg" || name == "math") ? 1 : 0;
        }
    }

    /// Content that is not markup until the element's own end tag.
    void raw_text(std::string_view name) {
        while (at_ < html_.size()) {
            const auto end = html_.find("</", at_);
            if (end == std::string_view::npos || name == "plaintext") {
                copy_to(html_.size());
            } else if (equals_ignoring_case(html_.substr(end + 2, name.size()), name)) {
                copy_to(end);
                return;
            } else {
                copy_to(end + 2);
            }
        }
    }

    std::string_view html_;
    HtmlSource& source_;
    bool thin_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;
    std::size_t deepest_ = 0;
    int foreign_ = 0;
};

base::Result<HtmlSource> HtmlSource::prepare(std::string_view html) {
    HtmlSource source;
    if (!HtmlScanner{html, source}.scan()) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("the HTML has more than {} open elements; check that its tags are closed", kMaxOpenElements));
    }
    return source;
}

void HtmlSource::expand(std::string_view parsed, std::string& out) const {
    for (;;) {
        const auto found = parsed.find(kStandInLead);
        out += parsed.substr(0, found);
        if (found == std::string_view::npos) {
            return;
        }
        const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(parsed[found + i])); };
        if (parsed.size() - found < 4) {
            return;
        }
        const auto code_point = (byte(0) & 7U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU);
        const auto index = static_cast<std::size_t>(code_point - kFirstStandIn);
        if (code_point >= kFirstStandIn && index < stretches_.size()) {
            out += stretches_[index];
        } else {
            out += parsed.substr(found, 4);
        }
        parsed.remove_prefix(found + 4);
    }
}

}  // namespace stoppress::document
