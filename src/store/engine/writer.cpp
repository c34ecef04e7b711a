// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/engine/writer.hpp"

#include <atomic>
#include <deque>
#include <future>
#include <thread>

#include <spdlog/spdlog.h>
#include <sqlite3.h>

#include "base/failure_log.hpp"
#include "base/threads/mutex.hpp"
#include "base/threads/this_thread.hpp"
#include "store/engine/derived.hpp"
#include "store/engine/job_queue.hpp"
#include "store/engine/run_jobs.hpp"
#include "store/files/site_lock.hpp"
#include "store/limits.hpp"
#include "store/sql/database.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/sqlite_session.hpp"
#include "store/transaction/transaction_control.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

/// How long the writer waits for a job before it uses the time for a checkpoint.
constexpr std::chrono::milliseconds kIdle{200};
/// Pause after a failed checkpoint.
constexpr std::chrono::seconds kCheckpointPause{1};

}  // namespace

class Writer::Impl {
public:
    Impl(settings::Settings settings, const base::Clock& clock, Database database, std::optional<SiteLock> lock, Commits commits)
        : settings_(std::move(settings)),
          clock_(clock),
          database_(std::move(database)),
          lock_(std::move(lock)),
          commit_time_(commits == Commits::large && database_.is_file() ? kMaxLargeCommitTime : kMaxCommitTime) {
        if (!database_.is_file()) {
            node_.emplace();
        }
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;

    ~Impl() { stop(); }

    void stop() {
        queue_.stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    base::Result<void> start() {
        TRY_VOID(refuse_lost_file());
        {
            TRY(auto session, database_.open(Access::write, kLongPatience));
            TRY(const int version, schema_version(*session));
            if (version == 0 && lock_ && lock_->had_database()) {
                return base::fail(base::ErrorCode::corrupt, database_.name() + " is empty, but this site had stories. Restore a backup.");
            }
            const auto& migrations = migrations_of(database_.dialect());
            TRY_VOID(migrate(*session, settings_.folder, migrations, clock_));
            if (version < migrations.back().number) {
                // Every statement has to fit the new schema. Later, each is prepared when it is first used.
                TRY_VOID(guarded([&]() -> base::Result<void> {
                    session->prepare_all();
                    return {};
                }));
            }
            TRY_VOID(refuse_unfinished_move(*session));
        }
        if (lock_) {
            TRY_VOID(lock_->mark_database());
        }
        TRY(session_, open_session());
        TRY_VOID(guarded([this] { return bring_up_to_date(*session_); }));
        announced_ = session_->last_change();
        thread_ = std::thread([this] { work(); });
        return {};
    }

    void stop_waiting() { impatient_.store(true); }

    [[nodiscard]] std::int64_t node() const { return node_ ? node_->id() : 0; }

    void submit(Job job, Done done, Touches touches) {
        Task task{std::move(job), std::move(done), touches};
        if (queue_.push(task)) {
            return;
        }
        task.done(base::fail(base::ErrorCode::unavailable, "The server is shutting down."), 0);
    }

    void on_commit(Committed committed) {
        const base::Lock guard(mutex_);
        committed_ = std::move(committed);
    }

    [[nodiscard]] std::string trouble() {
        const base::Lock guard(mutex_);
        return trouble_;
    }

private:
    /// A missing file does not mean a new site.
    base::Result<void> refuse_lost_file() {
        std::error_code error;
        if (!lock_ || !lock_->had_database() || std::filesystem::exists(database_.file(), error)) {
            return {};
        }
        return base::fail(base::ErrorCode::corrupt, database_.name() +
                                                        " is missing, but this site had one. Restore a backup with `stoppress restore`; to "
                                                        "start with an empty site instead, remove stoppress.lock.");
    }

    base::Result<std::unique_ptr<WriterSession>> open_session() {
        TRY(auto opened, database_.open(Access::write));
        return guarded([&]() -> base::Result<std::unique_ptr<WriterSession>> {
            if (node_) {
                node_->enter(*opened, clock_.now());
            }
            auto session = std::make_unique<WriterSession>(std::move(opened), node_ ? &*node_ : nullptr, settings_, clock_);
            watch_log(session->session());
            return session;
        });
    }

    void work() {
        base::name_this_thread("store writer");
        base::take_short_turns();
        while (true) {
            auto tasks = queue_.wait(kIdle);
            give_up_waiting(impatient_.load() ? std::nullopt : std::optional(kUnknownCommit));
            if (tasks.empty()) {
                if (queue_.finished()) {
                    give_up_waiting(std::nullopt);
                    return;
                }
                probe();
                checkpoint(kCheckpointPages);
                continue;
            }
            commit(tasks);
            checkpoint(kCheckpointPagesAtLatest);
        }
    }

    void commit(std::deque<Task>& tasks) {
        const auto outcome = run_and_commit(tasks);
        if (unknown_) {
            limbo_ = std::exchange(tasks, {});
            limbo_since_ = std::chrono::steady_clock::now();
            return;
        }
        finish(tasks, outcome);
    }

    /// Reports the commit, and the result of each of its tasks.
    void finish(std::deque<Task>& tasks, const base::Result<void>& outcome) {
        for (auto& task : tasks) {
            if (!outcome.has_value() && (task.result.has_value() || task.result.error().code != base::ErrorCode::outcome_unknown)) {
                task.result = outcome.error();
            }
        }
        if (outcome.has_value() && session_->last_change() != announced_) {
            announced_ = session_->last_change();
            Committed committed;
            {
                const base::Lock guard(mutex_);
                committed = committed_;
            }
            if (committed) {
                committed(announced_);
            }
        }
        const auto number = session_ ? session_->last_change() : announced_;
        for (auto& task : tasks) {
            answer(task, number);
        }
        tasks.clear();
    }

    /// Reports `outcome_unknown` to those who have waited this long (without a time: to all). Views keep waiting:
    /// counted or not, they must not be counted twice.
    void give_up_waiting(std::optional<std::chrono::seconds> after) {
        if (limbo_.empty() || (after && std::chrono::steady_clock::now() - limbo_since_ < *after)) {
            return;
        }
        for (auto& task : limbo_) {
            if (task.done && (!after || task.touches == Touches::stories)) {
                task.result = unknown_outcome();
                answer(task, announced_);
                task.done = nullptr;
            }
        }
    }

    /// Determines the outcome of the unanswered commit. Call it before anything else is done on the new connection.
    base::Result<void> settle() {
        if (limbo_.empty()) {
            return {};
        }
        TRY(const bool stands, guarded([this]() -> base::Result<bool> { return node_->stands(session_->session()); }));
        spdlog::info("the commit with the unknown outcome {}", stands ? "was applied" : "was not applied");
        auto tasks = std::exchange(limbo_, {});
        finish(tasks, stands ? base::Result<void>{}
                             : base::fail(base::ErrorCode::unavailable, "The connection to the database was lost; try again."));
        return {};
    }

    /// An exception from a callback affects only that callback.
    static void answer(Task& task, base::ChangeNumber number) {
        const auto answered = guarded([&]() -> base::Result<void> {
            if (task.done) {
                task.done(std::move(task.result), number);
            }
            return {};
        });
        if (!answered.has_value()) {
            spdlog::error("the callback of a job threw an exception, which is a bug in Stoppress, please report it: {}",
                          answered.error().message);
        }
    }

    /// Runs the tasks, and those that arrive while there is time, in one transaction. On an error nothing was
    /// committed, unless the outcome is unknown.
    base::Result<void> run_and_commit(std::deque<Task>& tasks) {
        const auto once = [&]() -> base::Result<void> {
            const auto until = std::chrono::steady_clock::now() + commit_time_;
            TransactionControl(*session_).begin();
            TRY_VOID(run_jobs(*session_, tasks, queue_, until));
            TransactionControl(*session_).commit();
            return {};
        };
        const bool connected = session_ != nullptr;
        auto outcome = attempt(once);
        if (!outcome.has_value() && node_ && connected && !unknown_) {
            // The server was restarted meanwhile: the connection is lost, and nothing else is wrong.
            outcome = attempt(once);
        }
        if (!outcome.has_value() && unknown_ && !node_) {
            settle_file(tasks);
        }
        return outcome;
    }

    /// A commit to the file failed while it was being written: it is not known whether a start after a kill
    /// would find it in the log, until a further commit has overwritten it. If that fails, too, those who
    /// changed stories are told.
    void settle_file(std::deque<Task>& tasks) {
        const auto settled = attempt([this] { return write_probe(); });
        unknown_ = false;  // nobody waits: there is no server that would know
        if (settled.has_value()) {
            return;
        }
        for (auto& task : tasks) {
            if (task.touches == Touches::stories) {
                task.result = unknown_outcome();
            }
        }
    }

    /// The smallest commit.
    base::Result<void> write_probe() {
        TransactionControl(*session_).begin();
        session_->session().run("store.probe");
        TransactionControl(*session_).commit();
        return {};
    }

    /// While nothing can be saved and nobody tries: tests whether that is still so.
    void probe() {
        if (!failing_ || std::chrono::steady_clock::now() - failed_at_ < kProbeInterval) {
            return;
        }
        failed_at_ = std::chrono::steady_clock::now();
        // attempt() records a failure.
        static_cast<void>(attempt([this] { return write_probe(); }));
    }

    /// Runs `work`, which ends with a commit, on a reliable connection, and records the outcome for trouble().
    template <class Work>
    base::Result<void> attempt(Work work) {
        wrote_ = false;
        unknown_ = false;
        auto outcome = session_ ? base::Result<void>{} : open_again();
        if (outcome.has_value()) {
            outcome = guarded(work);
            wrote_ = wrote_ || (node_ && outcome.has_value());
            if (!outcome.has_value()) {
                unknown_ = session_->session().commit_unknown();
                TransactionControl(*session_).abandon();
                // After a failed write or sync this connection's view of the file may be wrong: the next commit gets a
                // new one.
                session_.reset();
                log_pages_ = 0;
            }
        }
        if (!outcome.has_value()) {
            failed_at_ = std::chrono::steady_clock::now();
            if (!std::exchange(failing_, true)) {
                spdlog::error("nothing can be saved: {}", outcome.error().message);
            }
            set_trouble(outcome.error().message);
        } else if (failing_ && wrote_ && has_room()) {
            // Jobs that were refused, or had nothing to write, would succeed on a dead disk.
            failing_ = false;
            set_trouble({});
            spdlog::info("saving works again");
        }
        return outcome;
    }

    base::Result<void> open_again() {
        TRY(session_, open_session());
        if (auto settled = settle(); !settled.has_value()) {
            session_.reset();
            return settled;
        }
        return {};
    }

    [[nodiscard]] bool has_room() const {
        if (node_) {
            return true;
        }
        std::error_code error;
        const auto space = std::filesystem::space(settings_.folder, error);
        return error || space.available >= kRoomToRecover;
    }

    void set_trouble(const std::string& trouble) {
        const base::Lock guard(mutex_);
        trouble_ = trouble;
    }

    /// Has SQLite report the length of the write-ahead log after each commit.
    void watch_log(Session& session) {
        if (session.dialect() != Dialect::sqlite) {
            return;
        }
        const auto told = [](void* writer, sqlite3*, const char*, int in_log) {
            auto& self = *static_cast<Impl*>(writer);
            self.log_pages_ = in_log;
            self.wrote_ = true;
            return SQLITE_OK;
        };
        sqlite3_wal_hook(static_cast<SqliteSession&>(session).handle(), told, this);
    }

    /// Runs a checkpoint if the log has at least `from` pages. Only done here, by the connection that also writes.
    void checkpoint(int from) {
        if (!session_ || node_ || log_pages_ < from || std::chrono::steady_clock::now() < next_checkpoint_) {
            return;
        }
        const auto moved = guarded([&]() -> base::Result<void> {
            auto query = session_->session().query("checkpoint.passive");
            query.one();
            // Pages that a reader still needs stay in the log; it is tried again after later commits.
            log_pages_ = 0;
            return {};
        });
        if (moved.has_value()) {
            checkpoint_failures_.recovered();
        } else {
            // Nothing is lost, only the log grows: the session and its statements stay.
            checkpoint_failures_.failed(moved.error().message);
            next_checkpoint_ = std::chrono::steady_clock::now() + kCheckpointPause;
        }
    }

    const settings::Settings settings_;
    const base::Clock& clock_;
    Database database_;
    std::optional<SiteLock> lock_;  // for a file
    const std::chrono::milliseconds commit_time_;
    std::optional<Node> node_{};  // for a server
    std::unique_ptr<WriterSession> session_{};
    base::ChangeNumber announced_ = 0;
    int log_pages_ = 0;
    base::FailureLog checkpoint_failures_{"the write-ahead log cannot be checkpointed into the database"};
    std::chrono::steady_clock::time_point next_checkpoint_{};
    bool failing_ = false;
    bool wrote_ = false;  // whether the current attempt wrote anything to the disk
    std::chrono::steady_clock::time_point failed_at_{};
    bool unknown_ = false;  // whether the current attempt ended without an answer to its commit
    std::deque<Task> limbo_{};
    std::chrono::steady_clock::time_point limbo_since_{};

    std::atomic<bool> impatient_{false};

    JobQueue queue_{};
    base::Mutex mutex_{};
    std::string trouble_ GUARDED_BY(mutex_){};
    Committed committed_ GUARDED_BY(mutex_){};
    std::thread thread_{};
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() = default;

base::Result<std::unique_ptr<Writer>> Writer::open(const settings::Settings& settings, const base::Clock& clock, Commits commits) {
    TRY(auto database, Database::of(settings));
    std::optional<SiteLock> lock;
    if (database.is_file()) {
        TRY(lock, SiteLock::acquire(settings.folder));
    }
    auto impl = std::make_unique<Impl>(settings, clock, std::move(database), std::move(lock), commits);
    TRY_VOID(impl->start());
    return std::make_unique<Writer>(std::move(impl));
}

void Writer::submit(Job job, Done done, Touches touches) {
    impl_->submit(std::move(job), std::move(done), touches);
}

void Writer::stop_waiting() {
    impl_->stop_waiting();
}

void Writer::stop() {
    impl_->stop();
}

std::int64_t Writer::node() const {
    return impl_->node();
}

base::Result<void> Writer::run(Job job) {
    std::promise<base::Result<void>> promise;
    auto result = promise.get_future();
    submit(std::move(job), [&promise](base::Result<void> done, base::ChangeNumber) { promise.set_value(std::move(done)); });
    return result.get();
}

std::string Writer::trouble() const {
    return impl_->trouble();
}

void Writer::on_commit(Committed committed) {
    impl_->on_commit(std::move(committed));
}

}  // namespace stoppress::store
