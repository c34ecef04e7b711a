// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/stories/story_snippets.hpp"

#include <algorithm>

#include "document/convert.hpp"
#include "store/stories/story_reader.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {

base::Result<std::map<base::StoryId, Snippet>> story_snippets(store::ReadSnapshot& snapshot, std::span<const base::StoryId> ids,
                                                              std::string_view words) {
    std::map<base::StoryId, Snippet> snippets;
    TRY(const auto stories, store::StoryReader(snapshot).published_stories(ids));
    for (const auto& story : stories) {
        const auto& card = story.card;
        auto snippet = snippet_of(document::to_text(story.body), card.language, words, kSnippetLength);
        if (!std::ranges::any_of(snippet, &Piece::marked) && !card.standfirst.empty()) {
            snippet = snippet_of(card.standfirst, card.language, words, kSnippetLength);
        }
        snippets.emplace(card.id, std::move(snippet));
    }
    return snippets;
}

}  // namespace stoppress::search
