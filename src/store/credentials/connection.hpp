// SPDX-License-Identifier: GPL-3.0-or-later
// The one connection to the database of credentials, shared by all that keeps something there. Opened again where a server was restarted.
// Flow:   Tokens, People, Sessions, AuditLog -> CredentialsConnection -> Session
// Thread: any; calls are serialised inside, so nothing slow is done in them.
#pragma once

#include <memory>
#include <mutex>
#include <type_traits>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "store/sql/database.hpp"

namespace stoppress::store {

class CredentialsConnection {
public:
    CredentialsConnection(Database database, const base::Clock& clock) : database_(std::move(database)), clock_(clock) {}

    /// Connects and brings the tables up to date. `unsupported` where a newer program wrote them.
    base::Result<void> connect();

    [[nodiscard]] base::Time now() const { return clock_.now(); }

    /// Runs `work(Session&)`, which only reads.
    template <class Work>
    auto read(const Work& work) -> std::invoke_result_t<Work, Session&> {
        return ask([&] { return guarded([&] { return work(*session_); }); });
    }

    /// Runs `work(Session&)` as one transaction, which is undone where it fails. Reads and writes that `work` asks this connection for are
    /// part of it. `outcome_unknown` where a server did not answer the commit, or a file's commit could not be synced.
    template <class Work>
    auto write(const Work& work) -> std::invoke_result_t<Work, Session&> {
        return ask([&] {
            if (depth_ > 1) {
                return guarded([&] { return work(*session_); });
            }
            auto answer = guarded([&] {
                session_->run("transaction.begin");
                auto done = work(*session_);
                if (done.has_value()) {
                    session_->run("transaction.commit");
                }
                return done;
            });
            if (!answer.has_value()) {
                const bool unknown = database_.is_file() && session_->commit_unknown();
                undo();
                if (unknown && !settle_file()) {
                    return std::invoke_result_t<Work, Session&>(unknown_outcome());
                }
            }
            return answer;
        });
    }

private:
    /// How many calls of one thread are inside one another; guarded by mutex_.
    class Depth {
    public:
        explicit Depth(int& depth) : depth_(depth) { ++depth_; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        Depth(Depth&&) = delete;
        Depth& operator=(Depth&&) = delete;
        ~Depth() { --depth_; }

    private:
        int& depth_;
    };

    template <class Work>
    auto ask(const Work& work) -> std::invoke_result_t<Work> {
        const std::lock_guard guard(mutex_);
        const Depth depth(depth_);
        if (depth_ > 1) {
            return work();
        }
        const bool connected = session_ != nullptr;
        for (bool again = connected && !database_.is_file();; again = false) {
            if (!session_) {
                TRY_VOID(connect());
            }
            auto answer = work();
            if (answer.has_value() || database_.is_file() || answer.error().code != base::ErrorCode::unavailable) {
                return answer;
            }
            // What may have been committed is not done twice.
            const bool unknown = session_->commit_unknown();
            session_.reset();
            if (unknown) {
                return std::invoke_result_t<Work>(unknown_outcome());
            }
            if (!again) {
                return answer;
            }
        }
    }

    /// Leaves no transaction open; a connection that cannot even do that is opened anew.
    void undo();
    /// After a commit to the file that could not be synced: whether a further one, on a new connection, has written over it in the log,
    /// where a start after a kill would take it for made.
    [[nodiscard]] bool settle_file();
    base::Result<void> upgrade();
    std::int64_t version();

    std::recursive_mutex mutex_{};  // recursive: see write()
    int depth_ = 0;
    const Database database_;
    std::unique_ptr<Session> session_{};
    const base::Clock& clock_;
};

}  // namespace stoppress::store
