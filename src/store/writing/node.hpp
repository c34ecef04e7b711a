// SPDX-License-Identifier: GPL-3.0-or-later
// This program among those that write to one PostgreSQL database: a row of its own, in which every commit leaves its number. Who lost the
// connection while committing reads there what came of it.
// Thread: the writer thread.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/time.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

class Node {
public:
    /// A number that no other node has.
    Node();
    [[nodiscard]] std::int64_t id() const { return id_; }

    /// Makes the row where it is missing, and lets rows of nodes go that have not been seen for long.
    void enter(Session& session, base::Time now);
    /// As the last statement of a transaction.
    void mark(Session& session, base::Time now);
    /// The marked transaction has been committed.
    void committed() { commits_ = marked_; }
    /// Whether the transaction that was marked last stands. Waits for it where the server is still about it.
    bool stands(Session& session);

private:
    std::int64_t id_;
    std::int64_t commits_ = 0;  ///< known to stand
    std::int64_t marked_ = 0;
};

}  // namespace stoppress::store
