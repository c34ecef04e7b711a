// SPDX-License-Identifier: GPL-3.0-or-later
// The menus set in the newsroom: one for all languages, and one for each language that has its own.
#include <algorithm>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/site/site_address.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "store/limits.hpp"
#include "store/site/site_reader.hpp"
#include "store/site/site_writer.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::string_view kAllLanguages = "all";

void write_menu(JsonWriter& json, const store::Menu& menu) {
    json.begin_object();
    json.key("language").text(menu.language.empty() ? kAllLanguages : std::string_view{menu.language});
    json.key("links").begin_array();
    for (const auto& link : menu.links) {
        json.begin_object();
        json.key("label").text(link.label);
        json.key("address").text(link.address);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

store::MenuLink link_in(ObjectReader& reader, const std::string& site) {
    store::MenuLink link;
    const auto label = reader.text("label", store::kMaxMenuLabel);
    if (label ? label->empty() : !reader.has("label")) {
        reader.refuse("label", "is required", {"required"});
    }
    link.label = label.value_or("");
    const auto address = reader.text("address", 2 * kMaxRedirectAddress);
    if (address ? address->empty() : !reader.has("address")) {
        reader.refuse("address", "is required", {"required"});
    } else if (address) {
        auto target = read_link_target(*address, site);
        if (target.has_value()) {
            link.address = std::move(*target);
        } else {
            reader.refuse("address", target.error().message);
        }
    }
    reader.finish();
    return link;
}

}  // namespace

Result<Answer> list_menus(const Call& /*call*/, store::ReadSnapshot& snapshot) {
    TRY(const auto menus, store::SiteReader(snapshot).menus());
    JsonWriter json;
    json.begin_object();
    json.key("menus").begin_array();
    for (const auto& menu : menus) {
        write_menu(json, menu);
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Change> SiteHandlers::put_menu(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    const bool all = call.parameters.slug == kAllLanguages;
    store::Menu menu{all ? std::string() : story::canonical_language(call.parameters.slug), {}};
    if (!all && menu.language.empty()) {
        return base::fail(ErrorCode::not_found, "A menu is identified by a language, for example \"en\" or \"fa\", or by \"all\".");
    }
    BodyReader body(call.request.body);
    const auto* given = body.any("links");
    if (given == nullptr || !given->is_array() || given->as_array().size() > store::kMaxMenuLinks) {
        body.refuse("links", fmt::format("must be a list of at most {} links", store::kMaxMenuLinks));
    } else {
        const auto& list = given->as_array();
        menu.links.reserve(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            ObjectReader one(list[i], fmt::format("/links/{}", i), body.refused());
            menu.links.push_back(link_in(one, settings_.site.url));
        }
    }
    TRY_VOID(body.close());
    Change change;
    change.detail = fmt::format("{} links", menu.links.size());
    change.job = [menu](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(outcome.visible, store::SiteWriter(transaction).put_menu(menu.language, menu.links));
        return {};
    };
    change.answer = [menu = std::move(menu)](store::ReadSnapshot& /*snapshot*/, Outcome& /*outcome*/) -> Result<Answer> {
        JsonWriter json;
        write_menu(json, menu);
        return answer_of(json);
    };
    return change;
}

}  // namespace stoppress::newsroom
