// SPDX-License-Identifier: GPL-3.0-or-later
// What readers can see: review, publishing now, as of the past or in the future, unpublishing, withdrawing; embargoes.
#include "store/stories/publishing_writer.hpp"

#include <fmt/format.h>

#include "store/addresses/addressing.hpp"
#include "store/lists/filing.hpp"
#include "store/stories/embargo.hpp"
#include "store/stories/words.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

using story::Status;

base::Error conflict(std::string message) {
    return base::fail(base::ErrorCode::conflict, std::move(message));
}

State state_of(const StoryRow& row) {
    return {row.status, row.address, row.published_at, row.withdrawn_reason, row.feed_id};
}

/// Writes the new state and everything that depends on it.
void move_to(WriterSession& writer, const StoryRow& row, State state, std::string_view change) {
    if (state.feed_id.empty()) {
        auto first = publication_of(row.status, row.published_at);
        if (!first) {
            first = publication_of(state.status, state.published_at);
        }
        if (first) {
            state.feed_id = free_feed_id(writer, row.id, *first, {});
        }
    }
    const auto before = filing_of(writer, row);
    update_state(writer, row.id, row.kind, state);
    auto moved = row;
    moved.status = state.status;
    moved.address = state.address;
    moved.published_at = state.published_at;
    refile(writer, change, row.id, before, filing_of(writer, moved));
}

/// Makes the story visible as of `published_at`.
void make_public(WriterSession& writer, const StoryRow& row, base::Time published_at) {
    auto state = state_of(row);
    state.status = Status::published;
    state.published_at = published_at;
    state.withdrawn_reason.clear();
    if (state.address.empty()) {
        state.address = free_default_address(writer, row.id, published_at, row.slug);
    }
    settle_address(writer, row.id, row.address, state.address);
    move_to(writer, row, state, "published");
}

/// Publishes a scheduled story that is due. If its schedule was before the end of its embargo, it is published as of that
/// end: readers are not told a date at which nobody could know it.
base::Result<void> publish_scheduled(WriterSession& writer, const StoryRow& row, base::Time at, base::Time now) {
    TRY_VOID(check_embargo(row, now));
    make_public(writer, row, embargo_after(row, at).value_or(at));
    return {};
}

}  // namespace

PublishingWriter::PublishingWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<void> PublishingWriter::set_in_review(base::StoryId id, bool in_review) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto row, story_row(session_.session(), id));
        if (row.status != Status::draft && row.status != Status::in_review) {
            return conflict("Only a draft can be submitted for review.");
        }
        auto state = state_of(row);
        state.status = in_review ? Status::in_review : Status::draft;
        if (state.status != row.status) {
            move_to(session_, row, state, in_review ? "handed_in" : "handed_back");
        }
        return {};
    });
}

base::Result<void> PublishingWriter::publish(base::StoryId id, std::optional<base::Time> at, Embargo embargo) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto row, story_row(session_.session(), id));
        if (row.headline.empty()) {
            auto error = base::fail(base::ErrorCode::invalid, "A story needs a headline before it can be published.", {"headline-missing"});
            error.fields.push_back({"/headline", "is empty", {"headline-missing"}});
            return error;
        }
        const auto now = session_.now();
        if (at && *at > now) {
            if (row.status == Status::published) {
                return conflict("The story is already published; unpublish it before scheduling it.");
            }
            TRY_VOID(check_embargo(row, *at));
            auto state = state_of(row);
            state.status = Status::scheduled;
            state.published_at = at;
            state.withdrawn_reason.clear();
            move_to(session_, row, state, "scheduled");
            return {};
        }
        if (row.status == Status::published && (!at || at == row.published_at)) {
            return {};
        }
        if (embargo == Embargo::kept) {
            TRY_VOID(check_embargo(row, now));
        }
        // A story that was published before keeps its date, unless it gets a new one.
        const bool keeps_date = row.published_at && row.status != Status::scheduled;
        make_public(session_, row, at ? *at : keeps_date ? *row.published_at : now);
        return {};
    });
}

base::Result<std::optional<base::Time>> PublishingWriter::embargo(base::StoryId id) {
    return guarded([&]() -> base::Result<std::optional<base::Time>> {
        TRY(const auto row, story_row(session_.session(), id));
        return embargo_after(row, session_.now());
    });
}

base::Result<void> PublishingWriter::set_embargo(base::StoryId id, std::optional<base::Time> until) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto row, story_row(session_.session(), id));
        if (until == row.embargo_until) {
            return {};
        }
        if (until) {
            TRY_VOID(check_new_embargo(row, *until, session_.now()));
        }
        const auto end = until ? std::optional(base::to_milliseconds(*until)) : std::nullopt;
        session_.session().query("story.set_embargo").set("id", id.value).set("until", end).run();
        refile(session_, "embargo", id, {}, {});
        return {};
    });
}

base::Result<void> PublishingWriter::unpublish(base::StoryId id) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto row, story_row(session_.session(), id));
        if (row.status == Status::withdrawn) {
            return conflict("The story is withdrawn; publish it first.");
        }
        auto state = state_of(row);
        state.status = Status::draft;
        if (row.status == Status::scheduled) {
            state.published_at.reset();
        }
        if (row.status == Status::published || row.status == Status::scheduled) {
            move_to(session_, row, state, "unpublished");
        }
        return {};
    });
}

base::Result<void> PublishingWriter::withdraw(base::StoryId id, const std::string& reason) {
    return guarded([&]() -> base::Result<void> {
        TRY(const auto row, story_row(session_.session(), id));
        if (row.status != Status::published && row.status != Status::withdrawn) {
            return conflict("Only a published story can be withdrawn.");
        }
        auto state = state_of(row);
        state.status = Status::withdrawn;
        state.withdrawn_reason = reason;
        move_to(session_, row, state, "withdrawn");
        return {};
    });
}

base::Result<bool> PublishingWriter::publish_one_due(base::StoryId id, base::Time now) {
    return guarded([&]() -> base::Result<bool> {
        TRY(const auto row, story_row(session_.session(), id));
        if (row.status != Status::scheduled || !row.published_at || *row.published_at > now) {
            return false;
        }
        TRY_VOID(publish_scheduled(session_, row, *row.published_at, now));
        return true;
    });
}

base::Result<std::vector<base::StoryId>> PublishingWriter::publish_due(base::Time now) {
    return guarded([&]() -> base::Result<std::vector<base::StoryId>> {
        std::vector<std::pair<base::StoryId, base::Time>> due;
        auto query = session_.session().query("story.due");
        query.set("now", base::to_milliseconds(now));
        while (query.next()) {
            due.emplace_back(base::StoryId{query.integer("id")}, base::from_milliseconds(query.integer("published_at")));
        }
        std::vector<base::StoryId> published;
        for (const auto& [id, at] : due) {
            TRY(const auto row, story_row(session_.session(), id));
            TRY_VOID(publish_scheduled(session_, row, at, now));
            published.push_back(id);
        }
        return published;
    });
}

}  // namespace stoppress::store
