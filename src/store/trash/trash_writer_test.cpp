// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what the trash takes, gives back and removes, and that numbers are never given out again.
#include <gmock/gmock.h>

#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/limits.hpp"
#include "store/site_fixture.hpp"
#include "store/trash/trash_reader.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Trash : public SiteTest {
protected:
    TrashEntry trash(base::StoryId id) {
        return value(write([&](WriteTransaction& t) { return TrashWriter(t).trash_story(id, "ann"); }));
    }
    TrashEntry trash_section(const std::string& slug) {
        return value(write([&](WriteTransaction& t) { return TrashWriter(t).trash_section(slug, "ann"); }));
    }
    Restored restore(std::int64_t number) {
        return value(write([&](WriteTransaction& t) { return TrashWriter(t).restore(number); }));
    }
    std::int64_t remove_expired() {
        return value(write([](WriteTransaction& t) { return TrashWriter(t).remove_expired(); }));
    }
    std::vector<TrashEntry> entries(const TrashQuery& query = {}) {
        return value(read([&](ReadSnapshot& s) { return TrashReader(s).entries(query); }));
    }
    std::int64_t id_of(const std::string& slug) {
        return value(read([&](ReadSnapshot& s) { return FilingReader(s).section(slug); }))->id.value;
    }
};

TEST_F(Trash, RemovesWhatWasThereForItsTimeAndNothingElse) {
    const auto old = create(content("Old"));
    trash(old);
    clock_.advance(kTrashKept - std::chrono::hours(1));
    const auto young = create(content("Young"));
    trash(young);
    EXPECT_EQ(remove_expired(), 0);
    clock_.advance(std::chrono::hours(2));
    EXPECT_EQ(remove_expired(), 1);
    EXPECT_FALSE(stored(old).has_value());
    EXPECT_TRUE(stored(young).has_value());
    EXPECT_THAT(entries(), SizeIs(1));
}

TEST_F(Trash, RemovesManyInSeveralTransactions) {
    for (std::int64_t i = 0; i < kTrashRemovedAtOnce + 1; ++i) {
        trash(create(content("Story " + std::to_string(i))));
    }
    clock_.advance(kTrashKept + std::chrono::hours(1));
    EXPECT_EQ(remove_expired(), kTrashRemovedAtOnce);
    EXPECT_EQ(remove_expired(), 1);
    EXPECT_THAT(entries(), IsEmpty());
}

TEST_F(Trash, GivesNoNumberOutAgain) {
    const auto story = create(content("The last one"));
    const auto entry = trash(story);
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(TrashWriter(t).remove(entry.number));
        return true;
    }));
    EXPECT_GT(create(content("The next one")).value, story.value);
    section("first");
    const auto first = id_of("first");
    const auto gone = trash_section("first");
    section("second");
    EXPECT_GT(id_of("second"), first);
    restore(gone.number);
    EXPECT_EQ(id_of("first"), first) << "the numbers of views are those of this section";
}

TEST_F(Trash, ListsTheLatestFirstAndByOwner) {
    const auto own = trash(create(content("Own"), "ann"));
    section("city");
    const auto city = trash_section("city");
    const auto other = trash(create(content("Other"), "bo"));
    const auto numbers = [this](const TrashQuery& query) {
        std::vector<std::int64_t> found;
        for (const auto& entry : entries(query)) {
            found.push_back(entry.number);
        }
        return found;
    };
    EXPECT_THAT(numbers({}), ElementsAre(other.number, city.number, own.number));
    EXPECT_THAT(numbers({.owner = "ann"}), ElementsAre(own.number));
    EXPECT_THAT(numbers({.kind = TrashKind::section}), ElementsAre(city.number));
    EXPECT_THAT(numbers({.before = other.number, .limit = 1}), ElementsAre(city.number));
}

TEST_F(Trash, RefusesWhatReadersHaveSeen) {
    const auto id = published(content("Out"));
    const auto refused = write([&](WriteTransaction& t) { return TrashWriter(t).trash_story(id, "ann"); });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().reason.code.text(), "story-was-published");
}

TEST_F(Trash, AnImportLeavesAStoryInTheTrashAsItIs) {
    ImportedStory imported;
    imported.source = "hugo:a.md";
    imported.content = content("Imported");
    imported.status = story::Status::draft;
    // Importers give every item its old address and id, also one that nobody has seen.
    imported.address = "/old/a/";
    imported.feed_id = "https://old.example/?p=1";
    EXPECT_EQ(value(import(imported)), ImportOutcome::created);
    const base::StoryId id{1};
    const auto entry = trash(id);
    imported.content.headline = "Changed there";
    imported.status = story::Status::published;
    EXPECT_EQ(value(import(imported)), ImportOutcome::in_trash);
    EXPECT_THAT(headlines({}), IsEmpty());
    restore(entry.number);
    EXPECT_EQ(value(import(imported)), ImportOutcome::changed);
}

TEST_F(Trash, BringsBackWithAStoryOnlyWhatWasDeletedAfterIt) {
    section("before");
    trash_section("before");
    auto made = content("Filed");
    const auto id = create(made);
    made.section = "before";
    value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 1, made, "ann"); }));
    const auto restored = restore(trash(id).number);
    EXPECT_THAT(restored.left_out, ElementsAre("before"));
    EXPECT_FALSE(value(read([](ReadSnapshot& s) { return FilingReader(s).section("before"); })).has_value());
    const auto draft = value(read([&](ReadSnapshot& s) { return EditingReader(s).draft(id); }));
    ASSERT_TRUE(draft.has_value());
    EXPECT_EQ(draft->content.section, "");
    EXPECT_EQ(draft->version, 2) << "an open editor hears of it";
}

TEST_F(Trash, FindsASectionUnderItsFormerSlug) {
    section("old");
    auto made = content("Filed");
    made.section = "old";
    const auto id = create(made);
    value(write([](WriteTransaction& t) { return FilingWriter(t).rename_section("old", "new"); }));
    const auto entry = trash(id);
    trash_section("new");
    EXPECT_THAT(restore(entry.number).left_out, IsEmpty());
    EXPECT_TRUE(value(read([](ReadSnapshot& s) { return FilingReader(s).section("new"); })).has_value());
}

TEST_F(Trash, LeavesATopicThatADraftNamesByItsFormerSlug) {
    NamedEntry topic;
    topic.slug = "harbor";
    value(write([&](WriteTransaction& t) { return FilingWriter(t).put_topic(topic); }));
    auto changed = content("Changed");
    const auto id = published(changed);
    changed.topics = {"harbor"};
    value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 1, changed, "ann"); }));
    value(write([](WriteTransaction& t) { return FilingWriter(t).rename_topic("harbor", "harbour"); }));
    const auto refused = write([](WriteTransaction& t) { return TrashWriter(t).trash_topic("harbour", "ann"); });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason.code.text(), "has-stories");
}

}  // namespace
}  // namespace stoppress::store
