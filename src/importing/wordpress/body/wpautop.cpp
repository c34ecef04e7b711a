// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/body/wpautop.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "importing/text/html_scan.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

bool is_block(std::string_view name) {
    static constexpr std::array<std::string_view, 47> kBlocks{
        "address", "article",  "aside",      "blockquote", "caption", "col",    "colgroup", "dd",    "details", "dir",   "div", "dl",
        "dt",      "fieldset", "figcaption", "figure",     "footer",  "form",   "frameset", "h1",    "h2",      "h3",    "h4",  "h5",
        "h6",      "header",   "hgroup",     "hr",         "iframe",  "legend", "li",       "main",  "map",     "menu",  "nav", "ol",
        "p",       "pre",      "section",    "summary",    "table",   "tbody",  "td",       "tfoot", "th",      "thead", "tr"};
    return name == "ul" || name == "video" || name == "audio" || std::ranges::binary_search(kBlocks, name);
}

/// Elements whose single run of text needs no paragraph of its own.
bool holds_text(std::string_view name) {
    static constexpr std::array<std::string_view, 16> kHolders{"caption", "dd", "dt",     "figcaption", "h1", "h2",      "h3", "h4",
                                                               "h5",      "h6", "legend", "li",         "p",  "summary", "td", "th"};
    return std::ranges::binary_search(kHolders, name);
}

bool is_verbatim(std::string_view name) {
    return name == "pre" || name == "script" || name == "style" || name == "textarea" || name == "svg";
}

/// Writes one run of text and inline tags between two block tags.
class Run {
public:
    Run(std::string_view run, bool needs_paragraph, std::string& out) : out_(out) {
        const std::string_view inner = trim(run);
        if (inner.empty()) {
            out_ += run;
            return;
        }
        out_ += run.substr(0, static_cast<std::size_t>(inner.data() - run.data()));
        const bool paragraphs = needs_paragraph || next_gap(inner, 0).first != std::string_view::npos;
        std::size_t at = 0;
        while (at < inner.size()) {
            const auto [gap, behind] = next_gap(inner, at);
            const std::string_view part = inner.substr(at, gap == std::string_view::npos ? gap : gap - at);
            if (trim(without_comments(part)).empty()) {
                out_ += part;
            } else if (paragraphs) {
                out_ += "<p>";
                lines(part);
                out_ += "</p>";
            } else {
                lines(part);
            }
            if (gap == std::string_view::npos) {
                break;
            }
            // The gap's own line ends, so that lines are counted right, but not its <br>s.
            std::ranges::copy_if(inner.substr(gap, behind - gap), std::back_inserter(out_), is_space);
            at = behind;
        }
        out_ += run.substr(static_cast<std::size_t>(inner.data() - run.data()) + inner.size());
    }

private:
    static std::string without_comments(std::string_view text) {
        return text.contains("<!--") ? without_tags(text, "!--") : std::string(text);
    }

    /// The next end of a paragraph: white space with two newlines outside of tags, or two <br> with nothing but white space between
    /// them, and what white space follows.
    std::pair<std::size_t, std::size_t> next_gap(std::string_view text, std::size_t from) {
        // Looked for once, however many gaps of the other kind come before it.
        if (!empty_line_.has_value() || empty_line_->first < from) {
            empty_line_ = next_empty_line(text, from);
        }
        const auto newlines = *empty_line_;
        auto before = next_tag(text, from);
        while (before.has_value() && before->begin < newlines.first) {
            const auto next = next_tag(text, before->end);
            if (next.has_value() && before->name == "br" && next->name == "br" &&
                trim(text.substr(before->end, next->begin - before->end)).empty()) {
                const std::size_t behind = text.find_first_not_of(kSpaces, next->end);
                return {before->begin, std::min(behind, text.size())};
            }
            before = next;
        }
        return newlines;
    }

    /// White space with two newlines, outside of tags.
    static std::pair<std::size_t, std::size_t> next_empty_line(std::string_view text, std::size_t from) {
        auto tag = next_tag(text, from);
        std::size_t at = text.find('\n', from);
        while (at != std::string_view::npos) {
            while (tag.has_value() && tag->end <= at) {
                tag = next_tag(text, tag->end);
            }
            if (tag.has_value() && tag->begin < at) {
                at = text.find('\n', tag->end);
                continue;
            }
            std::size_t end = at;
            std::size_t newlines = 0;
            while (end < text.size() && is_space(text[end])) {
                newlines += text[end++] == '\n' ? 1 : 0;
            }
            if (newlines > 1) {
                return {at, end};
            }
            at = text.find('\n', end);
        }
        return {std::string_view::npos, std::string_view::npos};
    }

    /// One paragraph: its newlines become line breaks, except next to a <br> and inside tags.
    void lines(std::string_view part) {
        std::size_t at = 0;
        auto tag = next_tag(part, 0);
        while (at < part.size()) {
            const std::size_t until = tag.has_value() ? tag->begin : part.size();
            for (const char c : part.substr(at, until - at)) {
                if (c == '\n' && !after_break_) {
                    out_ += "<br />";
                }
                after_break_ = c == '\n' || (after_break_ && is_space(c));
                out_ += c;
            }
            if (!tag.has_value()) {
                break;
            }
            out_ += part.substr(tag->begin, tag->end - tag->begin);
            after_break_ = tag->name == "br";
            at = tag->end;
            tag = next_tag(part, at);
        }
    }

    std::string& out_;
    bool after_break_ = true;
    std::optional<std::pair<std::size_t, std::size_t>> empty_line_;
};

}  // namespace

std::string with_paragraphs(std::string_view source) {
    const std::string text = source.contains('\r') ? replace_all(replace_all(source, "\r\n", "\n"), "\r", "\n") : std::string(source);
    const std::string_view html = text;
    std::string out;
    out.reserve(html.size() + html.size() / 16);
    std::size_t run = 0;
    // How the innermost open block element treats text; only the last one matters, and after its end this is
    // only a guess.
    std::vector<bool> holders;
    const auto needs_paragraph = [&holders] { return holders.empty() || !holders.back(); };
    for (auto tag = next_tag(html, 0); tag.has_value(); tag = next_tag(html, tag->end)) {
        if (is_verbatim(tag->name) && !tag->closing) {
            const std::string closing = "</" + tag->name;
            std::size_t end = html.find(closing, tag->end);
            end = end == std::string_view::npos ? html.size() : html.find('>', end);
            end = end == std::string_view::npos ? html.size() : std::min(end + 1, html.size());
            static_cast<void>(Run(html.substr(run, tag->begin - run), needs_paragraph(), out));
            out += html.substr(tag->begin, end - tag->begin);
            run = end;
            tag->end = end;
            continue;
        }
        if (!is_block(tag->name)) {
            continue;
        }
        static_cast<void>(Run(html.substr(run, tag->begin - run), needs_paragraph(), out));
        out += html.substr(tag->begin, tag->end - tag->begin);
        run = tag->end;
        if (tag->name == "hr" || tag->name == "col") {
            continue;
        }
        if (!tag->closing) {
            holders.push_back(holds_text(tag->name));
        } else if (!holders.empty()) {
            holders.pop_back();
        }
    }
    static_cast<void>(Run(html.substr(run), needs_paragraph(), out));
    return out;
}

}  // namespace stoppress::importing::wordpress
