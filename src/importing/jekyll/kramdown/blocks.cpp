// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/kramdown/blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "importing/text/html_scan.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

struct Line {
    std::string text;
    std::size_t source = 0;
};

/// What stands in "{: … }" on a line of its own; nothing if the line is none.
std::optional<std::string_view> attribute_list(std::string_view line) {
    const std::string_view text = trim(line);
    if (line.find_first_not_of(' ') > 3 || !text.starts_with("{:") || !text.ends_with('}') || text.find('}') != text.size() - 1) {
        return std::nullopt;
    }
    return text.substr(2, text.size() - 3);
}

/// The word that begins with `sign` in an attribute list: "#id", ".class". Without the sign.
std::string_view word_with(std::string_view list, std::string_view sign) {
    for (const std::string_view word : split(list, ' ')) {
        if (word.starts_with(sign)) {
            const std::string_view inside = word.substr(sign.size());
            return inside.substr(0, inside.find_first_of(".#"));
        }
    }
    return {};
}

bool is_heading(std::string_view line) {
    const std::size_t marks = line.find_first_not_of('#');
    return marks != 0 && marks <= 6 && marks != std::string_view::npos && (line[marks] == ' ' || line[marks] == '\t');
}

bool is_underline(std::string_view line) {
    const std::string_view text = trim(line);
    return !text.empty() &&
           (text.find_first_not_of('=') == std::string_view::npos || text.find_first_not_of('-') == std::string_view::npos);
}

std::string_view fence_of(std::string_view line) {
    const std::string_view text = trim(line);
    return line.find_first_not_of(' ') <= 3 && (text.starts_with("```") || text.starts_with("~~~"))
               ? text.substr(0, std::min(text.find_first_not_of(text.front()), text.size()))
               : std::string_view();
}

/// How many cells a row of a table has.
std::size_t cells_of(std::string_view row) {
    return static_cast<std::size_t>(std::ranges::count(base::trimmed(trim(row), "|"), '|')) + 1;
}

/// Whether the line parts the head of a table from its body.
bool is_table_rule(std::string_view line) {
    return line.contains('|') && line.contains("--") && line.find_first_not_of(" |:-\t") == std::string_view::npos;
}

/// A line without the attribute lists and extensions that stand in its text, outside of code.
std::string without_span_lists(std::string_view line) {
    if (!line.contains("{:")) {
        return std::string(line);
    }
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '`') {
            const std::size_t end = behind_code(line, at);
            out += line.substr(at, end - at);
            at = end;
            continue;
        }
        const std::size_t end = line.substr(at).starts_with("{:") ? line.find('}', at) : std::string_view::npos;
        const bool extension = line.substr(at).starts_with("{::") || line.substr(at).starts_with("{:/");
        // Behind a link, a picture, emphasis or code.
        const bool behind_span = !out.empty() && std::string_view(")]*_`>").contains(out.back());
        if (end != std::string_view::npos && (extension || behind_span)) {
            // What is inside a comment is not shown.
            const std::size_t closing = line.substr(at).starts_with("{::comment}") ? line.find("{:/", end) : std::string_view::npos;
            at = closing == std::string_view::npos ? end + 1 : std::min(line.find('}', closing), line.size() - 1) + 1;
        } else {
            out += line[at++];
        }
    }
    return out;
}

class Blocks {
public:
    Blocks(const MappedText& markdown, bool hard_wrap) : hard_wrap_(hard_wrap) {
        std::size_t number = 0;
        for (const std::string_view line : split(markdown.text(), '\n')) {
            source_ = markdown.source_line(++number);
            take(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
        }
    }

    KramdownText written() {
        KramdownText made{MappedText(lines_.empty() ? 1 : lines_.front().source), {}};
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            made.text.append_source(lines_[i].text, lines_[i].source);
            made.text.append_source(i + 1 < lines_.size() ? "\n" : "", lines_[i].source);
        }
        if (!abbreviations_.empty()) {
            made.notes.push_back({abbreviation_line_, "explanations of abbreviations are left out: " + abbreviations_});
        }
        return made;
    }

private:
    void put(std::string_view text) { lines_.push_back({std::string(text), source_}); }
    [[nodiscard]] bool after_blank() const { return lines_.empty() || trim(lines_.back().text).empty(); }

    void take(std::string_view line) {
        if (!fence_.empty()) {
            const std::string_view end = fence_of(line);
            if (end.size() >= fence_.size() && end.front() == fence_.front() && trim(line).size() == end.size()) {
                fence_.clear();
            }
            put(line);
            return;
        }
        if (in_comment_) {
            in_comment_ = !trim(line).starts_with("{:/");
            return;
        }
        if (const std::string_view fence = fence_of(line); !fence.empty() && !trim(line).substr(fence.size()).contains(fence)) {
            fence_ = fence;
            fence_line_ = lines_.size();
            put(line);
            return;
        }
        const bool code = line.starts_with("    ") && after_blank() && !in_list_;
        if (code) {
            put(line);
            return;
        }
        in_list_ = trim(line).empty() ? in_list_ : is_item(line) || (in_list_ && line.starts_with(' '));
        if (const auto list = attribute_list(line)) {
            use(*list);
        } else if (!abbreviation(line) && !html_block(line)) {
            text_line(line);
        }
    }

    static bool is_item(std::string_view line) {
        const std::string_view text = trim(line);
        const std::size_t digits = text.find_first_not_of("0123456789");
        return text.starts_with("* ") || text.starts_with("- ") || text.starts_with("+ ") ||
               (digits != 0 && digits != std::string_view::npos && text.substr(digits).starts_with(". "));
    }

    void text_line(std::string_view line) {
        std::string text = without_span_lists(line);
        if (!next_id_.empty() && !trim(text).empty()) {
            if (is_heading(text) && !text.contains("{#")) {
                text += " {#" + next_id_ + "}";
            }
            next_id_.clear();
        }
        if (is_table_rule(text) && !lines_.empty() && lines_.back().text.contains('|')) {
            // kramdown takes one that is too short, too.
            const std::size_t cells = std::min(cells_of(lines_.back().text), kMaxCells);
            text += trim(text).ends_with('|') ? "" : "|";
            for (std::size_t i = cells_of(text); i < cells; ++i) {
                text += "---|";
            }
        }
        if (hard_wrap_ && !trim(text).empty() && !text.ends_with(' ') && !is_heading(text) && !is_underline(text) && !text.contains('|')) {
            text += "  ";
        }
        lines_.push_back({std::move(text), source_});
    }

    /// An attribute list belongs to the block above it, or, behind an empty line, to the one below.
    void use(std::string_view list) {
        if (list.starts_with(':')) {
            in_comment_ = list.starts_with(":comment") && !list.ends_with('/');
            return;
        }
        if (list.starts_with('/') || (list.contains(':') && list.find(':') < std::min(list.find_first_of(" \"'"), list.size()))) {
            return;  // the end of an extension, or a definition of a list
        }
        const auto words = split(list, ' ');
        if (std::ranges::find(words, "toc") != words.end()) {
            drop_list();
            return;
        }
        const std::string_view id = word_with(list, "#");
        if (after_blank()) {
            next_id_ = id;
            return;
        }
        Line& above = lines_.back();
        if (!id.empty()) {
            const bool underlined = lines_.size() > 1 && is_underline(above.text) && !trim(lines_[lines_.size() - 2].text).empty();
            Line& heading = underlined ? lines_[lines_.size() - 2] : above;
            if ((underlined || is_heading(heading.text)) && !heading.text.contains("{#")) {
                heading.text += " {#" + std::string(id) + "}";
            }
        }
        if (const std::string_view language = word_with(list, ".language-");
            !language.empty() && !fence_of(above.text).empty() && fence_line_ < lines_.size()) {
            std::string& opening = lines_[fence_line_].text;
            opening += trim(opening).size() == fence_of(opening).size() ? std::string(language) : std::string();
        }
    }

    /// The list above, which kramdown replaces by a table of contents.
    void drop_list() {
        while (!after_blank()) {
            lines_.pop_back();
        }
    }

    bool abbreviation(std::string_view line) {
        const std::size_t end = line.starts_with("*[") ? line.find("]:") : std::string_view::npos;
        if (end == std::string_view::npos || end <= 2) {
            return false;
        }
        if (abbreviations_.size() < 200) {
            abbreviations_ += (abbreviations_.empty() ? "" : ", ") + std::string(cut(line.substr(2, end - 2), 60));
        }
        abbreviation_line_ = abbreviation_line_ == 0 ? source_ : abbreviation_line_;
        return true;
    }

    /// Lines of an element with markdown="1": between empty lines its content is read as Markdown.
    bool html_block(std::string_view line) {
        const std::string_view text = trim(line);
        if (!open_.empty() && text.starts_with("</" + open_.back())) {
            put("");
            put(text);
            put("");
            open_.pop_back();
            return true;
        }
        const auto tag = text.starts_with('<') && text.contains("markdown=") ? next_tag(text, 0) : std::nullopt;
        if (!tag.has_value() || tag->begin != 0 || tag->closing || attribute_of(text.substr(0, tag->end), "markdown").empty()) {
            return false;
        }
        const std::string_view content = text.substr(tag->end);
        put(text.substr(0, tag->end));
        put("");
        const std::size_t closing = content.rfind("</" + tag->name);
        if (closing != std::string_view::npos) {
            text_line(content.substr(0, closing));
            put("");
            put(content.substr(closing));
            put("");
        } else {
            if (!trim(content).empty()) {
                text_line(content);
            }
            if (open_.size() < kMaxOpen) {
                open_.push_back(tag->name);
            }
        }
        return true;
    }

    static constexpr std::size_t kMaxOpen = 100;
    static constexpr std::size_t kMaxCells = 100;
    bool hard_wrap_;
    std::vector<Line> lines_;
    std::size_t source_ = 0;
    std::string fence_;
    std::size_t fence_line_ = 0;
    bool in_comment_ = false;
    bool in_list_ = false;
    std::string next_id_;
    std::vector<std::string> open_;  ///< elements with markdown="1"
    std::string abbreviations_;
    std::size_t abbreviation_line_ = 0;
};

}  // namespace

KramdownText with_kramdown_blocks(const MappedText& markdown, bool hard_wrap) {
    return Blocks(markdown, hard_wrap).written();
}

}  // namespace stoppress::importing::jekyll
