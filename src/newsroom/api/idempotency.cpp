// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/idempotency.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "newsroom/limits.hpp"
#include "newsroom/media/spooled_upload.hpp"
#include "staff/sealing.hpp"
#include "staff/secret.hpp"
#include "store/site/kept_answer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Routes that create something in the credentials database. Not signing in, whose session secret goes into a cookie,
/// and not challenges, which are used once: a client without an answer begins again.
constexpr std::array<std::string_view, 4> kOfCredentials{"/api/v1/people", "/api/v1/people/{number}/link", "/api/v1/tokens",
                                                         "/api/v1/me/passkeys"};

base::Error bad_key() {
    return fail(
        ErrorCode::malformed,
        fmt::format(
            "Idempotency-Key must be a string of 1 to {} printable ASCII characters, for example \"8e03978e-40d5-43dd-bc93-6894a57f9324\".",
            kMaxIdempotencyKey));
}

/// Characters of a key without quotes: it cannot be mistaken for a list, a parameter or a string.
bool is_bare(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\'; });
}

/// The text of a string by RFC 8941, section 3.3.3; nothing if it is not one, or if anything follows.
std::optional<std::string> quoted(std::string_view text) {
    std::string key;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            return i + 1 == text.size() ? std::optional(std::move(key)) : std::nullopt;
        }
        if (c == '\\') {
            if (++i == text.size() || (text[i] != '"' && text[i] != '\\')) {
                return std::nullopt;
            }
        } else if (c < ' ' || c >= 0x7f) {
            return std::nullopt;
        }
        key += text[i];
    }
    return std::nullopt;
}

/// A hash of parts with any content.
std::string hash_of(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) {
        text += fmt::format("{}:", part.size());
        text += part;
    }
    return staff::fingerprint(text);
}

}  // namespace

std::unique_ptr<KeysInUse::Hold> KeysInUse::take(const std::string& key) {
    const base::Lock guard(held_->mutex);
    return held_->keys.insert(key).second ? std::make_unique<Hold>(held_, key) : nullptr;
}

KeysInUse::Hold::~Hold() {
    const base::Lock guard(held_->mutex);
    held_->keys.erase(key_);
}

KeyedRequest::KeyedRequest(std::string_view given, const Sent& sent)
    : key(hash_of({"key", sent.who, http::method_name(sent.method), sent.path, given})),
      who(sent.who),
      request(hash_of({sent.query, staff::sha256(sent.body)})),
      secret(staff::sha256(hash_of({"secret", sent.who, http::method_name(sent.method), sent.path, given}))) {}

bool takes_idempotency_key(const Route& route) {
    if (route.method != http::Method::post) {
        return false;
    }
    return std::holds_alternative<ChangeHandler>(route.handler) || std::holds_alternative<UploadHandler>(route.handler) ||
           std::holds_alternative<FetchHandler>(route.handler) || std::ranges::find(kOfCredentials, route.path) != kOfCredentials.end();
}

Result<std::optional<std::string>> read_idempotency_key(std::string_view field) {
    if (field.empty()) {
        return std::optional<std::string>();
    }
    auto key = field.front() == '"' ? quoted(field) : is_bare(field) ? std::optional(std::string(field)) : std::nullopt;
    if (!key || key->empty() || key->size() > kMaxIdempotencyKey) {
        return bad_key();
    }
    return key;
}

Result<std::shared_ptr<KeyedRequest>> keyed_request(const Route& route, const Call& call) {
    if (!takes_idempotency_key(route)) {
        return std::shared_ptr<KeyedRequest>();
    }
    TRY(const auto key, read_idempotency_key(call.request.idempotency_key));
    if (!key) {
        return std::shared_ptr<KeyedRequest>();
    }
    const std::string spooled = call.spooled ? call.spooled->hash() : std::string();
    const Sent sent{.who = call.who->name,
                    .method = route.method,
                    .path = call.request.path.text(),
                    .query = call.request.query,
                    .body = call.spooled ? spooled : call.request.body};
    return std::make_shared<KeyedRequest>(*key, sent);
}

Result<Answer> first_answer(const store::KeptAnswer& kept, const KeyedRequest& request) {
    if (kept.request != request.request) {
        return fail(ErrorCode::key_reused,
                    "This Idempotency-Key was already used for a different request. Use a new key for each request.");
    }
    Answer answer;
    answer.status = static_cast<http::Status>(kept.status);
    answer.etag = kept.etag;
    answer.location = kept.location;
    answer.body = kept.body;
    if (kept.sealed) {
        auto body = staff::open_sealed(kept.body, request.secret);
        if (!body) {
            return fail(ErrorCode::corrupt, "a stored answer cannot be decrypted");
        }
        answer.body = *std::move(body);
    }
    return answer;
}

store::KeptAnswer to_keep(const Answer& answer, const KeyedRequest& request) {
    store::KeptAnswer kept;
    kept.key = request.key;
    kept.who = request.who;
    kept.request = request.request;
    kept.status = static_cast<std::int64_t>(answer.status);
    kept.etag = answer.etag;
    kept.location = answer.location;
    kept.body = answer.secret ? staff::seal(answer.body, request.secret) : answer.body;
    kept.sealed = answer.secret;
    return kept;
}

Result<void> check_quota(const store::KeptAnswers& kept) {
    if (kept.answers < kMaxKeptAnswers && kept.bytes < kMaxKeptAnswerBytes) {
        return {};
    }
    return fail(ErrorCode::too_many, fmt::format("Too many requests with an Idempotency-Key within {} hours. Nothing was done. Send the "
                                                 "request without a key, or try again later.",
                                                 std::chrono::hours(store::kAnswerKept).count()));
}

Result<void> hold(KeysInUse& keys, KeyedRequest& request) {
    request.hold = keys.take(request.key);
    if (request.hold == nullptr) {
        return fail(ErrorCode::key_in_use,
                    "The request with this Idempotency-Key is still in progress. Send it again in a moment to get its answer.");
    }
    return {};
}

}  // namespace stoppress::newsroom
