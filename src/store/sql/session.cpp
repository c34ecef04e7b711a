// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/session.hpp"

#include <deque>

#include <fmt/format.h>
#include <soci/soci.h>
// Brings SQLite's own header, inside the namespace sqlite_api; it must not be included before.
#include <soci/sqlite3/soci-sqlite3.h>

namespace stoppress::store {

namespace {

constexpr std::string_view kCredentials = "credentials.";  // statements of the other database

/// A value bound to SOCI, which keeps its address.
struct Slot {
    std::string_view name;
    ValueType type = ValueType::integer;
    bool given = false;
    soci::indicator indicator = soci::i_null;
    long long integer = 0;
    std::string text{};
};

[[noreturn]] void misuse(std::string_view statement, std::string_view what, std::string_view name) {
    base::die(fmt::format("The statement {} has no {} {}.", statement, what, name));
}

/// Each connection stays on one thread at a time, so none needs locks of its own; and nobody asks how much memory SQLite has in use.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    });
}

}  // namespace

class Query::Impl {
public:
    Impl(soci::session& session, const StatementText& text) : name_(text.name), statement_(session) {
        statement_.alloc();
        statement_.prepare(std::string(text.sql));
        auto* prepared = static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend())->stmt_;
        if (sqlite_api::sqlite3_column_count(prepared) != static_cast<int>(text.columns.size()) ||
            sqlite_api::sqlite3_bind_parameter_count(prepared) != static_cast<int>(text.parameters.size())) {
            base::die(fmt::format("The statement {} does not take or give what its head says.", text.name));
        }
        for (const auto& slot : text.parameters) {
            bind(parameters_.emplace_back(Slot{slot.name, slot.type}));
        }
        for (const auto& slot : text.columns) {
            define(columns_.emplace_back(Slot{slot.name, slot.type}));
        }
        statement_.define_and_bind();
    }

    /// Makes ready for one more execution, wherever the last one was left.
    void restart() {
        while (open_) {
            open_ = statement_.fetch();
        }
        executed_ = false;
        for (auto& slot : parameters_) {
            slot.given = false;
        }
    }

    Slot& parameter(std::string_view name, ValueType type) {
        auto& slot = find(parameters_, name, "parameter");
        if (slot.type != type) {
            misuse(name_, "parameter of that type,", name);
        }
        slot.given = true;
        slot.indicator = soci::i_ok;
        return slot;
    }
    void null_parameter(std::string_view name) {
        auto& slot = find(parameters_, name, "parameter");
        slot.given = true;
        slot.indicator = soci::i_null;
    }

    std::int64_t run() {
        if (!columns_.empty()) {
            while (next()) {
            }
            return 0;
        }
        check_given();
        statement_.execute(true);
        return statement_.get_affected_rows();
    }

    bool next() {
        if (!executed_) {
            check_given();
            statement_.execute(false);
            executed_ = true;
            open_ = true;
        }
        if (open_) {
            open_ = statement_.fetch();
        }
        return open_;
    }

    /// SOCI leaves the slots as they are at the end of the rows, so the one row stays readable.
    bool one() {
        const bool found = next();
        while (open_) {
            open_ = statement_.fetch();
        }
        return found;
    }

    Slot& column(std::string_view name) { return find(columns_, name, "column"); }

private:
    void bind(Slot& slot) {
        if (slot.type == ValueType::integer) {
            statement_.exchange(soci::use(slot.integer, slot.indicator, std::string(slot.name)));
        } else {
            statement_.exchange(soci::use(slot.text, slot.indicator, std::string(slot.name)));
        }
    }
    void define(Slot& slot) {
        if (slot.type == ValueType::integer) {
            statement_.exchange(soci::into(slot.integer, slot.indicator));
        } else {
            statement_.exchange(soci::into(slot.text, slot.indicator));
        }
    }
    void check_given() const {
        for (const auto& slot : parameters_) {
            if (!slot.given) {
                base::die(fmt::format("The statement {} was run without its parameter {}.", name_, slot.name));
            }
        }
    }
    Slot& find(std::deque<Slot>& slots, std::string_view name, std::string_view what) const {
        for (auto& slot : slots) {
            if (slot.name == name) {
                return slot;
            }
        }
        misuse(name_, what, name);
    }

    std::string_view name_;
    soci::statement statement_;
    std::deque<Slot> parameters_;  // a deque: SOCI holds on to the addresses
    std::deque<Slot> columns_;
    bool executed_ = false;
    bool open_ = false;
};

Query& Query::set(std::string_view name, std::int64_t value) {
    impl_->parameter(name, ValueType::integer).integer = value;
    return *this;
}
Query& Query::set(std::string_view name, std::string_view value) {
    impl_->parameter(name, ValueType::text).text.assign(value);
    return *this;
}
Query& Query::set_null(std::string_view name) {
    impl_->null_parameter(name);
    return *this;
}
std::int64_t Query::run() {
    return impl_->run();
}
bool Query::one() {
    return impl_->one();
}
bool Query::next() {
    return impl_->next();
}
std::int64_t Query::integer(std::string_view column) const {
    return optional_integer(column).value_or(0);
}
std::optional<std::int64_t> Query::optional_integer(std::string_view column) const {
    const auto& slot = impl_->column(column);
    return slot.indicator == soci::i_null ? std::nullopt : std::optional<std::int64_t>(slot.integer);
}
const std::string& Query::text(std::string_view column) const {
    auto& slot = impl_->column(column);
    if (slot.indicator == soci::i_null) {
        slot.text.clear();
    }
    return slot.text;
}

class Session::Impl {
public:
    explicit Impl(const std::string& parameters) : session_(soci::sqlite3, parameters) {}

    Query::Impl& query(const StatementText& text) {
        auto& prepared = prepared_[text.name];
        if (!prepared) {
            prepared = std::make_unique<Query::Impl>(session_, text);
        }
        prepared->restart();
        return *prepared;
    }

    [[nodiscard]] sqlite_api::sqlite3* handle() { return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_; }

    void script(const std::string& sql) {
        if (const int code = sqlite_api::sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) {
            throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(handle()), code);
        }
    }

private:
    soci::session session_;
    std::unordered_map<std::string_view, std::unique_ptr<Query::Impl>> prepared_;
};

Session::Session(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Session::~Session() = default;

base::Result<std::unique_ptr<Session>> Session::open(const std::filesystem::path& file, Access access) {
    const auto& path = file.native();
    if (path.contains('"')) {
        return base::fail(base::ErrorCode::invalid, "The site's folder must not have a quotation mark in its name.");
    }
    configure_once();
    return guarded([&]() -> base::Result<std::unique_ptr<Session>> {
        const auto* mode = access == Access::read ? " readonly=true" : "";
        auto session = std::make_unique<Session>(std::make_unique<Impl>(fmt::format("dbname=\"{}\"{}", path, mode)));
        switch (access) {
            case Access::write:
                session->run("session.writer");
                break;
            case Access::read:
                // Closing the last connection would checkpoint, which the writer alone may do.
                sqlite_api::sqlite3_db_config(session->impl_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
                session->run("session.reader");
                break;
            case Access::bulk:
                session->run("session.bulk");
                break;
            case Access::credentials:
                session->run("session.credentials");
                break;
        }
        return session;
    });
}

Query Session::query(StatementName name) {
    return Query(impl_->query(sqlite_statement(name)));
}

void Session::run(StatementName name) {
    const auto& text = sqlite_statement(name);
    if (text.single) {
        Query(impl_->query(text)).run();
    } else {
        impl_->script(std::string(text.sql));
    }
}

void Session::prepare_all() {
    for (const auto& text : sqlite_statements()) {
        if (text.single && !text.name.starts_with(kCredentials)) {
            static_cast<void>(impl_->query(text));
        }
    }
}

void Session::run_migration(std::string_view sql) {
    impl_->script(std::string(sql));
}

bool Session::in_transaction() const {
    return sqlite_api::sqlite3_get_autocommit(impl_->handle()) == 0;
}

std::int64_t Session::rows_written() const {
    return sqlite_api::sqlite3_total_changes64(impl_->handle());
}

::sqlite3* Session::handle() const {
    return reinterpret_cast<::sqlite3*>(impl_->handle());
}

}  // namespace stoppress::store
