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

/// Elements inside which a line break is none between paragraphs.
bool keeps_breaks(std::string_view name) {
    static constexpr std::array<std::string_view, 10> kKeeping{"pre", "table", "textarea", "h1", "h2", "h3", "h4", "h5", "h6", "script"};
    return std::ranges::find(kKeeping, name) != kKeeping.end();
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

/// <table class="tr-caption-container"> with a picture and <td class="tr-caption"> -> <figure>; nothing if it is another table.
std::optional<std::string> captioned_picture(std::string_view table) {
    std::string picture;
    std::string caption;
    for (auto tag = next_tag(table, 0); tag.has_value(); tag = next_tag(table, tag->end)) {
        if (tag->closing) {
            continue;
        }
        if (tag->name == "td" && has_class(source_of(table, *tag), "tr-caption")) {
            const std::size_t behind = behind_element(table, *tag);
            const std::size_t close = table.substr(0, behind).rfind("</");
            caption = close == std::string_view::npos || close < tag->end ? std::string() : table.substr(tag->end, close - tag->end);
            break;
        }
        if (tag->name == "a" && picture.empty()) {
            if (const auto large = large_picture(table, *tag)) {
                picture = large->html;
            }
        } else if (tag->name == "img" && picture.empty()) {
            picture = source_of(table, *tag);
        }
    }
    if (picture.empty()) {
        return std::nullopt;
    }
    return "<figure>" + picture + "<figcaption>" + caption + "</figcaption></figure>";
}

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

/// How often the text may be read in search of pictures with captions: tables may stand inside each other, and not be closed.
constexpr std::size_t kMaxReadings = 4;

class EntryHtml {
public:
    explicit EntryHtml(std::string_view html) : html_(html) {}

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
        if (tag.name == "br" && keeping_ == 0) {
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
        if (!tag.closing && tag.name == "div" && has_class(source, "blogger-post-footer")) {
            replace(tag.begin, behind_element(html_, tag), "");  // of the feed: a picture that counts readers
            return;
        }
        if (!tag.closing && tag.name == "table" && looked_into_ < kMaxReadings * html_.size() &&
            has_class(source, "tr-caption-container")) {
            const std::size_t behind = behind_element(html_, tag);
            looked_into_ += behind - tag.begin;
            if (const auto figure = captioned_picture(html_.substr(tag.begin, behind - tag.begin))) {
                replace(tag.begin, behind, *figure);
                return;
            }
        }
        if (keeps_breaks(tag.name)) {
            keeping_ += tag.closing ? 0 : 1;
            keeping_ -= tag.closing && keeping_ > 0 ? 1 : 0;
        }
    }

    std::string_view html_;
    std::string out_;
    std::size_t done_ = 0;
    std::size_t next_ = 0;
    std::size_t looked_into_ = 0;  ///< bytes
    std::size_t keeping_ = 0;      ///< open elements that keep their line breaks
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
    if (plain || (html.contains('\n') && !has_blocks(html))) {
        return with_lines(html, plain);
    }
    return EntryHtml(html).take();
}

}  // namespace stoppress::importing::atom
