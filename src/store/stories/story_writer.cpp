// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stories/story_writer.hpp"

#include <fmt/format.h>

#include "store/addresses/addressing.hpp"
#include "store/filing/entries.hpp"
#include "store/lists/filing.hpp"
#include "store/stories/words.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

base::Error no_story(base::StoryId id) {
    return base::fail(base::ErrorCode::not_found, fmt::format("There is no story {}.", id.value));
}

base::Error taken_slug(const std::string& slug) {
    auto error = base::fail(base::ErrorCode::conflict, fmt::format("Another story has the slug \"{}\"; choose a different one.", slug),
                            base::reason_with("slug-in-use", "slug", slug));
    error.fields.push_back({"/slug", "is already used by another story", {"in-use"}});
    return error;
}

base::Error without_headline() {
    auto error = base::fail(base::ErrorCode::invalid, "A story needs a headline before it can be published.", {"headline-missing"});
    error.fields.push_back({"/headline", "is empty", {"headline-missing"}});
    return error;
}

}  // namespace

StoryWriter::StoryWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<base::StoryId> StoryWriter::create_story(story::Content content, const std::string& by) {
    return guarded([&]() -> base::Result<base::StoryId> {
        TRY(auto words, prepare_words(session_, std::move(content), UnknownSection::refused));
        auto& slug = words.content.slug;
        if (slug.empty()) {
            slug = headline_slug(session_, words.content.headline, {});
        } else if (slug_taken(session_, slug, {})) {
            return taken_slug(slug);
        }
        Origin origin;
        origin.by = by;
        origin.updated_at = session_.now();
        const auto id = insert_story(session_, words, State{}, origin);
        refile(session_, "created", id, {}, {});
        return id;
    });
}

base::Result<void> StoryWriter::save_story(base::StoryId id, std::int64_t expected_revision, story::Content content,
                                           const std::string& by) {
    return guarded([&]() -> base::Result<void> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return no_story(id);
        }
        if (row->revision != expected_revision) {
            return base::fail(base::ErrorCode::stale,
                              fmt::format("Somebody else saved revision {} in the meantime; read that revision first.", row->revision));
        }
        content.slug = followed_slug(session_, *row, {row->headline, row->slug}, {content.headline, content.slug});
        TRY(auto words, prepare_words(session_, std::move(content), UnknownSection::refused));
        const auto& slug = words.content.slug;
        // An imported story may share its slug with others, and keeps it.
        if (slug != row->slug && slug_taken(session_, slug, id)) {
            return taken_slug(slug);
        }
        const bool visible = row->status == story::Status::published || row->status == story::Status::scheduled;
        if (visible && words.content.headline.empty()) {
            return without_headline();
        }
        const auto before = filing_of(session_, *row);
        State state{row->status, row->address, row->published_at, row->withdrawn_reason, row->feed_id};
        if (slug != row->slug && !row->address.empty()) {
            state.address = renamed_address(session_, *row, slug);
            settle_address(session_, id, row->address, state.address);
        }
        Origin origin;
        origin.by = by;
        origin.updated_at = session_.now();
        update_words(session_, id, row->revision + 1, words, state, origin);
        if (state.address != row->address) {
            update_state(session_, id, words.content.kind, state);
        }
        const auto saved = find_story_row(session_.session(), id);
        refile(session_, "saved", id, before, saved ? filing_of(session_, *saved) : std::nullopt);
        return {};
    });
}

base::Result<story::Content> StoryWriter::without_unknown_names(story::Content content) {
    return guarded([&]() -> base::Result<story::Content> {
        if (!content.section.empty() && !find_section(session_, content.section)) {
            content.section.clear();
        }
        std::erase_if(content.topics, [&](const std::string& slug) { return !find_topic(session_, slug); });
        std::erase_if(content.authors, [&](const std::string& slug) { return !find_author(session_, slug); });
        return std::move(content);
    });
}

base::Result<story::Story> StoryWriter::story(base::StoryId id) {
    return guarded([&]() -> base::Result<story::Story> {
        const auto row = find_story_row(session_.session(), id);
        if (!row) {
            return no_story(id);
        }
        return story_of(session_.session(), *row, session_.settings(), Body::with);
    });
}

}  // namespace stoppress::store
