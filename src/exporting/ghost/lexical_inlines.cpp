// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/lexical_inlines.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "exporting/ghost/drawn_marks.hpp"

namespace stoppress::exporting {
namespace {

namespace json = boost::json;

/// Lexical's bits.
constexpr std::array<std::pair<document::Mark, std::int64_t>, 6> kLexicalBits{{{document::Mark::strong, 1},
                                                                               {document::Mark::emphasis, 2},
                                                                               {document::Mark::strikethrough, 4},
                                                                               {document::Mark::code, 16},
                                                                               {document::Mark::subscript, 32},
                                                                               {document::Mark::superscript, 64}}};

/// A run, whose line breaks are nodes.
void add_run(json::array& nodes, const document::Inline& run) {
    std::int64_t format = 0;
    for (const auto& [mark, bit] : kLexicalBits) {
        format += run.marks.has(mark) ? bit : 0;
    }
    std::string_view rest = run.text;
    while (true) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        if (end != 0) {
            nodes.push_back(json::object{{"detail", 0},
                                         {"format", format},
                                         {"mode", "normal"},
                                         {"style", ""},
                                         {"text", rest.substr(0, end)},
                                         {"type", "extended-text"},
                                         {"version", 1}});
        }
        if (end == rest.size()) {
            return;
        }
        nodes.push_back(json::object{{"type", "linebreak"}, {"version", 1}});
        rest.remove_prefix(end + 1);
    }
}

json::object link_node(const document::Link& link) {
    json::object node{{"children", json::array{}},
                      {"direction", nullptr},
                      {"format", ""},
                      {"indent", 0},
                      {"type", "link"},
                      {"version", 1},
                      {"rel", nullptr},
                      {"target", nullptr},
                      {"title", nullptr},
                      {"url", link.href.string()}};
    if (!link.title.empty()) {
        node["title"] = link.title;
    }
    return node;
}

}  // namespace

bool is_plain_text(const document::Inlines& inlines) {
    return std::ranges::all_of(inlines,
                               [](const document::Inline& run) {
                                   return run.footnote == 0 && run.language.empty() && run.direction == document::Direction::inherited &&
                                          run.link.language.empty();
                               }) &&
           ghost_draws_marks(inlines);
}

json::array lexical_inlines(const document::Inlines& inlines) {
    json::array nodes;
    const document::Link* link = nullptr;  // of the run before
    for (const document::Inline& run : inlines) {
        if (run.link.href.empty()) {
            add_run(nodes, run);
            link = nullptr;
            continue;
        }
        if (link == nullptr || *link != run.link) {
            nodes.push_back(link_node(run.link));
            link = &run.link;
        }
        add_run(nodes.back().as_object()["children"].as_array(), run);
    }
    return nodes;
}

std::string letters_of(const document::Inlines& inlines) {
    std::string letters;
    for (const document::Inline& run : inlines) {
        letters += run.text;
    }
    return letters;
}

}  // namespace stoppress::exporting
