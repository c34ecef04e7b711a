// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a story's content: validates and completes it, then stores it as row, revision, topics and byline. Shared by
// creating, saving and importing.
// Flow:   Content -> Words -> story, revision, story_topic, story_author
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/stories/stored_body.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// A Content ready to be stored: its section, topics and authors found or created, its body as it is kept.
struct Words {
    story::Content content;
    base::SectionId section;
    std::vector<base::TopicId> topics{};
    std::vector<base::AuthorId> authors{};
    StoredBody body{};
    std::string headline_words{};  ///< in the form that searches compare
};

enum class UnknownSection : std::uint8_t { refused, made };

/// Fails with `invalid`, naming every field that breaks a rule. Creates unknown topics and authors. Does not
/// check the slug.
base::Result<Words> prepare_words(WriterSession& writer, story::Content content, UnknownSection unknown_section);
/// The same with a body that was made before. Does not look at content.body.
base::Result<Words> prepare_words(WriterSession& writer, story::Content content, StoredBody body, UnknownSection unknown_section);

/// A story's state besides its content.
struct State {
    story::Status status = story::Status::draft;
    std::string address{};
    std::optional<base::Time> published_at{};
    std::string withdrawn_reason{};
    std::string feed_id{};  ///< empty: never published
};

/// `published_at` if the story appears in lists.
[[nodiscard]] std::optional<std::int64_t> listed_at(story::Kind kind, const State& state);

struct Origin {
    std::string by{};
    std::optional<std::string> source{};
    std::string source_hash{};
    base::Time updated_at;
};

/// The story's feed id: `wanted` if it is given and no other story has it, else one made from the day of
/// its first publication.
[[nodiscard]] std::string free_feed_id(WriterSession& writer, base::StoryId id, base::Time first_published, const std::string& wanted);
/// When the story was first published, as far as its row says; nothing if it never was.
[[nodiscard]] std::optional<base::Time> publication_of(story::Status status, const std::optional<base::Time>& published_at);

/// Inserts a story with its first revision.
base::StoryId insert_story(WriterSession& writer, const Words& words, const State& state, const Origin& origin);
/// Writes a further revision.
void update_words(WriterSession& writer, base::StoryId id, std::int64_t revision, const Words& words, const State& state,
                  const Origin& origin);
/// Replaces the topics and authors of a story that readers cannot see.
void file_under(WriterSession& writer, base::StoryId id, const std::vector<base::TopicId>& topics,
                const std::vector<base::AuthorId>& authors);
/// Also keeps what the story is found by up to date: that changes with its first publication while it has a draft.
void update_state(WriterSession& writer, base::StoryId id, story::Kind kind, const State& state);

/// Sets what the newsroom's searches find the story by: its draft of changes if it was never published, else its row.
/// Call it after the draft was saved or removed.
void settle_headline_words(WriterSession& writer, base::StoryId id);
/// `words`: of story::headline_words().
void put_headline_words(Session& session, base::StoryId id, const std::string& words);

}  // namespace stoppress::store
