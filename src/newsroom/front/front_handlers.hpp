// SPDX-License-Identifier: GPL-3.0-or-later
// The front page as the newsroom arranges it: read, previewed, and published as a whole.
// Thread: a reading thread.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "settings/effective_settings.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class FrontHandlers {
public:
    FrontHandlers(const settings::EffectiveSettings& effective_settings, const base::Clock& clock)
        : effective_settings_(effective_settings), clock_(clock) {}

    [[nodiscard]] base::Result<Answer> get_front(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Change> put_front(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> preview_front(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    const settings::EffectiveSettings& effective_settings_;
    const base::Clock& clock_;
};

}  // namespace stoppress::newsroom
