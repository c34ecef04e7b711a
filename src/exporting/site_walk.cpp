// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/site_walk.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text/percent.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/comments/comment_reader.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/limits.hpp"
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

base::Result<void> SiteWalk::look() const {
    if (interrupted_()) {
        return base::fail(base::ErrorCode::unavailable, "interrupted; nothing was written.");
    }
    return {};
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
    TRY_VOID(add_names(redirects));
    for (std::string after;;) {
        TRY_VOID(look());
        TRY(const auto addresses, reader.addresses_after(after, kAddresses));
        for (const std::string& address : addresses) {
            TRY(auto entry, reader.find_address(address));
            if (!entry || entry->kind != store::AddressEntry::Kind::redirect) {
                continue;
            }
            if (entry->story) {
                FormerAddresses& former = redirects.stories[entry->story];
                former.address = std::move(entry->target);
                former.paths.push_back(address);
            } else {
                redirects.others.push_back({address, std::move(entry->target)});
            }
        }
        if (std::cmp_less(addresses.size(), kAddresses)) {
            return redirects;
        }
        after = addresses.back();
    }
}

base::Result<void> SiteWalk::add_names(Redirects& redirects) {
    store::FilingReader reader(snapshot_);
    TRY(const auto live, store::AddressReader(snapshot_).list_paths());
    for (const std::string& path : live.paths) {
        const std::size_t slash = path.find('/', 1);
        if (slash == std::string::npos) {
            continue;
        }
        const std::string place = path.substr(0, slash + 1);
        const std::string slug = base::percent_decoded(std::string_view(path).substr(slash + 1));
        std::string current = slug;
        if (place == "/sections/") {
            TRY(const auto section, reader.section(slug));
            current = section ? section->slug : slug;
        } else if (place == "/topics/") {
            TRY(const auto topic, reader.topic(slug));
            current = topic ? topic->slug : slug;
        } else if (place == "/authors/") {
            TRY(const auto author, reader.author(slug));
            current = author ? author->slug : slug;
        }
        if (current != slug) {
            redirects.names[place + current].push_back(path);
        }
    }
    return {};
}

base::Result<Overview> SiteWalk::overview(const std::string& site_language) {
    Overview overview;
    TRY_VOID(each_page([&](const std::vector<story::Story>& stories) -> base::Result<void> {
        for (const story::Story& story : stories) {
            ++overview.stories;
            overview.one_language = overview.one_language && story.content.language == site_language;
            overview.last_story = std::max(overview.last_story, story.id);
        }
        return {};
    }));
    return overview;
}

base::Result<WalkedStory> SiteWalk::walked(base::StoryId id) {
    WalkedStory walked;
    TRY(auto story, store::StoryReader(snapshot_).story(id));
    if (!story) {
        return base::fail(base::ErrorCode::internal, "a listed story is not there.");
    }
    walked.story = *std::move(story);
    TRY(walked.corrections, store::EditingReader(snapshot_).corrections(id));
    TRY(walked.comments, store::CommentReader(snapshot_).all(id, 0, store::kMaxCommentsOfStory));
    switch (walked.story.status) {
        case story::Status::published: {
            const std::vector ids{id};
            TRY(auto cards, store::ListReader(snapshot_).cards(ids));
            if (!cards.empty()) {
                walked.feed_id = std::move(cards.front().feed_id);
            }
            TRY(walked.translations, translations_of(walked.story));
            break;
        }
        case story::Status::draft:
        case story::Status::in_review:
            TRY_VOID(take_draft(walked));
            break;
        case story::Status::scheduled:  // is published as it was saved, whatever its draft of changes has
        case story::Status::withdrawn:
            break;
    }
    return walked;
}

/// What was written last of a story that was never published is in its draft.
base::Result<void> SiteWalk::take_draft(WalkedStory& walked) {
    auto draft = store::EditingReader(snapshot_).draft(walked.story.id);
    if (!draft.has_value() && draft.error().code != base::ErrorCode::corrupt) {
        return draft.error();
    }
    walked.draft_unreadable = !draft.has_value();
    if (draft.has_value() && draft->has_value()) {
        walked.story.content = std::move((*draft)->content);
        walked.story.body_unreadable = false;
    }
    return {};
}

base::Result<std::vector<store::Translation>> SiteWalk::translations_of(const story::Story& story) {
    std::vector<store::Translation> translations;
    if (story.content.translation_key.empty()) {
        return translations;
    }
    TRY(const auto group, store::ListReader(snapshot_).translations(story.content.translation_key));
    for (const story::Story& other : group) {
        if (other.id != story.id && other.status == story::Status::published) {
            translations.push_back({other.content.language, other.url, other.content.headline});
        }
    }
    return translations;
}

base::Result<void> SiteWalk::each_page(const std::function<base::Result<void>(const std::vector<story::Story>&)>& visit) {
    store::ListReader reader(snapshot_);
    store::StoryQuery query;
    query.status = std::nullopt;
    query.limit = kStories;
    do {
        TRY_VOID(look());
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
