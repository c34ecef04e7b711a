// SPDX-License-Identifier: GPL-3.0-or-later
// Where the readers of the open tallies came from.
// Flow:   Judge -> ReferrerTallies -> ViewBatch
// Thread: the counting thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "readership/view_batch.hpp"

namespace stoppress::readership {

class ReferrerTallies {
public:
    /// The tally of a host, story and hour; nullptr where too many are open: who comes then came from nowhere known.
    [[nodiscard]] ReferrerTally* at(base::StoryId story, std::int64_t hour, std::string host);

    /// The open ones; none are open afterwards.
    [[nodiscard]] std::vector<ReferrerTally> take();
    /// Takes the pages' views of a batch that failed back.
    void take_back(std::span<const ReferrerTally> tallies);

private:
    std::vector<ReferrerTally> open_;
    boost::unordered_flat_map<std::tuple<std::int64_t, std::int64_t, std::string>, std::uint32_t> places_;
};

}  // namespace stoppress::readership
