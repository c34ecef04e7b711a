// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/definition_lists.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

bool is_blank(std::string_view line) {
    return trim(line).empty();
}

/// How far the text of ": meaning" is in, from 2 to 5; 0: the line begins no meaning.
std::size_t meaning_at(std::string_view line) {
    const std::size_t colon = line.find_first_not_of(' ');
    if (colon == std::string_view::npos || colon > 3 || line[colon] != ':' || colon + 1 >= line.size() || !is_space(line[colon + 1])) {
        return 0;
    }
    const std::size_t text = line.find_first_not_of(" \t", colon + 1);
    return text == std::string_view::npos ? 0 : text;
}

/// Whether the line may be a term: plain text, and not the sign of another block.
bool may_be_term(std::string_view line) {
    constexpr std::string_view kSigns = "#>-+*|<:";
    const std::string_view text = trim(line);
    const bool rule_or_list = !text.empty() && kSigns.contains(text.front()) && (text.size() == 1 || text[1] == ' ' || text.front() != '*');
    const std::size_t number = text.find_first_not_of("0123456789");
    const bool numbered = number != 0 && number != std::string_view::npos && (text[number] == '.' || text[number] == ')');
    // One that is in belongs to an item of a list, and stays as it is.
    return !text.empty() && !is_space(line.front()) && !rule_or_list && !numbered && !text.starts_with("```") && !text.starts_with("~~~");
}

class Lists {
public:
    explicit Lists(const MappedText& markdown) : markdown_(markdown), lines_(split(markdown.text(), '\n')) {}

    MappedText take() {
        for (std::size_t at = 0; at < lines_.size();) {
            const std::size_t next = fence_.empty() ? list(at) : at;
            if (next == at) {
                copy(at++);
            } else {
                at = next;
            }
        }
        return std::move(out_);
    }

private:
    /// Line of the source, of a line counted from 0.
    [[nodiscard]] std::size_t source_line(std::size_t at) const { return markdown_.source_line(at + 1); }

    void copy(std::size_t at) {
        const std::string_view text = trim(lines_[at]);
        if (text.starts_with("```") || text.starts_with("~~~")) {
            const std::string_view mark = text.substr(0, 3);
            fence_ = fence_.empty() ? mark : mark == fence_ ? std::string_view() : fence_;
        }
        put(lines_[at], at);
    }
    void put(std::string_view text, std::size_t at) {
        out_.append_source(text, source_line(at));
        out_.append_source(at + 1 < lines_.size() ? "\n" : "", source_line(at));
    }

    /// Writes the term that begins at `at` with its meanings; the line behind them, or `at` if it is none.
    std::size_t list(std::size_t at) {
        if (!may_be_term(lines_[at]) || (at > 0 && !is_blank(lines_[at - 1]) && !behind_list_)) {
            behind_list_ = false;
            return at;
        }
        // All lines of the paragraph above are terms.
        std::size_t behind = at;
        while (behind < lines_.size() && may_be_term(lines_[behind]) && meaning_at(lines_[behind]) == 0) {
            ++behind;
        }
        const std::size_t meaning = behind < lines_.size() && is_blank(lines_[behind]) ? behind + 1 : behind;
        if (meaning >= lines_.size() || meaning_at(lines_[meaning]) == 0) {
            behind_list_ = false;
            return at;
        }
        for (std::size_t term = at; term < behind; ++term) {
            out_.append_source("**", source_line(term));
            out_.append_source(trim(lines_[term]), source_line(term));
            out_.append_made("**\n\n", source_line(term));
        }
        std::size_t next = meaning;
        while (next < lines_.size() && meaning_at(lines_[next]) != 0) {
            next = meaning_from(next);
        }
        behind_list_ = true;
        return next;
    }

    /// Writes one meaning: its line, those that go on with it, and paragraphs that are in as far as its text.
    std::size_t meaning_from(std::size_t at) {
        const std::size_t in = meaning_at(lines_[at]);
        out_.append_source(lines_[at].substr(in), source_line(at));
        out_.append_made("\n", source_line(at));
        std::size_t next = at + 1;
        bool after_blank = false;
        for (; next < lines_.size(); ++next) {
            const std::string_view line = lines_[next];
            const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
            if (is_blank(line)) {
                after_blank = true;
            } else if (meaning_at(line) != 0 && indent < 4) {
                break;
            } else if (after_blank && indent < std::min<std::size_t>(in, 2)) {
                break;
            } else {
                if (after_blank) {
                    out_.append_made("\n", source_line(next));
                }
                out_.append_source(line.substr(std::min(indent, std::max<std::size_t>(in, 4))), source_line(next));
                out_.append_made("\n", source_line(next));
                after_blank = false;
            }
        }
        out_.append_made("\n", source_line(next - 1));
        return next;
    }

    const MappedText& markdown_;
    std::vector<std::string_view> lines_;
    MappedText out_;
    std::string_view fence_;
    bool behind_list_ = false;  ///< the line before belongs to a list, so a term may follow without an empty line
};

}  // namespace

MappedText with_definitions(const MappedText& markdown) {
    return Lists(markdown).take();
}

}  // namespace stoppress::importing::hugo
