// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/writer_session.hpp"

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
