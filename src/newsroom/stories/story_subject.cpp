// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/stories/story_subject.hpp"

#include "store/editing/editing_reader.hpp"
#include "store/editing/records.hpp"
#include "store/stories/story_reader.hpp"
#include "store/transaction/write_transaction.hpp"

#include <array>

#include <fmt/format.h>

namespace stoppress::newsroom {

Subject subject_of(const story::Story& story, const store::StoryWork& work) {
    return {.id = story.id, .status = story.status, .owner = work.created_by, .assignee = work.assignee};
}

base::Result<store::StoryWork> work_of(store::ReadSnapshot& snapshot, base::StoryId id) {
    // Fails with `not_found` if the story does not exist.
    TRY_VOID(store::StoryReader(snapshot).created_by(id));
    const std::array ids{id};
    TRY(auto work, store::EditingReader(snapshot).work(ids));
    return std::move(work.front());
}

base::Result<Subject> found_subject(const Call& call, store::ReadSnapshot& snapshot) {
    const base::StoryId id = call.parameters.story;
    TRY(const auto work, work_of(snapshot, id));
    TRY(const auto story, store::StoryReader(snapshot).story(id));
    if (!story) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
    }
    return subject_of(*story, work);
}

base::Result<void> check_not_in_trash(const store::StoryWork& work) {
    if (work.trash == 0) {
        return {};
    }
    return base::fail(base::ErrorCode::gone, "The story is in the trash: restore it first.",
                      base::reason_with("story-in-trash", "trash", work.trash));
}

base::Result<story::Story> find_story(const Call& call, Action action, store::ReadSnapshot& snapshot) {
    const base::StoryId id = call.parameters.story;
    TRY(auto story, store::StoryReader(snapshot).story(id));
    if (!story) {
        return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
    }
    TRY(const auto work, work_of(snapshot, id));
    TRY_VOID(allow(call.who, action, subject_of(*story, work)));
    TRY_VOID(check_not_in_trash(work));
    return std::move(*story);
}

base::Result<story::Story> find_story(const Call& call, Action action, store::WriteTransaction& transaction) {
    auto snapshot = transaction.look();
    return find_story(call, action, snapshot);
}

}  // namespace stoppress::newsroom
