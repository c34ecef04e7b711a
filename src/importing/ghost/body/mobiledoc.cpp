// SPDX-License-Identifier: GPL-3.0-or-later
// Mobiledoc 0.3, the format of Ghost's editor from version 1 to 4: sections of markers, with markups, atoms and cards in lists of their own.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "importing/ghost/body/body_builder.hpp"
#include "importing/ghost/export/export_rows.hpp"
#include "importing/limits.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

namespace json = boost::json;

const json::array& none() {
    static const json::array kNone;
    return kNone;
}

const json::array& list_of(const json::object& from, std::string_view member) {
    const json::value* value = from.if_contains(member);
    return value != nullptr && value->is_array() ? value->get_array() : none();
}
const json::array& list_at(const json::array& from, std::size_t place) {
    return place < from.size() && from[place].is_array() ? from[place].get_array() : none();
}
std::string text_at(const json::array& from, std::size_t place) {
    return place < from.size() && from[place].is_string() ? text_of(json::object{{"text", from[place]}}, "text") : std::string();
}
std::int64_t number_at(const json::array& from, std::size_t place, std::int64_t otherwise) {
    return place < from.size() && from[place].is_int64() ? from[place].get_int64() : otherwise;
}
/// The element of `from` with the number that stands at that place of `numbers`.
const json::array& named_at(const json::array& from, const json::array& numbers, std::size_t place) {
    const std::int64_t number = number_at(numbers, place, -1);
    return number < 0 ? none() : list_at(from, static_cast<std::size_t>(number));
}

enum SectionKind : std::uint8_t { markup_section = 1, image_section = 2, list_section = 3, card_section = 10 };

class MobiledocReader {
public:
    MobiledocReader(const json::object& document, BodyBuilder& body)
        : markups_(list_of(document, "markups")), atoms_(list_of(document, "atoms")), cards_(list_of(document, "cards")), body_(body) {}

    void section(const json::array& section) {
        switch (number_at(section, 0, 0)) {
            case markup_section:
                markup(text_at(section, 1), list_at(section, 2));
                break;
            case image_section:
                body_.add(figure_markup({text_at(section, 1), {}, {}, {}, {}, 0, 0}));
                break;
            case list_section:
                list(text_at(section, 1), list_at(section, 2));
                break;
            case card_section:
                card(named_at(cards_, section, 1));
                break;
            default:
                body_.note("unknown kind of section, left out");
        }
    }

private:
    void markup(const std::string& tag, const json::array& markers) {
        const std::string inside = inlines(markers);
        if (tag == "aside") {
            body_.add("<blockquote class=\"pullquote\"><p>" + inside + "</p></blockquote>");
        } else if (tag == "blockquote") {
            body_.add("<blockquote><p>" + inside + "</p></blockquote>");
        } else if (tag.size() == 2 && tag.starts_with('h') && tag[1] >= '1' && tag[1] <= '6') {
            body_.add(fmt::format("<{} id=\"{}\">{}</{}>", tag, escaped(body_.heading_id(text_of_html(inside))), inside, tag));
        } else {
            body_.add("<p>" + inside + "</p>");
        }
    }

    void list(const std::string& tag, const json::array& items) {
        const std::string_view name = tag == "ol" ? "ol" : "ul";
        std::string out = fmt::format("<{}>", name);
        for (const json::value& item : items) {
            out += "<li>" + (item.is_array() ? inlines(item.get_array()) : std::string()) + "</li>";
        }
        body_.add(out + fmt::format("</{}>", name));
    }

    void card(const json::array& card) {
        const std::string type = text_at(card, 0);
        const json::object none;
        const json::object& payload = card.size() > 1 && card[1].is_object() ? card[1].get_object() : none;
        if (!add_card(type, payload, body_)) {
            body_.note("unknown kind of block, left out: '" + std::string(cut(type, 60)) + "'");
        }
    }

    /// A marker opens markups, has a text or an atom, and closes some of those that are open.
    std::string inlines(const json::array& markers) {
        std::string out;
        std::vector<std::string> open;
        for (const json::value& value : markers) {
            if (!value.is_array()) {
                continue;
            }
            const json::array& marker = value.get_array();
            for (std::size_t i = 0; i < list_at(marker, 1).size() && open.size() < kMaxDepth; ++i) {
                out += opened(named_at(markups_, list_at(marker, 1), i), open);
            }
            if (number_at(marker, 0, 0) == 0) {
                out += escaped(text_at(marker, 3));
            } else {
                const json::array& atom = named_at(atoms_, marker, 3);
                out += text_at(atom, 0) == "soft-return" ? "<br>" : escaped(text_at(atom, 1));
            }
            for (std::int64_t left = number_at(marker, 2, 0); left > 0 && !open.empty(); --left) {
                out += open.back();
                open.pop_back();
            }
        }
        for (; !open.empty(); open.pop_back()) {
            out += open.back();
        }
        return out;
    }

    /// The start tag of a markup; its end tag is added to `open`.
    static std::string opened(const json::array& markup, std::vector<std::string>& open) {
        constexpr std::array<std::string_view, 10> kKnown{"b", "strong", "i", "em", "s", "del", "code", "sub", "sup", "u"};
        const std::string tag = ascii_lower(text_at(markup, 0));
        if (tag == "a") {
            const json::array& attributes = list_at(markup, 1);
            for (std::size_t i = 0; i + 1 < attributes.size(); i += 2) {
                if (text_at(attributes, i) == "href") {
                    open.emplace_back("</a>");
                    return "<a href=\"" + escaped(text_at(attributes, i + 1)) + "\">";
                }
            }
        }
        if (std::ranges::find(kKnown, tag) == kKnown.end()) {
            open.emplace_back();
            return {};
        }
        open.push_back("</" + tag + ">");
        return "<" + tag + ">";
    }

    const json::array& markups_;
    const json::array& atoms_;
    const json::array& cards_;
    BodyBuilder& body_;
};

}  // namespace

base::Result<Body> body_of_mobiledoc(std::string_view mobiledoc, const BodyOptions& options) {
    TRY(const json::object document, read_editor_json(mobiledoc, "Mobiledoc"));
    if (!text_of(document, "version").starts_with("0.3")) {
        return base::fail(base::ErrorCode::invalid,
                          "its Mobiledoc text is of a version that is not known: " + std::string(cut(text_of(document, "version"), 60)));
    }
    BodyBuilder body(options);
    MobiledocReader reader(document, body);
    for (const json::value& section : list_of(document, "sections")) {
        if (section.is_array()) {
            reader.section(section.get_array());
        }
    }
    return body.finish();
}

}  // namespace stoppress::importing::ghost
