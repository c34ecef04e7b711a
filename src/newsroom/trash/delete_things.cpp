// SPDX-License-Identifier: GPL-3.0-or-later
// Moves stories, files, sections, topics and authors to the trash.
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/media/media_answer.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "newsroom/trash/trash_answer.hpp"
#include "newsroom/trash/trash_handlers.hpp"
#include "store/media/media_reader.hpp"
#include "store/stories/story_reader.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::Result;

/// A change that calls `put` with the transaction and answers with the entry that it returns.
template <class Put>
Change to_trash(Put put) {
    auto entry = std::make_shared<store::TrashEntry>();
    Change change;
    change.job = [entry, put = std::move(put)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(*entry, put(transaction, outcome));
        outcome.subject = trash_subject(*entry);
        outcome.detail = entry->name;
        return {};
    };
    change.answer = [entry](store::ReadSnapshot& /*after*/, Outcome& /*outcome*/) -> Result<Answer> {
        JsonWriter json;
        write_trash_entry(json, *entry);
        return answer_of(json);
    };
    return change;
}

using PutEntry = Result<store::TrashEntry> (store::TrashWriter::*)(const std::string& slug, const std::string& by);

Change entry_to_trash(const Call& call, PutEntry put) {
    return to_trash([&call, put](store::WriteTransaction& transaction, Outcome& /*outcome*/) {
        return (store::TrashWriter(transaction).*put)(call.parameters.slug, call.who->name);
    });
}

}  // namespace

Result<Change> delete_story(const Call& call, store::ReadSnapshot& snapshot) {
    TRY_VOID(work_of(snapshot, call.parameters.story));
    return to_trash([&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<store::TrashEntry> {
        outcome.visible = false;  // readers do not see drafts
        const auto id = call.parameters.story;
        auto now = transaction.look();
        TRY(const auto story, store::StoryReader(now).story(id));
        if (!story) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
        }
        TRY(const auto work, work_of(now, id));
        TRY_VOID(allow(call.who, Action::trash, subject_of(*story, work)));
        return store::TrashWriter(transaction).trash_story(id, call.who->name);
    });
}

Result<Change> delete_medium(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    return to_trash([&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<store::TrashEntry> {
        outcome.visible = false;  // no story uses it
        const base::MediumId id{call.parameters.revision};
        TRY(const auto medium, store::MediaReader(transaction.look()).medium(id));
        if (!medium) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no file {}.", id.value));
        }
        TRY_VOID(allow_change(call, medium->medium));
        return store::TrashWriter(transaction).trash_medium(id, call.who->name);
    });
}

Result<Change> delete_section(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    return entry_to_trash(call, &store::TrashWriter::trash_section);
}

Result<Change> delete_topic(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    return entry_to_trash(call, &store::TrashWriter::trash_topic);
}

Result<Change> delete_author(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    return entry_to_trash(call, &store::TrashWriter::trash_author);
}

}  // namespace stoppress::newsroom
