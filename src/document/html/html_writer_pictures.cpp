// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlWriter's pictures and galleries. How wide a figure is shown is a class of it: a word that style sheets and the reader know.
#include <fmt/format.h>

#include "document/html/html_writer.hpp"
#include "document/normal_inlines.hpp"

namespace stoppress::document {

void HtmlWriter::figure(std::string_view name, Layout layout, const Block& block) {
    out_ += "<figure class=\"";
    out_ += name;
    if (layout != Layout::text) {
        out_ += ' ';
        out_ += to_string(layout);
    }
    out_ += '"';
    language_attributes(block.language, block.direction);
    out_ += '>';
}

void HtmlWriter::node(const Image& image, const Block& block) {
    figure("image", image.layout, block);
    shown(image, Within::text);
    caption(image.caption, image.credit);
    out_ += "</figure>";
}

void HtmlWriter::node(const Gallery& gallery, const Block& block) {
    figure("gallery", gallery.layout, block);
    for (const auto& image : gallery.pictures) {
        out_ += "<figure class=\"image\">";
        shown(image, Within::gallery);
        caption(image.caption, image.credit);
        out_ += "</figure>";
    }
    caption(gallery.caption, {});
    out_ += "</figure>";
}

/// The picture in its link. On pages, one of a gallery is small and cropped, so it leads to the whole picture if it does not lead
/// elsewhere; a link needs words for those who do not see it.
void HtmlWriter::shown(const Image& image, Within within) {
    const auto* form = pictures_ != nullptr ? pictures_->find(image.source) : nullptr;
    std::string target = image.link.string();
    std::string label;
    if (target.empty() && form != nullptr && within == Within::gallery) {
        label = image.alt.empty() ? plain_text(image.caption) : std::string{};
        target = image.alt.empty() && label.empty() ? std::string{} : form->source;
    }
    if (!target.empty()) {
        out_ += "<a";
        attribute("href", target);
        if (!label.empty()) {
            attribute("aria-label", label);
        }
        out_ += '>';
    }
    if (form != nullptr) {
        picture(image, *form, within);
    } else {
        out_ += "<img";
        attribute("src", image.source.string());
        attribute("alt", image.alt);
        if (image.width != 0) {
            out_ += fmt::format(" width=\"{}\" height=\"{}\"", image.width, image.height);
        }
        out_ += " loading=\"lazy\" decoding=\"async\">";
    }
    if (!target.empty()) {
        out_ += "</a>";
    }
}

std::string_view HtmlWriter::sizes(const Image& image, Within within) const {
    if (within == Within::gallery) {
        return pictures_->gallery_sizes;
    }
    switch (image.layout) {
        case Layout::wide:
            return pictures_->wide_sizes;
        case Layout::full:
            return pictures_->full_sizes;
        case Layout::text:
            break;
    }
    return pictures_->sizes;
}

void HtmlWriter::picture(const Image& image, const PictureForm& form, Within within) {
    out_ += "<span class=\"frame\">";
    if (!form.placeholder.empty()) {
        out_ += "<img class=\"placeholder\"";
        attribute("src", form.placeholder);
        out_ += " alt=\"\" aria-hidden=\"true\">";
    }
    out_ += "<picture>";
    for (const auto& source : form.sources) {
        out_ += "<source";
        attribute("type", source.type);
        attribute("srcset", source.srcset);
        attribute("sizes", sizes(image, within));
        out_ += '>';
    }
    out_ += "<img";
    if (within == Within::gallery && !form.focus.empty()) {
        attribute("class", form.focus);
    }
    attribute("src", form.source);
    attribute("alt", image.alt);
    out_ += fmt::format(" width=\"{}\" height=\"{}\" loading=\"lazy\" decoding=\"async\"></picture></span>", form.width, form.height);
}

}  // namespace stoppress::document
