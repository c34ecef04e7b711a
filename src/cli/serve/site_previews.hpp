// SPDX-License-Identifier: GPL-3.0-or-later
// Implements the newsroom's previews with the code that prints readers' pages.
// Flow:   newsroom -> SitePreviews -> reader's story page, with a loop's current state -> newsroom
// Owner:  serve.
// Thread: on_loop() on that loop; the other functions, and the printers, on reading threads.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/review/previews.hpp"
#include "press/press.hpp"
#include "render/theme/theme_shelf.hpp"
#include "settings/effective_settings.hpp"

namespace stoppress::cli {

class SitePreviews final : public newsroom::Previews {
public:
    /// The arguments must outlive it.
    SitePreviews(const base::Clock& clock, press::Press& press, const settings::EffectiveSettings& effective_settings,
                 render::ThemeShelf& shelf)
        : clock_(clock), press_(press), effective_settings_(effective_settings), shelf_(shelf) {}

    [[nodiscard]] std::vector<std::string> themes() const override;
    [[nodiscard]] base::Result<void> check_theme(const std::string& theme) const override;

    [[nodiscard]] std::shared_ptr<const newsroom::PreviewPrinter> on_loop(std::size_t loop) override;

private:
    const base::Clock& clock_;
    press::Press& press_;
    const settings::EffectiveSettings& effective_settings_;
    render::ThemeShelf& shelf_;
};

}  // namespace stoppress::cli
