// SPDX-License-Identifier: GPL-3.0-or-later
// Lists themes, and previews the site with each.
#include "newsroom/api/answers.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/review/page_answer.hpp"
#include "newsroom/site/site_handlers.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::newsroom {

using base::Result;

Result<Answer> SiteHandlers::list_themes(const Call& /*call*/, store::ReadSnapshot& snapshot) const {
    TRY(const auto kept, store::SiteReader(snapshot).settings());
    const auto settings = effective_settings_.with(kept);
    JsonWriter json;
    json.begin_object();
    json.key("themes").begin_array();
    for (const auto& name : previews_.themes()) {
        json.begin_object();
        json.key("name").text(name);
        json.key("chosen").truth(name == settings->site.theme);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> preview_theme(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader reader(call.query);
    const auto shown = reader.choice("page", {"front", "story"}).value_or("front");
    TRY_VOID(reader.finish());
    using Shown = PreviewPrinter::Shown;
    TRY(auto page, call.preview->themed(snapshot, call.parameters.slug, shown == "story" ? Shown::story : Shown::front));
    return page_answer(std::move(page), http::Status::ok);
}

}  // namespace stoppress::newsroom
