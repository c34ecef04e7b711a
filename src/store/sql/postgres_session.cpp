// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/postgres_session.hpp"

#include <charconv>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

constexpr std::string_view kCommit = "transaction.commit";

bool part_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// Replaces ":name" by "$n", where n is the parameter's position in the statement's head. Our statements have no other
/// colon before a letter.
std::string numbered(const StatementText& text) {
    std::string sql;
    for (std::size_t i = 0; i < text.sql.size(); ++i) {
        const bool named =
            text.sql[i] == ':' && i + 1 < text.sql.size() && part_of_name(text.sql[i + 1]) && (i == 0 || text.sql[i - 1] != ':');
        if (!named) {
            sql += text.sql[i];
            continue;
        }
        auto end = i + 1;
        while (end < text.sql.size() && part_of_name(text.sql[end])) {
            ++end;
        }
        const auto name = text.sql.substr(i + 1, end - i - 1);
        const auto found = std::ranges::find(text.parameters, name, &ValueSlot::name);
        if (found == text.parameters.end()) {
            base::die(fmt::format("The statement {} does not declare its parameter {}.", text.name, name));
        }
        sql += fmt::format("${}", found - text.parameters.begin() + 1);
        i = end - 1;
    }
    return sql;
}

}  // namespace

class PostgresSession::Statement final : public PreparedStatement {
public:
    Statement(PostgresSession& session, const StatementText& text)
        : session_(session),
          text_(text),
          name_(text.name),
          values_(text.parameters.size()),
          texts_(text.parameters.size()),
          given_(text.parameters.size()),
          read_(text.columns.size()) {
        std::vector<PostgresValue::Kind> kinds;
        kinds.reserve(text.parameters.size());
        for (const auto& parameter : text.parameters) {
            kinds.push_back(parameter.type == ValueType::text ? PostgresValue::Kind::text : PostgresValue::Kind::integer);
        }
        session.connection_.prepare(name_, numbered(text), kinds);
    }

    void restart() override {
        result_.reset();
        executed_ = false;
        given_.assign(given_.size(), false);
    }

    void set(std::string_view name, std::int64_t value) override {
        const auto place = parameter(name, ValueType::integer);
        values_[place] = {PostgresValue::Kind::integer, value, {}};
    }
    void set(std::string_view name, std::string_view value) override {
        const auto place = parameter(name, ValueType::text);
        texts_[place].assign(value);
        values_[place] = {PostgresValue::Kind::text, 0, texts_[place]};
    }
    void set_null(std::string_view name) override {
        const auto place = place_of(text_.parameters, name, "parameter");
        given_[place] = true;
        values_[place] = {};
    }

    std::int64_t run() override {
        execute();
        return result_->changed();
    }
    bool next() override {
        if (!executed_) {
            execute();
            row_ = -1;
        }
        if (row_ + 1 >= result_->rows()) {
            return false;
        }
        ++row_;
        return true;
    }
    bool one() override {
        execute();
        row_ = 0;
        return result_->rows() > 0;
    }

    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view column) override {
        const auto value = value_of(column);
        if (!value) {
            return std::nullopt;
        }
        std::int64_t number = 0;
        const auto read = std::from_chars(value->data(), value->data() + value->size(), number);
        if (read.ec != std::errc{} || read.ptr != value->data() + value->size()) {
            base::die(fmt::format("Column {} of the statement {} is not an integer.", column, text_.name));
        }
        return number;
    }
    [[nodiscard]] const std::string& text(std::string_view column) override {
        auto& read = read_[place_of(text_.columns, column, "column")];
        read.assign(value_of(column).value_or(std::string_view{}));
        return read;
    }

private:
    void execute() {
        for (std::size_t i = 0; i < given_.size(); ++i) {
            if (!given_[i]) {
                base::die(fmt::format("The statement {} was run without its parameter {}.", text_.name, text_.parameters[i].name));
            }
        }
        result_.emplace(session_.execute(name_, values_, text_.name == kCommit));
        executed_ = true;
        if (result_->rows() > 0 && result_->columns() != static_cast<int>(text_.columns.size())) {
            base::die(fmt::format("The columns of the statement {} do not match its header.", text_.name));
        }
    }
    std::size_t parameter(std::string_view name, ValueType type) {
        const auto place = place_of(text_.parameters, name, "parameter");
        if (text_.parameters[place].type != type) {
            base::die(fmt::format("The statement {} has no parameter of this type: {}.", text_.name, name));
        }
        given_[place] = true;
        return place;
    }
    std::size_t place_of(const std::vector<ValueSlot>& slots, std::string_view name, std::string_view what) const {
        const auto found = std::ranges::find(slots, name, &ValueSlot::name);
        if (found == slots.end()) {
            base::die(fmt::format("The statement {} has no {} {}.", text_.name, what, name));
        }
        return static_cast<std::size_t>(found - slots.begin());
    }
    std::optional<std::string_view> value_of(std::string_view column) {
        const auto place = place_of(text_.columns, column, "column");
        if (!result_ || row_ < 0 || row_ >= result_->rows()) {
            return std::nullopt;
        }
        return result_->value(row_, static_cast<int>(place));
    }

    PostgresSession& session_;
    const StatementText& text_;
    std::string name_;
    std::vector<PostgresValue> values_;
    std::vector<std::string> texts_;
    std::vector<bool> given_;
    std::optional<PostgresResult> result_{};
    std::vector<std::string> read_;  // by column
    int row_ = -1;
    bool executed_ = false;
};

PostgresSession::PostgresSession(const std::string& url, Access access, Patience patience)
    : Session(Dialect::postgres), connection_(url, patience) {
    switch (access) {
        case Access::write:
        case Access::bulk:
            run("session.writer");
            break;
        case Access::read:
            run("session.reader");
            break;
        case Access::credentials:
            run("session.credentials");
            break;
    }
}

PostgresSession::~PostgresSession() {
    forget_statements();
}

base::Result<std::unique_ptr<PostgresSession>> PostgresSession::open(const std::string& url, Access access, Patience patience) {
    return guarded(
        [&]() -> base::Result<std::unique_ptr<PostgresSession>> { return std::make_unique<PostgresSession>(url, access, patience); });
}

std::unique_ptr<PreparedStatement> PostgresSession::prepare(const StatementText& text) {
    return std::make_unique<Statement>(*this, text);
}

void PostgresSession::run_script(std::string_view sql) {
    ++written_;
    connection_.run(std::string(sql));
}

PostgresResult PostgresSession::execute(const std::string& name, std::span<const PostgresValue> values, bool commits) {
    if (commits && connection_.transaction() == PostgresConnection::Transaction::failed) {
        // The server would treat it as a rollback and report success.
        throw PostgresError("25P02", "a statement of the transaction failed");
    }
    // Until the outcome is known.
    commit_unknown_ = commits && connection_.transaction() == PostgresConnection::Transaction::open;
    try {
        auto result = connection_.run_prepared(name, values);
        commit_unknown_ = false;
        written_ += result.changed();
        return result;
    } catch (const PostgresError& error) {
        commit_unknown_ = commit_unknown_ && error.lost();
        throw;
    }
}

bool PostgresSession::in_transaction() const {
    const auto state = connection_.transaction();
    return state == PostgresConnection::Transaction::open || state == PostgresConnection::Transaction::failed;
}

bool PostgresSession::must_undo() const {
    return connection_.transaction() == PostgresConnection::Transaction::failed;
}

}  // namespace stoppress::store
