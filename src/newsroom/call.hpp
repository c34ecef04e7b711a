// SPDX-License-Identifier: GPL-3.0-or-later
// One request to the API on its way: what came in, who asks, and what the handlers make of it.
// Flow:   Api -> (reading thread) handler -> Answer, or Change -> (writer) job and Answer in one transaction
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/status.hpp"
#include "media/workshop.hpp"
#include "newsroom/door.hpp"
#include "newsroom/live_numbers.hpp"
#include "newsroom/presence.hpp"
#include "newsroom/previews.hpp"
#include "newsroom/upkeep.hpp"
#include "newsroom/visibility.hpp"
#include "readership/readership.hpp"
#include "settings/live.hpp"
#include "store/credentials.hpp"
#include "store/read_pool.hpp"
#include "store/writer.hpp"

namespace stoppress::newsroom {

struct KeyedRequest;

/// What the API works with; all of it outlives the API.
struct Parts {
    const settings::Settings& settings;  ///< as the program was started; what the newsroom can set is in `live`
    settings::Live& live;
    const base::Clock& clock;
    store::Writer& writer;
    store::ReadPool& pool;
    store::Credentials& credentials;
    readership::Readership& readership;
    Visibility& visibility;
    Door& door;
    Presence& presence;
    Previews& previews;
    media::Workshop& workshop;
    LiveNumbers& live_numbers;
    Upkeep& upkeep;
};

/// What a path's placeholders stand for.
struct Parameters {
    base::StoryId story;        ///< {id}
    std::int64_t revision = 0;  ///< {number}: of a revision, or of anything else that a story has several of
    std::string slug;           ///< {slug}, {name}, {key}, {language}
    std::string secret;         ///< {secret}
};

struct Call {
    http::Request request;  ///< owns its bytes
    Parameters parameters;
    http::Query query;
    std::optional<store::Identity> who;
    std::optional<store::SignedIn> session;         ///< of the cookie, also while it awaits the second factor, when there is no `who`
    std::shared_ptr<const PreviewPrinter> preview;  ///< of routes that answer with a page
    std::shared_ptr<KeyedRequest> keyed{};          ///< where it came with an Idempotency-Key
};

/// What is sent back when all went well.
struct Answer {
    http::Status status = http::Status::ok;
    std::string body;
    std::string content_type = "application/json";
    std::string etag;
    std::string location;
    std::string cookie;                      ///< for Set-Cookie
    std::int64_t retry_after = 0;            ///< seconds, for Retry-After
    http::Fields fields{};                   ///< further ones
    std::shared_ptr<http::LiveBody> live{};  ///< goes on after the body
    bool secret = false;                     ///< the body holds a secret: it is kept for repeated requests in encrypted form only
};

/// What a job leaves behind for the answer.
struct Outcome {
    std::optional<story::Story> story;
    std::optional<store::Draft> draft;
    std::int64_t number = 0;  ///< of a note, correction or link that was made
    bool created = false;
    bool visible = true;  ///< readers may see a difference: the answer waits until all of them do
    base::MediumId medium{};
};

/// A change to the store, checked and ready to be made.
struct Change {
    /// On the writer thread; the call is there as long as it is. May be run more than once: it must not move from what it holds. All that
    /// decides whether the change may be made is read here, from the transaction.
    std::move_only_function<base::Result<void>(store::WriteTransaction&, Outcome&)> job;
    /// Right after the job, inside its transaction: what was saved is never without its answer. May be run more than once, too.
    std::move_only_function<base::Result<Answer>(store::ReadSnapshot&, Outcome&)> answer;
    /// For the audit log, beside what the route and its path say.
    std::string detail{};
    /// Files may be of no use any more: they are removed before the answer.
    bool frees_files = false;
};

/// Handlers run on a reading thread. Errors become problem+json.
using ReadHandler = base::Result<Answer> (*)(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);
using ChangeHandler = base::Result<Change> (*)(const Parts& parts, const Call& call, store::ReadSnapshot& snapshot);

/// Works with the credentials alone.
using AccessHandler = base::Result<Answer> (*)(const Parts& parts, const Call& call);

/// The same where a password is hashed: runs on the door's slow threads.
struct SlowHandler {
    AccessHandler handler;
};

}  // namespace stoppress::newsroom
