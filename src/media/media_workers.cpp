// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/media_workers.hpp"

#include <algorithm>

namespace stoppress::media {

template <class Callback, class Work>
void MediaWorkers::run(Callback done, Work work) {
    Worker& worker = *std::ranges::min_element(workers_, {}, [](const Worker& candidate) { return candidate.busy.load(); });
    auto shared = std::make_shared<Callback>(std::move(done));
    ++worker.busy;
    const bool taken = worker.thread.post([&worker, shared, work = std::move(work)] {
        (*shared)(work());
        --worker.busy;
    });
    if (!taken) {
        --worker.busy;
        (*shared)(base::fail(base::ErrorCode::unavailable, "Too many pictures are being processed. Try again in a moment."));
    }
}

void MediaWorkers::import_file(const RecordingBytes& file, std::size_t most_recording, Done done) {
    run(std::move(done),
        [this, file, most_recording] { return media::import_file(sandboxes_, library_, file, Accept::anything, most_recording); });
}

void MediaWorkers::import_piece(const Name& original, const CropArea& area, Done done) {
    run(std::move(done), [this, original, area] { return media::import_piece(sandboxes_, library_, original, area); });
}

void MediaWorkers::import_captions(std::string_view bytes, CaptionsDone done) {
    run(std::move(done), [this, bytes] { return media::import_captions(library_, bytes); });
}

void MediaWorkers::stop() {
    sandboxes_.abandon();
    for (auto& worker : workers_) {
        worker.thread.stop();
    }
}

}  // namespace stoppress::media
