// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/body/body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "document/document.hpp"
#include "importing/limits.hpp"
#include "importing/text/html_scan.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"
#include "importing/values/value.hpp"
#include "importing/wordpress/body/blocks.hpp"
#include "importing/wordpress/body/wpautop.hpp"

namespace stoppress::importing::wordpress {
namespace {

std::string caption_of(std::string_view html) {
    return std::string(trim(inside_element(html, "figcaption")));
}

/// "<cite>" at the end of a quotation names its author.
std::string with_attribution(std::string_view html) {
    const std::size_t cite = html.rfind("<cite");
    const std::size_t close = cite == std::string_view::npos ? cite : html.find("</cite>", cite);
    if (close == std::string_view::npos || !trim(html.substr(close + 7)).empty()) {
        return std::string(html);
    }
    const std::size_t begin = html.find('>', cite);
    return std::string(html.substr(0, cite)) + "<footer>" + std::string(html.substr(begin + 1, close - begin - 1)) + "</footer>" +
           std::string(html.substr(close + 7));
}

std::string quotation(std::string_view html, bool pull) {
    const std::string_view inner = inside_element(html, "blockquote");
    return (pull ? "<blockquote class=\"pullquote\">" : "<blockquote>") + with_attribution(inner.empty() ? html : inner) + "</blockquote>";
}

/// In preformatted prose each newline is a line break.
std::string verse(std::string_view html) {
    const std::string_view inner = inside_element(html, "pre");
    return "<p>" + replace_all(inner.empty() ? html : inner, "\n", "<br>\n") + "</p>";
}

/// Earlier versions made it a list, with or without a figure around it.
std::string gallery(std::string_view html) {
    std::string flat = without_tags(without_tags(html, "ul"), "li");
    const auto outer = find_opening(flat, "figure");
    if (outer.has_value() && attribute_of(flat.substr(outer->begin, outer->end - outer->begin), "class").contains("gallery")) {
        return flat;
    }
    const auto list = find_opening(html, "ul");
    const std::string names = list.has_value() ? attribute_of(html.substr(list->begin, list->end - list->begin), "class") : std::string();
    return gallery_figure(flat, {}, names.contains("alignfull") ? "full" : names.contains("alignwide") ? "wide" : "");
}

std::string card(std::string_view html, std::string url) {
    const std::string caption = caption_of(html);
    if (url.empty()) {
        for (const std::string_view name : {"video", "audio", "source", "iframe", "a"}) {
            const auto tag = find_opening(html, name);
            if (tag.has_value() && url.empty()) {
                url = attribute_of(html.substr(tag->begin, tag->end - tag->begin), name == "a" ? "href" : "src");
            }
        }
    }
    if (url.empty()) {
        std::string text = text_of_html(html.substr(0, html.find("<figcaption")));
        url = is_web_address(text) && !text.contains(' ') ? text : std::string();
    }
    const std::string made = embed_markup(page_of_player(url), {}, caption);
    return made.empty() ? std::string(html) : made;
}

/// Whether it is what the document model reads as sound or film.
bool has_player(std::string_view html) {
    return std::ranges::any_of(std::array<std::string_view, 2>{"audio", "video"}, [html](std::string_view name) {
        const auto tag = find_opening(html, name);
        return tag.has_value() && !attribute_of(html.substr(tag->begin, tag->end - tag->begin), "src").empty();
    });
}

/// A file to download: only the link, without the preview and the button.
std::string file_link(std::string_view html) {
    const auto link = find_opening(html, "a");
    const std::size_t close = link.has_value() ? html.find("</a>", link->end) : std::string_view::npos;
    return close == std::string_view::npos ? std::string(html)
                                           : "<p>" + std::string(html.substr(link->begin, close + 4 - link->begin)) + "</p>";
}

std::string details(std::string_view html) {
    std::string out = replace_all(without_tags(html, "details"), "</summary>", "</strong></p>");
    const auto summary = find_opening(out, "summary");
    return summary.has_value() ? out.substr(0, summary->begin) + "<p><strong>" + out.substr(summary->end) : out;
}

std::string cover(std::string_view html, std::string_view attributes) {
    const std::string url = attribute_of_block(attributes, "url");
    if (url.empty() || html.contains("<img") || html.contains("<video")) {
        return std::string(html);
    }
    FigureParts parts;
    parts.source = url;
    return figure_markup(parts) + std::string(html);
}

/// Converts the list of footnotes at the end, the targets of <sup data-fn="ID">, to the form of Markdown's footnotes.
std::string footnotes(std::string_view json) {
    const ReadValue read = read_json(json.empty() ? "[]" : json);
    const Value* value = std::get_if<Value>(&read);
    const Values* all = value == nullptr ? nullptr : value->values();
    if (all == nullptr || all->empty()) {
        return {};
    }
    std::string out = "<section class=\"footnotes\"><ol>";
    for (const Value& one : *all) {
        out += "<li id=\"fn-" + escaped(one.text_of("id")) + "\"><p>" + replace_all(one.text_of("content"), "\n", " ") + "</p></li>";
    }
    return out + "</ol></section>";
}

/// <sup data-fn="ID" class="fn"><a href="#ID" …>1</a></sup> -> the reference that footnotes() answers.
std::string with_references(std::string_view html) {
    std::string out;
    std::size_t done = 0;
    for (auto tag = find_opening(html, "sup"); tag.has_value(); tag = find_opening(html, "sup", tag->end)) {
        const std::string id = attribute_of(html.substr(tag->begin, tag->end - tag->begin), "data-fn");
        const std::size_t close = html.find("</sup>", tag->end);
        if (id.empty() || close == std::string_view::npos) {
            continue;
        }
        out += html.substr(done, tag->begin - done);
        out += "<sup class=\"footnote-ref\"><a href=\"#fn-" + escaped(id) + "\">" + text_of_html(html.substr(tag->end, close - tag->end)) +
               "</a></sup>";
        done = close + 6;
    }
    return out + std::string(html.substr(done));
}

class Body {
public:
    Body(std::string_view content, const BodyContext& context) : content_(content), context_(context), marks_(find_blocks(content)) {}

    BodyHtml take() {
        BodyHtml body;
        if (marks_.empty()) {
            body.html = classic(content_, context_.first_line);
        } else {
            body.html = range(0, content_.size(), 0, marks_.size(), 0, true);
            if (!context_.footnotes.empty()) {
                body.html = with_references(body.html);
            }
        }
        body.notes = std::move(notes_);
        return body;
    }

private:
    [[nodiscard]] std::size_t line_at(std::size_t place) {
        // Called from front to back, so it counts from the last position.
        if (place < counted_to_) {
            counted_to_ = 0;
            lines_ = 0;
        }
        lines_ += static_cast<std::size_t>(std::ranges::count(content_.substr(counted_to_, place - counted_to_), '\n'));
        counted_to_ = place;
        return context_.first_line + lines_;
    }

    std::string classic(std::string_view text, std::size_t line) {
        std::string html = with_embeds(expand_shortcodes(text, line, context_, notes_));
        if (html.contains("<!--nextpage-->")) {
            notes_.push_back({line, "page breaks removed: a story is one page"});
        }
        return with_paragraphs(html);
    }

    /// A line that contains only an address is an embed, if its provider is known.
    static std::string with_embeds(std::string html) {
        if (!html.contains("http")) {
            return html;
        }
        std::string out;
        bool first = true;
        for (const std::string_view line : split(html, '\n')) {
            out += first ? "" : "\n";
            first = false;
            const std::string_view address = trim(line);
            if (is_web_address(address) && address.find_first_of(" <>\"") == std::string_view::npos) {
                const auto parsed = document::Address::parse(replace_all(address, "&amp;", "&"));
                if (parsed.has_value() && (document::provider_of(*parsed) != "web" || player_of(address) != Player::none)) {
                    out += embed_markup(page_of_player(parsed->string()), {}, {});
                    continue;
                }
            }
            out += line;
        }
        return out;
    }

    /// The content from `begin` to `end`, which has the marks from `first` to `last`. Recurses at most kMaxDepth deep.
    std::string range(std::size_t begin, std::size_t end, std::size_t first, std::size_t last, std::size_t depth, bool outermost) {
        std::string out;
        std::size_t at = begin;
        const auto between = [&](std::size_t until) {
            const std::string_view text = content_.substr(at, until - at);
            // Content outside of all blocks was written in the classic editor.
            out += outermost && !trim(text).empty() ? classic(text, line_at(at)) : std::string(text);
        };
        for (std::size_t i = first; i < last; ++i) {
            const BlockMark& mark = marks_[i];
            between(mark.begin);
            at = mark.end;
            if (mark.kind == BlockMark::Kind::empty) {
                out += empty_block(mark);
            } else if (mark.kind == BlockMark::Kind::opening && mark.partner != i && depth < kMaxDepth) {
                const BlockMark& closing = marks_[mark.partner];
                // In the order of the content, so that lines are counted once.
                const std::size_t line = line_at(mark.begin);
                out += block(mark, range(mark.end, closing.begin, i + 1, mark.partner, depth + 1, false), line);
                at = closing.end;
                i = mark.partner;
            }
        }
        between(end);
        return out;
    }

    std::string block(const BlockMark& mark, std::string inner, std::size_t line) {
        const std::string_view name = mark.name;
        if (name == "block") {
            return pattern(mark);
        }
        if ((name == "video" || name == "audio") && has_player(inner)) {
            return inner;
        }
        if (name == "embed" || name == "video" || name == "audio" || name == "videopress/video") {
            return card(inner, name == "embed" ? attribute_of_block(mark.attributes, "url") : std::string());
        }
        if (name == "pullquote" || name == "quote") {
            return quotation(inner, name == "pullquote");
        }
        if (name == "verse") {
            return verse(inner);
        }
        if (name == "gallery") {
            return gallery(inner);
        }
        if (name == "file") {
            return file_link(inner);
        }
        if (name == "details") {
            return details(inner);
        }
        if (name == "cover") {
            return cover(inner, mark.attributes);
        }
        if (name == "freeform") {
            return classic(inner, line);
        }
        if (name == "shortcode") {
            return with_paragraphs(expand_shortcodes(inner, line, context_, notes_));
        }
        if (name == "nextpage") {
            notes_.push_back({line, "page breaks removed: a story is one page"});
            return {};
        }
        if (name == "more") {
            return {};
        }
        if (name == "separator") {
            return "<hr>";
        }
        if (name == "navigation" || name == "query-pagination" || name == "comments" || name == "query") {
            note_dynamic(name, line);
            return {};
        }
        return inner.contains('[') && name != "code" && name != "html" && name != "preformatted"
                   ? expand_shortcodes(inner, line, context_, notes_)
                   : std::move(inner);
    }

    /// A reusable block: its content stands elsewhere in the export.
    std::string pattern(const BlockMark& mark) {
        constexpr std::size_t kMaxPatternDepth = 8;
        const std::int64_t number = std::atoll(attribute_of_block(mark.attributes, "ref").c_str());
        const std::size_t line = line_at(mark.begin);
        const auto* content =
            context_.patterns == nullptr || !context_.patterns->contains(number) ? nullptr : &context_.patterns->at(number);
        if (content == nullptr) {
            notes_.push_back({line, fmt::format("a reusable block is not in the export and was left out: {}", number)});
            return {};
        }
        if (std::ranges::find(context_.inside, number) != context_.inside.end() || context_.inside.size() >= kMaxPatternDepth) {
            notes_.push_back({line, fmt::format("a reusable block that is inside itself, or too deep, was left out: {}", number)});
            return {};
        }
        pattern_bytes_ += content->size();
        if (pattern_bytes_ > kMaxExpandedBytes) {
            notes_.push_back({line, "reusable blocks were left out, because the text would be too long"});
            return {};
        }
        BodyContext inner = context_;
        inner.footnotes = {};
        inner.first_line = line;
        inner.inside.push_back(number);
        BodyHtml body = body_html(*content, inner);
        std::ranges::transform(body.notes, std::back_inserter(notes_), [line](Note& note) { return Note{line, std::move(note.what)}; });
        // Its lines are not the post's.
        return replace_all(body.html, "\n", " ");
    }

    std::string empty_block(const BlockMark& mark) {
        if (mark.name == "block") {
            return pattern(mark);
        }
        if (mark.name == "footnotes") {
            return footnotes(context_.footnotes);
        }
        if (mark.name == "separator") {
            return "<hr>";
        }
        if (mark.name == "social-link") {
            const std::string url = attribute_of_block(mark.attributes, "url");
            const std::string label = attribute_of_block(mark.attributes, "label");
            return url.empty()
                       ? std::string()
                       : "<li>" + link_markup(url, label.empty() ? attribute_of_block(mark.attributes, "service") : label) + "</li>";
        }
        if (mark.name == "embed") {
            return embed_markup(page_of_player(attribute_of_block(mark.attributes, "url")), {}, {});
        }
        if (mark.name != "spacer" && mark.name != "more") {
            note_dynamic(mark.name, line_at(mark.begin));
        }
        return {};
    }

    void note_dynamic(std::string_view name, std::size_t line) {
        notes_.push_back({line, fmt::format("dynamic block removed: '{}'", cut(name, 60))});
    }

    std::string_view content_;
    const BodyContext& context_;
    std::vector<BlockMark> marks_;
    std::vector<Note> notes_;
    std::size_t counted_to_ = 0;
    std::size_t lines_ = 0;
    std::size_t pattern_bytes_ = 0;
};

}  // namespace

BodyHtml body_html(std::string_view content, const BodyContext& context) {
    return Body(content, context).take();
}

}  // namespace stoppress::importing::wordpress
