// SPDX-License-Identifier: GPL-3.0-or-later
// The loops: one io_context and one thread each. Everything that serves a connection lives on one of them.
// Owner:  main, which makes them first and ends them last.
// Thread: post() and post_to_all() from any thread; the rest from the owner's.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace stoppress::http {

class Loops {
public:
    /// Told of an exception that reached a loop's end; it costs what it was thrown in, never the loop.
    using OnError = std::function<void(std::string_view message)>;

    /// Whether there is one loop more, the last, for connections of the newsroom's people and programs (Response::for_newsroom()). It
    /// accepts none: they come to it from the loops of readers. So what a newsroom asks for does not queue behind a thousand readers'
    /// requests.
    enum class Newsroom : std::uint8_t { among_readers, apart };

    /// `count`: how many accept connections; at least one does.
    explicit Loops(std::size_t count, OnError on_error = {}, Newsroom newsroom = Newsroom::among_readers);
    Loops(const Loops&) = delete;
    Loops& operator=(const Loops&) = delete;
    Loops(Loops&&) = delete;
    Loops& operator=(Loops&&) = delete;
    ~Loops();

    /// All of them, the newsroom's too.
    [[nodiscard]] std::size_t count() const;
    /// Those that accept connections are [0, accepting()).
    [[nodiscard]] std::size_t accepting() const { return accepting_; }
    [[nodiscard]] boost::asio::io_context& context(std::size_t loop);

    /// Starts the threads.
    void start();
    /// Runs what was posted so far, then ends the threads and waits for them. Timers and operations still pending are dropped.
    void stop();

    /// Runs `work` on one loop.
    void post(std::size_t loop, std::move_only_function<void()> work);
    /// Runs `work(loop)` on every loop, then `done` on the thread of the loop that came last. `work` must be safe to run on several
    /// loops at once. Two calls one after the other reach each loop in that order.
    void post_to_all(std::function<void(std::size_t loop)> work, std::move_only_function<void()> done = {});

private:
    class Loop;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::size_t accepting_;
    OnError on_error_;
};

}  // namespace stoppress::http
