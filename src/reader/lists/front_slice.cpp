// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/lists/front_slice.hpp"

#include "store/front/front_reader.hpp"
#include "store/lists/list_reader.hpp"

namespace stoppress::reader {

base::Result<FrontSlice> front_slice(const Printing& printing, std::span<const store::FrontEntry> entries, std::int64_t offset,
                                     std::int64_t limit) {
    FrontSlice front;
    TRY(front.slice.total, store::ListReader(printing.snapshot).count({}));
    if (offset >= front.slice.total) {
        return front;
    }
    TRY(auto stories, store::FrontReader(printing.snapshot).stories(entries, offset, limit));
    for (auto& [card, placed] : stories) {
        if (placed && !placed->headline.empty()) {
            card.headline = std::move(placed->headline);
        }
        if (placed && !placed->picture.empty()) {
            card.lead_image = {.source = std::move(placed->picture), .alt = std::move(placed->picture_alt), .caption = {}, .credit = {}};
        }
        front.kickers.push_back(placed ? std::move(placed->kicker) : std::string{});
        front.slice.cards.push_back(std::move(card));
    }
    return front;
}

}  // namespace stoppress::reader
