// SPDX-License-Identifier: GPL-3.0-or-later
// The site itself: its description, settings, themes, menus, redirects and change log.
// Thread: a reading thread.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/review/previews.hpp"
#include "readership/readership.hpp"
#include "settings/effective_settings.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class SiteHandlers {
public:
    SiteHandlers(const settings::Settings& settings, const settings::EffectiveSettings& effective_settings, const base::Clock& clock,
                 const readership::Readership& readership, const Previews& previews)
        : settings_(settings), effective_settings_(effective_settings), clock_(clock), readership_(readership), previews_(previews) {}

    // describe_site.cpp
    [[nodiscard]] base::Result<Answer> get_site(const Call& call, store::ReadSnapshot& snapshot) const;

    // site_settings.cpp
    [[nodiscard]] base::Result<Answer> list_settings(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> put_setting(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> reset_setting(const Call& call, store::ReadSnapshot& snapshot) const;

    // themes.cpp
    [[nodiscard]] base::Result<Answer> list_themes(const Call& call, store::ReadSnapshot& snapshot) const;

    // redirects.cpp
    [[nodiscard]] base::Result<Change> add_redirects(const Call& call, store::ReadSnapshot& snapshot) const;

    // menus.cpp
    [[nodiscard]] base::Result<Change> put_menu(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    /// The JSON of all settings, or of the one with the key `only`.
    [[nodiscard]] base::Result<std::string> written_settings(store::ReadSnapshot& snapshot, std::string_view only) const;
    /// Answers a change of a setting with the setting.
    [[nodiscard]] std::move_only_function<base::Result<Answer>(store::ReadSnapshot&, Outcome&)> answer_with(const std::string& key) const;

    const settings::Settings& settings_;
    const settings::EffectiveSettings& effective_settings_;
    const base::Clock& clock_;
    const readership::Readership& readership_;
    const Previews& previews_;
};

// describe_site.cpp
[[nodiscard]] base::Result<Answer> get_description(const Call& call, store::ReadSnapshot& snapshot);

// themes.cpp
[[nodiscard]] base::Result<Answer> preview_theme(const Call& call, store::ReadSnapshot& snapshot);

// redirects.cpp
[[nodiscard]] base::Result<Answer> list_redirects(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> remove_redirect(const Call& call, store::ReadSnapshot& snapshot);

// menus.cpp
[[nodiscard]] base::Result<Answer> list_menus(const Call& call, store::ReadSnapshot& snapshot);

// read_changes.cpp
[[nodiscard]] base::Result<Answer> list_changes(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
