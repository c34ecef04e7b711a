// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/typographer.hpp"

#include <unicode/uchar.h>

#include <optional>

#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

bool is_space(char32_t c) {
    return c == 0 || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

bool is_punctuation(char32_t c) {
    return c != 0 && (u_ispunct(static_cast<UChar32>(c)) != 0 || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_S_MASK) != 0);
}

bool is_letter(char32_t c) {
    return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_digit(char32_t c) {
    return u_isdigit(static_cast<UChar32>(c)) != 0;
}

std::u32string decoded(std::string_view text) {
    std::u32string out;
    for_each_code_point(text, [&out](UChar32 c, std::string_view) { out += c < 0 ? U'\uFFFD' : static_cast<char32_t>(c); });
    return out;
}

/// A quotation mark with what stands around it.
struct Mark {
    std::u32string_view rest;  ///< from the mark on, with what stands behind the text
    char32_t before = 0;
    char32_t behind_run = 0;  ///< what follows all of the same mark (CommonMark 0.30, "left-flanking delimiter run")

    [[nodiscard]] char32_t at(std::size_t offset) const { return offset < rest.size() ? rest[offset] : 0; }
    [[nodiscard]] bool ends_word(std::size_t offset) const { return is_space(at(offset)) || is_punctuation(at(offset)); }
    [[nodiscard]] bool can_open() const {
        return !is_space(behind_run) && (!is_punctuation(behind_run) || is_space(before) || is_punctuation(before));
    }
    [[nodiscard]] bool can_close() const {
        return !is_space(before) && (!is_punctuation(before) || is_space(behind_run) || is_punctuation(behind_run));
    }
    [[nodiscard]] bool opens() const { return can_open() && !can_close(); }
    [[nodiscard]] bool closes() const { return can_close() && !can_open(); }
    /// Between two signs as well, where it could do both, if something is open.
    [[nodiscard]] bool may_close() const { return can_close() && (!can_open() || is_punctuation(behind_run)); }
};

/// "'90s", "'tis", "'em", "rock 'n' roll", "O'Neil".
bool is_apostrophe(const Mark& mark) {
    const bool decade = mark.opens() && is_digit(mark.at(1)) && is_digit(mark.at(2)) && mark.at(3) == U's' && mark.ends_word(4);
    const bool cut_off =
        (is_space(mark.before) || is_punctuation(mark.before)) && std::u32string_view(U"tenl").contains(mark.at(1)) && mark.at(1) != 0;
    const bool inside = !is_space(mark.before) && !is_punctuation(mark.before) && is_letter(mark.at(1));
    return decade || cut_off || inside;
}

/// "'s", "'ll" and the like behind a mark or a link.
bool is_contraction(const Mark& mark) {
    const bool one = std::u32string_view(U"smtd").contains(mark.at(1)) && mark.at(1) != 0 && mark.ends_word(2);
    const auto two = mark.rest.substr(std::min<std::size_t>(1, mark.rest.size()), 2);
    return one || ((two == U"ve" || two == U"ll" || two == U"re") && mark.ends_word(3));
}

}  // namespace

std::string Typographer::change(std::string_view text, char32_t before, char32_t after) {
    if (text.find_first_of("'\"-.<>") == std::string_view::npos) {
        return std::string(text);
    }
    std::u32string source = decoded(text);
    const std::size_t length = source.size();
    if (after != 0) {
        source += after;
    }
    std::string out;
    std::size_t run_end = 0;
    for (std::size_t at = 0; at < length; ++at) {
        if (at >= run_end) {
            run_end = std::min(source.find_first_not_of(source[at], at), source.size());
        }
        const Mark mark{std::u32string_view(source).substr(at), at == 0 ? before : source[at - 1],
                        run_end < source.size() ? source[run_end] : 0};
        const auto replace = [&](std::string_view sign, std::u32string_view typed) {
            if (sign.empty() || !mark.rest.starts_with(typed) || at + typed.size() > length) {
                return false;
            }
            out += sign;
            at += typed.size() - 1;
            return true;
        };
        if (replace(signs_.em_dash, U"---") || replace(signs_.ellipsis, U"...") || replace(signs_.left_angle, U"<<") ||
            replace(signs_.right_angle, U">>") || replace(signs_.en_dash, U"--")) {
            continue;
        }
        std::optional<std::string_view> sign;
        if (mark.rest.front() == U'"') {
            const bool inches = is_digit(mark.before) && mark.at(1) == U'"';
            if (mark.opens()) {
                sign = signs_.left_double;
                ++open_doubles_;
            } else if (mark.may_close() && open_doubles_ > 0 && !inches) {
                sign = signs_.right_double;
                --open_doubles_;
            }
        } else if (mark.rest.front() == U'\'') {
            if (is_apostrophe(mark)) {
                sign = signs_.apostrophe;
            } else if (mark.opens()) {
                const bool contraction = is_contraction(mark);
                sign = contraction ? signs_.right_single : signs_.left_single;
                open_singles_ += contraction ? 0 : 1;
            } else if (mark.may_close() && open_singles_ > 0) {
                sign = signs_.right_single;
                --open_singles_;
            } else if (mark.closes() && mark.rest.size() > 1 && mark.ends_word(1)) {
                sign = signs_.right_single;  // "James' book"
            }
        }
        if (sign.has_value() && !sign->empty()) {
            out += *sign;
        } else {
            append_utf8(out, source[at]);
        }
    }
    return out;
}

}  // namespace stoppress::importing::hugo
