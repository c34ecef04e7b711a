// SPDX-License-Identifier: GPL-3.0-or-later
// Generated stories: varied, about 600 words long, and the same for the same seed and number on every machine.
// Flow:   seed, number -> SyntheticSite -> store::BulkLoad
// Thread: any; immutable.
#pragma once

#include <cstdint>
#include <vector>

#include "store/bulk/bulk_load.hpp"
#include "store/filing/records.hpp"

namespace stoppress::cli {

class SyntheticSite {
public:
    SyntheticSite(std::uint64_t seed, std::int64_t stories) : seed_(seed), stories_(stories) {}

    [[nodiscard]] static std::vector<store::NamedEntry> sections();
    [[nodiscard]] static std::vector<store::NamedEntry> topics();
    [[nodiscard]] static std::vector<store::NamedEntry> authors();

    /// The story with that number, from 0; older ones have smaller numbers.
    [[nodiscard]] store::BulkStory story(std::int64_t number) const;

private:
    std::uint64_t seed_;
    std::int64_t stories_;
};

}  // namespace stoppress::cli
