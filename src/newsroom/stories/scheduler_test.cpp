// SPDX-License-Identifier: GPL-3.0-or-later
// A scheduled story is published once when it is due, however the clock gets there.
#include "newsroom/stories/scheduler.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "base/threads/eventually.hpp"
#include "settings/load.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/front/front_reader.hpp"
#include "store/front/front_writer.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::newsroom {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class SetClock final : public base::Clock {
public:
    [[nodiscard]] base::Time now() const override {
        ++looks_;
        return base::from_milliseconds(now_.load());
    }
    /// Waits until the time was read three times more: whoever reads it once a turn has then made a whole turn with the
    /// time set last.
    [[nodiscard]] bool is_looked_at() const {
        const auto end = std::chrono::steady_clock::now() + 60s;
        for (const std::uint64_t before = looks_; looks_ < before + 3;) {
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
            std::this_thread::sleep_for(1ms);
        }
        return true;
    }
    void set(base::Time now) { now_.store(base::to_milliseconds(now)); }

private:
    std::atomic<std::int64_t> now_ = 1'770'000'000'000;
    mutable std::atomic<std::uint64_t> looks_{0};
};

class SchedulerTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "stoppress-scheduler-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        settings_.folder = pattern;
        base::must(settings::create_site(settings_.folder));
        writer_ = base::must(store::Writer::open(settings_, writers_clock_));
        pool_ = base::must(store::ReadPool::open(settings_, 1));
    }
    void TearDown() override {
        pool_.reset();
        writer_.reset();
        fs::remove_all(settings_.folder);
    }

    base::StoryId schedule(base::Time at) {
        base::StoryId made;
        base::must(writer_->run([&](store::WriteTransaction& transaction) -> base::Result<void> {
            story::Content content;
            content.headline = "Due";
            content.language = "en";
            TRY(made, store::StoryWriter(transaction).create_story(content, "ann"));
            return store::PublishingWriter(transaction).publish(made, at);
        }));
        return made;
    }

    story::Story story(base::StoryId id) {
        story::Story found;
        base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(auto read, store::StoryReader(snapshot).story(id));
            found = *read;
            return {};
        }));
        return found;
    }

    base::ChangeNumber change() {
        base::ChangeNumber number = 0;
        base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(number, snapshot.change_number());
            return {};
        }));
        return number;
    }

    /// Whether the story is published before a bound that no machine should need.
    bool comes(base::StoryId id) {
        const auto end = std::chrono::steady_clock::now() + 60s;
        while (story(id).status != story::Status::published) {
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
            std::this_thread::sleep_for(5ms);
        }
        return true;
    }

    settings::Settings settings_;
    SetClock clock_;  ///< read by the scheduler alone
    const SetClock writers_clock_;
    std::unique_ptr<store::Writer> writer_;
    std::unique_ptr<store::ReadPool> pool_;
};

TEST_F(SchedulerTest, PublishesWhatFellDueBeforeItWasStarted) {
    const base::Time due = clock_.now() + 1h;
    const base::StoryId id = schedule(due);
    clock_.set(due + 24h);
    const Scheduler scheduler(*writer_, *pool_, clock_, [](base::StoryId, const std::vector<std::string>&) {}, 5ms);
    EXPECT_TRUE(comes(id));
    EXPECT_EQ(story(id).published_at, due);
}

TEST_F(SchedulerTest, WaitsForTheTimeAndPublishesOnceThoughTheClockIsSetBackAndForth) {
    const base::Time start = clock_.now();
    const base::StoryId soon = schedule(start + 1h);
    const base::StoryId late = schedule(start + 48h);
    const Scheduler scheduler(*writer_, *pool_, clock_, [](base::StoryId, const std::vector<std::string>&) {}, 5ms);
    ASSERT_TRUE(clock_.is_looked_at());
    EXPECT_EQ(story(soon).status, story::Status::scheduled);
    clock_.set(start + 24h);
    ASSERT_TRUE(comes(soon));
    const base::ChangeNumber after = change();
    for (const auto moved : {-24h, 2h, 0h, 25h}) {
        clock_.set(start + moved);
        ASSERT_TRUE(clock_.is_looked_at());
    }
    EXPECT_EQ(change(), after);
    EXPECT_EQ(story(soon).revision, 1);
    EXPECT_EQ(story(late).status, story::Status::scheduled);
    clock_.set(start + 24h * 3650);
    EXPECT_TRUE(comes(late));
}

TEST_F(SchedulerTest, LearnsOfAStoryThatIsScheduledLater) {
    const Scheduler scheduler(*writer_, *pool_, clock_, [](base::StoryId, const std::vector<std::string>&) {}, 5ms);
    ASSERT_TRUE(clock_.is_looked_at());
    const base::StoryId id = schedule(clock_.now() + 1s);
    clock_.set(clock_.now() + 2s);
    EXPECT_TRUE(comes(id));
}

TEST_F(SchedulerTest, EndsAPlaceOnTheFrontPageOnce) {
    const base::Time end = clock_.now() + 1h;
    const base::StoryId id = schedule(clock_.now());
    store::Front front;
    front.entries = {{.place = 1, .story = id, .until = end}};
    base::must(
        writer_->run([&](store::WriteTransaction& transaction) { return store::FrontWriter(transaction).put_front(front, 0, "ann"); }));
    const auto places = [this] {
        std::size_t found = 0;
        base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(const auto shown, store::FrontReader(snapshot).front());
            found = shown.entries.size();
            return {};
        }));
        return found;
    };
    const Scheduler scheduler(*writer_, *pool_, clock_, [](base::StoryId, const std::vector<std::string>&) {}, 5ms);
    ASSERT_TRUE(clock_.is_looked_at());
    ASSERT_EQ(places(), 1U);
    const auto before = change();
    clock_.set(end);
    EXPECT_TRUE(base::eventually([&] { return places() == 0; }));
    ASSERT_TRUE(clock_.is_looked_at());
    EXPECT_EQ(change(), before + 1);
}

}  // namespace
}  // namespace stoppress::newsroom
