// SPDX-License-Identifier: GPL-3.0-or-later
// Idempotency-Key: a request that makes or moves something and comes again with the same key gets the first answer and does nothing
// (draft-ietf-httpapi-idempotency-key-header). The answer is kept in the transaction of the change, so a kill, a lost connection or another
// node makes no difference. Only what was done is kept: a request that was refused did nothing, and its key may be used again.
// Flow:   Api -> KeyedRequest -> store (kept_answer) -> Api
// Thread: any.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "newsroom/routes.hpp"
#include "store/kept_answer.hpp"

namespace stoppress::newsroom {

/// The keys of requests that are being carried out by this program.
class KeysInUse {
    struct Held {
        std::mutex mutex{};
        std::unordered_set<std::string> keys{};  // guarded by mutex
    };

public:
    /// Holds the key until it is destroyed. May outlive what it was taken from, as a request does that the end of the program drops.
    class Hold {
    public:
        Hold(std::shared_ptr<Held> held, std::string key) : held_(std::move(held)), key_(std::move(key)) {}
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;
        Hold(Hold&&) = delete;
        Hold& operator=(Hold&&) = delete;
        ~Hold();

    private:
        std::shared_ptr<Held> held_;
        std::string key_;
    };

    /// nullptr where a request with that key is being carried out.
    [[nodiscard]] std::unique_ptr<Hold> take(const std::string& key);

private:
    std::shared_ptr<Held> held_ = std::make_shared<Held>();
};

/// What a request with a key is told from others by.
struct Sent {
    std::string_view who;
    http::Method method;
    std::string_view path;
    std::string_view query;
    std::string_view body;
};

/// A request with a key.
struct KeyedRequest {
    KeyedRequest(std::string_view given, const Sent& sent);

    std::string key;      ///< a hash of who asks, the method, the path and the key
    std::string who;      ///< whose key it is
    std::string request;  ///< a hash of the query and the body
    std::string secret;   ///< what answers are encrypted with that hold a secret; it is not kept
    std::unique_ptr<KeysInUse::Hold> hold{};
};

/// Whether requests of that route take a key: all POSTs that make or move something.
[[nodiscard]] bool takes_idempotency_key(const Route& route);

/// The key in a field's value: a string as of RFC 8941, or the key alone, as many programs send it. Nothing where `field` is empty;
/// `malformed` where it is neither, empty or too long.
[[nodiscard]] base::Result<std::optional<std::string>> read_idempotency_key(std::string_view field);

/// What the call's key stands for, once it is known who asks; nullptr where there is none, or the route takes none.
[[nodiscard]] base::Result<std::shared_ptr<KeyedRequest>> keyed_request(const Route& route, const Call& call);

/// The answer that was kept. `key_reused` where that was to another request.
[[nodiscard]] base::Result<Answer> first_answer(const store::KeptAnswer& kept, const KeyedRequest& request);

/// What is to be kept of `answer`.
[[nodiscard]] store::KeptAnswer to_keep(const Answer& answer, const KeyedRequest& request);

/// `too_many` where that person has no more room.
[[nodiscard]] base::Result<void> check_room(const store::KeptAnswers& kept);

/// Holds the key; `key_in_use` where another request does.
[[nodiscard]] base::Result<void> hold(KeysInUse& keys, KeyedRequest& request);

}  // namespace stoppress::newsroom
