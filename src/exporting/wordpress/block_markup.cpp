// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/wordpress/block_markup.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <variant>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "document/convert.hpp"
#include "exporting/body_html.hpp"

namespace stoppress::exporting {
namespace {

std::string escaped(std::string_view text) {
    return document::escape_html(text).string();
}

/// What could end the comment around a block is written as WordPress writes it.
std::string json_of(const boost::json::object& attributes) {
    std::string json;
    const std::string plain = boost::json::serialize(attributes);
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const char c = plain[at];
        if (c == '<' || c == '>' || c == '&') {
            json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else if (plain.compare(at, 2, "--") == 0) {
            json += "\\u002d\\u002d";
            ++at;
        } else {
            json += c;
        }
    }
    return json;
}

std::string block(std::string_view name, const boost::json::object& attributes, std::string_view html) {
    const std::string json = attributes.empty() ? std::string() : json_of(attributes) + ' ';
    return fmt::format("<!-- wp:{0} {1}-->\n{2}\n<!-- /wp:{0} -->", name, json, html);
}

std::string_view align_of(document::Layout layout) {
    return layout == document::Layout::text ? std::string_view() : document::to_string(layout);
}

std::string caption(const document::Inlines& text, const document::Inlines& credit, std::string_view classes) {
    const std::string html = caption_html(text, credit);
    return html.empty() ? std::string() : fmt::format("<figcaption class=\"{}\">{}</figcaption>", classes, html);
}

class BlockWriter {
public:
    BlockWriter(const document::Block& block, const std::function<std::int64_t(std::string_view)>& attachment_of)
        : block_(block), attachment_of_(attachment_of) {}

    [[nodiscard]] std::string markup() const {
        const bool plain = block_.language.empty() && block_.direction == document::Direction::inherited;
        return plain ? std::visit([this](const auto& node) { return this->node(node); }, block_.node) : html();
    }

private:
    [[nodiscard]] std::string html() const { return block("html", {}, html_of(block_)); }
    [[nodiscard]] std::string node(const document::Paragraph& /*paragraph*/) const { return block("paragraph", {}, html_of(block_)); }
    [[nodiscard]] std::string node(const document::Quote& /*quote*/) const { return html(); }
    [[nodiscard]] std::string node(const document::Table& /*table*/) const { return html(); }

    [[nodiscard]] std::string node(const document::Heading& heading) const {
        boost::json::object attributes;
        if (heading.level != 2) {
            attributes["level"] = heading.level;
        }
        std::string html = html_of(block_);
        html.insert(3, " class=\"wp-block-heading\"");  // behind "<h2"
        return block("heading", attributes, html);
    }

    [[nodiscard]] std::string node(const document::List& list) const {
        const std::string html = html_of(block_);
        if (html.contains("<p") || list.start != 1) {
            return block("html", {}, html);
        }
        return block("list", list.ordered ? boost::json::object{{"ordered", true}} : boost::json::object{}, html);
    }

    [[nodiscard]] std::string node(const document::Code& code) const {
        if (!code.language.empty()) {
            return html();
        }
        return block("code", {}, fmt::format("<pre class=\"wp-block-code\"><code>{}</code></pre>", escaped(code.text)));
    }

    [[nodiscard]] std::string node(const document::Rule& /*rule*/) const {
        return block("separator", {}, "<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>");
    }

    [[nodiscard]] std::string node(const document::Image& image) const { return picture(image); }

    [[nodiscard]] std::string picture(const document::Image& image) const {
        const std::int64_t id = attachment_of_(image.source.string());
        boost::json::object attributes;
        if (id != 0) {
            attributes["id"] = id;
        }
        attributes["sizeSlug"] = "full";
        attributes["linkDestination"] = image.link.empty() ? "none" : "custom";
        const std::string_view align = align_of(image.layout);
        if (!align.empty()) {
            attributes["align"] = align;
        }
        std::string shown = fmt::format("<img src=\"{}\" alt=\"{}\"{}/>", escaped(image.source.string()), escaped(image.alt),
                                        id == 0 ? std::string() : fmt::format(" class=\"wp-image-{}\"", id));
        if (!image.link.empty()) {
            shown = fmt::format("<a href=\"{}\">{}</a>", escaped(image.link.string()), shown);
        }
        return block("image", attributes,
                     fmt::format("<figure class=\"wp-block-image {}size-full\">{}{}</figure>",
                                 align.empty() ? std::string() : fmt::format("align{} ", align), shown,
                                 caption(image.caption, image.credit, "wp-element-caption")));
    }

    [[nodiscard]] std::string node(const document::Gallery& gallery) const {
        boost::json::object attributes{{"linkTo", "none"}};
        const std::string_view align = align_of(gallery.layout);
        if (!align.empty()) {
            attributes["align"] = align;
        }
        std::string html = fmt::format("<figure class=\"wp-block-gallery {}has-nested-images columns-default is-cropped\">",
                                       align.empty() ? std::string() : fmt::format("align{} ", align));
        for (const document::Image& image : gallery.pictures) {
            html += picture(image) + "\n\n";
        }
        html += caption(gallery.caption, {}, "blocks-gallery-caption wp-element-caption") + "</figure>";
        return block("gallery", attributes, html);
    }

    [[nodiscard]] std::string node(const document::Audio& audio) const {
        return block("audio", {},
                     fmt::format("<figure class=\"wp-block-audio\"><audio controls src=\"{}\" preload=\"none\"></audio>{}</figure>",
                                 escaped(audio.source.string()), recording_caption(audio)));
    }

    [[nodiscard]] std::string node(const document::Video& video) const {
        boost::json::object attributes;
        const std::string_view align = align_of(video.layout);
        if (!align.empty()) {
            attributes["align"] = align;
        }
        const std::string poster = video.poster.empty() ? std::string() : fmt::format(" poster=\"{}\"", escaped(video.poster.string()));
        return block("video", attributes,
                     fmt::format("<figure class=\"wp-block-video{}\"><video controls{} preload=\"none\" src=\"{}\"></video>{}</figure>",
                                 align.empty() ? std::string() : fmt::format(" align{}", align), poster, escaped(video.source.string()),
                                 recording_caption(video)));
    }

    /// WordPress has no title of its own for them.
    template <class Recording>
    [[nodiscard]] static std::string recording_caption(const Recording& recording) {
        document::Inlines text = recording.caption;
        if (!recording.title.empty()) {
            document::Inline title;
            title.text = recording.title + (text.empty() ? "" : "\n");
            text.insert(text.begin(), std::move(title));
        }
        return caption(text, {}, "wp-element-caption");
    }

    [[nodiscard]] std::string node(const document::Embed& embed) const {
        const boost::json::object attributes{{"url", embed.url.string()}};
        return block("embed", attributes,
                     fmt::format("<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n{}\n</div>{}</figure>",
                                 escaped(embed.url.string()), caption(embed.caption, {}, "wp-element-caption")));
    }

    const document::Block& block_;
    const std::function<std::int64_t(std::string_view)>& attachment_of_;
};

/// In text and attributes, "[name" could be a shortcode of a plug-in.
std::string without_wordpress_shortcodes(std::string_view markup) {
    std::string out;
    bool in_comment = false;
    for (std::size_t at = 0; at < markup.size(); ++at) {
        // Only the comments around blocks: no other can be written.
        in_comment = in_comment ? markup.compare(at, 3, "-->") != 0 : markup.compare(at, 4, "<!--") == 0;
        const bool opens = markup[at] == '[' && at + 1 < markup.size() && (base::is_ascii_letter(markup[at + 1]) || markup[at + 1] == '/');
        if (opens && !in_comment) {
            out += "&#91;";
        } else {
            out += markup[at];
        }
    }
    return out;
}

}  // namespace

std::string block_markup(const document::Document& document, const std::function<std::int64_t(std::string_view)>& attachment_of) {
    if (!document.footnotes.empty()) {
        // References and notes belong together.
        return without_wordpress_shortcodes(block("html", {}, document::to_html(document).string()));
    }
    std::string markup;
    for (const document::Block& block : document.blocks) {
        markup += markup.empty() ? "" : "\n\n";
        markup += BlockWriter(block, attachment_of).markup();
    }
    return without_wordpress_shortcodes(markup);
}

}  // namespace stoppress::exporting
