// SPDX-License-Identifier: GPL-3.0-or-later
// Begins and ends the transactions of a WriterSession and the jobs in them. Apart from the session, so that a job cannot
// commit.
// Owner:  the Writer, where it is needed: it only refers to the session.
// Thread: the writer thread only. All throw what Session throws, unless said.
#pragma once

#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

class TransactionControl {
public:
    explicit TransactionControl(WriterSession& writer) : writer_(writer) {}

    // In this order.
    void begin();
    /// Call it before a job that changes stories: with several nodes, waits for this node's turn, which ends with the
    /// commit. Does nothing on a file.
    void take_turn();
    void begin_job();
    void keep_job();
    void undo_job();
    /// Instead of these three if a failed job may roll back the whole transaction.
    void begin_job_for_good();
    void keep_changes();
    /// Whether the failed job left nothing to roll back.
    [[nodiscard]] bool untouched_by_job() const;
    /// Writes the counters and commits; throws if the commit is not durable.
    void commit();
    /// Restores the state before begin(), whatever state the transaction is in.
    void abandon() noexcept;

private:
    WriterSession& writer_;
};

}  // namespace stoppress::store
