// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/loops.hpp"

#include <csignal>

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <thread>

#include "base/threads/this_thread.hpp"

namespace stoppress::http {
namespace {

/// Signals are for the main thread; SIGPIPE, which OpenSSL's writes may raise, is for no thread. Signals of a thread's
/// own faults stay enabled.
void block_signals() {
    sigset_t signals;
    sigfillset(&signals);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        sigdelset(&signals, fault);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

class Loops::Loop {
public:
    void run(const OnError& on_error) {
        // An exception affects only the work that threw it; the loop continues with the next.
        for (;;) {
            try {
                context_.run();
                return;
            } catch (const std::exception& exception) {
                on_error(exception.what());
            } catch (...) {
                on_error("an exception of unknown type");
            }
        }
    }

    void start(const OnError& on_error, bool is_newsrooms) {
        thread_ = std::jthread([this, &on_error, is_newsrooms] {
            base::name_this_thread(is_newsrooms ? "newsroom loop" : "loop");
            if (is_newsrooms) {
                base::take_short_turns();
            }
            block_signals();
            run(on_error);
        });
    }

    void stop() {
        if (thread_.joinable()) {
            boost::asio::post(context_, [this] { context_.stop(); });
            thread_.join();
        }
    }

    boost::asio::io_context& context() { return context_; }

private:
    // One thread runs it; others only post.
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::jthread thread_;
};

Loops::Loops(std::size_t count, OnError on_error, Newsroom newsroom)
    : accepting_(std::max<std::size_t>(count, 1)), on_error_(std::move(on_error)) {
    if (!on_error_) {
        on_error_ = [](std::string_view) {};
    }
    for (std::size_t i = 0; i < accepting_ + (newsroom == Newsroom::apart ? 1 : 0); ++i) {
        loops_.push_back(std::make_unique<Loop>());
    }
}

Loops::~Loops() {
    stop();
}

std::size_t Loops::count() const {
    return loops_.size();
}

boost::asio::io_context& Loops::context(std::size_t loop) {
    return loops_.at(loop)->context();
}

void Loops::start() {
    for (std::size_t loop = 0; loop < loops_.size(); ++loop) {
        loops_[loop]->start(on_error_, loop >= accepting_);
    }
}

void Loops::stop() {
    for (const auto& loop : loops_) {
        loop->stop();
    }
}

void Loops::post(std::size_t loop, std::move_only_function<void()> work) {
    boost::asio::post(context(loop), std::move(work));
}

void Loops::post_to_all(std::function<void(std::size_t loop)> work, std::move_only_function<void()> done) {
    struct Shared {
        std::function<void(std::size_t)> work;
        std::move_only_function<void()> done;
        std::atomic<std::size_t> left;
    };
    auto shared = std::make_shared<Shared>(std::move(work), std::move(done), loops_.size());
    for (std::size_t loop = 0; loop < loops_.size(); ++loop) {
        boost::asio::post(context(loop), [shared, loop] {
            shared->work(loop);
            if (shared->left.fetch_sub(1, std::memory_order_acq_rel) == 1 && shared->done) {
                shared->done();
            }
        });
    }
}

}  // namespace stoppress::http
