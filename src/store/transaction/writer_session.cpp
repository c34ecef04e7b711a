// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/writer_session.hpp"

#include "store/limits.hpp"
#include "store/slug_list.hpp"

namespace stoppress::store {

WriterSession::WriterSession(std::unique_ptr<Session> session, Node* node, const settings::Settings& settings, const base::Clock& clock)
    : session_(std::move(session)), reader_(*session_, settings), node_(node), settings_(settings), clock_(clock) {
    auto query = session_->query("change.last");
    query.one();
    last_change_ = committed_change_ = query.integer("number");
}

void WriterSession::append_change(std::string_view kind, base::StoryId story, const Tags& tags) {
    session_->query("change.append")
        .set("number", last_change_ + 1)
        .set("at", base::to_milliseconds(now()))
        .set("kind", kind)
        .set("story", story)
        .set("tags", join_words(tags))
        .run();
    ++last_change_;
}

void WriterSession::begin() {
    session_->run("transaction.begin");
    has_turn_ = false;
    if (known_.sections.size() + known_.topics.size() + known_.authors.size() > kMaxKnownEntries) {
        known_ = {};
    }
}

void WriterSession::take_turn() {
    if (node_ == nullptr || has_turn_) {
        return;
    }
    session_->query("site.lock").one();
    has_turn_ = true;
    auto query = session_->query("change.last");
    query.one();
    if (const auto number = query.integer("number"); number != last_change_) {
        // Other nodes have written meanwhile, so cached data may be out of date.
        last_change_ = committed_change_ = number;
        known_ = {};
    }
}

void WriterSession::begin_job() {
    tallies_before_job_.reset();
    session_->run("job.begin");
    change_before_job_ = last_change_;
}

void WriterSession::keep_job() {
    session_->run("job.keep");
    keep_changes();
}

void WriterSession::begin_job_for_good() {
    tallies_before_job_.reset();
    rows_before_job_ = session_->rows_written();
}

bool WriterSession::untouched_by_job() const {
    return job_tallies_.empty() && session_->rows_written() == rows_before_job_ && !session_->must_undo();
}

void WriterSession::settle_counts() {
    if (!tallies_before_job_) {
        tallies_before_job_ = tallies_;
    }
    for (const auto& [tally, by] : job_tallies_) {
        tallies_[tally] += by;
    }
    job_tallies_.clear();
    write_tallies();
}

void WriterSession::keep_changes() {
    tallies_before_job_.reset();
    for (const auto& [tally, by] : job_tallies_) {
        tallies_[tally] += by;
    }
    job_tallies_.clear();
}

void WriterSession::undo_job() {
    job_tallies_.clear();
    if (tallies_before_job_) {
        tallies_ = *std::exchange(tallies_before_job_, std::nullopt);
    }
    known_ = {};
    session_->run("job.undo");
    session_->run("job.keep");
    last_change_ = change_before_job_;
}

void WriterSession::commit() {
    write_tallies();
    if (node_ != nullptr) {
        if (last_change_ != committed_change_) {
            session_->query("change.notify").set("number", std::to_string(last_change_)).one();
        }
        node_->mark(*session_, now());
    }
    session_->run("transaction.commit");
    if (node_ != nullptr) {
        node_->committed();
    }
    committed_change_ = last_change_;
}

void WriterSession::abandon() noexcept {
    tallies_.clear();
    job_tallies_.clear();
    tallies_before_job_.reset();
    known_ = {};
    last_change_ = committed_change_;
    try {
        if (session_->in_transaction()) {
            session_->run("transaction.rollback");
        }
    } catch (...) {
        // SQLite has rolled it back itself, or the connection is unusable; the Writer opens a new one after
        // any failed commit.
        static_cast<void>(current_exception_as_error());
    }
}

void WriterSession::write_tallies() {
    bool menu_changed = false;
    for (const auto& [tally, by] : tallies_) {
        if (by != 0) {
            write_tally(tally, by, menu_changed);
        }
    }
    tallies_.clear();
    if (menu_changed) {
        append_change("menu", {}, {menu_tag()});
    }
}

void WriterSession::write_tally(const Tally& tally, std::int64_t by, bool& menu_changed) {
    switch (tally.of) {
        case Tally::Of::section: {
            auto query = session_->query("section.add_stories");
            query.set("id", tally.id).set("by", by).one();
            const auto stories = query.integer("stories");
            menu_changed = menu_changed || (stories == 0) != (stories - by == 0);
            break;
        }
        case Tally::Of::topic:
            session_->query("topic.add_stories").set("id", tally.id).set("by", by).one();
            break;
        case Tally::Of::author:
            session_->query("author.add_stories").set("id", tally.id).set("by", by).one();
            break;
        case Tally::Of::month:
            if (by > 0) {
                session_->query("month.add").set("month", tally.name).set("by", by).run();
            } else {
                session_->query("month.subtract").set("month", tally.name).set("by", -by).run();
            }
            break;
        case Tally::Of::name:
            if (by > 0) {
                session_->query("tally.add").set("name", tally.name).set("by", by).run();
            } else {
                session_->query("tally.subtract").set("name", tally.name).set("by", -by).run();
            }
            break;
    }
}

}  // namespace stoppress::store
