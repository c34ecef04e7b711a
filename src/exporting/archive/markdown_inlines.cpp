// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/archive/markdown_inlines.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <fmt/format.h>

namespace stoppress::exporting {
namespace {

using document::Inline;
using document::Inlines;
using document::Mark;

struct MarkForm {
    Mark mark;
    std::string_view delimiter;  ///< empty: Markdown has none
    std::string_view tag;
};
constexpr std::array kMarkForms{MarkForm{Mark::strong, "**", "strong"}, MarkForm{Mark::emphasis, "*", "em"},
                                MarkForm{Mark::strikethrough, "~~", "del"}, MarkForm{Mark::subscript, "", "sub"},
                                MarkForm{Mark::superscript, "", "sup"}};

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_blank(char c) {
    return c == ' ' || c == '\n';
}
/// ASCII punctuation: Markdown takes a delimiter beside it for one that opens or closes.
bool is_mark_like(char c) {
    return c > ' ' && c < 0x7F && !is_letter_or_digit(c);
}

/// Whether a line that begins with it could be a heading, list, quote, rule or definition.
bool opens_block(char first) {
    return std::string_view("#+->=:").contains(first);
}

class TextEscaper {
public:
    TextEscaper(std::string& out, MarkdownPlace place) : out_(out), place_(place) {}

    void append(std::string_view text) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            const char c = text[at];
            if (c == '\n') {
                out_ += place_ == MarkdownPlace::block ? "\\\n" : " ";
                continue;
            }
            if (needs_backslash(text, at)) {
                out_ += '\\';
            }
            out_ += c;
        }
    }

private:
    [[nodiscard]] bool at_line_start() const { return out_.empty() || out_.back() == '\n'; }
    /// "12." and "12)" at the start of a line.
    [[nodiscard]] bool ends_list_number() const {
        const auto digits = out_.find_last_not_of("0123456789");
        const auto begin = digits == std::string::npos ? 0 : digits + 1;
        return begin < out_.size() && (begin == 0 || out_[begin - 1] == '\n');
    }
    [[nodiscard]] bool needs_backslash(std::string_view text, std::size_t at) const {
        const char c = text[at];
        const char before = at > 0 ? text[at - 1] : (out_.empty() ? ' ' : out_.back());
        const char after = at + 1 < text.size() ? text[at + 1] : ' ';
        switch (c) {
            case '\\':
            case '`':
            case '*':
            case '[':
            case ']':
            case '<':
            case '~':
            case '&':
                return true;
            case '_':
                return !is_letter_or_digit(before) || !is_letter_or_digit(after);
            case '|':
                return place_ == MarkdownPlace::cell;
            case '{':
                // Also breaks what Hugo would take for a shortcode.
                return place_ == MarkdownPlace::heading || before == '{';
            case '#':
                return place_ == MarkdownPlace::heading || at_line_start();
            case ':':
                return at_line_start() || text.substr(at).starts_with("://");
            case '.':
            case ')':
                return place_ == MarkdownPlace::block && ends_list_number();
            default:
                return at_line_start() && opens_block(c);
        }
    }

    std::string& out_;
    MarkdownPlace place_;
};

std::string code_span(std::string text, MarkdownPlace place) {
    std::ranges::replace(text, '\n', ' ');
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const bool padded = text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
    if (place == MarkdownPlace::cell) {
        for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
            text.insert(at, 1, '\\');
        }
    }
    return padded ? fmt::format("{0} {1} {0}", fence, text) : fence + text + fence;
}

/// Runs with the same link. Marks are opened and closed between runs; the white space at their edges goes outside.
class MarkedRuns {
public:
    MarkedRuns(std::span<const Inline> runs, std::string& out, MarkdownPlace place) : runs_(runs), out_(out), place_(place) {}

    void write() {
        for (std::size_t i = 0; i < runs_.size(); ++i) {
            std::string_view text = runs_[i].text;
            const bool is_code = runs_[i].marks.has(Mark::code);
            while (!is_code && text.starts_with(' ')) {
                blank_ += ' ';
                text.remove_prefix(1);
            }
            close_all_but(i);
            out_ += blank_;
            blank_.clear();
            if (text.empty() && runs_[i].footnote == 0) {
                continue;
            }
            open_for(i, text);
            just_closed_ = false;
            while (!is_code && text.ends_with(' ')) {
                blank_ += ' ';
                text.remove_suffix(1);
            }
            if (runs_[i].footnote != 0) {
                out_ += fmt::format("[^{}]", runs_[i].footnote);
            } else if (is_code) {
                out_ += code_span(std::string(text), place_);
            } else {
                TextEscaper(out_, place_).append(text);
            }
        }
        close_down_to(0);
        out_ += blank_;
    }

private:
    struct Open {
        const MarkForm* form;
        bool as_tag;
    };

    void close_all_but(std::size_t next) {
        std::size_t kept = 0;
        while (kept < open_.size() && runs_[next].marks.has(open_[kept].form->mark)) {
            ++kept;
        }
        close_down_to(kept);
    }
    void close_down_to(std::size_t kept) {
        while (open_.size() > kept) {
            const auto [form, as_tag] = open_.back();
            out_ += as_tag ? fmt::format("</{}>", form->tag) : std::string(form->delimiter);
            open_.pop_back();
            just_closed_ = true;
        }
    }
    /// How many runs from `first` on have the mark.
    [[nodiscard]] std::size_t extent(Mark mark, std::size_t first) const {
        std::size_t end = first;
        while (end < runs_.size() && runs_[end].marks.has(mark)) {
            ++end;
        }
        return end - first;
    }
    void open_for(std::size_t first, std::string_view text) {
        std::vector<const MarkForm*> opened;
        for (const MarkForm& form : kMarkForms) {
            const bool is_open = std::ranges::any_of(open_, [&form](const Open& open) { return open.form == &form; });
            if (runs_[first].marks.has(form.mark) && !is_open) {
                opened.push_back(&form);
            }
        }
        // What ends later is opened first, so that it need not be interrupted.
        std::ranges::sort(opened, [&](const MarkForm* one, const MarkForm* other) {
            const auto reach = extent(one->mark, first);
            const auto other_reach = extent(other->mark, first);
            return reach != other_reach ? reach > other_reach : one < other;
        });
        for (const MarkForm* form : opened) {
            const bool as_tag = form->delimiter.empty() || !delimiter_holds(form->mark, first, text);
            out_ += as_tag ? fmt::format("<{}>", form->tag) : std::string(form->delimiter);
            open_.push_back({form, as_tag});
        }
    }
    /// Whether Markdown takes delimiters around these runs for what they are meant to be.
    [[nodiscard]] bool delimiter_holds(Mark mark, std::size_t first, std::string_view text) const {
        const std::size_t end = first + extent(mark, first);
        const std::string_view last = runs_[end - 1].text;
        const char before = out_.empty() ? ' ' : out_.back();
        const bool begins = is_blank(before) || is_mark_like(before) || is_plain_edge(runs_[first], text.front());
        const char after = last.ends_with(' ') || end == runs_.size() || runs_[end].text.empty() ? ' ' : runs_[end].text.front();
        const bool ends = is_blank(after) || is_mark_like(after) || (!last.empty() && is_plain_edge(runs_[end - 1], last.back()));
        return begins && ends && !just_closed_;
    }
    static bool is_plain_edge(const Inline& run, char edge) { return !run.marks.has(Mark::code) && is_letter_or_digit(edge); }

    std::span<const Inline> runs_;
    std::string& out_;
    MarkdownPlace place_;
    std::vector<Open> open_{};
    std::string blank_{};
    bool just_closed_ = false;
};

}  // namespace

std::string markdown_target(std::string_view address, std::string_view title) {
    const bool in_brackets = address.empty() || address.find_first_of("() ") != std::string_view::npos;
    std::string target = in_brackets ? fmt::format("(<{}>", address) : fmt::format("({}", address);
    if (!title.empty()) {
        target += " \"";
        for (const char c : title) {
            if (c == '"' || c == '\\' || c == '&' || c == '`' || c == '<') {
                target += '\\';
            }
            target += c == '\n' ? ' ' : c;
        }
        target += '"';
    }
    return target + ')';
}

std::string markdown_text(std::string_view text, MarkdownPlace place) {
    std::string out;
    TextEscaper(out, place).append(text);
    return out;
}

std::string markdown_inlines(const Inlines& inlines, MarkdownPlace place) {
    std::string out;
    for (std::size_t begin = 0; begin < inlines.size();) {
        const auto& link = inlines[begin].link;
        std::size_t end = begin;
        while (end < inlines.size() && inlines[end].link == link) {
            ++end;
        }
        const std::span<const Inline> runs(inlines.data() + begin, end - begin);
        if (link.href.empty()) {
            MarkedRuns(runs, out, place).write();
        } else {
            out += '[';
            MarkedRuns(runs, out, place).write();
            out += ']' + markdown_target(link.href.string(), link.title);
        }
        begin = end;
    }
    return out;
}

}  // namespace stoppress::exporting
