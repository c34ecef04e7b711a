// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by the tests of Press and Desk: a real store, two loops, and a printer whose pages name the state that they
// were made from.
// Thread: the test's; the printer runs on the reading pool.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <map>
#include <string>

#include "base/threads/eventually.hpp"
#include "base/threads/mutex.hpp"
#include "press/desk.hpp"
#include "press/press.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::press {

/// The same stories in every window and scope.
class TestRanking final : public readership::Ranking {
public:
    explicit TestRanking(std::vector<base::StoryId> stories = {}) {
        for (const auto story : stories) {
            ranked_.push_back({story, 1});
        }
    }
    [[nodiscard]] std::span<const readership::Ranked> top(story::Window /*window*/, const readership::Scope& /*scope*/) const override {
        return ranked_;
    }

private:
    std::vector<readership::Ranked> ranked_;
};

inline constexpr std::size_t kLoops = 2;

/// Keys: "story/7" is a page with that story's headline, "list" one with the newest headlines, "ranking" one that shows
/// a ranking, "once" one that is not cached, "absent/…" get the page of "nowhere", "fails" cannot be made.
class PressFixture : public store::SiteTest {
protected:
    PressFixture() {
        static_cast<void>(writer());
        pool_ = store::value(store::ReadPool::open(settings_, 2));
        make_press(1 << 20);
        loops_.start();
    }
    ~PressFixture() override {
        desk_.reset();
        loops_.stop();
        press_->stop();
        pool_->stop();
    }

    void make_press(std::size_t cache_bytes) {
        press_ = std::make_unique<Press>(loops_, *pool_, cache_bytes,
                                         [this](store::ReadSnapshot& snapshot, const SiteState& state, const std::string& key) {
                                             {
                                                 const base::Lock lock(mutex_);
                                                 ++printed_[key];
                                             }
                                             return print(snapshot, state, key);
                                         });
    }

    void open_desk(std::vector<base::StoryId> most_viewed = {}) {
        if (!effective_settings_) {
            effective_settings_ = std::make_unique<settings::EffectiveSettings>(settings::Loaded{.settings = settings_, .origins = {}});
        }
        desk_ = store::value(Desk::open(*effective_settings_, *pool_, *press_, store::value(render::Theme::load(settings_)),
                                        std::make_shared<const TestRanking>(std::move(most_viewed)), clock_));
    }

    /// Runs `work` on a loop; what it returned.
    template <class Work>
    auto on_loop(std::size_t loop, Work work) {
        std::promise<std::invoke_result_t<Work, LoopPress&>> done;
        loops_.post(loop, [&] { done.set_value(work(press_->on_loop(loop))); });
        return done.get_future().get();
    }

    /// The newest headlines as that loop's state has them.
    std::vector<std::string> newest(std::size_t loop) {
        return on_loop(loop, [](LoopPress& press) {
            std::vector<std::string> headlines;
            for (const auto& card : press.state().edition->newest) {
                headlines.push_back(card.headline);
            }
            return headlines;
        });
    }

    /// The box Most viewed on that loop's pages.
    std::string most_viewed(std::size_t loop) {
        return on_loop(loop, [](LoopPress& press) { return press.state().boxes->most_viewed(0)->plain; });
    }

    static base::Result<RenderedPage> print(store::ReadSnapshot& snapshot, const SiteState& state, const std::string& key) {
        RenderedPage printed;
        if (key == "fails") {
            return base::fail(base::ErrorCode::io, "the printer has failed");
        }
        if (key.starts_with("absent/")) {
            printed.replaced_by = "nowhere";
        } else if (key.starts_with("story/")) {
            const base::StoryId id{std::stoll(key.substr(6))};
            TRY(const auto story, store::StoryReader(snapshot).story(id));
            printed.body = story ? story->content.headline : "none";
            printed.tags = {store::story_tag(id)};
        } else if (key == "list") {
            for (const auto& card : state.edition->newest) {
                printed.body += card.headline + ";";
            }
            printed.tags = {store::site_tag()};
        } else {
            printed.body = key;
            printed.keep = key != "once";
            if (key == "ranking") {
                printed.state_tags = {std::string(kRankingTag)};
            }
        }
        return printed;
    }

    /// Has the page made on that loop; its text, or why there is none.
    std::string obtain(std::size_t loop, const std::string& key) {
        std::promise<std::string> arrived;
        loops_.post(loop, [&] {
            press_->on_loop(loop).obtain(key, [&arrived](const base::Result<std::shared_ptr<const Page>>& page) {
                arrived.set_value(page.has_value() ? std::get<boxes::Segment>((*page)->row.front()).plain : page.error().message);
            });
        });
        return arrived.get_future().get();
    }

    bool at_hand(std::size_t loop, const std::string& key) {
        return on_loop(loop, [&](LoopPress& press) { return press.find(key, Coding::plain) != nullptr; });
    }

    int printed(const std::string& key) {
        const base::Lock lock(mutex_);
        return printed_[key];
    }

    /// Waits until every loop shows the current state of the store.
    void follow() {
        const auto number = store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); }));
        desk_->committed(number);
        std::promise<void> visible;
        desk_->when_visible(number, [&visible] { visible.set_value(); });
        visible.get_future().get();
    }

    /// Whether it comes to be so that live addresses are known for sure, or are not.
    bool eventually_known(bool known) {
        return base::eventually([&] { return on_loop(0, [&](LoopPress& /*press*/) { return press_->addresses(0) != nullptr; }) == known; });
    }

    void change_headline(base::StoryId id, const std::string& headline) {
        auto story = stored(id).value();
        story.content.headline = headline;
        store::value(write([&](store::WriteTransaction& transaction) {
            return store::StoryWriter(transaction).save_story(id, story.revision, std::move(story.content), "ada");
        }));
    }

    http::Loops loops_{kLoops};
    base::Mutex mutex_;
    std::map<std::string, int> printed_ GUARDED_BY(mutex_);
    std::unique_ptr<settings::EffectiveSettings> effective_settings_;
    std::unique_ptr<Press> press_;
    std::unique_ptr<Desk> desk_;
};

}  // namespace stoppress::press
