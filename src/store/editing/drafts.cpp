// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts of changes: saved often while somebody types, applied as one revision.
#include <fmt/format.h>

#include "document/convert.hpp"
#include "store/addresses/addressing.hpp"
#include "store/editing/draft_versions.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_rows.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/editing/proposal_writer.hpp"
#include "store/media/media_address.hpp"
#include "store/media/media_uses.hpp"
#include "store/slug_list.hpp"
#include "store/stories/story_row.hpp"
#include "store/stories/story_writer.hpp"
#include "store/stories/words.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

namespace {

base::Error no_story(base::StoryId id) {
    return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
}

base::Error no_draft(base::StoryId id) {
    return base::fail(base::ErrorCode::not_found, fmt::format("Story {} has no draft of changes.", id.value));
}

base::Result<void> put_draft(WriterSession& writer, base::StoryId id, std::int64_t version, std::int64_t base_revision,
                             const story::Content& content, const std::string& by) {
    TRY(const auto body, document::to_stored_json(content.body));
    auto query = writer.session().query("draft.put");
    query.set("story", id.value).set("version", version).set("base_revision", base_revision);
    query.set("now", base::to_milliseconds(writer.now())).set("by", by);
    query.set("kind", to_string(content.kind)).set("headline", content.headline).set("standfirst", content.standfirst);
    query.set("body", body).set("slug", content.slug).set("section", content.section);
    query.set("topics", join_words(content.topics)).set("authors", join_words(content.authors)).set("language", content.language);
    query.set("lead_source", content.lead_image.source).set("lead_alt", content.lead_image.alt);
    query.set("lead_caption", content.lead_image.caption).set("lead_credit", content.lead_image.credit);
    query.set("translation_key", content.translation_key).set("language_named", std::int64_t{content.language_named}).run();
    return {};
}

/// Call it after the draft was created, changed or removed.
base::Result<void> note_media_uses(WriterSession& writer, base::StoryId id, std::int64_t revision) {
    const auto latest = load_revision(writer.session(), id, revision);
    if (!latest.has_value()) {
        // A body that cannot be read must not prevent work on its story.
        return latest.error().code == base::ErrorCode::corrupt ? base::Result<void>{} : latest.error();
    }
    if (*latest) {
        update_media_uses(writer, id, media_hashes((*latest)->lead_image, (*latest)->body));
    }
    return {};
}

base::Result<std::int64_t> replace_draft(WriterSession& writer, const StoryRow& row, std::int64_t base_revision,
                                         const story::Content& content, const std::string& by) {
    auto next = writer.session().query("draft.next_version");
    next.set("story", row.id.value).set("now", base::to_milliseconds(writer.now())).one();
    const auto version = next.integer("version");
    TRY_VOID(put_draft(writer, row.id, version, base_revision, content, by));
    settle_headline_words(writer, row.id);
    TRY_VOID(note_media_uses(writer, row.id, row.revision));
    return version;
}

}  // namespace

base::Result<std::int64_t> EditingWriter::save_draft(base::StoryId id, std::int64_t base_revision, story::Content content,
                                                     const std::string& by) {
    return guarded([&]() -> base::Result<std::int64_t> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return no_story(id);
        }
        if (base_revision < 1 || base_revision > row->revision) {
            auto error = base::fail(base::ErrorCode::invalid, fmt::format("Story {} has no revision {}.", id.value, base_revision));
            error.fields.push_back({"/base_revision", "is not a revision of the story"});
            return error;
        }
        TRY(const auto before, find_draft(session_.session(), id));
        const NamedStory named = before ? NamedStory{before->content.headline, before->content.slug} : NamedStory{row->headline, row->slug};
        content.slug = followed_slug(session_, *row, named, {content.headline, content.slug});
        if (before) {
            TRY_VOID(keep_draft_version(session_, id, *before, content, by));
        }
        return replace_draft(session_, *row, base_revision, content, by);
    });
}

base::Result<std::int64_t> EditingWriter::restore_draft_version(base::StoryId id, std::int64_t number, const std::string& by) {
    return guarded([&]() -> base::Result<std::int64_t> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return no_story(id);
        }
        TRY(auto kept, EditingReader(WriteTransaction(session_).look()).draft_version(id, number));
        if (!kept) {
            return base::fail(base::ErrorCode::not_found,
                              fmt::format("There is no version {} of the drafts of story {}.", number, id.value));
        }
        TRY(const auto before, find_draft(session_.session(), id));
        kept->content.slug = before ? before->content.slug : row->slug;
        kept->content.language_named = before ? before->content.language_named : row->language_named;
        if (before) {
            TRY_VOID(keep_discarded_draft(session_, id, *before));
        }
        return replace_draft(session_, *row, before ? before->base_revision : row->revision, kept->content, by);
    });
}

base::Result<void> EditingWriter::discard_draft(base::StoryId id) {
    TRY_VOID(guarded([&]() -> base::Result<void> {
        const auto present = find_draft(session_.session(), id);
        // A draft that cannot be read can only be discarded.
        return present.has_value() && *present ? keep_discarded_draft(session_, id, **present) : base::Result<void>{};
    }));
    return drop_draft(id);
}

base::Result<void> EditingWriter::drop_draft(base::StoryId id) {
    return guarded([&]() -> base::Result<void> {
        if (session_.session().query("draft.delete").set("story", id.value).run() == 0) {
            return no_draft(id);
        }
        settle_proposal(session_, id);
        settle_headline_words(session_, id);
        TRY(const auto row, story_row(session_.session(), id));
        return note_media_uses(session_, id, row.revision);
    });
}

base::Result<void> EditingWriter::apply_draft(base::StoryId id, const std::string& by) {
    TRY(auto taken, guarded([&] { return find_draft(session_.session(), id); }));
    if (!taken) {
        return no_draft(id);
    }
    StoryWriter stories{WriteTransaction(session_)};
    TRY(const auto present, stories.story(id));
    if (taken->base_revision != present.revision) {
        return base::fail(
            base::ErrorCode::stale,
            fmt::format("The draft is based on revision {}, but somebody else saved revision {} in the meantime; read that revision first.",
                        taken->base_revision, present.revision));
    }
    auto& content = taken->content;
    if (content.headline.empty()) {
        auto error = base::fail(base::ErrorCode::invalid, "A story needs a headline.", {"headline-missing"});
        error.fields.push_back({"/headline", "is empty", {"headline-missing"}});
        return error;
    }
    TRY(const auto row, guarded([&] { return story_row(session_.session(), id); }));
    TRY(content.slug, guarded([&]() -> base::Result<std::string> {
            return content.slug.empty() ? row.slug : free_draft_slug(session_, row, {content.headline, content.slug});
        }));
    if (content != present.content) {
        TRY_VOID(stories.save_story(id, present.revision, std::move(content), by));
    }
    return drop_draft(id);
}

}  // namespace stoppress::store
