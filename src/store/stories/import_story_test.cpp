// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the same source is one story however often it is imported, keeps its address, and reports every conflict;
// and the import of entries.
#include <gmock/gmock.h>

#include "document/convert.hpp"
#include "store/addresses/address_writer.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ImportingStories : public SiteTest {
protected:
    ImportedStory imported(const std::string& name) {
        ImportedStory story;
        story.source = "hugo:" + name;
        story.content = content("Headline of " + name);
        story.content.section = "news";
        story.content.topics = {"roads"};
        story.content.authors = {"jane-doe"};
        story.address = "/news/2014/03/" + name + "/";
        story.published_at = base::parse_rfc3339("2014-03-05T12:00:00Z");
        return story;
    }
    base::Result<ImportOutcome> take(const ImportedStory& story) { return import(story); }
};

TEST_F(ImportingStories, TakesAStoryOnceAndSeesWhatChanged) {
    auto story = imported("bridge");
    EXPECT_EQ(value(take(story)), ImportOutcome::created);
    EXPECT_EQ(value(take(story)), ImportOutcome::unchanged);
    story.content.headline = "A better headline";
    EXPECT_EQ(value(take(story)), ImportOutcome::changed);
    EXPECT_EQ(value(take(story)), ImportOutcome::unchanged);
    EXPECT_THAT(headlines({}), ElementsAre("A better headline"));
    const auto kept = stored({1});
    EXPECT_EQ(kept->revision, 2);
    EXPECT_EQ(kept->published_at, story.published_at);
    EXPECT_EQ(kept->url, "/news/2014/03/bridge/");
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).section("news"); }))->stories, 1);
}

TEST_F(ImportingStories, KeepsTheBodyThatWasMadeReadyBefore) {
    auto story = imported("bridge");
    story.content.standfirst.clear();
    story.content.body = paragraph("It opens in May.");
    value(take(story));
    EXPECT_EQ(document::to_text(stored({1})->content.body), "It opens in May.");
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return ListReader(s).list({}, 0, 1); })).front().teaser, "It opens in May.");
    const auto unready = imported("harbour");
    const auto refused = write([&](WriteTransaction& t) { return StoryWriter(t).import_story(unready); });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::internal) << "an empty body would be stored";
}

TEST_F(ImportingStories, KnowsAPictureByItsOldAddress) {
    Medium medium;
    medium.file.hash = std::string(64, 'a');
    medium.file.content_type = "image/webp";
    medium.file.width = 3;
    medium.file.height = 2;
    medium.file.size = 100;
    medium.original = std::string(64, 'b');
    medium.original_type = "image/png";
    medium.file_name = "boat.png";
    medium.source = "https://paper.test/boat.png";
    const auto put = [this](const Medium& one) { return write([&](WriteTransaction& t) { return MediaWriter(t).put_medium(one); }); };
    EXPECT_EQ(value(put(medium)), ImportOutcome::created);
    EXPECT_EQ(value(put(medium)), ImportOutcome::unchanged);
    medium.alt = "A boat";
    EXPECT_EQ(value(put(medium)), ImportOutcome::changed);
    const auto known = value(read([](ReadSnapshot& s) { return MediaReader(s).medium("https://paper.test/boat.png"); }));
    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->id, base::MediumId{1});
    EXPECT_EQ(known->alt, "A boat");
    EXPECT_EQ(known->original, medium.original);
    EXPECT_FALSE(value(read([](ReadSnapshot& s) { return MediaReader(s).medium("https://paper.test/another.png"); })).has_value());
    // What was nowhere else is a picture of its own each time, also where it is the same one.
    medium.source.clear();
    EXPECT_EQ(value(put(medium)), ImportOutcome::created);
    EXPECT_EQ(value(put(medium)), ImportOutcome::created);
    medium.caption = "\xff";
    EXPECT_EQ(put(medium).error().code, ErrorCode::invalid);
}

TEST_F(ImportingStories, KeepsAddressesOfEveryKind) {
    auto story = imported("plain");
    story.address = "/?p=123";
    story.former_addresses = {"/old/plain.html", "/older/"};
    value(take(story));
    EXPECT_EQ(at("/?p=123")->kind, AddressEntry::Kind::story);
    EXPECT_EQ(at("/old/plain.html")->target, "/?p=123");
    EXPECT_EQ(at("/older/")->target, "/?p=123");
    EXPECT_EQ(at("/older")->target, "/?p=123");
    value(take(imported("slash")));
    EXPECT_EQ(at("/news/2014/03/slash")->target, "/news/2014/03/slash/");
}

TEST_F(ImportingStories, RefusesAnAddressThatAnotherStoryHasAndTakesNothing) {
    value(take(imported("one")));
    auto other = imported("two");
    other.address = "/news/2014/03/one/";
    other.content.topics = {"never-seen"};
    const auto refused = take(other);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().fields.at(0).field, "/address");
    EXPECT_FALSE(value(read([](ReadSnapshot& s) { return FilingReader(s).topic("never-seen"); })).has_value());
    other.address = "no slash";
    EXPECT_EQ(take(other).error().code, ErrorCode::invalid);
}

TEST_F(ImportingStories, PublishesNoStoryWithoutAHeadline) {
    auto story = imported("unnamed");
    story.content.headline.clear();
    const auto refused = take(story);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_EQ(refused.error().fields.at(0).field, "/headline");
    story.status = story::Status::draft;
    EXPECT_EQ(value(take(story)), ImportOutcome::created);
}

TEST_F(ImportingStories, LetsAStoryStandWhereAnOldAddressOfAnotherLed) {
    auto first = imported("first");
    first.former_addresses = {"/news/2014/03/second/"};
    value(take(first));
    EXPECT_EQ(at("/news/2014/03/second/")->kind, AddressEntry::Kind::redirect);
    value(take(imported("second")));
    EXPECT_EQ(at("/news/2014/03/second/")->kind, AddressEntry::Kind::story);
}

TEST_F(ImportingStories, SharesSlugsButNotWithTheNewsroom) {
    auto one = imported("same");
    auto two = imported("same");
    two.source += "2";
    two.address = "/elsewhere/same/";
    one.content.slug = two.content.slug = "same";
    value(take(one));
    EXPECT_EQ(value(take(two)), ImportOutcome::created);
    auto mine = content("Mine");
    mine.slug = "same";
    EXPECT_EQ(write([&](WriteTransaction& t) { return StoryWriter(t).create_story(mine, "ada"); }).error().code, ErrorCode::conflict);
}

TEST_F(ImportingStories, DoesNotBringBackWhatWasWithdrawnHere) {
    auto story = imported("wrong");
    value(take(story));
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw({1}, "wrong"); }));
    story.content.headline = "Changed at the source";
    EXPECT_EQ(value(take(story)), ImportOutcome::changed);
    EXPECT_THAT(headlines({}), IsEmpty());
    EXPECT_EQ(at("/news/2014/03/wrong/")->kind, AddressEntry::Kind::withdrawn);
}

TEST_F(ImportingStories, SchedulesWhatTheFutureHolds) {
    auto story = imported("later");
    story.published_at = base::parse_rfc3339("2030-01-01T00:00:00Z");
    value(take(story));
    EXPECT_EQ(stored({1})->status, story::Status::scheduled);
    EXPECT_FALSE(at(story.address).has_value());
    auto draft = imported("draft");
    draft.status = story::Status::draft;
    value(take(draft));
    EXPECT_EQ(stored({2})->status, story::Status::draft);
    EXPECT_EQ(stored({2})->url, draft.address);
}

TEST_F(ImportingStories, PutsEntriesAndLeavesWhatIsEmpty) {
    NamedEntry topic;
    topic.slug = "roads";
    topic.name = "Roads and paths";
    topic.aliases = {"streets"};
    const auto put = [&] { return value(write([&](WriteTransaction& t) { return FilingWriter(t).put_topic(topic); })); };
    EXPECT_EQ(put(), ImportOutcome::created);
    EXPECT_EQ(put(), ImportOutcome::unchanged);
    topic.name.clear();
    topic.description = "Where we go.";
    EXPECT_EQ(put(), ImportOutcome::changed);
    const auto found = value(read([](ReadSnapshot& s) { return FilingReader(s).topic("streets"); }));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->slug, "roads");
    EXPECT_EQ(found->name, "Roads and paths");
    EXPECT_THAT(found->aliases, ElementsAre("streets"));
    // A story filed under the alias is filed under the topic.
    auto story = imported("alias");
    story.content.topics = {"streets", "roads"};
    value(take(story));
    EXPECT_THAT(stored({1})->content.topics, ElementsAre("roads"));
    NamedEntry clash;
    clash.slug = "streets";
    EXPECT_EQ(write([&](WriteTransaction& t) { return FilingWriter(t).put_topic(clash); }).error().code, ErrorCode::conflict);

    NamedEntry author;
    author.slug = "jane-doe";
    author.name = "Jane M. Doe";
    author.organisation = "The Desk";
    EXPECT_EQ(value(write([&](WriteTransaction& t) { return FilingWriter(t).put_author(author); })), ImportOutcome::changed);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).author("jane-doe"); }))->organisation, "The Desk");
}

TEST_F(ImportingStories, RedirectsAPathButNeverOverAStory) {
    const auto put = [&](const std::string& from, const std::string& to) {
        return write([&](WriteTransaction& t) { return AddressWriter(t).put_redirect(from, to); });
    };
    EXPECT_EQ(value(put("/from", "/to")), ImportOutcome::created);
    EXPECT_EQ(value(put("/from", "/to")), ImportOutcome::unchanged);
    EXPECT_EQ(value(put("/from", "/there")), ImportOutcome::changed);
    EXPECT_EQ(at("/from")->target, "/there");
    EXPECT_EQ(at("/from")->story, base::StoryId{});
    value(take(imported("stands")));
    EXPECT_EQ(put("/news/2014/03/stands/", "/to").error().code, ErrorCode::conflict);
    EXPECT_EQ(put("//evil.example", "/to").error().code, ErrorCode::invalid);
    EXPECT_EQ(put("/loop", "/loop").error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace stoppress::store
