// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/media_workers.hpp"

#include <algorithm>

namespace stoppress::media {

void MediaWorkers::import_file(std::string_view bytes, Done done) {
    Worker& worker = *std::ranges::min_element(workers_, {}, [](const Worker& candidate) { return candidate.busy.load(); });
    auto shared = std::make_shared<Done>(std::move(done));
    ++worker.busy;
    const bool taken = worker.thread.post([this, &worker, bytes, shared] {
        (*shared)(media::import_file(image_sandbox_, library_, bytes, Accept::anything));
        --worker.busy;
    });
    if (!taken) {
        --worker.busy;
        (*shared)(base::fail(base::ErrorCode::unavailable, "Too many pictures are being processed. Try again in a moment."));
    }
}

void MediaWorkers::stop() {
    image_sandbox_.abandon();
    for (auto& worker : workers_) {
        worker.thread.stop();
    }
}

}  // namespace stoppress::media
