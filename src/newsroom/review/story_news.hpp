// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the screens of the newsroom that a story was changed by somebody, so that they read it again, and people that
// they have other notifications than before. It says which story, never what it contains.
// Flow:   Api (after each change of a story), Scheduler, ChangeFollower -> StoryNews -> a live body of each watcher's
//         connection
// Owner:  serve (cli). Bodies belong to their connections, and may outlive this.
// Thread: any; calls are serialised inside.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/ids.hpp"
#include "http/message/live_body.hpp"

namespace stoppress::newsroom {

class StoryNews {
public:
    StoryNews();
    StoryNews(const StoryNews&) = delete;
    StoryNews& operator=(const StoryNews&) = delete;
    StoryNews(StoryNews&&) = delete;
    StoryNews& operator=(StoryNews&&) = delete;
    ~StoryNews();

    /// Call it after the change is durable. Changes that other nodes make are not told here: screens learn of them with
    /// their next report of presence.
    void changed(base::StoryId story);

    /// Call it after the notifications of these people were changed, and that is durable. Others hear nothing of it.
    void notified(std::span<const std::string> people);

    /// A stream of events for `who`: "event: stories" with the ids of the stories that were changed since the last one, and
    /// "event: notifications", without further data, when this person's notifications were changed.
    /// It ends after kLasts: the browser then connects again, and is authenticated again. nullptr if there are too many
    /// watchers, in total or of this name.
    [[nodiscard]] std::shared_ptr<http::LiveBody> watch(const std::string& who);

    /// Ends all streams.
    void stop();

private:
    struct Board;
    std::shared_ptr<Board> board_;
};

}  // namespace stoppress::newsroom
