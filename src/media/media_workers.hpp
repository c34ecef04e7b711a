// SPDX-License-Identifier: GPL-3.0-or-later
// The threads that wait for pictures to be processed and recordings to be read, so that neither a loop nor a reading thread does. They are few,
// because decoding takes a whole core.
// Flow:   newsroom (a received upload) -> MediaWorkers -> import_file -> newsroom
// Thread: import_file() may be called from any thread; `done` is called on one of its own or, if too many wait,
//         on the caller's.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "base/threads/worker_thread.hpp"
#include "media/import_file.hpp"

namespace stoppress::media {

class MediaWorkers {
public:
    using Done = std::move_only_function<void(base::Result<ImportedFile>)>;

    /// `library` must outlive it.
    explicit MediaWorkers(const Library& library) : library_(library) {}
    MediaWorkers(const MediaWorkers&) = delete;
    MediaWorkers& operator=(const MediaWorkers&) = delete;
    MediaWorkers(MediaWorkers&&) = delete;
    MediaWorkers& operator=(MediaWorkers&&) = delete;
    /// Gives up all work, running or waiting: `unavailable`.
    ~MediaWorkers() { sandboxes_.abandon(); }

    /// Ends the threads: gives up running work and drops waiting work, whose `done` is then never called.
    /// The owner's thread.
    void stop();

    /// `file` must stay valid until `done` is called. `most_recording`: bytes of sound or film. Fails with `unavailable` if
    /// too many wait, and as media::import_file() does.
    void import_file(const RecordingBytes& file, std::size_t most_recording, Done done);
    /// The same as media::import_piece().
    void import_piece(const Name& original, const CropArea& area, Done done);
    using CaptionsDone = std::move_only_function<void(base::Result<KeptFile>)>;
    /// The same as media::import_captions().
    void import_captions(std::string_view bytes, CaptionsDone done);
    [[nodiscard]] const Library& media_library() const { return library_; }

private:
    static constexpr std::size_t kThreads = 2;
    struct Worker {
        std::atomic<int> busy = 0;
        base::WorkerThread thread{64};
    };

    template <class Callback, class Work>
    void run(Callback done, Work work);

    const Library& library_;
    Sandboxes sandboxes_;
    std::array<Worker, kThreads> workers_;
};

}  // namespace stoppress::media
