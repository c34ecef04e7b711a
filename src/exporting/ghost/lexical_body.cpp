// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/lexical_body.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "document/addresses/ghost_heading.hpp"
#include "document/convert.hpp"
#include "document/document_walk.hpp"
#include "document/embeds/known_embed.hpp"
#include "exporting/body_html.hpp"
#include "exporting/ghost/lexical_inlines.hpp"

namespace stoppress::exporting {
namespace {

namespace json = boost::json;

/// Pictures side by side in Ghost's galleries.
constexpr std::size_t kGhostRow = 3;

json::object lexical_card(std::string_view type) {
    return {{"type", type}, {"version", 1}};
}

json::object html_card(std::string_view html) {
    json::object card = lexical_card("html");
    card["html"] = html;
    return card;
}

json::object lexical_element(std::string_view type, json::array children) {
    return {{"children", std::move(children)}, {"direction", nullptr}, {"format", ""}, {"indent", 0}, {"type", type}, {"version", 1}};
}

bool is_unnamed(const document::Block& block) {
    return block.language.empty() && block.direction == document::Direction::inherited;
}

const document::Paragraph* plain_paragraph(const document::Block& block) {
    const auto* const paragraph = std::get_if<document::Paragraph>(&block.node);
    return paragraph != nullptr && is_unnamed(block) && is_plain_text(paragraph->content) ? paragraph : nullptr;
}

/// Whether Ghost's lists have a place for each item: a text, and perhaps one list below it.
bool is_plain_list(const document::List& list) {
    return std::ranges::all_of(list.items, [](const document::Blocks& item) {
        if (item.empty() || item.size() > 2 || plain_paragraph(item.front()) == nullptr) {
            return false;
        }
        const auto* const below = item.size() == 2 ? std::get_if<document::List>(&item.back().node) : nullptr;
        return item.size() == 1 || (below != nullptr && is_unnamed(item.back()) && is_plain_list(*below));
    });
}

// Recurses as deep as documents are nested: kMaxNesting.
json::object lexical_list(const document::List& list, int depth) {
    json::array items;
    std::int64_t value = list.start;
    const auto add = [&](json::array children) {
        json::object item = lexical_element("listitem", std::move(children));
        item["indent"] = depth;
        item["value"] = value;
        items.push_back(std::move(item));
    };
    for (const document::Blocks& item : list.items) {
        add(lexical_inlines(std::get<document::Paragraph>(item.front().node).content));
        ++value;
        if (item.size() == 2) {
            add({lexical_list(std::get<document::List>(item.back().node), depth + 1)});
        }
    }
    json::object node = lexical_element("list", std::move(items));
    node["listType"] = list.ordered ? "number" : "bullet";
    node["start"] = list.start;
    node["tag"] = list.ordered ? "ol" : "ul";
    return node;
}

/// Whether text has a footnote.
class FootnoteSearch {
public:
    explicit FootnoteSearch(bool& found) : found_(&found) {}
    void run(const document::Inline& run) const { *found_ = *found_ || run.footnote != 0; }
    void image(const document::Image& /*image*/) const {}
    void audio(const document::Audio& /*audio*/) const {}
    void video(const document::Video& /*video*/) const {}
    void embed(const document::Embed& /*embed*/) const {}

private:
    bool* found_;
};

bool has_footnote(const document::Block& block) {
    document::Document one;
    one.blocks.push_back(block);
    bool found = false;
    document::DocumentWalk<FootnoteSearch>(FootnoteSearch(found)).document(std::as_const(one));
    return found;
}

/// A player that waits for the reader: here a page loads its frame with the click that is to start it.
std::string waiting(std::string player) {
    for (const std::string_view part : {"&autoplay=1", "autoplay=1&", "?autoplay=1"}) {
        if (const std::size_t at = player.find(part); at != std::string::npos) {
            player.erase(at, part.size());
            break;
        }
    }
    return player;
}

std::string frame_of(const document::KnownEmbed& known, const std::string& title) {
    const bool film = known.kind == document::EmbedKind::film;
    return fmt::format(
        "<iframe src=\"{}\" title=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\" style=\"border:0\" "
        "referrerpolicy=\"strict-origin-when-"
        "cross-origin\" allowfullscreen></iframe>",
        document::escape_html(waiting(known.player)).string(), document::escape_html(title).string(), known.upright ? 315 : 560,
        known.upright ? 560
        : film        ? 315
                      : 420);
}

class LexicalWriter {
public:
    void paragraph(const std::string& text) {
        document::Inline run;
        run.text = text;
        children_.push_back(lexical_element("paragraph", lexical_inlines({run})));
    }
    void html(std::string_view html) { children_.push_back(html_card(html)); }

    void body(document::Document document) {
        // References and notes belong together: all from the first one on is HTML.
        const auto first = document.footnotes.empty() ? document.blocks.end() : std::ranges::find_if(document.blocks, has_footnote);
        document::Document rest;
        rest.blocks.assign(std::make_move_iterator(first), std::make_move_iterator(document.blocks.end()));
        document.blocks.erase(first, document.blocks.end());
        rest.footnotes = std::move(document.footnotes);
        for (const document::Block& block : document.blocks) {
            auto node = is_unnamed(block) ? std::visit([this](const auto& inner) { return this->node(inner); }, block.node) : std::nullopt;
            children_.push_back(node ? *std::move(node) : html_card(html_of(block)));
        }
        if (!rest.footnotes.empty()) {
            html(document::to_html(rest).string());
        }
    }

    std::string finish() {
        if (children_.empty()) {
            children_.push_back(lexical_element("paragraph", {}));  // Ghost refuses a tree without any
        }
        std::string text = json::serialize(json::object{{"root", lexical_element("root", std::move(children_))}});
        for (std::size_t at = text.find(kGhostSite); at != std::string::npos; at = text.find(kGhostSite, at)) {
            text.replace(at, kGhostSite.size(), kGhostMark);
            at += kGhostMark.size();
        }
        return text;
    }

private:
    using Node = std::optional<json::object>;  ///< nothing: it has to be HTML

    [[nodiscard]] Node node(const document::Paragraph& paragraph) const {
        return is_plain_text(paragraph.content) ? Node(lexical_element("paragraph", lexical_inlines(paragraph.content))) : std::nullopt;
    }

    /// Links lead to headings by their ids, which Ghost makes from their text.
    Node node(const document::Heading& heading) {
        const std::string slug = document::ghost_heading_slug(letters_of(heading.content));
        const auto seen = ids_.find(slug);
        const std::string id = seen == ids_.end() ? slug : fmt::format("{}-{}", slug, seen->second);
        if (!is_plain_text(heading.content) || (!heading.anchor.empty() && heading.anchor != id)) {
            return std::nullopt;
        }
        ++ids_[slug];
        json::object node = lexical_element("extended-heading", lexical_inlines(heading.content));
        node["tag"] = fmt::format("h{}", heading.level);
        return node;
    }

    [[nodiscard]] static Node node(const document::List& list) { return is_plain_list(list) ? Node(lexical_list(list, 0)) : std::nullopt; }

    [[nodiscard]] static Node node(const document::Quote& quote) {
        const auto* const only = quote.blocks.size() == 1 && quote.attribution.empty() ? plain_paragraph(quote.blocks.front()) : nullptr;
        return only == nullptr ? std::nullopt
                               : Node(lexical_element(quote.pull ? "aside" : "extended-quote", lexical_inlines(only->content)));
    }

    [[nodiscard]] static Node node(const document::Code& code) {
        json::object card = lexical_card("codeblock");
        card["code"] = code.text;
        card["language"] = code.language;
        card["caption"] = "";
        return card;
    }

    [[nodiscard]] static Node node(const document::Table& /*table*/) { return std::nullopt; }
    [[nodiscard]] static Node node(const document::Rule& /*rule*/) { return lexical_card("horizontalrule"); }

    [[nodiscard]] static Node node(const document::Image& image) {
        json::object card = lexical_card("image");
        card["src"] = image.source.string();
        card["width"] = image.width == 0 ? json::value() : json::value(image.width);
        card["height"] = image.height == 0 ? json::value() : json::value(image.height);
        card["title"] = "";
        card["alt"] = image.alt;
        card["caption"] = caption_html(image.caption, image.credit);
        card["cardWidth"] = image.layout == document::Layout::text ? "regular" : document::to_string(image.layout);
        card["href"] = image.link.string();
        return card;
    }

    /// Ghost's has no texts of single pictures, and does not show one whose size it is not told.
    [[nodiscard]] static Node node(const document::Gallery& gallery) {
        json::array pictures;
        for (const document::Image& image : gallery.pictures) {
            if (!image.caption.empty() || !image.credit.empty() || image.width == 0 || image.height == 0) {
                return std::nullopt;
            }
            const std::string& source = image.source.string();
            pictures.push_back(json::object{{"row", pictures.size() / kGhostRow},
                                            {"src", source},
                                            {"width", image.width},
                                            {"height", image.height},
                                            {"alt", image.alt},
                                            {"title", ""},
                                            {"fileName", source.substr(source.rfind('/') + 1)}});
            if (!image.link.empty()) {
                pictures.back().as_object()["href"] = image.link.string();
            }
        }
        json::object card = lexical_card("gallery");
        card["images"] = std::move(pictures);
        card["caption"] = caption_html(gallery.caption, {});
        return card;
    }

    // Ghost's own cards need lengths and previews of it making: as HTML, with everything that a story says of them.
    [[nodiscard]] static Node node(const document::Audio& /*audio*/) { return std::nullopt; }
    [[nodiscard]] static Node node(const document::Video& /*video*/) { return std::nullopt; }

    [[nodiscard]] static Node node(const document::Embed& embed) {
        const auto known = document::known_embed(embed.url);
        const bool plays = known && !known->player.empty();
        const std::string& title = embed.title.empty() ? embed.url.string() : embed.title;
        json::object card = lexical_card(plays ? "embed" : "bookmark");
        card["url"] = embed.url.string();
        card["caption"] = caption_html(embed.caption, {});
        if (plays) {
            card["embedType"] = known->kind == document::EmbedKind::film ? "video" : "rich";
            card["html"] = frame_of(*known, title);
            card["metadata"] = json::object{{"title", embed.title}, {"provider_name", known->provider}};
        } else {
            card["metadata"] = json::object{{"icon", ""},   {"title", title},          {"description", embed.description},
                                            {"author", ""}, {"publisher", embed.site}, {"thumbnail", embed.picture.string()}};
        }
        return card;
    }

    json::array children_;
    std::unordered_map<std::string, int> ids_;  ///< how many headings have it
};

}  // namespace

std::string lexical_body(LexicalParts parts) {
    LexicalWriter writer;
    for (const std::string& text : parts.opening) {
        writer.paragraph(text);
    }
    writer.body(std::move(parts.body));
    for (const std::string& html : parts.closing) {
        writer.html(html);
    }
    return writer.finish();
}

}  // namespace stoppress::exporting
