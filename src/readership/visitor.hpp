// SPDX-License-Identifier: GPL-3.0-or-later
// Who opened a story, according to the request.
// Flow:   reader, newsroom -> Visitor -> Readership -> LoopCounter
// Thread: any; its views point into the request and are not kept.
#pragma once

#include <string_view>

namespace stoppress::readership {

struct Visitor {
    std::string_view address;  ///< the client's, as reported by trusted proxies
    std::string_view user_agent;
    std::string_view referrer{};  ///< the previous page, or its host alone; only the host is used
};

}  // namespace stoppress::readership
