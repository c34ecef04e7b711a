// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/answers.hpp"

#include "store/site/kept_answer.hpp"
#include "store/site/kept_answer_rows.hpp"

namespace stoppress::store {

base::Result<std::optional<KeptAnswer>> CredentialAnswers::find(const std::string& key) {
    return connection_.read([&](Session& session) -> base::Result<std::optional<KeptAnswer>> {
        return find_kept_answer(session.query("credentials.kept_answer.find"), key, connection_.now());
    });
}

base::Result<void> CredentialAnswers::keep(KeptAnswer answer) {
    return connection_.write([&](Session& session) -> base::Result<void> {
        answer.at = connection_.now();
        put_kept_answer(session.query("credentials.kept_answer.put"), answer);
        return {};
    });
}

base::Result<KeptAnswers> CredentialAnswers::count(const std::string& who) {
    return connection_.read([&](Session& session) -> base::Result<KeptAnswers> {
        return count_kept_answers(session.query("credentials.kept_answer.use"), who, connection_.now());
    });
}

base::Result<std::int64_t> CredentialAnswers::sweep() {
    return connection_.write([&](Session& session) -> base::Result<std::int64_t> {
        return sweep_kept_answers(session.query("credentials.kept_answer.sweep"), connection_.now());
    });
}

}  // namespace stoppress::store
