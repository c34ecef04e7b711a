// SPDX-License-Identifier: GPL-3.0-or-later
// One job's part of a write transaction. The writers made from it change the store.
// Flow:   newsroom, importing, readership -> WriteTransaction -> StoryWriter, MediaWriter, … -> change log -> edition
// Owner:  the Writer, for one job.
// Thread: the writer thread only.
//
// A job that returns an error is rolled back.
#pragma once

#include "base/result.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::store {

class WriterSession;

class WriteTransaction {
public:
    explicit WriteTransaction(WriterSession& session) : session_(session) {}

    /// Reads inside this transaction, to check a change and to make its answer. Valid as long as the transaction.
    /// Numbers of stories per section, topic and author are correct only after settle_counts().
    [[nodiscard]] ReadSnapshot look();
    /// Writes the numbers of stories now instead of before the commit.
    base::Result<void> settle_counts();
    /// For the writers in this folder's slices.
    [[nodiscard]] WriterSession& session() const { return session_; }

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
