// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/atom/body/entry_html.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "importing/atom/body/blogger_pictures.hpp"
#include "importing/text/html_scan.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::atom {
namespace {

std::string_view source_of(std::string_view html, const HtmlTag& tag) {
    return html.substr(tag.begin, tag.end - tag.begin);
}

/// Whether nothing that is seen stands there.
bool is_blank(std::string_view text) {
    while (!text.empty()) {
        if (is_space(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with("&nbsp;")) {
            text.remove_prefix(6);
        } else if (text.starts_with("\xC2\xA0")) {
            text.remove_prefix(2);
        } else {
            return false;
        }
    }
    return true;
}

/// Elements whose end matters; inside the first of them a line break is none between paragraphs.
constexpr std::array<std::string_view, 13> kEnding{"pre", "table", "textarea", "h1",    "h2",  "h3", "h4",
                                                   "h5",  "h6",    "script",   "style", "div", "td"};
bool keeps_breaks(std::string_view name) {
    return name != "div" && name != "td" && std::ranges::find(kEnding, name) != kEnding.end();
}

/// What is no part of a caption.
bool is_no_words(std::string_view name) {
    static constexpr std::array<std::string_view, 13> kOthers{"img", "table",  "iframe", "video", "audio", "object",    "embed",
                                                              "svg", "script", "ul",     "ol",    "pre",   "blockquote"};
    return std::ranges::find(kOthers, name) != kOthers.end();
}

/// An attribute with a value, or nothing.
std::string written_attribute(std::string_view name, std::string_view value) {
    return value.empty() ? std::string() : " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

/// The picture that a link with only a smaller copy of it leads to, and where the link ends; nothing for any other link.
struct LargePicture {
    std::string html;
    std::size_t end = 0;
};
std::optional<LargePicture> large_picture(std::string_view html, const HtmlTag& link) {
    const auto picture = next_tag(html, link.end);
    if (!picture.has_value() || picture->name != "img" || !is_blank(html.substr(link.end, picture->begin - link.end))) {
        return std::nullopt;
    }
    const auto close = next_tag(html, picture->end);
    if (!close.has_value() || close->name != "a" || !close->closing || !is_blank(html.substr(picture->end, close->begin - picture->end))) {
        return std::nullopt;
    }
    const std::string_view source = source_of(html, *picture);
    const std::string large = picture_itself(attribute_of(source_of(html, link), "href"));
    if (!is_same_blogger_picture(large, attribute_of(source, "src"))) {
        return std::nullopt;
    }
    return LargePicture{"<img" + written_attribute("src", large) + written_attribute("alt", attribute_of(source, "alt")) +
                            written_attribute("width", attribute_of(source, "data-original-width")) +
                            written_attribute("height", attribute_of(source, "data-original-height")) + ">",
                        close->end};
}

/// Reads <table class="tr-caption-container"> with a picture and <td class="tr-caption">.
class CaptionedPicture {
public:
    CaptionedPicture(std::string_view html, const ElementEnds& ends) : html_(html), ends_(ends) {}

    /// The same as <figure>; nothing if the table has anything else in it, which would be lost. `end`: behind it.
    std::optional<std::string> of(const HtmlTag& table, std::size_t end) && {
        std::size_t at = table.end;
        for (auto tag = next_tag(html_, at); tag.has_value() && tag->begin < end; tag = next_tag(html_, at)) {
            if (!is_blank(html_.substr(at, tag->begin - at)) || !take(*tag)) {
                return std::nullopt;
            }
            at = next_;
        }
        if (at != end || picture_.empty() || !caption_.has_value()) {
            return std::nullopt;
        }
        return "<figure>" + picture_ + "<figcaption>" + std::string(*caption_) + "</figcaption></figure>";
    }

private:
    /// False: it is no part of such a table.
    bool take(const HtmlTag& tag) {
        static constexpr std::array<std::string_view, 8> kParts{"table", "tbody", "tr", "td", "a", "img", "br", "!--"};
        next_ = tag.end;
        if (std::ranges::find(kParts, tag.name) == kParts.end() || (tag.name == "table" && !tag.closing)) {
            return false;
        }
        if (tag.closing) {
            return true;
        }
        if (tag.name == "td" && has_class(source_of(html_, tag), "tr-caption")) {
            return take_caption(tag);
        }
        const auto large = tag.name == "a" ? large_picture(html_, tag) : std::nullopt;
        if (!large.has_value() && tag.name != "img") {
            return true;
        }
        const bool first = picture_.empty();
        picture_ = large.has_value() ? large->html : std::string(source_of(html_, tag));
        next_ = large.has_value() ? large->end : tag.end;
        return first;
    }

    bool take_caption(const HtmlTag& cell) {
        const auto behind = ends_.of(cell);
        if (!behind.has_value() || caption_.has_value()) {
            return false;
        }
        std::size_t at = cell.end;
        for (auto tag = next_tag(html_, at); tag.has_value() && tag->end < *behind; tag = next_tag(html_, at)) {
            if (is_no_words(tag->name)) {
                return false;
            }
            at = tag->end;
        }
        caption_ = html_.substr(cell.end, html_.rfind("</", *behind - 1) - cell.end);
        next_ = *behind;
        return true;
    }

    std::string_view html_;
    const ElementEnds& ends_;
    std::string picture_;
    std::optional<std::string_view> caption_;
    std::size_t next_ = 0;
};

/// Behind the run of line breaks that begins with `tag`, and how many they are.
struct Breaks {
    std::size_t count = 1;
    std::size_t end = 0;
};
Breaks breaks_at(std::string_view html, const HtmlTag& tag) {
    Breaks run{1, tag.end};
    for (auto next = next_tag(html, run.end);
         next.has_value() && next->name == "br" && is_blank(html.substr(run.end, next->begin - run.end)); next = next_tag(html, run.end)) {
        ++run.count;
        run.end = next->end;
    }
    return run;
}

class EntryHtml {
public:
    explicit EntryHtml(std::string_view html) : html_(html), ends_(html, kEnding) {}

    std::string take() && {
        for (auto tag = next_tag(html_, 0); tag.has_value();) {
            const std::size_t at = tag->end;
            next_ = at;
            look_at(*tag);
            tag = next_tag(html_, next_);
        }
        return out_ + std::string(html_.substr(done_));
    }

private:
    void replace(std::size_t begin, std::size_t end, std::string_view with) {
        out_ += html_.substr(done_, begin - done_);
        out_ += with;
        done_ = end;
        next_ = end;
    }

    void look_at(const HtmlTag& tag) {
        const std::string_view source = source_of(html_, tag);
        if (tag.name == "br" && tag.begin >= keeps_until_) {
            // An empty block ends the paragraph, whatever is around it.
            if (const Breaks run = breaks_at(html_, tag); run.count > 1) {
                replace(tag.begin, run.end, "<div></div>");
            }
            return;
        }
        if (!tag.closing && tag.name == "a") {
            if (const auto large = large_picture(html_, tag)) {
                replace(tag.begin, large->end, large->html);
            }
            return;
        }
        // One without an end would take the rest of the text with it.
        const auto behind = tag.closing ? std::nullopt : ends_.of(tag);
        if (!behind.has_value()) {
            return;
        }
        if (tag.name == "div" && has_class(source, "blogger-post-footer")) {
            replace(tag.begin, *behind, "");  // of the feed: a picture that counts readers
            return;
        }
        if (tag.name == "table" && has_class(source, "tr-caption-container")) {
            if (const auto figure = CaptionedPicture(html_, ends_).of(tag, *behind)) {
                replace(tag.begin, *behind, *figure);
                return;
            }
        }
        if (keeps_breaks(tag.name)) {
            keeps_until_ = std::max(keeps_until_, *behind);
        }
        if (tag.name == "script" || tag.name == "style") {
            next_ = *behind;
        }
    }

    std::string_view html_;
    ElementEnds ends_;
    std::string out_;
    std::size_t done_ = 0;
    std::size_t next_ = 0;
    std::size_t keeps_until_ = 0;  ///< behind the elements that keep their line breaks
};

/// Whether its paragraphs and lines are marked.
bool has_blocks(std::string_view html) {
    static constexpr std::array<std::string_view, 10> kBlocks{"p", "br", "div", "ul", "ol", "table", "pre", "blockquote", "h2", "h3"};
    for (auto tag = next_tag(html, 0); tag.has_value(); tag = next_tag(html, tag->end)) {
        if (std::ranges::find(kBlocks, tag->name) != kBlocks.end()) {
            return true;
        }
    }
    return false;
}

/// Empty lines end paragraphs, and with `lines` others end lines.
std::string with_lines(std::string_view text, bool lines) {
    std::string out = "<div>";
    for (const std::string_view line : split(text, '\n')) {
        if (trim(line).empty()) {
            out += "</div>\n<div>";
        } else {
            out += line;
            out += lines ? "<br>\n" : "\n";
        }
    }
    return out + "</div>";
}

}  // namespace

std::string entry_html(std::string_view html, bool plain) {
    if (plain) {
        return with_lines(html, true);
    }
    const bool lines = html.contains('\n') && !has_blocks(html);
    const std::string whole = EntryHtml(html).take();
    return lines ? with_lines(whole, false) : whole;
}

}  // namespace stoppress::importing::atom
