// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/transaction_control.hpp"

#include <utility>

#include "store/limits.hpp"

namespace stoppress::store {

void TransactionControl::begin() {
    writer_.session_->run("transaction.begin");
    writer_.has_turn_ = false;
    writer_.wakes_followers_ = false;
    if (writer_.known_.sections.size() + writer_.known_.topics.size() + writer_.known_.authors.size() > kMaxKnownEntries) {
        writer_.known_ = {};
    }
}

void TransactionControl::take_turn() {
    if (writer_.node_ == nullptr || writer_.has_turn_) {
        return;
    }
    writer_.session_->query("site.lock").one();
    writer_.has_turn_ = true;
    auto query = writer_.session_->query("change.last");
    query.one();
    if (const auto number = query.integer("number"); number != writer_.last_change_) {
        // Other nodes have written meanwhile, so cached data may be out of date.
        writer_.last_change_ = writer_.committed_change_ = number;
        writer_.known_ = {};
    }
}

void TransactionControl::begin_job() {
    writer_.tallies_before_job_.reset();
    writer_.session_->run("job.begin");
    writer_.change_before_job_ = writer_.last_change_;
}

void TransactionControl::keep_job() {
    writer_.session_->run("job.keep");
    keep_changes();
}

void TransactionControl::undo_job() {
    writer_.job_tallies_.clear();
    if (writer_.tallies_before_job_) {
        writer_.tallies_ = *std::exchange(writer_.tallies_before_job_, std::nullopt);
    }
    writer_.known_ = {};
    writer_.session_->run("job.undo");
    writer_.session_->run("job.keep");
    writer_.last_change_ = writer_.change_before_job_;
}

void TransactionControl::begin_job_for_good() {
    writer_.tallies_before_job_.reset();
    writer_.rows_before_job_ = writer_.session_->rows_written();
}

void TransactionControl::keep_changes() {
    writer_.tallies_before_job_.reset();
    for (const auto& [tally, by] : writer_.job_tallies_) {
        writer_.tallies_[tally] += by;
    }
    writer_.job_tallies_.clear();
}

bool TransactionControl::untouched_by_job() const {
    return writer_.job_tallies_.empty() && writer_.session_->rows_written() == writer_.rows_before_job_ && !writer_.session_->must_undo();
}

void TransactionControl::commit() {
    writer_.write_tallies();
    if (writer_.node_ != nullptr) {
        if (writer_.last_change_ != writer_.committed_change_ || writer_.wakes_followers_) {
            writer_.session_->query("change.notify").set("number", std::to_string(writer_.last_change_)).one();
        }
        writer_.node_->mark(*writer_.session_, writer_.now());
    }
    writer_.session_->run("transaction.commit");
    if (writer_.node_ != nullptr) {
        writer_.node_->committed();
    }
    writer_.committed_change_ = writer_.last_change_;
}

void TransactionControl::abandon() noexcept {
    writer_.tallies_.clear();
    writer_.job_tallies_.clear();
    writer_.tallies_before_job_.reset();
    writer_.known_ = {};
    writer_.last_change_ = writer_.committed_change_;
    try {
        if (writer_.session_->in_transaction()) {
            writer_.session_->run("transaction.rollback");
        }
    } catch (...) {
        // SQLite has rolled it back itself, or the connection is unusable; the Writer opens a new one after
        // any failed commit.
        static_cast<void>(current_exception_as_error());
    }
}

}  // namespace stoppress::store
