// SPDX-License-Identifier: GPL-3.0-or-later
// Brings an index up to the change log, step by step; builds it if there is none.
// Flow:   store -> IndexKeeper -> index
// Thread: one, its owner's.
#pragma once

#include <filesystem>
#include <memory>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "search/index/search_index.hpp"

namespace stoppress::store {
class ReadPool;
}

namespace stoppress::search {

class IndexKeeper {
public:
    /// `pool` must outlive it.
    IndexKeeper(std::filesystem::path folder, store::ReadPool& pool) : folder_(std::move(folder)), pool_(pool) {}

    /// One step, at most some hundred stories; true if there is more to do. The first call opens the index and holds it
    /// against the change log: one of another site is made anew. Fails as store and index do; call it again later.
    base::Result<bool> advance();
    /// Of the index; nothing before the first step has succeeded.
    [[nodiscard]] Reached reached() const { return verified_ ? writer_->reached() : Reached{}; }
    /// Whether what is in the folder was held against the change log.
    [[nodiscard]] bool verified() const { return verified_; }

private:
    base::Result<void> open();
    base::Result<bool> build();
    base::Result<bool> follow();

    const std::filesystem::path folder_;
    store::ReadPool& pool_;
    std::unique_ptr<IndexWriter> writer_;
    bool verified_ = false;
};

}  // namespace stoppress::search
