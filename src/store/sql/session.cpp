// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/session.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kOfCredentials = "credentials.";  // statements of the other database

}  // namespace

PreparedStatement& Session::prepared(const StatementText& text) {
    auto& known = prepared_[text.name];
    if (!known) {
        known = prepare(text);
    }
    known->restart();
    return *known;
}

void Session::run(StatementName name) {
    const auto& text = statement(dialect_, name);
    if (text.single) {
        prepared(text).run();
    } else {
        run_script(text.sql);
    }
}

void Session::prepare_all() {
    for (const auto& text : statements(dialect_)) {
        if (text.single && !text.name.starts_with(kOfCredentials)) {
            static_cast<void>(prepared(text));
        }
    }
}

}  // namespace stoppress::store
