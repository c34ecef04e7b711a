// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what watchers of stories are told, and when their streams end.
#include "newsroom/review/story_news.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

TEST(StoryNews, TellsEachWatcherOnceWhatChangedSinceItCame) {
    StoryNews news;
    news.changed(base::StoryId{1});
    const auto stream = news.watch("ann");
    const auto now = steady_clock::now();
    EXPECT_EQ(stream->next(now).bytes, "");
    news.changed(base::StoryId{7});
    news.changed(base::StoryId{7});
    news.changed(base::StoryId{5});
    EXPECT_EQ(stream->next(now).bytes, "event: stories\ndata: {\"stories\":[5,7],\"more\":false}\n\n");
    EXPECT_EQ(stream->next(now).bytes, "");
}

TEST(StoryNews, TellsOnlyThePersonOfNotifications) {
    StoryNews news;
    const std::vector<std::string> ann{"ann", "nobody"};
    news.notified(ann);
    const auto stream = news.watch("ann");
    const auto another = news.watch("ann");
    const auto other = news.watch("bo");
    const auto now = steady_clock::now();
    EXPECT_EQ(stream->next(now).bytes, "");
    news.notified(ann);
    news.notified(ann);
    EXPECT_EQ(stream->next(now).bytes, "event: notifications\ndata: {}\n\n");
    EXPECT_EQ(stream->next(now).bytes, "");
    EXPECT_EQ(another->next(now).bytes, "event: notifications\ndata: {}\n\n");
    EXPECT_EQ(other->next(now).bytes, "");
    news.changed(base::StoryId{3});
    news.notified(ann);
    EXPECT_EQ(stream->next(now).bytes, "event: stories\ndata: {\"stories\":[3],\"more\":false}\n\nevent: notifications\ndata: {}\n\n");
}

TEST(StoryNews, SaysThatThereIsMoreToAWatcherThatIsFarBehind) {
    StoryNews news;
    const auto stream = news.watch("ann");
    for (std::int64_t id = 1; id <= 2000; ++id) {
        news.changed(base::StoryId{id});
    }
    const auto event = stream->next(steady_clock::now()).bytes;
    EXPECT_TRUE(event.contains("\"more\":true"));
    EXPECT_TRUE(event.contains(",2000]"));
    EXPECT_FALSE(event.contains(",1000,"));
}

TEST(StoryNews, KeepsASilentStreamAliveAndEndsItAfterAMinute) {
    StoryNews news;
    const auto stream = news.watch("ann");
    const auto now = steady_clock::now();
    EXPECT_EQ(stream->next(now + seconds{20}).bytes, ":\n\n");
    EXPECT_FALSE(stream->next(now + seconds{30}).last);
    EXPECT_TRUE(stream->next(now + seconds{61}).last);
}

TEST(StoryNews, EndsAllStreamsWhenItStops) {
    StoryNews news;
    const auto stream = news.watch("ann");
    news.stop();
    EXPECT_TRUE(stream->next(steady_clock::now()).last);
}

TEST(StoryNews, HasRoomForAsManyStreamsOfAPersonAsABrowserOpens) {
    StoryNews news;
    std::vector<std::shared_ptr<http::LiveBody>> streams;
    for (std::size_t i = 0; i < kMaxLiveStreamsOfPerson; ++i) {
        streams.push_back(news.watch("ann"));
        ASSERT_NE(streams.back(), nullptr);
    }
    EXPECT_EQ(news.watch("ann"), nullptr);
    EXPECT_NE(news.watch("bo"), nullptr);
    streams.pop_back();
    EXPECT_NE(news.watch("ann"), nullptr);
}

}  // namespace
}  // namespace stoppress::newsroom
