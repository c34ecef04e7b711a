// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/views/ranking_facts.hpp"

#include "store/stories/story_row.hpp"

namespace stoppress::store {

RankingFacts ranking_facts_in(const Query& row, base::StoryId id) {
    RankingFacts facts;
    facts.story = id;
    facts.section = {row.integer("section_id")};
    facts.language = row.text("language");
    facts.published = story::parse_status(row.text("status")) == story::Status::published;
    facts.kind = parse_kind(row.text("kind"));
    facts.published_at = base::from_milliseconds(row.integer("published_at"));
    return facts;
}

std::optional<RankingFacts> find_ranking_facts(Session& session, base::StoryId id) {
    auto query = session.query("story.ranking_facts");
    if (!query.set("story", id.value).one()) {
        return std::nullopt;
    }
    return ranking_facts_in(query, id);
}

}  // namespace stoppress::store
