// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/site_previews.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "reader/lists/list_page.hpp"
#include "reader/pages/story_page.hpp"
#include "render/theme/theme_files.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/stories/story_reader.hpp"

namespace stoppress::cli {

namespace {

/// The newsroom shows previews in a frame next to the editor.
std::string policy(std::span<const std::string> player_origins) {
    auto policy = press::page_policy(player_origins);
    constexpr std::string_view kNobody = "frame-ancestors 'none'";
    policy.replace(policy.find(kNobody), kNobody.size(), "frame-ancestors 'self'");
    return policy;
}

/// Loads the theme, if there is one with that name.
base::Result<std::shared_ptr<const render::Theme>> take_theme(render::ThemeShelf& shelf, const settings::Settings& settings,
                                                              const std::string& name) {
    const auto names = render::theme_names(settings.folder);
    if (std::ranges::find(names, name) == names.end()) {
        return base::fail(base::ErrorCode::not_found, fmt::format("Theme \"{}\" not found on this server.", name.substr(0, 64)));
    }
    return shelf.take(settings, name);
}

class Printer final : public newsroom::PreviewPrinter {
public:
    Printer(const base::Clock& clock, std::shared_ptr<const press::SiteState> state, render::ThemeShelf& shelf)
        : clock_(clock), state_(std::move(state)), shelf_(shelf) {}

    [[nodiscard]] base::Result<Page> story(store::ReadSnapshot& snapshot, base::StoryId id) const override {
        TRY(auto previewed, store::EditingReader(snapshot).previewed_story(id));
        if (!previewed) {
            return expired(snapshot);
        }
        TRY(auto printed,
            reader::print_preview({*state_->settings, clock_, snapshot, *state_}, std::move(*previewed), reader::Preview::of_story));
        return encoded(std::move(printed), *state_);
    }

    [[nodiscard]] base::Result<Page> themed(store::ReadSnapshot& snapshot, const std::string& name, Shown shown) const override {
        const auto& settings = *state_->settings;
        TRY(const auto theme, take_theme(shelf_, settings, name));
        auto state = *state_;
        state.theme = theme;
        TRY(state.boxes, boxes_of(snapshot, *theme));
        const reader::Printing printing{settings, clock_, snapshot, state};
        if (shown == Shown::story && !state.edition->newest.empty()) {
            TRY(auto story, store::StoryReader(snapshot).published_story(state.edition->newest.front().id));
            if (story) {
                TRY(auto printed, reader::print_preview(printing, std::move(*story), reader::Preview::of_theme));
                return encoded(std::move(printed), state);
            }
        }
        TRY(auto printed, reader::print_list(printing, {.subject = reader::Subject::front}));
        return encoded(std::move(printed), state);
    }

    [[nodiscard]] base::Result<Page> front(store::ReadSnapshot& snapshot, const store::Front& front) const override {
        auto state = *state_;
        std::optional<edition::BreakingLine> line;
        if (front.line) {
            TRY(line, edition::breaking_line(snapshot, *front.line));
        }
        state.boxes = std::make_shared<const boxes::BoxSet>(boxes::set_breaking(*state.boxes, *state.theme, line ? &*line : nullptr));
        TRY(auto printed, reader::print_front_preview({*state.settings, clock_, snapshot, state}, front.entries));
        return encoded(std::move(printed), state);
    }

    [[nodiscard]] base::Result<Page> expired(store::ReadSnapshot& snapshot) const override {
        TRY(auto printed, reader::print_error({*state_->settings, clock_, snapshot, *state_}, render::ErrorKind::preview_over, "/", {}));
        return encoded(std::move(printed), *state_);
    }

private:
    /// Both boxes in another theme. Most viewed is not filled up from longer windows: it is only an example.
    [[nodiscard]] base::Result<std::shared_ptr<const boxes::BoxSet>> boxes_of(store::ReadSnapshot& snapshot,
                                                                              const render::Theme& theme) const {
        const auto& wanted = state_->settings->boxes;
        std::vector<base::StoryId> ids;
        for (const auto& ranked : state_->ranking->top(wanted.most_viewed.window, {})) {
            if (ids.size() < static_cast<std::size_t>(wanted.most_viewed.length)) {
                ids.push_back(ranked.story);
            }
        }
        TRY(const auto cards, store::ListReader(snapshot).cards(ids));
        const auto with_new =
            boxes::set_new_articles({}, theme, state_->edition->newest, static_cast<std::size_t>(wanted.new_articles.length));
        const auto with_both = boxes::set_most_viewed(with_new, theme, cards, wanted.most_viewed.window);
        const auto& line = state_->edition->breaking;
        return std::make_shared<const boxes::BoxSet>(boxes::set_breaking(with_both, theme, line ? &*line : nullptr));
    }

    [[nodiscard]] static Page encoded(press::RenderedPage printed, const press::SiteState& state) {
        auto its_policy = policy(printed.player_origins);
        const auto page = press::make_page({}, std::move(printed), state.edition->number, state);
        const auto encoded = press::encode_page(page, state.boxes, press::Coding::plain);
        Page whole;
        for (const auto piece : encoded->pieces) {
            whole.html += piece;
        }
        whole.policy = std::move(its_policy);
        return whole;
    }

    const base::Clock& clock_;
    std::shared_ptr<const press::SiteState> state_;
    render::ThemeShelf& shelf_;
};

}  // namespace

std::shared_ptr<const newsroom::PreviewPrinter> SitePreviews::on_loop(std::size_t loop) {
    return std::make_shared<const Printer>(clock_, press_.on_loop(loop).shared_state(), shelf_);
}

std::vector<std::string> SitePreviews::themes() const {
    return render::theme_names(effective_settings_.current()->folder);
}

base::Result<void> SitePreviews::check_theme(const std::string& theme) const {
    const auto settings = effective_settings_.current();
    TRY_VOID(take_theme(shelf_, *settings, theme));
    return {};
}

}  // namespace stoppress::cli
