// SPDX-License-Identifier: GPL-3.0-or-later
// Tests a story from draft to withdrawal: who sees it, its address, and the tags of its changes.
#include <gmock/gmock.h>

#include "store/addresses/records.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using story::Status;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Publishing : public SiteTest {};

TEST_F(Publishing, KeepsAllThatADraftSays) {
    section("city");
    auto made = content("A bridge opens");
    made.section = "city";
    made.topics = {"roads", "rivers", "roads"};
    made.authors = {"jane-doe", "li-wei"};
    made.language = "en-gb";
    made.lead_image = {"/media/bridge.jpg", "A bridge", "The bridge at dusk", "Jane Doe"};
    made.translation_key = "bridge";
    const auto id = create(made);

    const auto story = stored(id);
    ASSERT_TRUE(story.has_value());
    EXPECT_EQ(story->status, Status::draft);
    EXPECT_EQ(story->revision, 1);
    EXPECT_EQ(story->content.slug, "a-bridge-opens");
    EXPECT_EQ(story->content.language, "en-GB");
    EXPECT_THAT(story->content.topics, ElementsAre("roads", "rivers"));
    EXPECT_THAT(story->content.authors, ElementsAre("jane-doe", "li-wei"));
    EXPECT_EQ(story->content.lead_image, made.lead_image);
    EXPECT_EQ(story->content.body, made.body);
    EXPECT_EQ(story->content.translation_key, "bridge");
    EXPECT_EQ(story->url, "/2026/03/a-bridge-opens");
    EXPECT_FALSE(story->published_at.has_value());
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return StoryReader(s).created_by(id); })), "ada");
}

TEST_F(Publishing, ShowsADraftToNoReader) {
    const auto id = create(content("Not yet"));
    EXPECT_FALSE(at("/2026/03/not-yet").has_value());
    EXPECT_THAT(headlines({}), IsEmpty());
    EXPECT_FALSE(value(read([&](ReadSnapshot& s) { return StoryReader(s).published_story(id); })).has_value());
    EXPECT_THAT(changes().back().tags, IsEmpty());
}

TEST_F(Publishing, ShowsAPublishedStoryAtItsAddressAndInItsLists) {
    section("city");
    auto made = content("A bridge opens");
    made.section = "city";
    made.topics = {"roads"};
    made.authors = {"jane-doe"};
    const auto id = published(made);

    const auto entry = at("/2026/03/a-bridge-opens");
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->kind, AddressEntry::Kind::story);
    EXPECT_EQ(entry->story, id);
    const auto story = value(read([&](ReadSnapshot& s) { return StoryReader(s).published_story(id); }));
    ASSERT_TRUE(story.has_value());
    EXPECT_EQ(story->card.headline, "A bridge opens");
    EXPECT_EQ(story->card.published_at, clock_.now());
    ASSERT_TRUE(story->section.has_value());
    EXPECT_EQ(story->section->name, "City");
    EXPECT_EQ(story->byline.at(0).name, "Jane Doe");

    ListScope scope;
    scope.section = story->section->id;
    EXPECT_THAT(headlines(scope), ElementsAre("A bridge opens"));
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).count(scope); })), 1);
    scope = {};
    scope.topic = story->topics.at(0).id;
    EXPECT_THAT(headlines(scope), ElementsAre("A bridge opens"));
    scope.language = "en";
    EXPECT_THAT(headlines(scope), ElementsAre("A bridge opens"));
    scope.language = "fr";
    EXPECT_THAT(headlines(scope), IsEmpty());
    const auto months = value(read([](ReadSnapshot& s) { return ListReader(s).months(); }));
    ASSERT_EQ(months.size(), 1U);
    EXPECT_EQ(months[0].year, 2026);
    EXPECT_EQ(months[0].month, 3);
}

TEST_F(Publishing, NamesEveryListThatAChangeTouches) {
    section("city");
    section("sport");
    auto made = content("A bridge opens");
    made.section = "city";
    made.topics = {"roads"};
    const auto id = published(made);
    auto moved = stored(id)->content;
    moved.section = "sport";
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, moved, "ada"); }));

    const auto all = changes();
    const auto saved = std::ranges::find(all, std::string("saved"), &Change::kind);
    ASSERT_NE(saved, all.end());
    EXPECT_THAT(saved->tags, Contains(story_tag(id)));
    EXPECT_THAT(saved->tags, Contains(site_tag()));
    EXPECT_THAT(saved->tags, Contains(section_tag({1})));
    EXPECT_THAT(saved->tags, Contains(section_tag({2})));
    EXPECT_THAT(saved->tags, Contains(topic_tag({1})));
    EXPECT_THAT(saved->tags, Contains(month_tag("2026-03")));
    // One section lost its only story and another got its first: menus change.
    EXPECT_THAT(all.back().tags, ElementsAre(menu_tag()));
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).section("city"); }))->stories, 0);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).section("sport"); }))->stories, 1);
}

TEST_F(Publishing, RefusesASecondWriterOfTheSameRevision) {
    const auto id = create(content("One"));
    auto mine = stored(id)->content;
    mine.headline = "Mine";
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, mine, "ada"); }));
    const auto late = write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, mine, "bob"); });
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().code, ErrorCode::stale);
    const auto revisions = value(read([&](ReadSnapshot& s) { return StoryReader(s).revisions(id); }));
    ASSERT_EQ(revisions.size(), 2U);
    EXPECT_EQ(revisions[0].headline, "Mine");
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return StoryReader(s).revision(id, 1); }))->headline, "One");
    EXPECT_FALSE(value(read([&](ReadSnapshot& s) { return StoryReader(s).revision(id, 3); })).has_value());
}

TEST_F(Publishing, NumbersADerivedSlugAndRefusesAGivenOneThatIsTaken) {
    create(content("Same"));
    EXPECT_EQ(stored(create(content("Same")))->content.slug, "same-2");
    EXPECT_EQ(stored(create(content("Same")))->content.slug, "same-3");
    auto given = content("Other");
    given.slug = "same";
    const auto refused = write([&](WriteTransaction& t) { return StoryWriter(t).create_story(given, "ada"); });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().fields.at(0).field, "/slug");
    EXPECT_FALSE(stored(create(content("😀")))->content.slug.empty());
}

TEST_F(Publishing, NamesEveryFieldThatIsWrong) {
    auto wrong = content("\xff");
    wrong.slug = "No Slug";
    wrong.language = "???";
    wrong.topics = {"fine", "Not Fine"};
    const auto refused = write([&](WriteTransaction& t) { return StoryWriter(t).create_story(wrong, "ada"); });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    std::vector<std::string> fields;
    for (const auto& field : refused.error().fields) {
        fields.push_back(field.field);
    }
    EXPECT_THAT(fields, ElementsAre("/headline", "/language", "/slug", "/topics/1"));
    auto unknown = content("Fine");
    unknown.section = "nowhere";
    const auto no_section = write([&](WriteTransaction& t) { return StoryWriter(t).create_story(unknown, "ada"); });
    EXPECT_EQ(no_section.error().fields.at(0).field, "/section");
}

TEST_F(Publishing, RefusesAStoryWithoutHeadline) {
    const auto id = create(content(""));
    const auto refused = publish(id);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().fields.at(0).field, "/headline");
}

TEST_F(Publishing, RedirectsFromAnAddressThatASlugLeft) {
    const auto id = published(content("First words"));
    auto renamed = stored(id)->content;
    renamed.slug = "better-words";
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, renamed, "ada"); }));
    EXPECT_EQ(stored(id)->url, "/2026/03/better-words");
    EXPECT_EQ(at("/2026/03/better-words")->kind, AddressEntry::Kind::story);
    const auto old = at("/2026/03/first-words");
    ASSERT_TRUE(old.has_value());
    EXPECT_EQ(old->kind, AddressEntry::Kind::redirect);
    EXPECT_EQ(old->target, "/2026/03/better-words");
    // And back again.
    renamed.slug = "first-words";
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 2, renamed, "ada"); }));
    EXPECT_EQ(at("/2026/03/first-words")->kind, AddressEntry::Kind::story);
    EXPECT_EQ(at("/2026/03/better-words")->target, "/2026/03/first-words");
}

TEST_F(Publishing, LeadsTheSameAddressWithASlashToTheRightOne) {
    published(content("Words"));
    EXPECT_EQ(at("/2026/03/words/")->target, "/2026/03/words");
    EXPECT_FALSE(at("/2026/03/word").has_value());
    EXPECT_FALSE(at("/").has_value());
}

TEST_F(Publishing, AnswersAWithdrawnStoryAsGoneAndAnUnpublishedOneNotAtAll) {
    const auto id = published(content("Wrong"));
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(id, "It was wrong."); }));
    EXPECT_EQ(at("/2026/03/wrong")->kind, AddressEntry::Kind::withdrawn);
    EXPECT_THAT(headlines({}), IsEmpty());
    EXPECT_EQ(stored(id)->withdrawn_reason, "It was wrong.");
    EXPECT_FALSE(write([&](WriteTransaction& t) { return PublishingWriter(t).unpublish(id); }).has_value());
    value(publish(id));
    EXPECT_EQ(at("/2026/03/wrong")->kind, AddressEntry::Kind::story);
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).unpublish(id); }));
    EXPECT_FALSE(at("/2026/03/wrong").has_value());
    EXPECT_EQ(stored(id)->status, Status::draft);
    // It keeps its address and its date for the next time.
    clock_.set("2027-01-01T00:00:00Z");
    value(publish(id));
    EXPECT_EQ(at("/2026/03/wrong")->kind, AddressEntry::Kind::story);
    EXPECT_EQ(stored(id)->published_at, base::parse_rfc3339("2026-03-01T09:30:00Z"));
}

TEST_F(Publishing, PublishesAsOfAPastTime) {
    const auto id = create(content("Old news"));
    value(publish(id, base::parse_rfc3339("2019-07-04T12:00:00Z")));
    EXPECT_EQ(stored(id)->url, "/2019/07/old-news");
    published(content("New news"));
    EXPECT_THAT(headlines({}), ElementsAre("New news", "Old news"));
    ListScope july;
    july.from = base::parse_rfc3339("2019-07-01T00:00:00Z");
    july.before = base::parse_rfc3339("2019-08-01T00:00:00Z");
    EXPECT_THAT(headlines(july), ElementsAre("Old news"));
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).count(july); })), 1);
}

TEST_F(Publishing, PublishesWhatIsDueOnce) {
    const auto id = create(content("Embargo"));
    const auto due = base::parse_rfc3339("2026-03-02T06:00:00Z");
    value(publish(id, due));
    EXPECT_EQ(stored(id)->status, Status::scheduled);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return StoryReader(s).next_due(); })), due);
    EXPECT_THAT(value(write([&](WriteTransaction& t) { return PublishingWriter(t).publish_due(clock_.now()); })), IsEmpty());
    EXPECT_FALSE(at("/2026/03/embargo").has_value());

    close();  // it outlives the program
    clock_.set("2026-03-02T09:00:00Z");
    EXPECT_THAT(value(write([&](WriteTransaction& t) { return PublishingWriter(t).publish_due(clock_.now()); })), ElementsAre(id));
    EXPECT_THAT(value(write([&](WriteTransaction& t) { return PublishingWriter(t).publish_due(clock_.now()); })), IsEmpty());
    EXPECT_EQ(stored(id)->published_at, due);
    EXPECT_EQ(at("/2026/03/embargo")->kind, AddressEntry::Kind::story);
    EXPECT_FALSE(publish(id, base::parse_rfc3339("2027-01-01T00:00:00Z")).has_value());
}

TEST_F(Publishing, TellsTranslationsOfEachOther) {
    auto english = content("Hello");
    english.translation_key = "hello";
    auto french = content("Bonjour");
    french.translation_key = "hello";
    french.language = "fr";
    const auto first = published(english);
    const auto second = published(french);
    const auto story = value(read([&](ReadSnapshot& s) { return StoryReader(s).published_story(first); }));
    ASSERT_EQ(story->translations.size(), 1U);
    EXPECT_EQ(story->translations[0].language, "fr");
    EXPECT_EQ(story->translations[0].url, "/2026/03/bonjour");
    EXPECT_THAT(changes().back().tags, Contains(story_tag(first)));
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(second, ""); }));
    EXPECT_THAT(value(read([&](ReadSnapshot& s) { return StoryReader(s).published_story(first); }))->translations, IsEmpty());
}

TEST_F(Publishing, KeepsPagesOutOfLists) {
    auto about = content("About us");
    about.kind = story::Kind::page;
    const auto id = published(about);
    EXPECT_THAT(headlines({}), IsEmpty());
    EXPECT_EQ(at("/2026/03/about-us")->story, id);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return ListReader(s).by_id({}, 10); })).size(), 1U);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return ListReader(s).last_published_id(); })), id);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return ListReader(s).count({}); })), 0);
}

TEST_F(Publishing, StandsInTheMonthOfTheSitesTimeZone) {
    settings_.site.timezone = "Pacific/Auckland";
    clock_.set("2026-03-31T20:00:00Z");
    published(content("Early bird"));
    EXPECT_EQ(at("/2026/04/early-bird")->kind, AddressEntry::Kind::story);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return ListReader(s).months(); })).at(0).month, 4);
    close();
    settings_.site.timezone = "UTC";
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return ListReader(s).months(); })).at(0).month, 3);
}

}  // namespace
}  // namespace stoppress::store
