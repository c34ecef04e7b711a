// SPDX-License-Identifier: GPL-3.0-or-later
// What answers each route of the table; the .cpp files are named for what they are about.
#pragma once

#include "newsroom/call.hpp"

namespace stoppress::newsroom {

// read_stories.cpp
base::Result<Answer> list_stories(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_revisions(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_revision(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// save_stories.cpp
base::Result<Change> create_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> save_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// publishing.cpp
base::Result<Change> review_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> publish_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> unpublish_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> withdraw_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_entries.cpp
base::Result<Answer> list_sections(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_topics(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_authors(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_site(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_description(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_changes.cpp
base::Result<Answer> list_changes(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// read_media.cpp
base::Result<Answer> list_media(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> get_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_stories_with_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// change_media.cpp
base::Result<Change> change_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> delete_medium(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// put_entries.cpp
base::Result<Change> put_section(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_topic(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_author(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
