// SPDX-License-Identifier: GPL-3.0-or-later
// This program among those that write to one PostgreSQL database: its row, in which every commit stores a number. If
// the connection is lost during a commit, the number tells whether the commit was made.
// Thread: the writer thread.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/time/time.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

class Node {
public:
    /// Chooses a number that no other node has.
    Node();
    [[nodiscard]] std::int64_t id() const { return id_; }

    /// Creates the row if it is missing, and deletes rows of nodes that were not seen for long.
    void enter(Session& session, base::Time now);
    /// Call it as the last statement of a transaction.
    void mark(Session& session, base::Time now);
    /// Call it when the marked transaction has been committed.
    void committed() { commits_ = marked_; }
    /// Whether the transaction marked last was committed. Waits if the server is still working on it.
    bool stands(Session& session);

private:
    std::int64_t id_;
    std::int64_t commits_ = 0;  ///< known to be committed
    std::int64_t marked_ = 0;
};

}  // namespace stoppress::store
