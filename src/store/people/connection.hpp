// SPDX-License-Identifier: GPL-3.0-or-later
// The one connection to the credentials database, shared by all parts that store something there. It reconnects after a
// server restart.
// Flow:   Tokens, People, Sessions, AuditLog -> CredentialsConnection -> Session
// Thread: any; calls are serialised inside, so they must not do anything slow.
#pragma once

#include <memory>
#include <mutex>
#include <type_traits>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "store/sql/database.hpp"

namespace stoppress::store {

class CredentialsConnection {
public:
    CredentialsConnection(Database database, const base::Clock& clock) : database_(std::move(database)), clock_(clock) {}

    /// Connects and migrates the tables. Fails with `unsupported` if a newer program wrote them.
    base::Result<void> connect();

    [[nodiscard]] base::Time now() const { return clock_.now(); }

    /// Runs `work(Session&)`, which must only read.
    template <class Work>
    auto read(const Work& work) -> std::invoke_result_t<Work, Session&> {
        return ask([&] { return guarded([&] { return work(*session_); }); });
    }

    /// Runs `work(Session&)` as one transaction, which is rolled back if it fails. Reads and writes of `work` through
    /// this connection are part of it. Fails with `outcome_unknown` if a server did not answer the commit, or a file's
    /// commit could not be synced.
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
    /// The nesting depth of the calls of one thread.
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
            // A commit that may have been made is not repeated.
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

    /// Rolls back an open transaction; reconnects if even that fails.
    void undo();
    /// After a commit to the file that could not be synced: whether a further commit, on a new connection, has
    /// overwritten it in the log; otherwise a start after a kill would treat it as committed.
    [[nodiscard]] bool settle_file();
    base::Result<void> upgrade();
    std::int64_t version();

    std::recursive_mutex mutex_{};  // guards depth_ and session_; recursive: see write()
    int depth_ = 0;
    const Database database_;
    std::unique_ptr<Session> session_{};
    const base::Clock& clock_;
};

}  // namespace stoppress::store
