// SPDX-License-Identifier: GPL-3.0-or-later
// Lexical, the tree of Ghost's editor since version 5.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "importing/ghost/body/body_builder.hpp"
#include "importing/ghost/export/export_rows.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

namespace json = boost::json;

/// Lexical's bits, in the order in which Ghost nests the elements. Underlined and highlighted text has no mark here.
constexpr std::array<std::pair<std::int64_t, std::string_view>, 6> kMarks{
    {{1, "strong"}, {2, "em"}, {4, "s"}, {16, "code"}, {32, "sub"}, {64, "sup"}}};

const json::array& children_of(const json::object& node) {
    static const json::array kNone;
    const json::value* children = node.if_contains("children");
    return children != nullptr && children->is_array() ? children->get_array() : kNone;
}

class LexicalReader {
public:
    explicit LexicalReader(BodyBuilder& body) : body_(body) {}

    // Recurses as deep as the JSON is nested: kMaxEditorDepth.
    void blocks(const json::object& parent) {
        for (const json::value& child : children_of(parent)) {
            if (child.is_object()) {
                block(child.get_object());
            }
        }
    }

private:
    void block(const json::object& node) {
        const std::string type = text_of(node, "type");
        if (type == "paragraph") {
            element("p", node, inlines(node));
        } else if (type == "extended-heading" || type == "heading") {
            heading(node);
        } else if (type == "extended-quote" || type == "quote") {
            element("blockquote", node, "<p>" + inlines(node) + "</p>");
        } else if (type == "aside") {
            body_.add("<blockquote class=\"pullquote\"" + direction(node) + "><p>" + inlines(node) + "</p></blockquote>");
        } else if (type == "list") {
            body_.add(list(node));
        } else if (is_inline(type)) {
            const json::object parent{{"children", json::array{node}}};
            body_.add("<p>" + inlines(parent) + "</p>");
        } else if (!add_card(type, node, body_)) {
            body_.note("unknown kind of block, only its text is kept: '" + std::string(cut(type, 60)) + "'");
            unknown(node);
        }
    }

    /// Blocks that it holds, else its text.
    void unknown(const json::object& node) {
        const bool holds_blocks = std::ranges::any_of(children_of(node), [](const json::value& child) {
            return child.is_object() && !is_inline(text_of(child.get_object(), "type"));
        });
        if (holds_blocks) {
            blocks(node);
        } else {
            body_.add("<p>" + inlines(node) + "</p>");
        }
    }

    static bool is_inline(std::string_view type) {
        constexpr std::array<std::string_view, 12> kInline{"text", "extended-text", "link",           "linebreak", "tab",     "zwnj",
                                                           "tk",   "at-link",       "at-link-search", "autolink",  "hashtag", "mention"};
        return std::ranges::find(kInline, type) != kInline.end();
    }

    [[nodiscard]] std::string direction(const json::object& node) const { return body_.direction_attribute(text_of(node, "direction")); }

    void element(std::string_view name, const json::object& node, const std::string& inside) {
        body_.add(fmt::format("<{}{}>{}</{}>", name, direction(node), inside, name));
    }

    void heading(const json::object& node) {
        const std::string tag = text_of(node, "tag");
        const std::string name = tag.size() == 2 && tag.starts_with('h') && tag[1] >= '1' && tag[1] <= '6' ? tag : "h2";
        const std::string inside = inlines(node);
        body_.add(fmt::format("<{}{} id=\"{}\">{}</{}>", name, direction(node), escaped(body_.heading_id(plain_text(node))), inside, name));
    }

    std::string list(const json::object& node) {
        const bool numbers = text_of(node, "listType") == "number" || text_of(node, "tag") == "ol";
        const std::int64_t start = number_of(node, "start", 1);
        std::string out = numbers && start != 1 ? fmt::format("<ol start=\"{}\"{}>", start, direction(node))
                                                : fmt::format("<{}{}>", numbers ? "ol" : "ul", direction(node));
        bool open = false;
        for (const json::value& child : children_of(node)) {
            if (!child.is_object()) {
                continue;
            }
            const json::object& item = child.get_object();
            const auto& inside = children_of(item);
            const bool nested = inside.size() == 1 && inside.front().is_object() && text_of(inside.front().get_object(), "type") == "list";
            // An item that holds only a list belongs to the item before.
            if (!nested || !open) {
                out += open ? "</li><li>" : "<li>";
                open = true;
            }
            if (item.contains("checked")) {
                out += truth_of(item, "checked") ? "☑ " : "☐ ";
            }
            out += nested ? list(inside.front().get_object()) : inlines(item);
        }
        return out + (open ? "</li>" : "") + (numbers ? "</ol>" : "</ul>");
    }

    std::string inlines(const json::object& parent) {
        std::string out;
        for (const json::value& child : children_of(parent)) {
            if (child.is_object()) {
                out += inline_of(child.get_object());
            }
        }
        return out;
    }

    std::string inline_of(const json::object& node) {
        const std::string type = text_of(node, "type");
        if (type == "extended-text" || type == "text") {
            return marked(node);
        }
        if (type == "linebreak") {
            return "<br>";
        }
        if (type == "tab") {
            return " ";
        }
        if (type == "link" || type == "autolink") {
            return link(node);
        }
        if (type == "list") {
            return list(node);
        }
        if (type == "tk") {
            body_.note("a reminder to its writer is left in the text: " + std::string(cut(text_of(node, "text"), 60)));
            return escaped(text_of(node, "text"));
        }
        if (type == "zwnj" || type == "at-link" || type == "at-link-search") {
            return {};
        }
        if (type != "paragraph") {
            body_.note("unknown kind of text, only its letters are kept: '" + std::string(cut(type, 60)) + "'");
        }
        const std::string inside = inlines(node);
        return inside.empty() ? escaped(text_of(node, "text")) : inside;
    }

    std::string link(const json::object& node) {
        const std::string url = text_of(node, "url");
        std::string inside = inlines(node);
        // Ghost's forms for members have no place here.
        const bool portal = url.contains("#/portal");
        if (portal) {
            body_.note("a link to a form for members is left out, its text is kept");
        }
        if (trim(url).empty() || portal) {
            return inside;
        }
        const std::string title = text_of(node, "title");
        return "<a href=\"" + escaped(url) + "\"" + (title.empty() ? "" : " title=\"" + escaped(title) + "\"") + ">" + inside + "</a>";
    }

    static std::string marked(const json::object& node) {
        const std::int64_t format = number_of(node, "format", 0);
        std::string out = escaped(text_of(node, "text"));
        for (auto mark = kMarks.rbegin(); mark != kMarks.rend(); ++mark) {
            if ((static_cast<std::uint64_t>(format) & static_cast<std::uint64_t>(mark->first)) != 0) {
                out = fmt::format("<{}>{}</{}>", mark->second, out, mark->second);
            }
        }
        return out;
    }

    static std::string plain_text(const json::object& node) {
        std::string out = text_of(node, "text");
        for (const json::value& child : children_of(node)) {
            if (child.is_object()) {
                out += plain_text(child.get_object());
            }
        }
        return out;
    }

    BodyBuilder& body_;
};

}  // namespace

base::Result<Body> body_of_lexical(std::string_view lexical, const BodyOptions& options) {
    TRY(const json::object document, read_editor_json(lexical, "Lexical"));
    const json::value* root = document.if_contains("root");
    if (root == nullptr || !root->is_object()) {
        return base::fail(base::ErrorCode::invalid, "its Lexical text has no root");
    }
    BodyBuilder body(options);
    LexicalReader(body).blocks(root->get_object());
    return body.finish();
}

}  // namespace stoppress::importing::ghost
