// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/body/texturize.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "importing/text/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

// Stand in the text for marks that are set later: no export has these characters.
constexpr char kApostropheSign = '\x01';
constexpr char kOpeningSign = '\x02';
constexpr char kUndecided = '\x03';
constexpr std::string_view kApostrophe = "’";

constexpr std::array<std::string_view, 2> kWideSpaces{"\xC2\xA0", "&nbsp;"};

bool space_before(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    return !before.empty() &&
           (std::string_view(" \r\n\t").contains(before.back()) || before.ends_with(kWideSpaces[0]) || before.ends_with(kWideSpaces[1]));
}
bool space_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(std::min(at, text.size()));
    return !rest.empty() &&
           (std::string_view(" \r\n\t").contains(rest.front()) || rest.starts_with(kWideSpaces[0]) || rest.starts_with(kWideSpaces[1]));
}
bool one_of_before(std::string_view text, std::size_t at, std::string_view signs) {
    return at == 0 || signs.contains(text[at - 1]) || text.substr(0, at).ends_with("&lt;") || space_before(text, at);
}
/// What closes a quotation or follows one.
bool ends_quotation(std::string_view text, std::size_t at) {
    return at >= text.size() || std::string_view(".,:;!?)}-]").contains(text[at]) || text.substr(at).starts_with("&gt;") ||
           space_at(text, at);
}
bool digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_ascii_digit(text[at]);
}

/// Calls `each(at, out)` at each `needle`; it adds what takes its place and returns how many bytes that stands for, or returns 0.
template <class Each>
std::string replaced(std::string_view text, std::string_view needle, Each each) {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at)) {
        std::string made;
        const std::size_t length = each(at, made);
        if (length == 0) {
            ++at;
            continue;
        }
        out += text.substr(done, at - done);
        out += made;
        at += length;
        done = at;
    }
    return out + std::string(text.substr(done));
}

/// The digits, points and commas from `at` on, if they begin with a digit and `quote` follows them; their end.
std::optional<std::size_t> quoted_number(std::string_view text, std::size_t at, char quote) {
    std::size_t end = at;
    while (end < text.size() && (is_ascii_digit(text[end]) || text[end] == '.' || text[end] == ',')) {
        ++end;
    }
    return digit_at(text, at) && end < text.size() && text[end] == quote ? std::optional(end) : std::nullopt;
}

/// Closing quotes and primes, told apart by what opened before: wptexturize_primes().
class Closing {
public:
    Closing(char needle, std::string_view prime, std::string_view close) : needle_(needle), prime_(prime), close_(close) {}

    [[nodiscard]] std::string in(std::string_view text) const {
        std::string out;
        bool first = true;
        for (const std::string_view sentence : split(text, kOpeningSign)) {
            out += first ? std::string() : std::string(1, kOpeningSign);
            out += sentence.contains(needle_) ? sentence_of(sentence, first) : std::string(sentence);
            first = false;
        }
        return out;
    }

private:
    [[nodiscard]] std::string sentence_of(std::string_view sentence, bool first) const {
        std::string text(sentence);
        if (first || text.contains(close_)) {
            text = closed(with_primes(text), close_);
        } else {
            std::string flagged = closed(text, std::string_view(&kUndecided, 1));
            const auto found = std::ranges::count(flagged, kUndecided);
            if (found > 1) {
                text = decided(flagged);
            } else if (found == 1) {
                text = with_primes(replace_all(flagged, std::string_view(&kUndecided, 1), close_));
            } else {
                text = with_primes(text);
            }
        }
        return needle_ == '"' ? replace_all(text, "\"", close_) : text;
    }

    /// Of several candidates: those that follow no digit close; else the last one before a full stop, or the last.
    [[nodiscard]] std::string decided(std::string_view text) const {
        const std::string_view sign(&kUndecided, 1);
        std::size_t closed_ones = 0;
        std::string out = replaced(text, sign, [&](std::size_t at, std::string& made) -> std::size_t {
            if (at > 0 && is_ascii_digit(text[at - 1])) {
                return 0;
            }
            ++closed_ones;
            made = close_;
            return 1;
        });
        if (closed_ones == 0) {
            const std::size_t before_stop = out.rfind(std::string(sign) + ".");
            const std::size_t at = before_stop == std::string::npos ? out.rfind(kUndecided) : before_stop;
            out.replace(at, 1, close_);
        }
        out = with_primes(out);
        out = replaced(out, sign, [&](std::size_t at, std::string& made) -> std::size_t {
            made = prime_;
            return at > 0 && is_ascii_digit(out[at - 1]) ? 1 : 0;
        });
        return replace_all(out, sign, close_);
    }

    [[nodiscard]] std::string with_primes(std::string_view text) const {
        return replaced(text, std::string_view(&needle_, 1), [&](std::size_t at, std::string& made) -> std::size_t {
            made = prime_;
            return at > 0 && is_ascii_digit(text[at - 1]) ? 1 : 0;
        });
    }
    [[nodiscard]] std::string closed(std::string_view text, std::string_view with) const {
        return replaced(text, std::string_view(&needle_, 1), [&](std::size_t at, std::string& made) -> std::size_t {
            made = with;
            return ends_quotation(text, at + 1) ? 1 : 0;
        });
    }

    char needle_;
    std::string_view prime_;
    std::string_view close_;
};

class Piece {
public:
    Piece(std::string_view text, const TextMarks& marks) : text_(text), marks_(marks) {}

    std::string take() {
        signs();
        if (!marks_.opening.empty() && text_.contains('\'')) {
            apostrophes();
        }
        if (!marks_.opening.empty() && text_.contains('"')) {
            quotes();
        }
        if (text_.contains('-')) {
            dashes();
        }
        times();
        return std::move(text_);
    }

private:
    template <class Each>
    void change(std::string_view needle, Each each) {
        if (text_.contains(needle)) {
            const std::string before = std::exchange(text_, {});
            text_ = replaced(before, needle, [&](std::size_t at, std::string& made) { return each(std::string_view(before), at, made); });
        }
    }

    void signs() {
        static constexpr std::array<std::string_view, 11> kWithoutQuote{"'tain't", "'twere", "'twas",  "'tis",   "'twill", "'til",
                                                                        "'bout",   "'nuff",  "'round", "'cause", "'em"};
        text_ = replace_all(text_, "...", "…");
        if (!marks_.opening.empty()) {
            text_ = replace_all(text_, "``", marks_.opening);
            text_ = replace_all(text_, "''", marks_.closing);
        }
        text_ = replace_all(text_, " (tm)", " ™");
        for (const std::string_view word : kWithoutQuote) {
            if (!marks_.opening.empty() && text_.contains(word)) {
                text_ = replace_all(text_, word, replace_all(word, "'", kApostrophe));
            }
        }
    }

    void apostrophes() {
        const auto year = [this](char quote, std::string_view close) {
            change("'", [&](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
                if (!digit_at(text, at + 1) || !digit_at(text, at + 2) || at + 3 >= text.size() || text[at + 3] != quote ||
                    !ends_quotation(text, at + 4)) {
                    return 0;
                }
                made = kApostropheSign + std::string(text.substr(at + 1, 2)) + std::string(close);
                return 4;
            });
        };
        year('\'', marks_.closing_single);
        year('"', marks_.closing);
        change("'", [](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            const bool two = digit_at(text, at + 1) && digit_at(text, at + 2);
            const bool more = at + 3 < text.size() && (is_ascii_digit(text[at + 3]) || text[at + 3] == '%' ||
                                                       ((text[at + 3] == '.' || text[at + 3] == ',') && digit_at(text, at + 4)));
            made = kApostropheSign;
            return two && !more ? 1 : 0;
        });
        number('\'', marks_.closing_single);
        change("'", [](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            made = kOpeningSign;
            return one_of_before(text, at, "([{\"-") ? 1 : 0;
        });
        change("'", [](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            const std::string_view behind = text.substr(at + 1);
            const bool ends = behind.empty() || std::string_view(".,:;!?\"'(){}[]-").contains(behind.front()) ||
                              behind.starts_with("&lt;") || behind.starts_with("&gt;") || space_at(text, at + 1);
            made = kApostropheSign;
            return !space_before(text, at) && !ends ? 1 : 0;
        });
        text_ = Closing('\'', "′", marks_.closing_single).in(text_);
        text_ = replace_all(text_, std::string_view(&kApostropheSign, 1), kApostrophe);
        text_ = replace_all(text_, std::string_view(&kOpeningSign, 1), marks_.opening_single);
    }

    void quotes() {
        number('"', marks_.closing);
        change("\"", [](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            made = kOpeningSign;
            return one_of_before(text, at, "([{-") && !space_at(text, at + 1) ? 1 : 0;
        });
        text_ = Closing('"', "″", marks_.closing).in(text_);
        text_ = replace_all(text_, std::string_view(&kOpeningSign, 1), marks_.opening);
    }

    /// A number in quotes: "0.42".
    void number(char quote, std::string_view close) {
        change(std::string_view(&quote, 1), [&](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            const auto end = at == 0 || space_before(text, at) ? quoted_number(text, at + 1, quote) : std::nullopt;
            if (!end.has_value()) {
                return 0;
            }
            made = kOpeningSign + std::string(text.substr(at + 1, *end - at - 1)) + std::string(close);
            return *end + 1 - at;
        });
    }

    void dashes() {
        text_ = replace_all(text_, "---", marks_.em_dash);
        const auto alone = [](std::string_view text, std::size_t at, std::size_t length) {
            return (at == 0 || space_before(text, at)) && (at + length == text.size() || space_at(text, at + length));
        };
        change("--", [&](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            made = marks_.em_dash;
            return alone(text, at, 2) ? 2 : 0;
        });
        change("--", [&](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            made = marks_.en_dash;
            return text.substr(0, at).ends_with("xn") ? 0 : 2;
        });
        change("-", [&](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            made = marks_.en_dash;
            return alone(text, at, 1) ? 1 : 0;
        });
    }

    /// "9x9", but never "0x9F".
    void times() {
        change("x", [](std::string_view text, std::size_t at, std::string& made) -> std::size_t {
            const auto in_number = [](char c) { return is_ascii_digit(c) || c == '.' || c == ','; };
            const auto in_word = [](char c) { return is_ascii_digit(c) || is_ascii_letter(c) || c == '_'; };
            std::size_t begin = at;
            while (begin > 0 && in_number(text[begin - 1])) {
                --begin;
            }
            while (begin < at && (!is_ascii_digit(text[begin]) || (begin > 0 && in_word(text[begin - 1])))) {
                ++begin;
            }
            std::size_t end = at + 1;
            while (end < text.size() && in_number(text[end])) {
                ++end;
            }
            while (end > at + 1 && !(in_word(text[end - 1]) != (end < text.size() && in_word(text[end])))) {
                --end;
            }
            const std::string_view first = text.substr(begin, at - begin);
            made = "×";
            return !first.empty() && digit_at(text, at + 1) && end > at + 1 && (first.front() != '0' || first.size() > 1) ? 1 : 0;
        });
    }

    std::string text_;
    const TextMarks& marks_;
};

/// The end of a tag, comment or shortcode that begins at `at`; `at` if none does.
std::size_t behind_markup(std::string_view html, std::size_t at) {
    const std::string_view rest = html.substr(at);
    std::size_t end = std::string_view::npos;
    if (rest.starts_with("<!--")) {
        end = rest.find("-->", 4);
        return end == std::string_view::npos ? html.size() : at + end + 3;
    }
    if (rest.front() == '<') {
        end = rest.find('>');
        return end == std::string_view::npos ? html.size() : at + end + 1;
    }
    // "[name]", "[/name]", "[name a="b"]"; anything else in brackets is text.
    end = rest.find_first_of("]<[", 1);
    const std::string_view inside = end == std::string_view::npos || rest[end] != ']' ? std::string_view() : rest.substr(1, end - 1);
    const std::string_view name = inside.substr(inside.starts_with('/') ? 1 : 0);
    const std::string_view word = name.substr(0, name.find_first_of(" \n\t"));
    const bool plain =
        !word.empty() && std::ranges::all_of(word, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-'; });
    const bool shortcode = plain && (word.size() == name.size() || name.contains('=') || name.contains("://"));
    return shortcode ? at + end + 1 : at;
}

/// A line that is only an address stays as it is: WordPress makes an embed of it before it changes the text.
void put_lines(std::string_view text, const TextMarks& marks, std::string& out) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = trim(text.substr(at, end - at));
        if (is_web_address(line) && line.find_first_of(" \t\"'") == std::string_view::npos) {
            out += at == begin ? std::string() : Piece(text.substr(begin, at - begin), marks).take();
            out += text.substr(at, end - at);
            begin = end;
        }
        at = end + 1;
    }
    out += begin < text.size() ? Piece(text.substr(begin), marks).take() : std::string();
}

/// The name of the element or shortcode, in lower case.
std::string name_of(std::string_view markup) {
    markup.remove_prefix(markup.size() > 1 && markup[1] == '/' ? 2 : 1);
    return ascii_lower(markup.substr(0, markup.find_first_of(" \t\r\n/>]")));
}

}  // namespace

TextMarks marks_of(std::string_view language) {
    struct Known {
        std::string_view language;
        TextMarks marks;
    };
    static constexpr TextMarks kEnglish{"“", "”", "‘", "’"};
    static constexpr std::array<Known, 7> kKnown{{{"en", kEnglish},
                                                  {"fr", {"«\xC2\xA0", "\xC2\xA0»", "‘", "’"}},
                                                  {"el", {"«", "»", "“", "”"}},
                                                  {"fi", {"”", "”", "’", "’"}},
                                                  {"sv", {"”", "”", "‘", "’"}},
                                                  {"sr", {"„", "“", "‘", "’"}},
                                                  {"ru", {"«", "»", "‘", "’", "—", "—"}}}};
    const auto known = std::ranges::find(kKnown, language.substr(0, language.find('-')), &Known::language);
    return known == kKnown.end() ? TextMarks{} : known->marks;
}

std::string texturized(std::string_view html, const TextMarks& marks) {
    // WordPress makes an embed of [embed] before it changes the text.
    static constexpr std::array<std::string_view, 7> kAsTyped{"pre", "code", "kbd", "style", "script", "tt", "embed"};
    std::string out;
    out.reserve(html.size() + html.size() / 32);
    std::vector<std::string> verbatim;
    std::size_t piece = 0;
    const auto put = [&](std::size_t end) {
        const std::string_view text = html.substr(piece, end - piece);
        if (!verbatim.empty() || trim(text).empty()) {
            out += text;
        } else if (!text.contains("://")) {
            out += Piece(text, marks).take();
        } else {
            put_lines(text, marks, out);
        }
    };
    for (std::size_t at = html.find_first_of("<["); at != std::string_view::npos; at = html.find_first_of("<[", at)) {
        const std::size_t behind = behind_markup(html, at);
        if (behind == at) {
            ++at;
            continue;
        }
        put(at);
        const std::string_view markup = html.substr(at, behind - at);
        const std::string name = name_of(markup);
        if (std::ranges::find(kAsTyped, name) != kAsTyped.end() && !markup.ends_with("/>")) {
            if (!markup.substr(1).starts_with('/')) {
                verbatim.push_back(name);
            } else if (!verbatim.empty() && verbatim.back() == name) {
                verbatim.pop_back();
            }
        }
        out += markup;
        at = behind;
        piece = behind;
    }
    put(html.size());
    return out;
}

}  // namespace stoppress::importing::wordpress
