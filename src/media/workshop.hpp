// SPDX-License-Identifier: GPL-3.0-or-later
// The threads that wait for pictures to be developed, so that neither a loop nor a reading thread does. Few: decoding takes a whole core
// each. Flow:   newsroom (an upload that is there) -> Workshop -> take_in -> newsroom Thread: take_in() may be called from any thread;
// `done` is called on one of its own.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "base/worker_thread.hpp"
#include "media/intake.hpp"

namespace stoppress::media {

class Workshop {
public:
    using Done = std::move_only_function<void(base::Result<Intake>)>;

    /// `library` outlives it.
    explicit Workshop(const Library& library) : library_(library) {}
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    Workshop(Workshop&&) = delete;
    Workshop& operator=(Workshop&&) = delete;
    /// What is under way or waits is given up: `unavailable`.
    ~Workshop() { darkroom_.abandon(); }

    /// Ends the threads: what is under way is given up, what waits is dropped. The owner's thread.
    void stop();

    /// `bytes` lives until `done` is called.
    void take_in(std::string_view bytes, Done done);
    [[nodiscard]] const Library& media_library() const { return library_; }

private:
    static constexpr std::size_t kThreads = 2;
    struct Bench {
        std::atomic<int> busy = 0;
        base::WorkerThread thread{64};
    };

    const Library& library_;
    Darkroom darkroom_;
    std::array<Bench, kThreads> benches_;
};

}  // namespace stoppress::media
