// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that nothing publishes a story before its embargo ends, except for somebody who overrules it, and that publishing
// ends the embargo.
#include <gmock/gmock.h>

#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using story::Status;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Embargoes : public SiteTest {
protected:
    static base::Time time(std::string_view text) { return base::parse_rfc3339(text).value(); }
    base::Result<void> set(base::StoryId id, std::optional<base::Time> until) {
        return write([&](WriteTransaction& t) { return PublishingWriter(t).set_embargo(id, until); });
    }
    base::StoryId embargoed(const std::string& headline) {
        const auto id = create(content(headline));
        value(set(id, end_));
        return id;
    }
    base::Result<std::vector<base::StoryId>> publish_due() {
        return write([&](WriteTransaction& t) { return PublishingWriter(t).publish_due(clock_.now()); });
    }
    static std::string code(const base::Error& error) { return std::string(error.reason.code.text()); }

    base::Time end_ = time("2026-03-05T06:00:00Z");
};

TEST_F(Embargoes, RefuseWhateverWouldPublishBeforeTheyEnd) {
    const auto id = embargoed("Results");
    for (const auto& at :
         {std::optional<base::Time>{}, std::optional(time("2019-01-01T00:00:00Z")), std::optional(time("2026-03-05T05:59:59Z"))}) {
        const auto refused = publish(id, at);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, ErrorCode::conflict);
        EXPECT_EQ(code(refused.error()), "embargoed");
        ASSERT_EQ(refused.error().reason.values.size(), 1U);
        EXPECT_EQ(refused.error().reason.values[0].first, "until");
        EXPECT_EQ(std::get<std::string>(refused.error().reason.values[0].second), "2026-03-05T06:00:00Z");
    }
    EXPECT_EQ(stored(id)->status, Status::draft);
    EXPECT_EQ(stored(id)->embargo_until, end_);
    EXPECT_THAT(changes().back().tags, IsEmpty());
    clock_.set("2026-03-05T05:59:59.999Z");
    EXPECT_FALSE(publish(id).has_value());
    clock_.set("2026-03-05T06:00:00Z");
    value(publish(id));
    EXPECT_EQ(stored(id)->published_at, end_);
    EXPECT_FALSE(stored(id)->embargo_until.has_value()) << "publishing ends it";
}

TEST_F(Embargoes, AllowAScheduleForTheirEndOrLater) {
    const auto id = embargoed("Results");
    value(publish(id, end_));
    EXPECT_EQ(stored(id)->status, Status::scheduled);
    EXPECT_EQ(stored(id)->embargo_until, end_);
    const auto longer = set(id, time("2026-03-05T06:00:01Z"));
    ASSERT_FALSE(longer.has_value());
    EXPECT_EQ(code(longer.error()), "embargo-after-schedule");
    clock_.set("2026-03-05T05:59:00Z");
    EXPECT_THAT(value(publish_due()), IsEmpty());
    clock_.set("2026-03-05T06:00:00Z");
    EXPECT_THAT(value(publish_due()), ElementsAre(id));
    EXPECT_EQ(stored(id)->published_at, end_);
    EXPECT_FALSE(stored(id)->embargo_until.has_value());
}

TEST_F(Embargoes, KeepBackAScheduleThatIsTooEarlyAndTheOthersGoOn) {
    const auto early = create(content("Results"));
    const auto other = create(content("Weather"));
    for (const auto id : {early, other}) {
        value(publish(id, time("2026-03-02T06:00:00Z")));
    }
    // As no function of this version leaves it.
    value(write([&](WriteTransaction& t) -> base::Result<void> {
        t.session().session().query("story.set_embargo").set("id", early.value).set("until", base::to_milliseconds(end_)).run();
        return {};
    }));
    clock_.set("2026-03-02T06:00:00Z");
    const auto all = publish_due();
    ASSERT_FALSE(all.has_value());
    EXPECT_EQ(code(all.error()), "embargoed");
    const auto one = [&](base::StoryId id) {
        return write([&](WriteTransaction& t) { return PublishingWriter(t).publish_one_due(id, clock_.now()); });
    };
    EXPECT_FALSE(one(early).has_value());
    EXPECT_TRUE(value(one(other)));
    EXPECT_EQ(stored(early)->status, Status::scheduled);
    clock_.set("2026-03-06T00:00:00Z");
    EXPECT_THAT(value(publish_due()), ElementsAre(early));
    EXPECT_EQ(stored(early)->published_at, end_) << "not as of a time at which nobody could know it";
}

TEST_F(Embargoes, AreOverruledForAPublicationNowOnly) {
    const auto id = embargoed("Results");
    const auto overrule = [&](std::optional<base::Time> at) {
        return write([&](WriteTransaction& t) { return PublishingWriter(t).publish(id, at, Embargo::overruled); });
    };
    EXPECT_FALSE(overrule(time("2026-03-04T00:00:00Z")).has_value());
    value(overrule(std::nullopt));
    EXPECT_EQ(stored(id)->status, Status::published);
    EXPECT_FALSE(stored(id)->embargo_until.has_value());
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).unpublish(id); }));
    EXPECT_FALSE(stored(id)->embargo_until.has_value()) << "it does not come back";
    value(publish(id));
}

TEST_F(Embargoes, AreSetMovedAndLifted) {
    const auto id = embargoed("Results");
    const auto holds = [&] { return value(write([&](WriteTransaction& t) { return PublishingWriter(t).embargo(id); })); };
    EXPECT_EQ(holds(), end_);
    value(set(id, time("2026-03-04T06:00:00Z")));
    EXPECT_EQ(holds(), time("2026-03-04T06:00:00Z"));
    const auto past = set(id, clock_.now());
    ASSERT_FALSE(past.has_value());
    EXPECT_EQ(past.error().code, ErrorCode::invalid);
    EXPECT_EQ(past.error().fields.at(0).field, "/until");
    value(set(id, std::nullopt));
    EXPECT_EQ(holds(), std::nullopt);
    value(set(id, end_));
    clock_.set("2026-03-05T06:00:00Z");
    EXPECT_EQ(holds(), std::nullopt) << "it is over";
    EXPECT_FALSE(set(id, end_ - std::chrono::seconds{1}).has_value()) << "a new one must end later";
    EXPECT_EQ(set({99}, end_).error().code, ErrorCode::not_found);
}

TEST_F(Embargoes, AreForStoriesThatReadersDoNotKnow) {
    const auto id = published(content("Out"));
    EXPECT_EQ(code(set(id, end_).error()), "embargo-on-published");
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(id, "Wrong."); }));
    EXPECT_EQ(code(set(id, end_).error()), "embargo-on-published");
    const auto again = published(content("Again"));
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).unpublish(again); }));
    value(set(again, end_));
    EXPECT_FALSE(publish(again).has_value());
}

TEST_F(Embargoes, OutliveTheTrash) {
    const auto id = embargoed("Results");
    const auto entry = value(write([&](WriteTransaction& t) { return TrashWriter(t).trash_story(id, "ada"); }));
    value(write([&](WriteTransaction& t) { return TrashWriter(t).restore(entry.number); }));
    EXPECT_EQ(stored(id)->embargo_until, end_);
    EXPECT_FALSE(publish(id).has_value());
}

TEST_F(Embargoes, AreKeptByAnImport) {
    ImportedStory imported;
    imported.source = "hugo:results";
    imported.content = content("Results");
    imported.status = Status::draft;
    const auto take = [&] { return import(imported); };
    value(take());
    const base::StoryId id{1};
    value(set(id, end_));
    imported.status = Status::published;
    imported.published_at = time("2026-03-01T00:00:00Z");
    imported.address = "/results/";
    EXPECT_EQ(code(take().error()), "embargoed");
    EXPECT_FALSE(at("/results/").has_value());
    EXPECT_EQ(stored(id)->status, Status::draft);
    clock_.set("2026-03-05T06:00:00Z");
    EXPECT_EQ(value(take()), ImportOutcome::changed) << "it can be run again";
    EXPECT_EQ(stored(id)->status, Status::published);
}

TEST_F(Embargoes, HoldNoSlugAgainstOtherStories) {
    const auto secret = embargoed("Bridge closed");
    const auto out = published(content("Bridge closed"));
    EXPECT_EQ(stored(out)->content.slug, "bridge-closed");
    EXPECT_EQ(stored(out)->url, "/2026/03/bridge-closed");
    auto given = content("Other words");
    given.slug = "bridge-closed-2";
    value(set(create(given), end_));
    EXPECT_EQ(stored(create(content("Bridge closed")))->content.slug, "bridge-closed-2");
    clock_.set("2026-03-05T06:00:00Z");
    value(publish(secret));
    EXPECT_EQ(stored(secret)->url, "/2026/03/bridge-closed-2") << "the later one gets the number";
    EXPECT_EQ(at("/2026/03/bridge-closed")->story, out);
}

}  // namespace
}  // namespace stoppress::store
