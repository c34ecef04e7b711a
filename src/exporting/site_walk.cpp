// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/site_walk.hpp"

#include <algorithm>
#include <utility>

#include "store/addresses/address_reader.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/stories/story_reader.hpp"

namespace stoppress::exporting {
namespace {

/// Stories and addresses that are read at a time.
constexpr std::int64_t kStories = 100;
constexpr std::int64_t kAddresses = 1000;

/// Without those that only stories use which readers cannot see.
template <class Entry>
base::Result<std::vector<Entry>> chosen(store::FilingReader& reader, base::Result<std::vector<Entry>> read, Names which) {
    TRY(std::vector<Entry> entries, std::move(read));
    if (which == Names::all) {
        return entries;
    }
    std::vector<Entry> kept;
    for (Entry& entry : entries) {
        TRY(const bool shown, reader.is_public(entry));
        if (shown) {
            kept.push_back(std::move(entry));
        }
    }
    return kept;
}

}  // namespace

base::Result<std::string> address_of(store::ReadSnapshot& snapshot, base::StoryId id) {
    const std::vector ids{id};
    TRY(auto published, store::StoryReader(snapshot).published_stories(ids));
    if (published.empty()) {
        return base::fail(base::ErrorCode::not_found, "no published story has this id.");
    }
    return std::move(published.front().card.url);
}

base::Result<Filing> SiteWalk::filing(Names which) {
    store::FilingReader reader(snapshot_);
    Filing filing;
    TRY(filing.sections, chosen(reader, reader.sections(), which));
    TRY(filing.topics, chosen(reader, reader.topics(), which));
    TRY(filing.authors, chosen(reader, reader.authors(), which));
    return filing;
}

base::Result<Redirects> SiteWalk::redirects() {
    store::AddressReader reader(snapshot_);
    Redirects redirects;
    for (std::string after;;) {
        TRY(const auto addresses, reader.addresses_after(after, kAddresses));
        for (const std::string& address : addresses) {
            TRY(const auto entry, reader.find_address(address));
            if (entry && entry->kind == store::AddressEntry::Kind::redirect && entry->story) {
                redirects.former[entry->story].push_back(address);
            } else if (entry && entry->kind == store::AddressEntry::Kind::redirect) {
                redirects.others.push_back({address, entry->target});
            }
        }
        if (std::cmp_less(addresses.size(), kAddresses)) {
            return redirects;
        }
        after = addresses.back();
    }
}

base::Result<Overview> SiteWalk::overview() {
    Overview overview;
    std::string language;
    TRY_VOID(each_page([&](const std::vector<story::Story>& stories) -> base::Result<void> {
        for (const story::Story& story : stories) {
            if (overview.stories++ == 0) {
                language = story.content.language;
            }
            overview.one_language = overview.one_language && story.content.language == language;
            overview.last_story = std::max(overview.last_story, story.id);
        }
        return {};
    }));
    return overview;
}

base::Result<WalkedStory> SiteWalk::walked(base::StoryId id) {
    store::StoryReader reader(snapshot_);
    WalkedStory walked;
    TRY(auto story, reader.story(id));
    if (!story) {
        return base::fail(base::ErrorCode::internal, "a listed story is not there.");
    }
    walked.story = *std::move(story);
    if (walked.story.status == story::Status::published) {
        TRY(auto published, reader.published_story(id));
        if (published) {
            walked.feed_id = std::move(published->card.feed_id);
            walked.corrections = std::move(published->corrections);
            walked.translations = std::move(published->translations);
        }
        return walked;
    }
    // What was written last of a story that readers cannot see is in its draft.
    TRY(auto draft, store::EditingReader(snapshot_).draft(id));
    if (draft) {
        walked.story.content = std::move(draft->content);
    }
    return walked;
}

base::Result<void> SiteWalk::each_page(const std::function<base::Result<void>(const std::vector<story::Story>&)>& visit) {
    store::ListReader reader(snapshot_);
    store::StoryQuery query;
    query.status = std::nullopt;
    query.limit = kStories;
    do {
        TRY(const store::StoryList list, reader.stories(query));
        TRY_VOID(visit(list.stories));
        query.cursor = list.next;
    } while (!query.cursor.empty());
    return {};
}

base::Result<void> SiteWalk::each_story(const std::function<base::Result<void>(WalkedStory)>& visit) {
    return each_page([&](const std::vector<story::Story>& stories) -> base::Result<void> {
        for (const story::Story& listed : stories) {
            TRY(auto story, walked(listed.id));
            TRY_VOID(visit(std::move(story)));
        }
        return {};
    });
}

}  // namespace stoppress::exporting
