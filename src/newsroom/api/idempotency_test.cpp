// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which keys are accepted, what a key identifies, and which part of an answer is stored.
#include "newsroom/api/idempotency.hpp"

#include <gmock/gmock.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;

/// The key, or "refused" or "none".
std::string key_in(std::string_view field) {
    const auto key = read_idempotency_key(field);
    if (!key.has_value()) {
        EXPECT_EQ(key.error().code, ErrorCode::malformed);
        return "refused";
    }
    return key->value_or("none");
}

TEST(IdempotencyKey, IsAStringOrTheKeyAlone) {
    EXPECT_EQ(key_in(""), "none");
    EXPECT_EQ(key_in("\"8e03978e-40d5-43dd-bc93-6894a57f9324\""), "8e03978e-40d5-43dd-bc93-6894a57f9324");
    EXPECT_EQ(key_in("8e03978e-40d5-43dd-bc93-6894a57f9324"), "8e03978e-40d5-43dd-bc93-6894a57f9324");
    EXPECT_EQ(key_in(R"("a \"b\" \\ c")"), R"(a "b" \ c)");
    EXPECT_EQ(key_in("a:b/c=+~."), "a:b/c=+~.");
    EXPECT_EQ(key_in('"' + std::string(kMaxIdempotencyKey, 'k') + '"'), std::string(kMaxIdempotencyKey, 'k'));
}

TEST(IdempotencyKey, RefusesWhatIsNeither) {
    for (const std::string field : {"\"\"", "\"open", "\"a\"b", "\"a\";x=1", "\"a\", \"b\"", "\"a\\n\"", "\"a\\", "a b", "a,b", "a;b",
                                    "a\"b", "a\\b", "\"caf\xc3\xa9\"", "caf\xc3\xa9", "\"a\tb\"", "a\x7f"}) {
        EXPECT_EQ(key_in(field), "refused") << field;
    }
    EXPECT_EQ(key_in(std::string(kMaxIdempotencyKey + 1, 'k')), "refused");
    EXPECT_EQ(key_in('"' + std::string(10'000, 'k') + '"'), "refused");
}

KeyedRequest keyed(std::string_view path, std::string_view who, std::string_view key, std::string_view body = "{}",
                   std::string_view query = "") {
    return {key, Sent{.who = who, .method = http::Method::post, .path = path, .query = query, .body = body}};
}

TEST(KeyedRequests, AreToldApartByPersonPathAndKeyAndComparedByBody) {
    const auto first = keyed("/api/v1/stories", "ann@example.org", "k");
    EXPECT_EQ(keyed("/api/v1/stories", "ann@example.org", "k").key, first.key);
    EXPECT_NE(keyed("/api/v1/stories", "bob@example.org", "k").key, first.key);
    EXPECT_NE(keyed("/api/v1/stories", "ann@example.org", "l").key, first.key);
    EXPECT_NE(keyed("/api/v1/redirects", "ann@example.org", "k").key, first.key);
    const auto other = keyed("/api/v1/stories", "ann@example.org", "k", "{ }");
    EXPECT_EQ(other.key, first.key);
    EXPECT_NE(other.request, first.request);
    EXPECT_NE(keyed("/api/v1/stories", "ann@example.org", "k", "{}", "a=b").request, first.request);
    EXPECT_NE(first.secret, first.key);
}

TEST(KeyedRequests, GetTheFirstAnswerAgainAndOnlyThatRequestDoes) {
    const auto first = keyed("/api/v1/tokens", "ann@example.org", "k");
    Answer answer;
    answer.status = http::Status::created;
    answer.etag = "\"1\"";
    answer.location = "/there";
    answer.body = "sp_secret";
    answer.secret = true;
    const auto kept = to_keep(answer, first);
    EXPECT_FALSE(kept.body.contains("sp_secret"));
    const auto again = first_answer(kept, keyed("/api/v1/tokens", "ann@example.org", "k"));
    EXPECT_EQ(again.value().status, http::Status::created);
    EXPECT_EQ(again.value().etag, "\"1\"");
    EXPECT_EQ(again.value().location, "/there");
    EXPECT_EQ(again.value().body, "sp_secret");
    EXPECT_EQ(first_answer(kept, keyed("/api/v1/tokens", "ann@example.org", "k", "[]")).error().code, ErrorCode::key_reused);
}

TEST(KeyedRequests, HoldTheirKeyWhileTheyAreCarriedOut) {
    KeysInUse keys;
    auto first = keyed("/api/v1/stories", "ann@example.org", "k");
    auto second = keyed("/api/v1/stories", "ann@example.org", "k");
    auto other = keyed("/api/v1/stories", "ann@example.org", "l");
    EXPECT_TRUE(hold(keys, first).has_value());
    EXPECT_EQ(hold(keys, second).error().code, ErrorCode::key_in_use);
    EXPECT_TRUE(hold(keys, other).has_value());
    first.hold.reset();
    EXPECT_TRUE(hold(keys, second).has_value());
}

TEST(KeyedRequests, MayOutliveWhatTheirKeyIsHeldIn) {
    auto request = keyed("/api/v1/stories", "ann@example.org", "k");
    {
        KeysInUse keys;
        EXPECT_TRUE(hold(keys, request).has_value());
    }
    request.hold.reset();
}

TEST(KeptAnswers, AreBoundedForEachPerson) {
    EXPECT_TRUE(check_quota({.answers = kMaxKeptAnswers - 1, .bytes = kMaxKeptAnswerBytes - 1}).has_value());
    EXPECT_EQ(check_quota({.answers = kMaxKeptAnswers, .bytes = 0}).error().code, ErrorCode::too_many);
    EXPECT_EQ(check_quota({.answers = 0, .bytes = kMaxKeptAnswerBytes}).error().code, ErrorCode::too_many);
}

}  // namespace
}  // namespace stoppress::newsroom
