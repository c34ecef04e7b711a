// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of live numbers, for as long as its watcher may see them.
#include "newsroom/auth/access.hpp"
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/numbers/numbers_handlers.hpp"
#include "newsroom/people/person_answer.hpp"

namespace stoppress::newsroom {

base::Result<Answer> NumbersHandlers::watch_numbers(const Call& call) const {
    // By what the request itself brought: a token that was revoked, a session that ended, a person who was disabled.
    auto watcher = std::make_shared<Call>();
    watcher->request = call.request;
    const auto still_may = [&credentials = credentials_, &settings = settings_, watcher] {
        watcher->who.reset();
        return authenticate(credentials, settings, *watcher).has_value() && allow(watcher->who, Capability::contribute).has_value();
    };
    auto stream = live_numbers_.watch(call.who->name, still_may);
    if (!stream) {
        return too_many_attempts(std::chrono::minutes{1}, "Too many live connections. Poll /numbers/now instead.");
    }
    Answer answer;
    answer.content_type = "text/event-stream";
    answer.fields.add("X-Accel-Buffering", "no");  // nginx would hold events back
    answer.body = "retry: 5000\n\n";
    answer.live = std::move(stream);
    return answer;
}

}  // namespace stoppress::newsroom
