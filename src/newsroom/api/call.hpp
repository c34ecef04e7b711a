// SPDX-License-Identifier: GPL-3.0-or-later
// One request to the API: its input, who makes it, and the results of the handlers.
// Flow:   Api -> (reading thread) handler -> Answer, or Change -> (writer) job and Answer in one transaction
// Thread: a Call is passed from thread to thread and used by one at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/message/live_body.hpp"
#include "http/message/request.hpp"
#include "http/message/response.hpp"
#include "http/message/status.hpp"
#include "newsroom/review/previews.hpp"
#include "store/editing/records.hpp"
#include "store/media/records.hpp"
#include "store/people/credentials.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {

struct KeyedRequest;
class SpooledUpload;

/// The values of a path's placeholders.
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
    std::optional<store::SignedIn> session;         ///< of the cookie; a session that awaits the second factor has no `who`
    std::shared_ptr<const PreviewPrinter> preview;  ///< for routes that answer with a page
    std::shared_ptr<SpooledUpload> spooled{};       ///< the body, if it was too large for memory
    std::shared_ptr<KeyedRequest> keyed{};          ///< set if it has an Idempotency-Key
};

/// A successful answer.
struct Answer {
    http::Status status = http::Status::ok;
    std::string body;
    std::string content_type = "application/json";
    std::string etag;
    std::string location;
    std::string cookie;                      ///< for Set-Cookie
    std::int64_t retry_after = 0;            ///< seconds, for Retry-After; 0: none
    http::Fields fields{};                   ///< further header fields
    std::shared_ptr<http::LiveBody> live{};  ///< continues after the body
    bool secret = false;                     ///< the body contains a secret: it is stored for repeated requests only in encrypted form
};

/// A job's results for its answer.
struct Outcome {
    std::optional<story::Story> story;
    std::optional<store::Draft> draft;
    std::int64_t number = 0;  ///< of a note, correction or link that was created
    bool created = false;
    bool visible = true;  ///< readers may see a difference: the answer waits until all of them do
    base::MediumId medium{};
    std::string subject{};                ///< for the audit log, if the path does not name it: "section city"
    std::string detail{};                 ///< for the audit log, if only the job knows it; appended to the change's
    std::string_view action{};            ///< for the audit log, if only the job knows it: a literal, instead of the change's
    std::vector<std::string> notified{};  ///< people whose notifications changed: their pages hear of it
    bool audited = true;                  ///< false: nothing changed, so there is nothing to say
};

/// A validated change of the store, ready to be made.
struct Change {
    /// Runs on the writer thread; the call outlives it. May run more than once, so it must not move from its captures.
    /// Everything that decides whether the change is allowed must be read here, in the transaction.
    std::move_only_function<base::Result<void>(store::WriteTransaction&, Outcome&)> job;
    /// Runs after the job in the same transaction, so that a saved change always has its answer. May run more than
    /// once, too.
    std::move_only_function<base::Result<Answer>(store::ReadSnapshot&, Outcome&)> answer;
    /// For the audit log, in addition to route and path. The headline of the outcome's story is appended to `detail`.
    std::string detail{};
    std::string_view action{};  ///< a literal, for a route that does different things; empty: named by the route
    /// The change may leave files unused: they are removed before the answer.
    bool frees_files = false;
    /// Files that were stored for the change: if it fails, those that no medium uses are removed.
    std::optional<store::Medium> stored{};
};

}  // namespace stoppress::newsroom
