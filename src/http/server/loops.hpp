// SPDX-License-Identifier: GPL-3.0-or-later
// The loops: one io_context and one thread each. Everything that serves a connection runs on one of them.
// Owner:  serve (cli), which makes them before and destroys them after everything that runs on them.
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
    /// Called with an exception that escaped from a handler; the loop continues.
    using OnError = std::function<void(std::string_view message)>;

    /// `apart`: one more loop, the last, for connections of the newsroom's people and programs
    /// (Response::set_for_newsroom()). It accepts none itself: they move to it from the readers' loops. So the
    /// newsroom's requests do not queue behind a thousand readers' requests.
    enum class Newsroom : std::uint8_t { among_readers, apart };

    /// `count`: how many loops accept connections, at least one.
    explicit Loops(std::size_t count, OnError on_error = {}, Newsroom newsroom = Newsroom::among_readers);
    Loops(const Loops&) = delete;
    Loops& operator=(const Loops&) = delete;
    Loops(Loops&&) = delete;
    Loops& operator=(Loops&&) = delete;
    ~Loops();

    /// All of them, including the newsroom's.
    [[nodiscard]] std::size_t count() const;
    /// The loops that accept connections are [0, accepting()).
    [[nodiscard]] std::size_t accepting() const { return accepting_; }
    [[nodiscard]] boost::asio::io_context& context(std::size_t loop);

    /// Starts the threads.
    void start();
    /// Runs everything posted so far, then ends the threads and waits for them. Pending timers and
    /// operations are dropped.
    void stop();

    /// Runs `work` on one loop.
    void post(std::size_t loop, std::move_only_function<void()> work);
    /// Runs `work(loop)` on every loop, then `done` on the thread of the loop that ran it last. `work` must be safe to
    /// run on several loops concurrently. Consecutive calls reach each loop in order.
    void post_to_all(std::function<void(std::size_t loop)> work, std::move_only_function<void()> done = {});

private:
    class Loop;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::size_t accepting_;
    OnError on_error_;
};

}  // namespace stoppress::http
