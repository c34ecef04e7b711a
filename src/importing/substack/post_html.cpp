// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/substack/post_html.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "importing/text/html_scan.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::substack {
namespace {

struct LeftOut {
    std::string_view name;  ///< a class of the element
    std::string_view what;
};
constexpr std::array<LeftOut, 10> kLeftOut{{{"subscription-widget-wrap-editor", "a form for subscribing"},
                                            {"subscription-widget-wrap", "a form for subscribing"},
                                            {"subscription-widget", "a form for subscribing"},
                                            {"captioned-button-wrap", "a button of Substack's own"},
                                            {"install-substack-app-embed", "an advertisement for an app"},
                                            {"poll-embed", "a poll"},
                                            {"community-chat", "a chat"},
                                            {"comment", "a reader's comment"},
                                            {"paywall-jump", "a line from which on only payers read on"},
                                            {"digest-post-embed", "a preview of another post"}}};

constexpr std::array<std::string_view, 3> kElements{"div", "p", "a"};

/// How far behind its opening tag a button's address is looked for.
constexpr std::size_t kMaxButtonBytes = 2'048;

/// What takes the place of an element; nothing: it stays. `source` is its opening tag.
std::optional<std::string> replacement(std::string_view source, std::string_view element, std::vector<std::string>& notes) {
    if (has_class(source, "tweet") || has_class(source, "twitter-embed")) {
        const auto link = find_opening(element, "a");
        const std::string address =
            link.has_value() ? attribute_of(element.substr(link->begin, link->end - link->begin), "href") : std::string();
        return embed_markup(address.substr(0, address.find('?')), {}, {});
    }
    const auto left_out = std::ranges::find_if(kLeftOut, [source](const LeftOut& one) { return has_class(source, one.name); });
    // Buttons of the writer's own stay as links; those of Substack have a placeholder as their address.
    const bool own_button = left_out == kLeftOut.end() && has_class(source, "button-wrapper") &&
                            element.substr(source.size(), kMaxButtonBytes).contains("href=\"%%");
    if (left_out == kLeftOut.end() && !own_button) {
        return std::nullopt;
    }
    const std::string note = "left out: " + std::string(own_button ? "a button of Substack's own" : left_out->what);
    if (std::ranges::find(notes, note) == notes.end()) {
        notes.push_back(note);
    }
    return std::string();
}

}  // namespace

std::string shown_html(std::string_view html, std::vector<std::string>& notes) {
    std::string out;
    std::size_t done = 0;
    const ElementEnds ends(html, kElements);
    for (auto tag = next_tag(html, 0); tag.has_value();) {
        const std::string_view source = html.substr(tag->begin, tag->end - tag->begin);
        // One without an end would take the rest of the post with it.
        const auto behind = source.contains("class") ? ends.of(*tag) : std::nullopt;
        const auto instead = behind.has_value() ? replacement(source, html.substr(tag->begin, *behind - tag->begin), notes) : std::nullopt;
        if (instead.has_value()) {
            out += html.substr(done, tag->begin - done);
            out += *instead;
            done = *behind;
        }
        tag = next_tag(html, instead.has_value() ? *behind : tag->end);
    }
    return out + std::string(html.substr(done));
}

std::string whole_picture(std::string_view address) {
    if (!address.contains("substackcdn.com/image/fetch/")) {
        return std::string(address);
    }
    const std::string inner = percent_decoded(address.substr(address.rfind('/') + 1));
    return is_web_address(inner) ? inner : std::string(address);
}

}  // namespace stoppress::importing::substack
