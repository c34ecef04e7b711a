// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/editing/proposal_writer.hpp"

#include <fmt/format.h>

#include "store/editing/editing_rows.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/stories/story_row.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

using base::ErrorCode;

void put(WriterSession& writer, base::StoryId id, const Proposal& proposal) {
    auto query = writer.session().query("proposal.put");
    query.set("story", id.value).set("by", proposal.by).set("drafted", std::int64_t{proposal.drafted}).set("note", proposal.note);
    query.set("correction_kind", proposal.correction_kind ? to_string(*proposal.correction_kind) : std::string_view{});
    query.set("correction", proposal.correction);
    if (proposal.submitted_at) {
        query.set("submitted_at", base::to_milliseconds(*proposal.submitted_at));
    } else {
        query.set_null("submitted_at");
    }
    query.run();
}

void drop(WriterSession& writer, base::StoryId id) {
    writer.session().query("proposal.delete").set("story", id.value).run();
}

base::Error no_proposal(base::StoryId id) {
    return base::fail(ErrorCode::not_found, fmt::format("Story {} has no proposal.", id.value));
}

}  // namespace

ProposalWriter::ProposalWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<void> ProposalWriter::begin(base::StoryId id, const std::string& by) {
    return guarded([&]() -> base::Result<void> {
        auto proposal = find_proposal(session_.session(), id).value_or(Proposal{});
        proposal.by = by;
        proposal.drafted = true;
        put(session_, id, proposal);
        return {};
    });
}

base::Result<void> ProposalWriter::submit(base::StoryId id, const ProposalWords& words, const std::string& by) {
    TRY(const auto story, StoryWriter(WriteTransaction(session_)).story(id));
    return guarded([&]() -> base::Result<void> {
        auto proposal = find_proposal(session_.session(), id).value_or(Proposal{});
        if (proposal.submitted_at) {
            return base::fail(ErrorCode::conflict, "A proposal for this story was submitted already. Take it back first.",
                              {"proposal-submitted"});
        }
        if (proposal.drafted) {
            TRY(const auto draft, find_draft(session_.session(), id));
            // What says the same as the story proposes nothing.
            if (words.correction.empty() && draft && draft->content == story.content) {
                proposal.drafted = false;
            }
        }
        if (!proposal.drafted && words.correction.empty()) {
            return base::fail(ErrorCode::conflict, "There is nothing to propose: change the story, or write a correction.",
                              {"nothing-proposed"});
        }
        proposal.by = by;
        proposal.submitted_at = session_.now();
        proposal.note = words.note;
        proposal.correction_kind = words.correction_kind;
        proposal.correction = words.correction;
        put(session_, id, proposal);
        return {};
    });
}

base::Result<void> ProposalWriter::take_back(base::StoryId id) {
    return guarded([&]() -> base::Result<void> {
        auto proposal = find_proposal(session_.session(), id);
        if (!proposal) {
            return no_proposal(id);
        }
        proposal->submitted_at.reset();
        put(session_, id, *proposal);
        return {};
    });
}

base::Result<void> ProposalWriter::drop_correction(base::StoryId id) {
    return guarded([&]() -> base::Result<void> {
        auto proposal = find_proposal(session_.session(), id);
        if (!proposal) {
            return no_proposal(id);
        }
        if (!proposal->drafted) {
            drop(session_, id);
            return {};
        }
        proposal->correction_kind.reset();
        proposal->correction.clear();
        put(session_, id, *proposal);
        return {};
    });
}

base::Result<void> ProposalWriter::take(base::StoryId id, const std::string& by) {
    TRY(const auto proposal, guarded([&]() -> base::Result<std::optional<Proposal>> { return find_proposal(session_.session(), id); }));
    if (!proposal || !proposal->submitted_at) {
        return no_proposal(id);
    }
    EditingWriter editing{WriteTransaction(session_)};
    if (proposal->drafted) {
        TRY_VOID(editing.apply_draft(id, by));
    }
    if (proposal->correction_kind) {
        TRY_VOID(editing.add_correction(id, *proposal->correction_kind, proposal->correction, by));
    }
    return guarded([&]() -> base::Result<void> {
        drop(session_, id);
        return {};
    });
}

void settle_proposal(WriterSession& writer, base::StoryId id) {
    auto proposal = find_proposal(writer.session(), id);
    if (!proposal || !proposal->drafted) {
        return;
    }
    if (proposal->correction.empty()) {
        drop(writer, id);
        return;
    }
    proposal->drafted = false;
    put(writer, id, *proposal);
}

}  // namespace stoppress::store
