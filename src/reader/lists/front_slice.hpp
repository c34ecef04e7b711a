// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the front page: the stories in the newsroom's order, as the front page shows them.
// Thread: the reading pool's.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "reader/lists/list.hpp"
#include "store/front/records.hpp"

namespace stoppress::reader {

struct FrontSlice {
    Slice slice;                       ///< cards with the headline and picture that they have on the front page
    std::vector<std::string> kickers;  ///< of each card; may be empty
};

base::Result<FrontSlice> front_slice(const Printing& printing, std::span<const store::FrontEntry> entries, std::int64_t offset,
                                     std::int64_t limit);

}  // namespace stoppress::reader
