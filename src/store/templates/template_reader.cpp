// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/templates/template_reader.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "store/filing/filing_reader.hpp"
#include "store/limits.hpp"
#include "store/templates/template_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

base::Result<void> resolve_filing(FilingReader& filing, story::Content& content) {
    if (!content.section.empty()) {
        TRY(const auto section, filing.section(content.section));
        content.section = section ? section->slug : std::string{};
    }
    std::vector<std::string> topics;
    for (const auto& slug : content.topics) {
        TRY(const auto topic, filing.topic(slug));
        // Two slugs may mean one topic by now.
        if (topic && std::ranges::find(topics, topic->slug) == topics.end()) {
            topics.push_back(topic->slug);
        }
    }
    content.topics = std::move(topics);
    return {};
}

}  // namespace

TemplateReader::TemplateReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<StoryTemplate>> TemplateReader::templates() {
    return list("template.list");
}

base::Result<std::vector<StoryTemplate>> TemplateReader::deleted_templates() {
    return list("template.list_deleted");
}

base::Result<std::vector<StoryTemplate>> TemplateReader::list(StatementName statement) {
    return guarded([&]() -> base::Result<std::vector<StoryTemplate>> {
        std::vector<StoryTemplate> found;
        auto query = session_.session().query(statement);
        query.set("limit", kMaxTemplates);
        while (query.next()) {
            found.push_back(template_head_in(query));
        }
        return found;
    });
}

base::Result<std::optional<StoryTemplate>> TemplateReader::story_template(base::TemplateId id) {
    return guarded([&]() -> base::Result<std::optional<StoryTemplate>> {
        TRY(auto found, find_template(session_.session(), id));
        if (found) {
            FilingReader filing{ReadSnapshot(session_)};
            TRY_VOID(resolve_filing(filing, found->content));
        }
        return found;
    });
}

}  // namespace stoppress::store
