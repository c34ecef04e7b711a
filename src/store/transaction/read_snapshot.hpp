// SPDX-License-Identifier: GPL-3.0-or-later
// One read transaction: all results of the readers made from it belong to one state of the store.
// Flow:   store -> ReadSnapshot -> StoryReader, ListReader, … -> edition, press, reader, newsroom
// Owner:  ReadPool, for one task.
// Thread: the task's.
//
// Readers return lists of results in the order of the given ids. Their functions fail with `unavailable`, `corrupt` or
// `io`; a missing object is an empty optional unless a function says otherwise.
#pragma once

#include <cstdint>

#include "base/ids.hpp"
#include "base/result.hpp"

namespace stoppress::store {

class ReaderSession;

class ReadSnapshot {
public:
    explicit ReadSnapshot(ReaderSession& session) : session_(session) {}

    /// The change log's number: this snapshot contains everything up to it.
    base::Result<base::ChangeNumber> change_number();
    /// How many statements this snapshot's connection has run so far: the cost of a page or an answer.
    [[nodiscard]] std::uint64_t statements_run() const;
    /// For the readers in this folder's slices.
    [[nodiscard]] ReaderSession& session() const { return session_; }

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
