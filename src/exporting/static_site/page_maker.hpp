// SPDX-License-Identifier: GPL-3.0-or-later
// Readers' pages as files have them: whole, with the boxes of the exported moment, without anything that counts views.
// Flow:   ReadSnapshot -> PageMaker (reader::Printer, press) -> MadePage
// Thread: the snapshot's.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "http/message/response.hpp"
#include "press/page.hpp"
#include "press/site_state.hpp"
#include "reader/printer.hpp"
#include "reader/route.hpp"
#include "settings/settings.hpp"

namespace stoppress::exporting {

struct MadePage {
    http::Status status = http::Status::ok;
    std::string content_type;
    std::string text;
    std::string location;                     ///< of a redirect
    std::vector<std::string> player_origins;  ///< where the players of its embeds come from

    [[nodiscard]] bool is_html() const { return content_type.starts_with("text/html"); }
};

class PageMaker {
public:
    /// The arguments must outlive the object.
    [[nodiscard]] static base::Result<PageMaker> make(store::ReadSnapshot& snapshot, const settings::Settings& settings,
                                                      const base::Clock& clock);

    /// What readers get there. Fails with `corrupt` if the story cannot be read, or as the store does.
    base::Result<MadePage> page(const reader::Route& route) const;
    /// The page for addresses without content.
    base::Result<MadePage> not_found() const;
    /// The page for a story that was withdrawn, without its reason.
    base::Result<MadePage> gone() const;

    [[nodiscard]] const render::Theme& theme() const { return *state_.theme; }

private:
    PageMaker(store::ReadSnapshot& snapshot, const base::Clock& clock, press::SiteState state)
        : snapshot_(snapshot), clock_(clock), printer_(clock, false), state_(std::move(state)) {}
    [[nodiscard]] MadePage made(press::RenderedPage printed) const;

    store::ReadSnapshot& snapshot_;
    const base::Clock& clock_;
    reader::Printer printer_;
    press::SiteState state_;
};

}  // namespace stoppress::exporting
