// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/markup.hpp"

#include <fmt/format.h>

#include "document/convert.hpp"
#include "document/embeds/known_embed.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

void attribute(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    out += name;
    out += "=\"";
    append_escaped(out, single_line(value));
    out += '"';
}

void caption(std::string& out, std::string_view html, std::string_view credit) {
    const std::string text = single_line(html);
    const std::string name = single_line(credit);
    if (text.empty() && name.empty()) {
        return;
    }
    out += "<figcaption>" + text;
    if (!name.empty()) {
        out += text.empty() ? "<cite class=\"credit\">" : " <cite class=\"credit\">";
        append_escaped(out, name);
        out += "</cite>";
    }
    out += "</figcaption>";
}

std::string opening_figure(std::string_view name, std::string_view layout) {
    std::string out = "<figure";
    attribute(out, "class", layout.empty() ? std::string(name) : fmt::format("{} {}", name, layout));
    return out + '>';
}

}  // namespace

std::string figure_markup(const FigureParts& parts) {
    std::string out = opening_figure("image", parts.layout);
    if (!parts.link.empty()) {
        out += "<a";
        attribute(out, "href", parts.link);
        out += '>';
    }
    out += "<img";
    attribute(out, "src", parts.source);
    attribute(out, "alt", parts.alt);
    if (parts.width != 0 && parts.height != 0) {
        out += fmt::format(" width=\"{}\" height=\"{}\"", parts.width, parts.height);
    }
    out += parts.link.empty() ? ">" : "></a>";
    caption(out, parts.caption_html, parts.credit);
    return out + "</figure>";
}

std::string gallery_figure(std::string_view figures, std::string_view caption_html, std::string_view layout) {
    std::string out = opening_figure("gallery", layout);
    out += figures;
    caption(out, caption_html, {});
    return out + "</figure>";
}

std::string embed_markup(std::string_view url, std::string_view title, std::string_view caption_html) {
    const auto address = document::Address::parse(url);
    if (!address.has_value() || !address->is_web()) {
        return {};
    }
    std::string out = "<figure class=\"embed\"";
    attribute(out, "data-provider", document::provider_of(*address));
    out += "><a";
    attribute(out, "href", address->string());
    out += '>';
    append_escaped(out, title.empty() ? std::string_view(address->string()) : title);
    out += "</a>";
    caption(out, caption_html, {});
    return out + "</figure>";
}

std::string link_markup(std::string_view href, std::string_view text) {
    std::string out = "<a";
    attribute(out, "href", href);
    out += '>';
    append_escaped(out, single_line(text));
    return out + "</a>";
}

std::string code_markup(std::string_view text, std::string_view language) {
    std::string out = "<pre><code";
    if (!language.empty()) {
        attribute(out, "class", "language-" + std::string(language));
    }
    out += '>';
    for (const char c : text) {
        if (c == '\n') {
            out += "&#10;";
        } else {
            append_escaped(out, std::string_view(&c, 1));
        }
    }
    return out + "</code></pre>";
}

std::string inline_html_of_markdown(std::string_view markdown) {
    const std::string text = single_line(markdown);
    if (text.find_first_of("&<*_`[\\~") == std::string::npos) {
        return escaped(text);
    }
    const auto parsed = document::from_markdown(text);
    if (!parsed.has_value()) {
        return escaped(text);
    }
    std::string html = single_line(document::to_html(parsed->document).string());
    if (html.starts_with("<p>") && html.ends_with("</p>") && html.find("<p>", 3) == std::string::npos) {
        return html.substr(3, html.size() - 7);
    }
    return escaped(single_line(document::to_text(parsed->document)));
}

std::string page_of_player(std::string_view address) {
    const auto parsed = document::Address::parse(address);
    return parsed.has_value() ? document::page_of_player(*parsed).string() : std::string(address);
}

}  // namespace stoppress::importing
