// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/kramdown/smart_quotes.hpp"

#include <algorithm>
#include <array>

#include "base/text/utf8.hpp"
#include "importing/text/code_points.hpp"

namespace stoppress::importing::jekyll {
namespace {

struct TypedSign {
    std::u32string_view typed;
    std::string_view shown;
};
constexpr std::array<TypedSign, 7> kSigns{
    {{U"---", "—"}, {U"--", "–"}, {U"...", "…"}, {U"<< ", "«\u00A0"}, {U" >>", "\u00A0»"}, {U"<<", "«"}, {U">>", "»"}}};

bool is_quote(char32_t c) {
    return c == U'"' || c == U'\'';
}
bool is_blank(char32_t c) {
    return c == U' ' || (c >= U'\t' && c <= U'\r');
}
/// As Ruby's \w: only ASCII.
bool is_ruby_word(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'_';
}
bool is_ascii_punctuation(char32_t c) {
    return c > U' ' && c < 0x7F && (!is_ruby_word(c) || c == U'_') && c != U'&';
}

/// What a quotation mark becomes, by the signs around it. `first`: nothing stands before it that belongs to the same text.
class Judge {
public:
    Judge(std::u32string_view text, std::size_t quote, bool first) : text_(text), quote_(quote), first_(first) {}

    [[nodiscard]] bool closes() const {
        const char32_t next = at(1);
        const bool other = is_quote(next) && next != text_[quote_];
        if (first_) {
            if (next == U'*' || next == U'_') {
                const std::size_t behind = at(2) == next ? 3 : 2;
                if (!is_blank(at(behind)) && at(behind) != 0) {
                    return true;
                }
            }
            if (is_ascii_punctuation(next) && !(at(2) == U'.' && at(3) == U'.') && is_ruby_word(next) == is_ruby_word(at(2))) {
                return true;
            }
        }
        const char32_t before = first_ ? 0 : text_[quote_ - 1];
        const bool free = first_ || is_blank(before);
        if (free && other && is_ruby_word(at(2))) {
            return false;
        }
        if (free && text_[quote_] == U'\'' && is_digit(next) && is_digit(at(2)) && at(3) == U's') {
            return true;
        }
        if (!first_ && is_blank(before) && is_ruby_word(next)) {
            return false;
        }
        if (!first_ && !is_blank(before) && !std::u32string_view(U"\\[{(-").contains(before)) {
            return true;
        }
        // The end of a line, of a text, and "'s".
        return first_ && (next == 0 || is_blank(next) || (next == U's' && !is_ruby_word(at(2))));
    }

private:
    [[nodiscard]] static bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
    [[nodiscard]] char32_t at(std::size_t offset) const { return quote_ + offset < text_.size() ? text_[quote_ + offset] : 0; }

    std::u32string_view text_;
    std::size_t quote_;
    bool first_;
};

}  // namespace

std::string with_smart_quotes(std::string_view text, char32_t before, char32_t after, const QuotationMarks& marks, bool dashes) {
    if (text.find_first_of("'\"-.<>") == std::string_view::npos) {
        return std::string(text);
    }
    // A line end before the text is a part of it; other markup is not.
    const std::size_t begin = before == U'\n' ? 1 : 0;
    std::u32string source = begin == 1 ? U"\n" : U"";
    for_each_code_point(text, [&source](UChar32 c, std::string_view) { source += c < 0 ? U'\uFFFD' : static_cast<char32_t>(c); });
    const std::size_t end = source.size();
    if (after != 0) {
        source += after;
    }
    std::string out;
    std::size_t taken = 0;  // what stands before belongs to a sign
    for (std::size_t at = begin; at < end;) {
        const std::u32string_view rest = std::u32string_view(source).substr(at);
        const auto sign = std::ranges::find_if(
            kSigns, [&](const TypedSign& one) { return dashes && rest.starts_with(one.typed) && at + one.typed.size() <= end; });
        if (sign != kSigns.end()) {
            out += sign->shown;
            at += sign->typed.size();
            taken = at;
        } else if (is_quote(rest.front())) {
            const bool closing = Judge(source, at, at == 0 || at == taken).closes();
            out += marks.at((rest.front() == U'"' ? 2 : 0) + (closing ? 1 : 0));
            ++at;
            taken = at;
        } else {
            base::append_utf8(out, rest.front());
            ++at;
        }
    }
    return out;
}

}  // namespace stoppress::importing::jekyll
