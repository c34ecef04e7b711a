// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/workshop.hpp"

#include <algorithm>

namespace stoppress::media {

void Workshop::take_in(std::string_view bytes, Done done) {
    Bench& bench = *std::ranges::min_element(benches_, {}, [](const Bench& candidate) { return candidate.busy.load(); });
    auto shared = std::make_shared<Done>(std::move(done));
    ++bench.busy;
    const bool taken = bench.thread.post([this, &bench, bytes, shared] {
        (*shared)(media::take_in(image_sandbox_, library_, bytes, Takes::anything));
        --bench.busy;
    });
    if (!taken) {
        --bench.busy;
        (*shared)(base::fail(base::ErrorCode::unavailable, "Too many pictures are being processed. Try again in a moment."));
    }
}

void Workshop::stop() {
    image_sandbox_.abandon();
    for (auto& bench : benches_) {
        bench.thread.stop();
    }
}

}  // namespace stoppress::media
