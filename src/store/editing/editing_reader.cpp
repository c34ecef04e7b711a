// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/editing/editing_reader.hpp"

#include <algorithm>
#include <unordered_map>

#include "document/convert.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/editing_rows.hpp"
#include "store/editing/records.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/records.hpp"
#include "store/limits.hpp"
#include "store/slug_list.hpp"
#include "store/sql/id_list.hpp"
#include "store/stories/story_row.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

/// The section with that slug, or former slug; one that does not exist yet gets its name from the slug.
base::Result<std::optional<Section>> section_called(FilingReader& filing, const std::string& slug) {
    if (slug.empty()) {
        return std::optional<Section>{};
    }
    TRY(auto section, filing.section(slug));
    if (!section) {
        section.emplace();
        section->slug = slug;
        section->name = name_from_slug(slug);
    }
    return section;
}

base::Result<std::vector<Topic>> topics_called(FilingReader& filing, const std::vector<std::string>& slugs) {
    std::vector<Topic> topics;
    for (const auto& slug : slugs) {
        TRY(auto topic, filing.topic(slug));
        if (!topic) {
            topic.emplace();
            topic->slug = slug;
            topic->name = name_from_slug(slug);
        }
        topics.push_back(std::move(*topic));
    }
    return topics;
}

base::Result<std::vector<Author>> authors_called(FilingReader& filing, const std::vector<std::string>& slugs) {
    std::vector<Author> authors;
    for (const auto& slug : slugs) {
        TRY(auto author, filing.author(slug));
        if (!author) {
            author.emplace();
            author->slug = slug;
            author->name = person_from_slug(slug);
        }
        authors.push_back(std::move(*author));
    }
    return authors;
}

/// The row as it would be with this content.
StoryRow with_story_fields(StoryRow row, const story::Content& content) {
    row.kind = content.kind;
    row.headline = content.headline;
    row.standfirst = content.standfirst;
    row.opening = content.standfirst.empty() ? document::opening_text(content.body, kOpeningLength) : std::string{};
    row.section = content.section;
    row.language = content.language;
    row.lead_image = content.lead_image;
    return row;
}

}  // namespace

EditingReader::EditingReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<StoryWork>> EditingReader::work(std::span<const base::StoryId> ids) {
    return guarded([&]() -> base::Result<std::vector<StoryWork>> {
        std::unordered_map<base::StoryId, StoryWork> found;
        auto query = session_.session().query("stories.work");
        query.set("ids", list_of_ids(session_.session().dialect(), ids));
        while (query.next()) {
            StoryWork work{query.text("created_by"),
                           query.text("assignee"),
                           query.integer("draft") > 0,
                           query.integer("notes_open"),
                           query.integer("draft_version"),
                           query.integer("trash"),
                           query.text("proposed_by"),
                           std::nullopt,
                           query.integer("proposal_drafted") != 0};
            if (const auto at = query.optional_integer("proposed_at")) {
                work.proposed_at = base::from_milliseconds(*at);
            }
            found[base::StoryId{query.integer("story")}] = std::move(work);
        }
        std::vector<StoryWork> all;
        all.reserve(ids.size());
        for (const auto id : ids) {
            all.push_back(found[id]);
        }
        return all;
    });
}

base::Result<std::optional<Draft>> EditingReader::draft(base::StoryId id) {
    return guarded([&] { return find_draft(session_.session(), id); });
}

base::Result<std::vector<DraftVersion>> EditingReader::draft_versions(base::StoryId id) {
    return guarded([&]() -> base::Result<std::vector<DraftVersion>> {
        std::vector<DraftVersion> versions;
        auto query = session_.session().query("draft_version.list");
        query.set("story", id.value);
        while (query.next()) {
            versions.push_back({query.integer("number"), base::from_milliseconds(query.integer("saved_at")), query.text("saved_by"),
                                query.text("reason"), query.text("headline")});
        }
        return versions;
    });
}

base::Result<std::optional<Draft>> EditingReader::draft_version(base::StoryId id, std::int64_t number) {
    return guarded([&]() -> base::Result<std::optional<Draft>> {
        auto query = session_.session().query("draft_version.get");
        if (!query.set("story", id.value).set("number", number).one()) {
            return std::optional<Draft>{};
        }
        Draft kept;
        kept.saved_at = base::from_milliseconds(query.integer("saved_at"));
        kept.saved_by = query.text("saved_by");
        auto content = content_in(query);
        if (!content.has_value()) {
            return base::fail(base::ErrorCode::corrupt, "This version of the draft cannot be read; run `stoppress check`.");
        }
        kept.content = std::move(*content);
        return std::optional(std::move(kept));
    });
}

base::Result<std::optional<Proposal>> EditingReader::proposal(base::StoryId id) {
    return guarded([&]() -> base::Result<std::optional<Proposal>> { return find_proposal(session_.session(), id); });
}

base::Result<std::int64_t> EditingReader::answer_count(base::StoryId id) {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto query = session_.session().query("note.count_answers");
        query.set("story", id.value).one();
        return query.integer("answers");
    });
}

base::Result<std::vector<Note>> EditingReader::notes(base::StoryId id) {
    return guarded([&]() -> base::Result<std::vector<Note>> {
        std::vector<Note> notes;
        auto query = session_.session().query("note.list");
        query.set("story", id.value);
        while (query.next()) {
            Note note;
            note.number = query.integer("number");
            note.at = base::from_milliseconds(query.integer("at"));
            note.by = query.text("written_by");
            note.text = query.text("words");
            note.answers = query.integer("answers");
            note.passage = query.text("passage");
            if (const auto at = query.optional_integer("resolved_at")) {
                note.resolved_at = base::from_milliseconds(*at);
            }
            note.resolved_by = query.text("resolved_by");
            notes.push_back(std::move(note));
        }
        return notes;
    });
}

base::Result<std::optional<PublishedStory>> EditingReader::previewed_story(base::StoryId id) {
    return guarded([&]() -> base::Result<std::optional<PublishedStory>> {
        auto& session = session_.session();
        auto row = find_story_row(session, id);
        if (!row) {
            return std::optional<PublishedStory>{};
        }
        TRY(auto draft, find_draft(session, id));
        story::Content content;
        if (draft) {
            content = std::move(draft->content);
        } else {
            TRY(auto saved, story_of(session, *row, session_.settings(), Body::with));
            content = std::move(saved.content);
        }
        FilingReader filing{ReadSnapshot(session_)};
        PublishedStory previewed;
        previewed.card = card_of(with_story_fields(std::move(*row), content), session_.settings());
        previewed.kind = content.kind;
        TRY(previewed.section, section_called(filing, content.section));
        TRY(previewed.topics, topics_called(filing, content.topics));
        TRY(previewed.byline, authors_called(filing, content.authors));
        previewed.body = std::move(content.body);
        previewed.corrections = corrections_of(session, id);
        return std::optional(std::move(previewed));
    });
}

base::Result<std::vector<PreviewLink>> EditingReader::preview_links(base::StoryId id, base::Time now) {
    return guarded([&]() -> base::Result<std::vector<PreviewLink>> {
        std::vector<PreviewLink> links;
        auto query = session_.session().query("preview_link.list");
        query.set("story", id.value).set("now", base::to_milliseconds(now));
        while (query.next()) {
            links.push_back({query.integer("number"), base::from_milliseconds(query.integer("created_at")), query.text("created_by"),
                             base::from_milliseconds(query.integer("expires_at"))});
        }
        return links;
    });
}

base::Result<std::optional<base::StoryId>> EditingReader::previewed_by(std::string_view hash, base::Time now) {
    return guarded([&]() -> base::Result<std::optional<base::StoryId>> {
        auto query = session_.session().query("preview_link.find");
        if (!query.set("hash", hash).set("now", base::to_milliseconds(now)).one()) {
            return std::optional<base::StoryId>{};
        }
        return std::optional(base::StoryId{query.integer("story")});
    });
}

base::Result<std::vector<Correction>> EditingReader::corrections(base::StoryId id) {
    return guarded([&]() -> base::Result<std::vector<Correction>> { return corrections_of(session_.session(), id); });
}

base::Result<std::vector<ListedCorrection>> EditingReader::newest_corrections(std::int64_t offset, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<ListedCorrection>> {
        std::vector<std::pair<base::StoryId, Correction>> found;
        auto query = session_.session().query("correction.newest");
        query.set("offset", std::max<std::int64_t>(offset, 0)).set("limit", std::max<std::int64_t>(limit, 0));
        while (query.next()) {
            Correction correction{query.integer("number"), base::from_milliseconds(query.integer("at")),
                                  parse_correction_kind(query.text("kind")).value_or(CorrectionKind::correction), query.text("words")};
            found.emplace_back(base::StoryId{query.integer("story")}, std::move(correction));
        }
        std::vector<base::StoryId> ids;
        std::ranges::transform(found, std::back_inserter(ids), &std::pair<base::StoryId, Correction>::first);
        // One row for each correction: a story with two is there twice.
        auto rows = filed_rows(session_.session(), ids);
        std::vector<ListedCorrection> listed;
        for (std::size_t i = 0; i < rows.size() && i < found.size(); ++i) {
            listed.push_back({card_of(rows[i].row, session_.settings()), std::move(found[i].second)});
        }
        return listed;
    });
}

base::Result<std::int64_t> EditingReader::correction_count() {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto query = session_.session().query("correction.count");
        query.one();
        return query.integer("corrections");
    });
}

}  // namespace stoppress::store
