// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/static_site/page_maker.hpp"

#include <chrono>
#include <string_view>
#include <utility>

#include "base/time/zone_hours.hpp"
#include "edition/edition.hpp"
#include "press/site_boxes.hpp"
#include "reader/printing.hpp"
#include "readership/ranking/ranking_of.hpp"
#include "render/pages.hpp"
#include "render/theme/theme.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::exporting {
namespace {

void put_in(std::string& text, std::string_view mark, std::string_view box) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + box.size())) {
        text.replace(at, mark.size(), box);
    }
}

}  // namespace

base::Result<PageMaker> PageMaker::make(store::ReadSnapshot& snapshot, const settings::Settings& settings, const base::Clock& clock) {
    press::SiteState state;
    state.counts_views = false;
    state.settings = std::make_shared<const settings::Settings>(settings);
    TRY(auto theme, render::Theme::load(settings));
    state.theme = render::Theme::with_site(theme, settings.site);
    TRY(state.ranking, readership::ranking_of(snapshot, base::ZoneHours(settings.site.timezone), clock.now()));
    TRY(state.edition, edition::first_edition(snapshot, press::newest_length(settings)));
    TRY(const auto most_viewed, press::most_viewed_cards(snapshot, *state.ranking, settings.boxes.most_viewed));
    state.boxes =
        std::make_shared<const boxes::BoxSet>(boxes::set_breaking(press::make_boxes(*state.theme, *state.edition, most_viewed, settings),
                                                                  *state.theme, press::breaking_line_at(*state.edition, clock.now())));
    return PageMaker(snapshot, clock, std::move(state));
}

base::Result<MadePage> PageMaker::page(const reader::Route& route) const {
    reader::Route wanted = route;
    if (wanted.subject == reader::Subject::news_sitemap) {
        wanted.page = std::chrono::floor<std::chrono::minutes>(clock_.now().time_since_epoch()).count();
    }
    TRY(auto printed, printer_.print(snapshot_, state_, reader::key_of(wanted, state_.settings->boxes.most_viewed.window)));
    return made(std::move(printed));
}

base::Result<MadePage> PageMaker::not_found() const {
    TRY(auto printed, printer_.print(snapshot_, state_, std::string(reader::kNotFoundKey)));
    return made(std::move(printed));
}

base::Result<MadePage> PageMaker::gone() const {
    const reader::Printing printing{*state_.settings, clock_, snapshot_, state_, false};
    TRY(auto printed, reader::print_error(printing, render::ErrorKind::gone, "/", {}));
    return made(std::move(printed));
}

MadePage PageMaker::made(press::RenderedPage printed) const {
    MadePage page{.status = printed.status,
                  .content_type = std::move(printed.content_type),
                  .text = std::move(printed.body),
                  .location = std::move(printed.location),
                  .player_origins = std::move(printed.player_origins)};
    if (!printed.replaced_by.empty()) {
        page.status = http::Status::not_found;
    }
    const std::size_t wording = printed.language.empty() ? 0 : boxes::wording_index(*state_.theme, printed.language);
    const auto* const line = state_.boxes->breaking(wording);
    put_in(page.text, render::kBreakingMark, line == nullptr ? std::string_view() : line->plain);
    put_in(page.text, render::kNewArticlesMark, state_.boxes->new_articles(wording, printed.story)->plain);
    put_in(page.text, render::kMostViewedMark, state_.boxes->most_viewed(wording)->plain);
    return page;
}

}  // namespace stoppress::exporting
