// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/review/story_news.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/threads/mutex.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {

namespace {

using Steady = std::chrono::steady_clock;

/// Proxies and browsers close a silent stream.
constexpr std::chrono::seconds kHeartbeat{15};
/// A revoked session hears of changes for at most this long.
constexpr std::chrono::seconds kLasts{60};
/// Watchers that are further behind are told to read everything again.
constexpr std::size_t kMostRemembered = 1000;

}  // namespace

/// Shared by the streams, which may outlive the owner.
struct StoryNews::Board {
    base::Mutex mutex;
    std::deque<base::StoryId> changed GUARDED_BY(mutex);  ///< the last ones
    std::uint64_t number GUARDED_BY(mutex) = 0;           ///< how many changes there have been
    std::vector<std::pair<std::string, std::weak_ptr<http::LiveBody>>> watchers GUARDED_BY(mutex);
    std::map<std::string, std::uint64_t> notified GUARDED_BY(mutex);  ///< how often those who watched were, by name
    bool over GUARDED_BY(mutex) = false;

    /// The event with what changed since `seen`; empty if nothing did.
    std::string since(std::uint64_t& seen) REQUIRES(mutex) {
        const auto behind = number - std::exchange(seen, number);
        if (behind == 0) {
            return {};
        }
        const bool all = behind > changed.size();
        const auto first = all ? changed.begin() : changed.end() - static_cast<std::ptrdiff_t>(behind);
        JsonWriter json;
        json.begin_object();
        json.key("stories").begin_array();
        for (const auto story : std::set<base::StoryId>(first, changed.end())) {
            json.number(story.value);
        }
        json.end_array();
        json.key("more").truth(all);
        json.end_object();
        return "event: stories\ndata: " + json.take() + "\n\n";
    }
};

namespace {

/// One watcher's stream. `Board` is private to StoryNews, hence the template.
template <class Board>
class StoryStream final : public http::LiveBody {
public:
    StoryStream(std::shared_ptr<Board> board, std::string who, std::uint64_t seen, std::uint64_t notifications_seen)
        : board_(std::move(board)), who_(std::move(who)), seen_(seen), notifications_seen_(notifications_seen) {}

    Next next(Steady::time_point now) override {
        std::string event;
        {
            const base::Lock lock(board_->mutex);
            if (board_->over) {
                return {.bytes = {}, .last = true};
            }
            event = board_->since(seen_);
            if (const auto count = board_->notified[who_]; std::exchange(notifications_seen_, count) != count) {
                event += "event: notifications\ndata: {}\n\n";
            }
        }
        if (event.empty() && now - spoke_at_ >= kHeartbeat) {
            event = ":\n\n";
        }
        if (!event.empty()) {
            spoke_at_ = now;
        }
        return {.bytes = std::move(event), .last = now - began_at_ >= kLasts};
    }

private:
    std::shared_ptr<Board> board_;
    std::string who_;
    std::uint64_t seen_;
    std::uint64_t notifications_seen_;
    Steady::time_point began_at_ = Steady::now();
    Steady::time_point spoke_at_ = began_at_;
};

}  // namespace

StoryNews::StoryNews() : board_(std::make_shared<Board>()) {}

StoryNews::~StoryNews() {
    stop();
}

void StoryNews::changed(base::StoryId story) {
    const base::Lock lock(board_->mutex);
    ++board_->number;
    board_->changed.push_back(story);
    if (board_->changed.size() > kMostRemembered) {
        board_->changed.pop_front();
    }
}

void StoryNews::notified(std::span<const std::string> people) {
    const base::Lock lock(board_->mutex);
    for (const auto& who : people) {
        if (const auto found = board_->notified.find(who); found != board_->notified.end()) {
            ++found->second;
        }
    }
}

std::shared_ptr<http::LiveBody> StoryNews::watch(const std::string& who) {
    const base::Lock lock(board_->mutex);
    auto& watchers = board_->watchers;
    std::erase_if(watchers, [](const auto& watcher) { return watcher.second.expired(); });
    const auto of_this_person = std::ranges::count_if(watchers, [&](const auto& watcher) { return watcher.first == who; });
    if (watchers.size() >= kMaxLiveStreams || static_cast<std::size_t>(of_this_person) >= kMaxLiveStreamsOfPerson) {
        return nullptr;
    }
    // Of those who watch no more nothing is kept.
    std::set<std::string> watching{who};
    for (const auto& [name, stream] : watchers) {
        watching.insert(name);
    }
    std::erase_if(board_->notified, [&watching](const auto& entry) { return !watching.contains(entry.first); });
    auto stream = std::make_shared<StoryStream<Board>>(board_, who, board_->number, board_->notified[who]);
    watchers.emplace_back(who, stream);
    return stream;
}

void StoryNews::stop() {
    const base::Lock lock(board_->mutex);
    board_->over = true;
}

}  // namespace stoppress::newsroom
