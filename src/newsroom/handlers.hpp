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

// put_entries.cpp
base::Result<Change> put_section(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_topic(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> put_author(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// drafts.cpp
base::Result<Answer> get_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> save_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> discard_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> take_in_draft(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// save_stories.cpp
base::Result<Change> restore_revision(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// notes.cpp
base::Result<Answer> list_notes(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> add_note(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> change_note(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> assign_story(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> be_present(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// corrections.cpp
base::Result<Answer> list_corrections(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> add_correction(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// preview_links.cpp
base::Result<Answer> show_preview(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> open_preview_link(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Answer> list_preview_links(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> make_preview_link(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
base::Result<Change> remove_preview_link(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

// put_entries.cpp
base::Result<Change> merge_topic(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
