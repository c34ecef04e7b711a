// SPDX-License-Identifier: GPL-3.0-or-later
// Previews as the newsroom asks for them, printed by the part that prints readers' pages.
// Flow:   newsroom -> SitePreviews -> reader's story page, with a loop's present front -> newsroom
// Thread: on_loop() on that loop; what it gives out on a reading thread.
#pragma once

#include "base/clock.hpp"
#include "newsroom/previews.hpp"
#include "press/press.hpp"

namespace stoppress::cli {

class SitePreviews final : public newsroom::Previews {
public:
    /// Both outlive it.
    SitePreviews(const base::Clock& clock, press::Press& press) : clock_(clock), press_(press) {}

    [[nodiscard]] std::shared_ptr<const newsroom::PreviewPrinter> on_loop(std::size_t loop) override;

private:
    const base::Clock& clock_;
    press::Press& press_;
};

}  // namespace stoppress::cli
