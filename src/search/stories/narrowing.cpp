// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/stories/narrowing.hpp"

#include "store/filing/filing_reader.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "story/text.hpp"

namespace stoppress::search {

namespace {

template <class Name>
base::Result<std::optional<Name>> known(store::FilingReader& reader, base::Result<std::optional<Name>> found) {
    TRY(auto name, std::move(found));
    if (!name) {
        return std::optional<Name>{};
    }
    TRY(const bool is_public, reader.is_public(*name));
    return is_public ? std::move(name) : std::optional<Name>{};
}

}  // namespace

void Narrowing::apply_to(Query& query) const {
    query.section = section ? section->id : base::SectionId{};
    query.topic = topic ? topic->id : base::TopicId{};
    query.author = author ? author->id : base::AuthorId{};
}

base::Result<Narrowing> look_up(store::ReadSnapshot& snapshot, const Slugs& slugs) {
    store::FilingReader reader(snapshot);
    Narrowing narrowing;
    if (!slugs.section.empty()) {
        TRY(narrowing.section, known(reader, reader.section(slugs.section)));
        narrowing.nowhere = narrowing.nowhere || !narrowing.section;
    }
    if (!slugs.topic.empty()) {
        TRY(narrowing.topic, known(reader, reader.topic(slugs.topic)));
        narrowing.nowhere = narrowing.nowhere || !narrowing.topic;
    }
    if (!slugs.author.empty()) {
        TRY(narrowing.author, known(reader, reader.author(slugs.author)));
        narrowing.nowhere = narrowing.nowhere || !narrowing.author;
    }
    return narrowing;
}

base::Result<std::optional<store::Topic>> meant_topic(store::ReadSnapshot& snapshot, std::string_view words) {
    store::FilingReader reader(snapshot);
    for (const auto& slug : {story::own_slug(words), story::slug(words)}) {
        if (slug.empty()) {
            continue;
        }
        TRY(auto topic, known(reader, reader.topic(slug)));
        if (topic) {
            return topic;
        }
    }
    return std::optional<store::Topic>{};
}

}  // namespace stoppress::search
