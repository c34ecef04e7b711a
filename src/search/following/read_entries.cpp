// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/following/read_entries.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

#include "document/convert.hpp"
#include "search/limits.hpp"
#include "store/stories/story_reader.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {

namespace {

/// The number of a tag with this beginning: 17 of "story:17".
std::int64_t number_in(std::string_view tag, std::string_view beginning) {
    std::int64_t number = 0;
    if (tag.starts_with(beginning)) {
        const auto digits = tag.substr(beginning.size());
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    }
    return number;
}

std::string mark_of(const store::Change& change) {
    return std::to_string(change.at.time_since_epoch().count());
}

Entry entry_of(store::PublishedStory story) {
    Entry entry;
    entry.id = story.card.id;
    entry.language = std::move(story.card.language);
    entry.headline = std::move(story.card.headline);
    entry.standfirst = std::move(story.card.standfirst);
    entry.body = document::to_text(story.body);
    entry.published_at = story.card.published_at;
    if (story.section) {
        entry.section = story.section->id;
        entry.names.push_back(std::move(story.section->name));
    }
    for (auto& topic : story.topics) {
        entry.topics.push_back(topic.id);
        entry.names.push_back(std::move(topic.name));
    }
    for (auto& author : story.byline) {
        entry.authors.push_back(author.id);
        entry.names.push_back(std::move(author.name));
    }
    return entry;
}

}  // namespace

base::Result<ReadEntries> read_entries(store::ReadSnapshot& snapshot, std::span<const base::StoryId> ids) {
    ReadEntries read;
    std::set<base::StoryId> found;
    TRY(auto stories, store::StoryReader(snapshot).published_stories(ids));
    for (auto& story : stories) {
        if (story.kind == story::Kind::article) {
            found.insert(story.card.id);
            read.published.push_back(entry_of(std::move(story)));
        }
    }
    std::ranges::copy_if(ids, std::back_inserter(read.others), [&](base::StoryId id) { return !found.contains(id); });
    return read;
}

base::Result<Changed> read_changed(store::ReadSnapshot& snapshot, base::ChangeNumber after, std::int64_t limit) {
    Changed changed;
    std::set<base::StoryId> stories;
    std::set<base::SectionId> sections;
    std::set<base::TopicId> topics;
    std::set<base::AuthorId> authors;
    TRY(const auto changes, store::ChangeReader(snapshot).changes_after(after, limit));
    for (const auto& change : changes) {
        changed.gap = changed.gap || change.number != (changed.last == 0 ? after : changed.last) + 1;
        changed.last = change.number;
        changed.mark = mark_of(change);
        if (change.story) {
            stories.insert(change.story);
        }
        for (const auto& tag : change.tags) {
            if (const auto story = number_in(tag, "story:"); story != 0) {
                stories.insert({story});
            } else if (const auto section = number_in(tag, "section-name:"); section != 0) {
                sections.insert({section});
            } else if (const auto topic = number_in(tag, "topic-name:"); topic != 0) {
                topics.insert({topic});
            } else if (const auto author = number_in(tag, "author-name:"); author != 0) {
                authors.insert({author});
            }
        }
    }
    changed.stories.assign(stories.begin(), stories.end());
    changed.sections.assign(sections.begin(), sections.end());
    changed.topics.assign(topics.begin(), topics.end());
    changed.authors.assign(authors.begin(), authors.end());
    return changed;
}

base::Result<std::string> mark_of(store::ReadSnapshot& snapshot, base::ChangeNumber number) {
    TRY(const auto changes, store::ChangeReader(snapshot).changes_after(number - 1, 1));
    return changes.empty() || changes.front().number != number ? std::string() : mark_of(changes.front());
}

}  // namespace stoppress::search
