// SPDX-License-Identifier: GPL-3.0-or-later
// View counts: the handlers of charts, files and the live numbers.
// Thread: a reading thread.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/numbers/live_numbers.hpp"
#include "readership/readership.hpp"
#include "settings/settings.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it, and the bodies of watch_numbers().
class NumbersHandlers {
public:
    NumbersHandlers(const settings::Settings& settings, const base::Clock& clock, store::Credentials& credentials,
                    readership::Readership& readership, LiveNumbers& live_numbers)
        : settings_(settings), clock_(clock), credentials_(credentials), readership_(readership), live_numbers_(live_numbers) {}

    // read_numbers.cpp
    [[nodiscard]] base::Result<Answer> get_numbers(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_numbers_csv(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_numbers_now(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_story_numbers(const Call& call, store::ReadSnapshot& snapshot) const;
    [[nodiscard]] base::Result<Answer> get_story_numbers_csv(const Call& call, store::ReadSnapshot& snapshot) const;

    // watch_numbers.cpp
    [[nodiscard]] base::Result<Answer> watch_numbers(const Call& call) const;

private:
    const settings::Settings& settings_;
    const base::Clock& clock_;
    store::Credentials& credentials_;
    readership::Readership& readership_;
    LiveNumbers& live_numbers_;
};

}  // namespace stoppress::newsroom
