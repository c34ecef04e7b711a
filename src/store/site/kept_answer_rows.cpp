// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/site/kept_answer_rows.hpp"

#include "store/limits.hpp"
#include "store/site/kept_answer.hpp"

namespace stoppress::store {

std::optional<KeptAnswer> find_kept_answer(Query query, const std::string& key, base::Time now) {
    if (!query.set("key", key).set("not_before", base::to_milliseconds(now - kAnswerKept)).one()) {
        return std::nullopt;
    }
    KeptAnswer answer;
    answer.key = key;
    answer.request = query.text("request");
    answer.status = query.integer("status");
    answer.etag = query.text("etag");
    answer.location = query.text("location");
    answer.body = query.text("body");
    answer.sealed = query.integer("sealed") == 1;
    return answer;
}

void put_kept_answer(Query query, const KeptAnswer& answer) {
    query.set("key", answer.key).set("who", answer.who).set("at", base::to_milliseconds(answer.at)).set("request", answer.request);
    query.set("status", answer.status).set("etag", answer.etag).set("location", answer.location).set("body", answer.body);
    query.set("sealed", std::int64_t{answer.sealed ? 1 : 0}).set("size", static_cast<std::int64_t>(answer.body.size())).run();
}

KeptAnswers count_kept_answers(Query query, const std::string& who, base::Time now) {
    query.set("who", who).set("not_before", base::to_milliseconds(now - kAnswerKept)).one();
    return {.answers = query.integer("answers"), .bytes = query.integer("size")};
}

std::int64_t sweep_kept_answers(Query query, base::Time now) {
    return query.set("before", base::to_milliseconds(now - kAnswerKept)).set("limit", kAnswersSweptAtOnce).run();
}

}  // namespace stoppress::store
