// SPDX-License-Identifier: GPL-3.0-or-later
// The cards of Ghost's editor: what each becomes here. Their names are those of Lexical; Mobiledoc's are the same but for a few.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "importing/ghost/body/body_builder.hpp"
#include "importing/ghost/export/export_rows.hpp"
#include "importing/limits.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

namespace json = boost::json;
using Card = json::object;

const json::object& object_of(const json::object& from, std::string_view member) {
    static const json::object kNone;
    const json::value* value = from.if_contains(member);
    return value != nullptr && value->is_object() ? value->get_object() : kNone;
}

std::uint32_t pixels_of(const json::object& from, std::string_view member) {
    const std::int64_t pixels = number_of(from, member, 0);
    return pixels > 0 && pixels < 100'000 ? static_cast<std::uint32_t>(pixels) : 0;
}

std::string paragraph(const std::string& inside) {
    return inside.empty() ? std::string() : "<p>" + inside + "</p>";
}

/// A link in a paragraph of its own; forms for members are left out.
void add_link(BodyBuilder& body, const std::string& url, const std::string& text) {
    if (url.contains("#/portal")) {
        body.note("a link to a form for members is left out, its text is kept");
        body.add(paragraph(escaped(single_line(text))));
    } else if (!trim(url).empty()) {
        body.add(paragraph(link_markup(url, trim(text).empty() ? url : text)));
    }
}

/// "wide" or "full", if a picture is to be wider than the text.
std::string_view layout_of(const json::object& picture) {
    const std::string width = text_of(picture, "cardWidth");
    return width == "wide" ? "wide" : width == "full" ? "full" : "";
}

std::string picture_markup(const json::object& picture, const std::string& source, const std::string& caption) {
    const std::string alt = text_of(picture, "alt");
    const std::string link = text_of(picture, "href");
    return figure_markup({source, alt, caption, {}, link, pixels_of(picture, "width"), pixels_of(picture, "height"), layout_of(picture)});
}

void add_picture(BodyBuilder& body, const json::object& picture, const std::string& source, const std::string& caption) {
    if (!trim(source).empty()) {
        body.add(picture_markup(picture, source, caption));
    }
}

void image(const Card& card, BodyBuilder& body) {
    add_picture(body, card, text_of(card, "src"), body.line_of_html(text_of(card, "caption")));
}

void gallery(const Card& card, BodyBuilder& body) {
    const json::value* images = card.if_contains("images");
    const json::array none;
    const json::array& all = images != nullptr && images->is_array() ? images->get_array() : none;
    std::string pictures;
    for (const json::value& one : all) {
        if (one.is_object() && !trim(text_of(one.get_object(), "src")).empty()) {
            pictures += picture_markup(one.get_object(), text_of(one.get_object(), "src"), {});
        }
    }
    if (!pictures.empty()) {
        // Ghost shows one caption below all of them, and every gallery wide.
        body.add(gallery_figure(pictures, body.line_of_html(text_of(card, "caption")), "wide"));
    }
}

void embed(const Card& card, BodyBuilder& body) {
    std::string url = text_of(card, "url");
    if (!is_web_address(url)) {
        const std::string html = text_of(card, "html");
        const std::size_t source = html.find("src=\"");
        url = source == std::string::npos ? url : page_of_player(html.substr(source + 5, html.find('"', source + 5) - source - 5));
    }
    const std::string markup =
        embed_markup(url, text_of(object_of(card, "metadata"), "title"), body.line_of_html(text_of(card, "caption")));
    if (markup.empty()) {
        body.add_html(text_of(card, "html"));
    } else {
        body.add(markup);
    }
}

void bookmark(const Card& card, BodyBuilder& body) {
    const std::string url = text_of(card, "url");
    const std::string title = text_of(object_of(card, "metadata"), "title");
    // To a page of the site itself: it becomes a link, which is found at its address here.
    const std::string caption = body.line_of_html(text_of(card, "caption"));
    const std::string markup = url.starts_with("__GHOST_URL__") ? std::string() : embed_markup(url, title, caption);
    if (!markup.empty()) {
        body.add(markup);
        return;
    }
    add_link(body, url, title);
    body.add(paragraph(caption));
}

void callout(const Card& card, BodyBuilder& body) {
    std::string emoji = text_of(card, "calloutEmoji");
    // Earlier versions wrote the emoji's text into the callout as well, or a false for none.
    emoji = emoji == "false" ? "" : escaped(emoji);
    const std::string text = body.line_of_html(text_of(card, "calloutText"));
    body.add(paragraph(emoji.empty() || text.empty() ? emoji + text : emoji + " " + text));
}

void toggle(const Card& card, BodyBuilder& body) {
    if (const std::string heading = body.line_of_html(text_of(card, "heading")); !heading.empty()) {
        body.add("<p><strong>" + heading + "</strong></p>");
    }
    body.add_html(text_of(card, "content"));
}

void button(const Card& card, BodyBuilder& body) {
    add_link(body, text_of(card, "buttonUrl"), text_of(card, "buttonText"));
}

void codeblock(const Card& card, BodyBuilder& body) {
    body.add(code_markup(text_of(card, "code"), text_of(card, "language")));
    body.add(paragraph(body.line_of_html(text_of(card, "caption"))));
}

void html(const Card& card, BodyBuilder& body) {
    body.add_html(text_of(card, "html"));
}

void markdown(const Card& card, BodyBuilder& body) {
    body.add_markdown(text_of(card, "markdown"));
}

void rule(const Card& /*card*/, BodyBuilder& body) {
    body.add("<hr>");
}

void file(const Card& card, BodyBuilder& body) {
    const std::string title = text_of(card, "fileTitle");
    add_link(body, text_of(card, "src"), title.empty() ? text_of(card, "fileName") : title);
    body.add(paragraph(escaped(single_line(text_of(card, "fileCaption")))));
}

void audio(const Card& card, BodyBuilder& body) {
    const std::string source = text_of(card, "src");
    const std::string title = text_of(card, "title");
    if (!trim(source).empty()) {
        body.add(player_markup({.source = source, .title = title}));
    }
}

void video(const Card& card, BodyBuilder& body) {
    const std::string source = text_of(card, "src");
    const std::string caption = body.line_of_html(text_of(card, "caption"));
    const std::string chosen = text_of(card, "customThumbnailSrc");
    const std::string poster = chosen.empty() ? text_of(card, "thumbnailSrc") : chosen;
    const std::string title = text_of(card, "fileName");
    if (trim(source).empty()) {
        body.add(paragraph(caption));
        return;
    }
    body.add(player_markup({.source = source,
                            .film = true,
                            .title = title,
                            .caption_html = caption,
                            .poster = poster,
                            .width = pixels_of(card, "width"),
                            .height = pixels_of(card, "height"),
                            .layout = layout_of(card)}));
}

void product(const Card& card, BodyBuilder& body) {
    add_picture(body, {}, text_of(card, "productImageSrc"), {});
    if (const std::string title = body.line_of_html(text_of(card, "productTitle")); !title.empty()) {
        body.add("<p><strong>" + title + "</strong></p>");
    }
    if (truth_of(card, "productRatingEnabled")) {
        const auto stars = std::clamp<std::int64_t>(number_of(card, "productStarRating", 0), 0, 5);
        std::string text;
        for (std::int64_t star = 0; star < 5; ++star) {
            text += star < stars ? "★" : "☆";
        }
        body.add(paragraph(text));
    }
    body.add_html(text_of(card, "productDescription"));
    if (truth_of(card, "productButtonEnabled")) {
        add_link(body, text_of(card, "productUrl"), text_of(card, "productButton"));
    }
}

void header(const Card& card, BodyBuilder& body) {
    if (const std::string text = body.line_of_html(text_of(card, "header")); !text.empty()) {
        const std::string id = body.heading_id(text_of_html(text));
        body.add("<h2 id=\"" + escaped(id) + "\">" + text + "</h2>");
    }
    const std::string below = body.line_of_html(text_of(card, "subheader"));
    if (number_of(card, "version", 1) == 1 && !below.empty()) {
        body.add("<h3 id=\"" + escaped(body.heading_id(text_of_html(below))) + "\">" + below + "</h3>");
    } else {
        body.add(paragraph(below));
    }
    if (truth_of(card, "buttonEnabled")) {
        add_link(body, text_of(card, "buttonUrl"), text_of(card, "buttonText"));
    }
}

void call_to_action(const Card& card, BodyBuilder& body) {
    const std::string label = truth_of(card, "hasSponsorLabel") ? body.line_of_html(text_of(card, "sponsorLabel")) : std::string();
    body.note("a call to action is imported as text" + std::string(label.empty() ? "" : ": it is marked as advertising"));
    body.add(paragraph(label));
    add_picture(body, {}, text_of(card, "imageUrl"), {});
    body.add_html(text_of(card, "textValue"));
    if (truth_of(card, "showButton")) {
        add_link(body, text_of(card, "buttonUrl"), text_of(card, "buttonText"));
    }
}

void before_after(const Card& card, BodyBuilder& body) {
    const json::object& before = object_of(card, "beforeImage");
    const json::object& after = object_of(card, "afterImage");
    add_picture(body, before, text_of(before, "src"), {});
    add_picture(body, after, text_of(after, "src"), body.line_of_html(text_of(card, "caption")));
}

void paywall(const Card& /*card*/, BodyBuilder& body) {
    body.note("it has a line from which on only members read on; Ghost shows the rest to everybody if the post is public");
}

using Add = void (*)(const Card&, BodyBuilder&);
constexpr std::array<std::pair<std::string_view, Add>, 25> kCards{{{"image", image},
                                                                   {"gallery", gallery},
                                                                   {"embed", embed},
                                                                   {"nft", embed},
                                                                   {"bookmark", bookmark},
                                                                   {"callout", callout},
                                                                   {"toggle", toggle},
                                                                   {"button", button},
                                                                   {"codeblock", codeblock},
                                                                   {"code", codeblock},
                                                                   {"html", html},
                                                                   {"card-html", html},
                                                                   {"markdown", markdown},
                                                                   {"card-markdown", markdown},
                                                                   {"horizontalrule", rule},
                                                                   {"hr", rule},
                                                                   {"file", file},
                                                                   {"audio", audio},
                                                                   {"video", video},
                                                                   {"product", product},
                                                                   {"header", header},
                                                                   {"call-to-action", call_to_action},
                                                                   {"before-after", before_after},
                                                                   {"paywall", paywall},
                                                                   {"card-image", image}}};

/// Cards that show nothing to a reader without an account, or nothing that works apart from Ghost.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLeftOut{{{"signup", "a form for subscribing"},
                                                                                 {"email", "a part for newsletters alone"},
                                                                                 {"email-cta", "a part for newsletters alone"},
                                                                                 {"transistor", "a player for members' podcasts"},
                                                                                 {"collection", "a list of other posts"},
                                                                                 {"recommendations", "a list of recommended sites"}}};

/// Whether readers without an account see it: "visibility.web.nonMember", before that "showOnWeb".
bool is_public(const Card& card) {
    const json::object& visibility = object_of(card, "visibility");
    const json::object& web = object_of(visibility, "web");
    const bool members_only = web.contains("nonMember") && !truth_of(web, "nonMember");
    const bool mail_only = visibility.contains("showOnWeb") && !truth_of(visibility, "showOnWeb");
    return !members_only && !mail_only && !truth_of(visibility, "emailOnly");
}

}  // namespace

bool add_card(std::string_view type, const Card& card, BodyBuilder& body) {
    const auto left_out = std::ranges::find(kLeftOut, type, &std::pair<std::string_view, std::string_view>::first);
    if (left_out != kLeftOut.end()) {
        body.note("left out: " + std::string(left_out->second));
        return true;
    }
    const auto known = std::ranges::find(kCards, type, &std::pair<std::string_view, Add>::first);
    if (!is_public(card)) {
        body.note(fmt::format("left out, because only members or newsletters show it: a card of type '{}'", cut(type, 60)));
        return true;
    }
    if (known == kCards.end()) {
        return false;
    }
    known->second(card, body);
    return true;
}

}  // namespace stoppress::importing::ghost
