// SPDX-License-Identifier: GPL-3.0-or-later
// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a request that creates or moves something and is
// repeated with the same key gets the first answer and changes nothing. The answer is stored in the transaction of the
// change, so a kill, a lost connection or another node makes no difference. Only completed requests are stored: a
// refused one changed nothing, and its key may be used again.
// Flow:   Api -> KeyedRequest -> store (kept_answer) -> Api
// Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/threads/mutex.hpp"
#include "newsroom/api/routes.hpp"
#include "store/site/kept_answer.hpp"

namespace stoppress::newsroom {

/// The keys of requests that this program is running.
class KeysInUse {
    struct Held {
        base::Mutex mutex{};
        std::unordered_set<std::string> keys GUARDED_BY(mutex){};
    };

public:
    /// Holds the key until it is destroyed. May outlive the KeysInUse: the end of the program drops requests.
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

    /// nullptr if a request with that key is running.
    [[nodiscard]] std::unique_ptr<Hold> take(const std::string& key);

private:
    std::shared_ptr<Held> held_ = std::make_shared<Held>();
};

/// The properties that distinguish a request with a key from others.
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

    std::string key;      ///< a hash of the caller, the method, the path and the key
    std::string who;      ///< the caller
    std::string request;  ///< a hash of the query and the body
    std::string secret;   ///< the key for encrypting answers that contain a secret; not stored
    std::unique_ptr<KeysInUse::Hold> hold{};
};

/// Whether requests of that route may have a key: all POSTs that create or move something.
[[nodiscard]] bool takes_idempotency_key(const Route& route);

/// The key in a field's value: a string by RFC 8941, or the bare key, as many programs send it. Nothing if `field` is
/// empty; fails with `malformed` if it is neither, or empty or too long.
[[nodiscard]] base::Result<std::optional<std::string>> read_idempotency_key(std::string_view field);

/// The call's keyed request, once the caller is known; nullptr if it has no key, or if the route accepts none.
[[nodiscard]] base::Result<std::shared_ptr<KeyedRequest>> keyed_request(const Route& route, const Call& call);

/// The stored answer. Fails with `key_reused` if it belongs to another request.
[[nodiscard]] base::Result<Answer> first_answer(const store::KeptAnswer& kept, const KeyedRequest& request);

/// The form of `answer` to store.
[[nodiscard]] store::KeptAnswer to_keep(const Answer& answer, const KeyedRequest& request);

/// Fails with `too_many` if that person has too many answers stored.
[[nodiscard]] base::Result<void> check_quota(const store::KeptAnswers& kept);

/// Holds the key. Fails with `key_in_use` if another request holds it.
[[nodiscard]] base::Result<void> hold(KeysInUse& keys, KeyedRequest& request);

}  // namespace stoppress::newsroom
