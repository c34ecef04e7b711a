// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/engine/read_pool.hpp"

#include <atomic>
#include <deque>
#include <future>
#include <thread>

#include <spdlog/spdlog.h>

#include "base/threads/mutex.hpp"
#include "base/threads/this_thread.hpp"
#include "store/limits.hpp"
#include "store/sql/database.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

/// Readers wait no longer for a page, and the newsroom no longer for an answer.
constexpr Patience kReaderPatience{.connect = std::chrono::seconds{2}, .answer = std::chrono::seconds{8}};

}  // namespace

class ReadPool::Impl {
public:
    explicit Impl(settings::Settings settings) : settings_(std::move(settings)) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;

    ~Impl() {
        {
            const base::Lock guard(mutex_);
            stopping_ = true;
        }
        join();
    }

    void stop() {
        std::deque<Task> dropped;
        {
            const base::Lock guard(mutex_);
            stopping_ = true;
            dropped.swap(queue_);
        }
        dropped.clear();  // without the lock, and before the tasks that still run are waited for
        join();
    }

    base::Result<void> start(std::size_t threads) {
        for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) {
            TRY(auto session, open_for_reading(settings_));
            threads_.emplace_back([this, reader = std::make_unique<ReaderSession>(std::move(session), settings_)]() mutable {
                base::name_this_thread("store reader");
                base::take_short_turns();
                work(std::move(reader));
            });
        }
        return {};
    }

    bool post(Task task, std::size_t limit) {
        {
            const base::Lock guard(mutex_);
            if (stopping_ || queue_.size() >= limit) {
                return false;
            }
            queue_.push_back(std::move(task));
        }
        wake_.notify_one();
        return true;
    }

    [[nodiscard]] std::uint64_t statements_run() const { return statements_run_.load(std::memory_order_relaxed); }

private:
    void join() {
        wake_.notify_all();
        for (auto& thread : threads_) {
            thread.join();
        }
        threads_.clear();
    }

    void work(std::unique_ptr<ReaderSession> reader) {
        while (auto task = next()) {
            run(reader, task);
        }
    }

    /// The next task, or an empty one when there are no more.
    Task next() {
        base::Lock guard(mutex_);
        wake_.wait(guard, [this]() REQUIRES(mutex_) { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) {
            return {};
        }
        auto task = std::move(queue_.front());
        queue_.pop_front();
        return task;
    }

    void run(std::unique_ptr<ReaderSession>& reader, Task& task) {
        if (auto begun = begin(reader); !begun.has_value()) {
            reader.reset();
            hand_over(task, std::move(begun).error());
            return;
        }
        ReadSnapshot snapshot(*reader);
        const auto before = snapshot.statements_run();
        hand_over(task, &snapshot);
        statements_run_.fetch_add(snapshot.statements_run() - before, std::memory_order_relaxed);
        const auto ended = guarded([&]() -> base::Result<void> {
            if (reader->session().in_transaction()) {
                reader->session().run("transaction.commit");
            }
            return {};
        });
        if (!ended.has_value()) {
            reader.reset();
        }
    }

    /// An exception from a task affects only that task.
    static void hand_over(Task& task, base::Result<ReadSnapshot*> snapshot) {
        const auto done = guarded([&]() -> base::Result<void> {
            task(std::move(snapshot));
            return {};
        });
        if (!done.has_value()) {
            spdlog::error("a read task threw an exception, which is a bug in Stoppress, please report it: {}", done.error().message);
        }
    }

    base::Result<void> begin(std::unique_ptr<ReaderSession>& reader) {
        const bool connected = reader != nullptr;
        auto begun = try_to_begin(reader);
        if (!begun.has_value() && connected && begun.error().code == base::ErrorCode::unavailable) {
            // The server was restarted meanwhile: the connection is lost, and nothing else is wrong.
            reader.reset();
            begun = try_to_begin(reader);
        }
        return begun;
    }

    base::Result<void> try_to_begin(std::unique_ptr<ReaderSession>& reader) {
        if (!reader) {
            TRY_VOID(rested());
            auto session = open_for_reading(settings_, kReaderPatience);
            if (!session.has_value()) {
                failed_at_.store(std::chrono::steady_clock::now().time_since_epoch().count());
                return std::move(session).error();
            }
            reader = std::make_unique<ReaderSession>(*std::move(session), settings_);
        }
        return guarded([&]() -> base::Result<void> {
            reader->session().run("transaction.snapshot");
            return {};
        });
    }

    /// Whether to try again, if opening has failed.
    base::Result<void> rested() const {
        const std::chrono::steady_clock::time_point failed{std::chrono::steady_clock::duration{failed_at_.load()}};
        if (failed_at_.load() != 0 && std::chrono::steady_clock::now() - failed < kServerRest) {
            return base::fail(base::ErrorCode::unavailable, "The database cannot be reached at the moment.");
        }
        return {};
    }

    const settings::Settings settings_;
    base::Mutex mutex_{};
    base::Condition wake_{};
    std::deque<Task> queue_ GUARDED_BY(mutex_){};
    bool stopping_ GUARDED_BY(mutex_) = false;
    std::atomic<std::chrono::steady_clock::rep> failed_at_{0};
    std::atomic<std::uint64_t> statements_run_{0};
    std::vector<std::thread> threads_{};
};

ReadPool::ReadPool(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ReadPool::~ReadPool() = default;

base::Result<std::unique_ptr<ReadPool>> ReadPool::open(const settings::Settings& settings, std::size_t threads) {
    auto impl = std::make_unique<Impl>(settings);
    TRY_VOID(impl->start(threads));
    return std::make_unique<ReadPool>(std::move(impl));
}

void ReadPool::stop() {
    impl_->stop();
}

std::uint64_t ReadPool::statements_run() const {
    return impl_->statements_run();
}

bool ReadPool::post(Task task) {
    return impl_->post(std::move(task), kMaxQueuedReads);
}

base::Result<void> ReadPool::run(const std::function<base::Result<void>(ReadSnapshot&)>& task) {
    const auto stopped = [] { return base::fail(base::ErrorCode::unavailable, "The server is shutting down."); };
    std::promise<base::Result<void>> promise;
    auto result = promise.get_future();
    // Without a limit, because the caller is the program itself.
    const bool posted = impl_->post(
        [&task, promise = std::move(promise)](base::Result<ReadSnapshot*> snapshot) mutable {
            promise.set_value(snapshot.has_value() ? guarded([&] { return task(**snapshot); })
                                                   : base::Result<void>(std::move(snapshot).error()));
        },
        std::numeric_limits<std::size_t>::max());
    if (!posted) {
        return stopped();
    }
    try {
        return result.get();
    } catch (const std::future_error&) {
        return stopped();  // stop() dropped the task, and its promise with it
    }
}

}  // namespace stoppress::store
