// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

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

Player player_of(std::string_view address) {
    static constexpr std::array<std::string_view, 9> kSound{"mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac", "weba"};
    static constexpr std::array<std::string_view, 5> kFilm{"mp4", "m4v", "webm", "ogv", "mov"};
    const std::string_view path = trim(address.substr(0, address.find_first_of("?#")));
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    // "https://example.aac" has no path.
    if (dot == std::string_view::npos || path.substr(0, path.size() - name.size()).ends_with("://")) {
        return Player::none;
    }
    const std::string extension = ascii_lower(name.substr(dot + 1));
    return std::ranges::find(kSound, extension) != kSound.end() ? Player::sound
           : std::ranges::find(kFilm, extension) != kFilm.end() ? Player::film
                                                                : Player::none;
}

std::string player_markup(const PlayerParts& parts) {
    const std::string_view name = parts.film ? "video" : "audio";
    std::string out = opening_figure(name, parts.film ? parts.layout : std::string_view());
    out += '<';
    out += name;
    attribute(out, "src", parts.source);
    if (!parts.title.empty()) {
        attribute(out, "title", parts.title);
    }
    if (parts.film && !parts.poster.empty()) {
        attribute(out, "poster", parts.poster);
    }
    if (parts.film && parts.width != 0 && parts.height != 0) {
        out += fmt::format(" width=\"{}\" height=\"{}\"", parts.width, parts.height);
    }
    out += fmt::format("></{}>", name);
    caption(out, parts.caption_html, {});
    return out + "</figure>";
}

std::string embed_markup(std::string_view url, std::string_view title, std::string_view caption_html) {
    const auto address = document::Address::parse(url);
    const bool web = address.has_value() && address->is_web();
    const Player player = player_of(url);
    if (player != Player::none && (web ? document::provider_of(*address) == "web" : !url.contains(':'))) {
        return player_markup({.source = url, .film = player == Player::film, .title = title, .caption_html = caption_html});
    }
    if (!web) {
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
