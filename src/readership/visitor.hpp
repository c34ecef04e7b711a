// SPDX-License-Identifier: GPL-3.0-or-later
// Who opened a story, as a request says it.
// Flow:   reader, newsroom -> Visitor -> Readership -> LoopCounter
// Thread: any; its views are of the request and are not kept.
#pragma once

#include <string_view>

namespace stoppress::readership {

struct Visitor {
    std::string_view address;  ///< the client's, after trusted proxies
    std::string_view user_agent;
    std::string_view referrer{};  ///< the page before, or its host alone; only the host is ever looked at
};

}  // namespace stoppress::readership
