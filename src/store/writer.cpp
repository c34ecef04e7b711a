// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <thread>

#include <spdlog/spdlog.h>
#include <sqlite3.h>

#include "store/limits.hpp"
#include "store/sql/database_file.hpp"
#include "store/sql/migrate.hpp"
#include "store/upkeep/site_lock.hpp"
#include "store/writing/derived.hpp"
#include "store/writing/writer_session.hpp"

namespace stoppress::store {

namespace {

struct Task {
    Writer::Job job;
    Writer::Done done;
    base::Result<void> result{};
};

/// How long the writer waits for a job before it uses the time to move the log into the database.
constexpr std::chrono::milliseconds kIdle{200};

base::Result<std::unique_ptr<WriterSession>> open_session(const std::filesystem::path& file, const settings::Settings& settings,
                                                          const base::Clock& clock) {
    TRY(auto session, Session::open(file, Access::write));
    return guarded([&]() -> base::Result<std::unique_ptr<WriterSession>> {
        session->prepare_all();
        return std::make_unique<WriterSession>(std::move(session), settings, clock);
    });
}

}  // namespace

class Writer::Impl {
public:
    Impl(settings::Settings settings, const base::Clock& clock, SiteLock lock)
        : settings_(std::move(settings)), clock_(clock), lock_(std::move(lock)) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;

    ~Impl() {
        {
            const std::lock_guard guard(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

    base::Result<void> start() {
        TRY(file_, database_file(settings_));
        std::error_code error;
        const bool exists = std::filesystem::exists(file_, error);
        if (lock_.had_database() && !exists) {
            return base::fail(base::ErrorCode::corrupt,
                              file_.native() +
                                  " is missing, though this site had one. Restore a backup with `stoppress restore`; to begin an "
                                  "empty site instead, remove stoppress.lock.");
        }
        {
            TRY(auto session, Session::open(file_, Access::write));
            TRY(const int version, schema_version(*session));
            if (version == 0 && lock_.had_database()) {
                return base::fail(base::ErrorCode::corrupt, file_.native() + " is empty, though this site had stories. Restore a backup.");
            }
            TRY_VOID(migrate(*session, settings_.folder, sqlite_migrations(), clock_));
        }
        TRY_VOID(lock_.mark_database());
        TRY(session_, open_session(file_, settings_, clock_));
        watch_log();
        TRY_VOID(guarded([this] { return bring_up_to_date(*session_); }));
        announced_ = session_->last_change();
        thread_ = std::thread([this] { work(); });
        return {};
    }

    void submit(Job job, Done done) {
        {
            const std::lock_guard guard(mutex_);
            if (!stopping_) {
                queue_.push_back(Task{std::move(job), std::move(done)});
                wake_.notify_one();
                return;
            }
        }
        done(base::fail(base::ErrorCode::unavailable, "The server is shutting down."), 0);
    }

    void on_commit(Committed committed) {
        const std::lock_guard guard(mutex_);
        committed_ = std::move(committed);
    }

    [[nodiscard]] std::string trouble() {
        const std::lock_guard guard(mutex_);
        return trouble_;
    }

private:
    void work() {
        while (true) {
            auto tasks = wait_for_tasks();
            if (tasks.empty()) {
                if (finished()) {
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

    [[nodiscard]] bool finished() {
        const std::lock_guard guard(mutex_);
        return stopping_ && queue_.empty();
    }

    /// At least one task, or none when nothing came for a while or the end has come.
    std::deque<Task> wait_for_tasks() {
        std::unique_lock guard(mutex_);
        wake_.wait_for(guard, kIdle, [this] { return stopping_ || !queue_.empty(); });
        return take_tasks();
    }

    /// With the mutex held.
    std::deque<Task> take_tasks() {
        std::deque<Task> tasks;
        if (queue_.size() <= kMaxJobsPerCommit) {
            tasks.swap(queue_);
            return tasks;
        }
        for (std::size_t i = 0; i < kMaxJobsPerCommit; ++i) {
            tasks.push_back(std::move(queue_.front()));
            queue_.pop_front();
        }
        return tasks;
    }

    void commit(std::deque<Task>& tasks) {
        const auto outcome = run_and_commit(tasks);
        for (auto& task : tasks) {
            if (!outcome.has_value()) {
                task.result = outcome.error();
            }
        }
        if (outcome.has_value() && session_->last_change() != announced_) {
            announced_ = session_->last_change();
            Committed committed;
            {
                const std::lock_guard guard(mutex_);
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
    }

    /// What a callback lets escape ends that callback alone.
    static void answer(Task& task, base::ChangeNumber number) {
        const auto answered = guarded([&]() -> base::Result<void> {
            if (task.done) {
                task.done(std::move(task.result), number);
            }
            return {};
        });
        if (!answered.has_value()) {
            spdlog::error("an answer to a job ended with an exception: {}", answered.error().message);
        }
    }

    /// Runs the tasks, and those that come meanwhile as long as there is time, in one transaction. An error: none of it stands.
    base::Result<void> run_and_commit(std::deque<Task>& tasks) {
        return attempt([&]() -> base::Result<void> {
            const auto until = std::chrono::steady_clock::now() + kMaxCommitTime;
            session_->begin();
            TRY_VOID(run_all(tasks, until));
            session_->commit();
            return {};
        });
    }

    /// While nothing can be saved and nobody tries: whether that is still so.
    void probe() {
        if (!failing_ || std::chrono::steady_clock::now() - failed_at_ < kProbeInterval) {
            return;
        }
        failed_at_ = std::chrono::steady_clock::now();
        // What fails is kept by attempt().
        static_cast<void>(attempt([this]() -> base::Result<void> {
            session_->begin();
            session_->session().run("store.probe");
            session_->commit();
            return {};
        }));
    }

    /// Runs `work`, which ends with a commit, on a connection that can be relied on, and keeps what came of it for trouble().
    template <class Work>
    base::Result<void> attempt(Work work) {
        wrote_ = false;
        auto outcome = session_ ? base::Result<void>{} : open_again();
        if (outcome.has_value()) {
            outcome = guarded(work);
            if (!outcome.has_value()) {
                session_->abandon();
                // After a failed write or sync what this connection believes of the file may be wrong: the next commit gets a new one.
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
            // Jobs that were refused, or found nothing to write, would succeed on a dead disk.
            failing_ = false;
            set_trouble({});
            spdlog::info("saving works again");
        }
        return outcome;
    }

    base::Result<void> open_again() {
        TRY(session_, open_session(file_, settings_, clock_));
        watch_log();
        return {};
    }

    [[nodiscard]] bool has_room() const {
        std::error_code error;
        const auto space = std::filesystem::space(settings_.folder, error);
        return error || space.available >= kRoomToRecover;
    }

    void set_trouble(const std::string& trouble) {
        const std::lock_guard guard(mutex_);
        trouble_ = trouble;
    }

    /// The tasks of one transaction. A place to go back to costs a copy of every page that a job touches, and few jobs fail once they have
    /// written: where one does, all is undone and run again, now each with such a place. An error: none of it stands.
    base::Result<void> run_all(std::deque<Task>& tasks, std::chrono::steady_clock::time_point until) {
        bool undoable = false;
        std::size_t done = 0;
        while (done < tasks.size()) {
            Task& task = tasks[done];
            const bool stands = undoable ? run_undoable(task) : run_for_good(task);
            if (!session_->session().in_transaction()) {
                // The disk is full or failing, and SQLite has undone everything.
                return task.result.has_value() ? base::fail(base::ErrorCode::unavailable, "The database gave up.") : task.result;
            }
            if (!stands) {
                session_->abandon();
                session_->begin();
                undoable = true;
                done = 0;
                continue;
            }
            if (++done == tasks.size() && tasks.size() < kMaxJobsPerCommit && std::chrono::steady_clock::now() < until) {
                const std::lock_guard guard(mutex_);
                for (auto& more : take_tasks()) {
                    tasks.push_back(std::move(more));
                }
            }
        }
        return {};
    }

    /// Without a place to go back to. Whether the transaction may go on: not where the job failed after it had written.
    bool run_for_good(Task& task) {
        session_->begin_job_for_good();
        WriteTransaction transaction(*session_);
        task.result = guarded([&] { return task.job(transaction); });
        if (!task.result.has_value()) {
            return session_->untouched_by_job();
        }
        session_->keep_changes();
        return true;
    }

    bool run_undoable(Task& task) {
        session_->begin_job();
        WriteTransaction transaction(*session_);
        task.result = guarded([&] { return task.job(transaction); });
        if (!session_->session().in_transaction()) {
            return false;
        }
        if (task.result.has_value()) {
            session_->keep_job();
        } else {
            session_->undo_job();
        }
        return true;
    }

    /// Has SQLite tell how long the write-ahead log is after each commit.
    void watch_log() {
        const auto told = [](void* writer, sqlite3*, const char*, int in_log) {
            auto& self = *static_cast<Impl*>(writer);
            self.log_pages_ = in_log;
            self.wrote_ = true;
            return SQLITE_OK;
        };
        sqlite3_wal_hook(session_->session().handle(), told, this);
    }

    /// Moves the log into the database where it has grown to `from` pages. Only ever done here, by the connection that also writes.
    void checkpoint(int from) {
        if (!session_ || log_pages_ < from) {
            return;
        }
        const auto moved = guarded([&]() -> base::Result<void> {
            auto query = session_->session().query("checkpoint.passive");
            query.one();
            // What a reader still needs stays in the log; it is tried again once the log has grown by as much as triggers it.
            log_pages_ = 0;
            return {};
        });
        if (!moved.has_value()) {
            session_.reset();
            log_pages_ = 0;
        }
    }

    const settings::Settings settings_;
    const base::Clock& clock_;
    SiteLock lock_;
    std::filesystem::path file_{};
    std::unique_ptr<WriterSession> session_{};
    base::ChangeNumber announced_ = 0;
    int log_pages_ = 0;
    bool failing_ = false;
    bool wrote_ = false;  // whether the attempt at hand brought anything to the disk
    std::chrono::steady_clock::time_point failed_at_{};

    std::mutex mutex_{};
    std::condition_variable wake_{};
    std::deque<Task> queue_{};  // these four are guarded by mutex_
    bool stopping_ = false;
    std::string trouble_{};
    Committed committed_{};
    std::thread thread_{};
};

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() = default;

base::Result<std::unique_ptr<Writer>> Writer::open(const settings::Settings& settings, const base::Clock& clock) {
    TRY(auto lock, SiteLock::acquire(settings.folder));
    auto impl = std::make_unique<Impl>(settings, clock, std::move(lock));
    TRY_VOID(impl->start());
    return std::make_unique<Writer>(std::move(impl));
}

void Writer::submit(Job job, Done done) {
    impl_->submit(std::move(job), std::move(done));
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
