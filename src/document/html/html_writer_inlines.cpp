// SPDX-License-Identifier: GPL-3.0-or-later
// The serialiser's text: runs as nested elements, references, attributes.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "document/convert.hpp"
#include "document/html/html_writer.hpp"
#include "document/pictures.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

// Elements of a run from the outside in: the link, the language, then the marks in this order.
struct MarkElement {
    Mark mark;
    std::string_view open;
    std::string_view close;
};
constexpr std::array<MarkElement, 6> kMarkElements{{
    {Mark::strong, "<strong>", "</strong>"},
    {Mark::emphasis, "<em>", "</em>"},
    {Mark::strikethrough, "<del>", "</del>"},
    {Mark::subscript, "<sub>", "</sub>"},
    {Mark::superscript, "<sup>", "</sup>"},
    {Mark::code, "<code>", "</code>"},
}};
constexpr unsigned kLink = 0;
constexpr unsigned kSpan = 1;
constexpr unsigned kFirstMark = 2;
constexpr unsigned kLevels = kFirstMark + kMarkElements.size();

bool has_span(const Inline& run) {
    return !run.language.empty() || run.direction != Direction::inherited;
}

/// The first level at which two neighbours differ: the elements outside of it can stay open between them.
unsigned shared_levels(const Inline& a, const Inline& b) {
    if (a.link != b.link) {
        return kLink;
    }
    if (a.language != b.language || a.direction != b.direction) {
        return kSpan;
    }
    unsigned level = kFirstMark;
    for (const auto& element : kMarkElements) {
        if (a.marks.has(element.mark) != b.marks.has(element.mark)) {
            break;
        }
        ++level;
    }
    return level;
}

}  // namespace

Html to_html(const Document& document, const PictureForms& pictures, const EmbedCards& embeds, std::string_view language) {
    return HtmlWriter{document, &pictures, &embeds, document.footnotes.empty() ? std::vector<std::string>{} : digits_of(language)}.write();
}

Html to_html(const Document& document) {
    return HtmlWriter{document}.write();
}

Html escape_html(std::string_view text) {
    return HtmlWriter::escaped(text);
}

void HtmlWriter::inlines(const Inlines& inlines) {
    const Inline* previous = nullptr;
    for (const auto& run : inlines) {
        if (run.footnote != 0) {
            if (previous != nullptr) {
                close(*previous, 0);
            }
            reference(run.footnote);
            previous = nullptr;
            continue;
        }
        const auto shared = previous == nullptr ? 0 : shared_levels(*previous, run);
        if (previous != nullptr) {
            close(*previous, shared);
        }
        open(run, shared);
        append_escaped(run.text, "&<>\n");
        previous = &run;
    }
    if (previous != nullptr) {
        close(*previous, 0);
    }
}

void HtmlWriter::open(const Inline& run, unsigned from) {
    if (from <= kLink && !run.link.href.empty()) {
        out_ += "<a";
        attribute("href", run.link.href.string());
        if (!run.link.title.empty()) {
            attribute("title", run.link.title);
        }
        if (!run.link.language.empty()) {
            attribute("hreflang", run.link.language);
        }
        if (run.link.href.is_web()) {
            out_ += writers_ == Writers::visitors ? " rel=\"nofollow ugc noopener\"" : " rel=\"noopener\"";
        }
        out_ += '>';
    }
    if (from <= kSpan && has_span(run)) {
        out_ += "<span";
        language_attributes(run.language, run.direction);
        out_ += '>';
    }
    if (!run.marks.empty()) {
        for (auto level = std::max(from, kFirstMark); level < kLevels; ++level) {
            if (const auto& element = kMarkElements[level - kFirstMark]; run.marks.has(element.mark)) {
                out_ += element.open;
            }
        }
    }
}

void HtmlWriter::close(const Inline& run, unsigned from) {
    if (!run.marks.empty()) {
        for (auto level = kLevels; level > std::max(from, kFirstMark); --level) {
            if (const auto& element = kMarkElements[level - 1 - kFirstMark]; run.marks.has(element.mark)) {
                out_ += element.close;
            }
        }
    }
    if (from <= kSpan && has_span(run)) {
        out_ += "</span>";
    }
    if (from <= kLink && !run.link.href.empty()) {
        out_ += "</a>";
    }
}

void HtmlWriter::reference(std::uint32_t number) {
    if (number > references_.size()) {
        return;
    }
    const auto nth = ++references_[number - 1];
    const auto id = nth == 1 ? fmt::format("fnref-{}", number) : fmt::format("fnref-{}-{}", number, nth);
    out_ += fmt::format("<sup class=\"footnote-ref\"><a href=\"#fn-{}\" id=\"{}\" role=\"doc-noteref\">{}</a></sup>", number, id,
                        written(number));
}

std::string HtmlWriter::written(std::uint32_t number) const {
    auto text = std::to_string(number);
    if (digits_.empty()) {
        return text;
    }
    std::string own;
    for (const char digit : text) {
        own += digits_.at(static_cast<std::size_t>(digit - '0'));
    }
    return own;
}

void HtmlWriter::back_links(std::uint32_t number) {
    for (std::uint32_t nth = 1; nth <= totals_[number - 1]; ++nth) {
        const auto which = nth == 1 ? fmt::format("{}", number) : fmt::format("{}-{}", number, nth);
        // The variation selector keeps the arrow from turning into an emoji.
        const auto label = nth == 1 ? written(number) : fmt::format("{}-{}", written(number), written(nth));
        out_ += fmt::format(" <a href=\"#fnref-{}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ {}\">↩\uFE0E</a>", which,
                            label);
    }
}

void HtmlWriter::append_escaped(std::string_view text, std::string_view special) {
    std::size_t done = 0;
    for (auto at = text.find_first_of(special); at != std::string_view::npos; at = text.find_first_of(special, done)) {
        out_ += text.substr(done, at - done);
        switch (text[at]) {
            case '&':
                out_ += "&amp;";
                break;
            case '<':
                out_ += "&lt;";
                break;
            case '>':
                out_ += "&gt;";
                break;
            case '"':
                out_ += "&quot;";
                break;
            case '\'':
                out_ += "&#39;";
                break;
            default:
                out_ += "<br>";
        }
        done = at + 1;
    }
    out_ += text.substr(done);
}

void HtmlWriter::attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_escaped(value, "&<>\"");
    out_ += '"';
}

void HtmlWriter::language_attributes(std::string_view language, Direction direction) {
    if (!language.empty()) {
        attribute("lang", language);
    }
    if (direction != Direction::inherited) {
        attribute("dir", to_string(direction));
    }
}

}  // namespace stoppress::document
