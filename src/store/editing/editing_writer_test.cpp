// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the store's promises about working on stories: no draft overwrites another, searches find existing stories, old
// names still work.
#include <gmock/gmock.h>

#include "store/editing/corrections.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/editing/link_secret.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Work : public SiteTest {
protected:
    std::int64_t save_draft(base::StoryId id, std::int64_t base_revision, const std::string& headline, const std::string& by = "ada") {
        return value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, base_revision, content(headline), by); }));
    }
    std::optional<Draft> draft(base::StoryId id) {
        return value(read([&](ReadSnapshot& s) { return EditingReader(s).draft(id); }));
    }
    base::Result<void> apply_draft(base::StoryId id) {
        return write([&](WriteTransaction& t) { return EditingWriter(t).apply_draft(id, "bo"); });
    }
    std::vector<std::string> found(StoryQuery query) {
        std::vector<std::string> headlines;
        query.limit = 100;
        if (query.status == story::Status::published && !only_published_) {
            query.status.reset();
        }
        for (const auto& story : value(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); })).stories) {
            headlines.push_back(story.content.headline);
        }
        return headlines;
    }
    std::vector<std::string> searched(std::string words) {
        StoryQuery query;
        query.words = std::move(words);
        return found(query);
    }
    StoryWork work(base::StoryId id) {
        const std::array ids{id};
        return value(read([&](ReadSnapshot& s) { return EditingReader(s).work(ids); })).front();
    }
    void expect_sound() {
        const auto report = value(check(settings_, [](std::uint64_t, std::uint64_t) {}, {}));
        for (const auto& finding : report.findings) {
            ADD_FAILURE() << finding.where << ": " << finding.what;
        }
    }
    bool only_published_ = false;
};

TEST_F(Work, ADraftIsSeenByNobodyUntilItIsTakenIn) {
    const auto id = published(content("Before"));
    const auto number = changes().size();
    EXPECT_EQ(save_draft(id, 1, "After"), 1);
    EXPECT_EQ(stored(id)->content.headline, "Before");
    EXPECT_THAT(headlines({}), ElementsAre("Before"));
    EXPECT_EQ(changes().size(), number);
    EXPECT_TRUE(work(id).has_draft);
    value(apply_draft(id));
    EXPECT_THAT(headlines({}), ElementsAre("After"));
    EXPECT_EQ(stored(id)->revision, 2);
    EXPECT_FALSE(draft(id).has_value());
    EXPECT_FALSE(work(id).has_draft);
    EXPECT_EQ(apply_draft(id).error().code, ErrorCode::not_found);
    expect_sound();
}

TEST_F(Work, ADraftKeepsEverythingThatAStoryIsMadeOf) {
    const auto id = create(content("A"));
    auto whole = content("Whole");
    whole.kind = story::Kind::page;
    whole.slug = "whole-slug";
    whole.section = "nowhere-yet";
    whole.topics = {"b", "a"};
    whole.authors = {"ann-lee"};
    whole.language = "fa";
    whole.lead_image = {"/a.png", "alt", "caption", "credit"};
    whole.translation_key = "key";
    value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 1, whole, "ada"); }));
    EXPECT_EQ(draft(id)->content, whole);
    EXPECT_EQ(draft(id)->saved_by, "ada");
    expect_sound();
}

TEST_F(Work, NoVersionOfADraftComesTwice) {
    const auto id = create(content("A"));
    EXPECT_EQ(save_draft(id, 1, "B"), 1);
    EXPECT_EQ(save_draft(id, 1, "C"), 2);
    value(write([&](WriteTransaction& t) { return EditingWriter(t).discard_draft(id); }));
    EXPECT_EQ(save_draft(id, 1, "D"), 3);
    const auto other = create(content("Other"));
    EXPECT_EQ(write([&](WriteTransaction& t) { return EditingWriter(t).discard_draft(other); }).error().code, ErrorCode::not_found);
}

TEST_F(Work, ADraftOfAnOldRevisionIsNotTakenIn) {
    const auto id = create(content("A"));
    save_draft(id, 1, "Draft");
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, content("Straight"), "cy"); }));
    EXPECT_EQ(apply_draft(id).error().code, ErrorCode::stale);
    EXPECT_EQ(draft(id)->content.headline, "Draft");
    save_draft(id, 2, "Both");
    value(apply_draft(id));
    EXPECT_EQ(stored(id)->content.headline, "Both");
    EXPECT_EQ(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 9, content("x"), "ada"); }).error().code,
              ErrorCode::invalid);
    EXPECT_EQ(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft({999}, 1, content("x"), "ada"); }).error().code,
              ErrorCode::not_found);
}

TEST_F(Work, ARefusedDraftStaysWhereItWas) {
    const auto id = create(content("A"));
    auto wrong = content("B");
    wrong.section = "nowhere";
    value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 1, wrong, "ada"); }));
    EXPECT_EQ(apply_draft(id).error().fields.front().field, "/section");
    save_draft(id, 1, "");
    EXPECT_EQ(apply_draft(id).error().fields.front().field, "/headline");
    EXPECT_TRUE(draft(id).has_value());
    EXPECT_EQ(stored(id)->revision, 1);
}

TEST_F(Work, SearchesFindHeadlinesByPartsOfTheirWords) {
    create(content("Bridge reopens"));
    const auto id = create(content("Élan of bridges"));
    EXPECT_THAT(searched("BRIDG"), ElementsAre("Élan of bridges", "Bridge reopens"));
    EXPECT_THAT(searched("bri elan"), ElementsAre("Élan of bridges"));
    EXPECT_THAT(searched("ridge"), ElementsAre("Élan of bridges", "Bridge reopens"));
    EXPECT_THAT(searched("ri"), IsEmpty());
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, content("Tunnel"), "ada"); }));
    EXPECT_THAT(searched("elan"), IsEmpty());
    EXPECT_THAT(searched("tunnel"), ElementsAre("Tunnel"));
}

TEST_F(Work, StoriesAreListedByWhoHasThemAndHowFarTheyAre) {
    const auto first = create(content("First"), "ada");
    clock_.advance(std::chrono::minutes{1});
    const auto second = create(content("Second"), "bo");
    clock_.advance(std::chrono::minutes{1});
    published(content("Third"));
    value(write([&](WriteTransaction& t) { return EditingWriter(t).assign(second, "cy"); }));
    save_draft(first, 1, "Drafted");
    StoryQuery owner;
    owner.owner = "bo";
    EXPECT_THAT(found(owner), ElementsAre("Second"));
    StoryQuery assignee;
    assignee.assignee = "cy";
    EXPECT_THAT(found(assignee), ElementsAre("Second"));
    StoryQuery drafted;
    drafted.with_draft = true;
    EXPECT_THAT(found(drafted), ElementsAre("Drafted"));
    StoryQuery state;
    state.status = story::Status::draft;
    // Never published, so it is listed as its draft, which was saved last.
    EXPECT_THAT(found(state), ElementsAre("Drafted", "Second"));
    StoryQuery own;
    own.own_of = "cy";
    EXPECT_THAT(found(own), ElementsAre("Third", "Second"));
    StoryQuery span;
    span.until = clock_.now();
    EXPECT_THAT(found(span), ElementsAre("Second"));
    only_published_ = true;
    StoryQuery published_words;
    published_words.words = "third";
    EXPECT_THAT(found(published_words), ElementsAre("Third"));
}

TEST_F(Work, TheCalendarGoesUpFromTheFirstThatIsDue) {
    for (const int hour : {3, 1, 2}) {
        value(publish(create(content(std::to_string(hour))), clock_.now() + std::chrono::hours{hour}));
    }
    StoryQuery query;
    query.status = story::Status::scheduled;
    query.from = clock_.now();
    EXPECT_THAT(found(query), ElementsAre("1", "2", "3"));
    query.until = clock_.now() + std::chrono::hours{3};
    EXPECT_THAT(found(query), ElementsAre("1", "2"));
}

TEST_F(Work, NotesAreCountedWhileTheyAreOpen) {
    const auto id = create(content("A"));
    EXPECT_EQ(value(write([&](WriteTransaction& t) { return EditingWriter(t).add_note(id, "Why?", "a passage", "bo"); })), 1);
    EXPECT_EQ(value(write([&](WriteTransaction& t) { return EditingWriter(t).add_note(id, "How?", "", "bo"); })), 2);
    EXPECT_EQ(work(id).notes_open, 2);
    value(write([&](WriteTransaction& t) { return EditingWriter(t).resolve_note(id, 1, true, "ada"); }));
    EXPECT_EQ(work(id).notes_open, 1);
    const auto notes = value(read([&](ReadSnapshot& s) { return EditingReader(s).notes(id); }));
    EXPECT_EQ(notes.at(0).resolved_by, "ada");
    EXPECT_EQ(notes.at(0).passage, "a passage");
    EXPECT_FALSE(notes.at(1).resolved_at.has_value());
    value(write([&](WriteTransaction& t) { return EditingWriter(t).resolve_note(id, 1, false, "ada"); }));
    EXPECT_EQ(work(id).notes_open, 2);
    EXPECT_EQ(write([&](WriteTransaction& t) { return EditingWriter(t).resolve_note(id, 3, true, "ada"); }).error().code,
              ErrorCode::not_found);
    expect_sound();
}

TEST_F(Work, AnswersBelongToAThreadThatIsOpen) {
    const auto id = create(content("A"));
    const auto other = create(content("B"));
    const auto answer = [&](std::int64_t number) {
        return write([&](WriteTransaction& t) { return EditingWriter(t).answer_note(id, number, "Because.", "ada"); });
    };
    EXPECT_EQ(answer(1).error().code, ErrorCode::not_found);
    for (const auto story : {other, id}) {
        EXPECT_EQ(value(write([&](WriteTransaction& t) { return EditingWriter(t).add_note(story, "Why?", "a passage", "bo"); })), 1);
    }
    EXPECT_EQ(value(answer(1)), 2);
    EXPECT_EQ(work(id).notes_open, 1);
    EXPECT_EQ(answer(2).error().code, ErrorCode::conflict);
    EXPECT_EQ(write([&](WriteTransaction& t) { return EditingWriter(t).resolve_note(id, 2, true, "ada"); }).error().code,
              ErrorCode::conflict);
    const auto notes = value(read([&](ReadSnapshot& s) { return EditingReader(s).notes(id); }));
    EXPECT_EQ(notes.at(0).answers, 0);
    EXPECT_EQ(notes.at(1).answers, 1);
    EXPECT_EQ(notes.at(1).passage, "");
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return EditingReader(s).answer_count(id); })), 1);
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return EditingReader(s).answer_count(other); })), 0);
    value(write([&](WriteTransaction& t) { return EditingWriter(t).resolve_note(id, 1, true, "ada"); }));
    EXPECT_EQ(work(id).notes_open, 0);
    EXPECT_EQ(answer(1).error().code, ErrorCode::conflict);
    expect_sound();
}

TEST_F(Work, CorrectionsTouchTheirPagesAndGoWithTheirStories) {
    const auto id = published(content("Wrong"));
    EXPECT_EQ(
        value(write([&](WriteTransaction& t) { return EditingWriter(t).add_correction(id, CorrectionKind::clarification, "So.", "ada"); })),
        1);
    EXPECT_THAT(changes().back().tags, UnorderedElementsAre(story_tag(id), corrections_tag()));
    const auto listed = [&] { return value(read([](ReadSnapshot& s) { return EditingReader(s).newest_corrections(0, 10); })); };
    ASSERT_EQ(listed().size(), 1U);
    EXPECT_EQ(listed().front().card.headline, "Wrong");
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return EditingReader(s).correction_count(); })), 1);
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return StoryReader(s).published_story(id); }))->corrections.size(), 1U);
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(id, "Wrong."); }));
    EXPECT_THAT(changes().back().tags, ::testing::Contains(corrections_tag()));
    EXPECT_TRUE(listed().empty());
    EXPECT_EQ(write([&](WriteTransaction& t) { return EditingWriter(t).add_correction(id, CorrectionKind::correction, "x", "ada"); })
                  .error()
                  .code,
              ErrorCode::conflict);
    expect_sound();
}

TEST_F(Work, APreviewLinkEndsByItself) {
    const auto id = create(content("A"));
    const auto secret = make_link_secret();
    EXPECT_EQ(secret.text.size(), kLinkSecretLength);
    EXPECT_EQ(hash_of_link_secret(secret.text), secret.hash);
    EXPECT_NE(make_link_secret().text, secret.text);
    const auto end = clock_.now() + std::chrono::hours{1};
    EXPECT_EQ(value(write([&](WriteTransaction& t) { return EditingWriter(t).add_preview_link(id, secret.hash, end, "ada"); })), 1);
    const auto shown = [&] {
        return value(read([&](ReadSnapshot& s) { return EditingReader(s).previewed_by(secret.hash, clock_.now()); }));
    };
    EXPECT_EQ(shown(), id);
    clock_.advance(std::chrono::hours{1});
    EXPECT_EQ(shown(), std::nullopt);
    EXPECT_THAT(value(read([&](ReadSnapshot& s) { return EditingReader(s).preview_links(id, clock_.now()); })), IsEmpty());
    expect_sound();
}

TEST_F(Work, APreviewShowsTheDraftAsItWouldStand) {
    section("city");
    const auto id = create(content("A"));
    auto drafted = content("Drafted");
    drafted.section = "city";
    drafted.topics = {"not-there-yet"};
    value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 1, drafted, "ada"); }));
    const auto previewed = value(read([&](ReadSnapshot& s) { return EditingReader(s).previewed_story(id); }));
    EXPECT_EQ(previewed->card.headline, "Drafted");
    EXPECT_EQ(previewed->section->name, "City");
    EXPECT_EQ(previewed->topics.at(0).name, "Not there yet");
    EXPECT_THAT(value(read([](ReadSnapshot& s) { return FilingReader(s).topics(); })), IsEmpty());
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return EditingReader(s).previewed_story({99}); })), std::nullopt);
}

TEST_F(Work, ARenamedSectionIsFoundByItsFormerSlug) {
    section("old");
    auto made = content("Filed");
    made.section = "old";
    const auto id = published(made);
    value(write([](WriteTransaction& t) { return FilingWriter(t).rename_section("old", "new"); }));
    EXPECT_EQ(stored(id)->content.section, "new");
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).section("old"); }))->slug, "new");
    EXPECT_EQ(stored(published(made))->content.section, "new");
    section("other");
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).rename_section("other", "old"); }).error().code, ErrorCode::conflict);
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).rename_section("old", "x"); }).error().code, ErrorCode::not_found);
    value(write([](WriteTransaction& t) { return FilingWriter(t).rename_section("new", "old"); }));
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).section("new"); }))->slug, "old");
    expect_sound();
}

TEST_F(Work, MergedTopicsCountEachStoryOnce) {
    const auto about = [&](const std::string& headline, std::vector<std::string> topics) {
        auto made = content(headline);
        made.topics = std::move(topics);
        return published(made);
    };
    about("1", {"tram"});
    const auto both = about("2", {"tram", "rails", "trams"});
    about("3", {"trams"});
    // In one commit with a story that is only just counted.
    value(write([&](WriteTransaction& t) -> base::Result<void> {
        auto made = content("4");
        made.topics = {"tram"};
        TRY(const auto id, StoryWriter(t).create_story(made, "ada"));
        TRY_VOID(PublishingWriter(t).publish(id, std::nullopt));
        return FilingWriter(t).merge_topics("tram", "trams", "ada");
    }));
    const auto topic = value(read([](ReadSnapshot& s) { return FilingReader(s).topic("tram"); }));
    EXPECT_EQ(topic->slug, "trams");
    EXPECT_EQ(topic->stories, 4);
    EXPECT_THAT(stored(both)->content.topics, ElementsAre("rails", "trams"));
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).merge_topics("trams", "tram", "ada"); }).error().code,
              ErrorCode::invalid);
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).merge_topics("tram", "rails", "ada"); }).error().code,
              ErrorCode::conflict);
    about("5", {"tram"});
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).topic("trams"); }))->stories, 5);
    expect_sound();
}

}  // namespace
}  // namespace stoppress::store
