// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/sqlite_session.hpp"

#include <deque>

#include <fmt/format.h>
#include <soci/soci.h>
// Includes SQLite's own header inside the namespace sqlite_api; that header must not be included before.
#include <soci/sqlite3/soci-sqlite3.h>

namespace stoppress::store {

namespace {

/// A value bound to SOCI, which stores its address.
struct Slot {
    std::string_view name;
    ValueType type = ValueType::integer;
    bool given = false;
    soci::indicator indicator = soci::i_null;
    long long integer = 0;
    std::string text{};
};

constexpr std::string_view kCommit = "transaction.commit";

[[noreturn]] void misuse(std::string_view statement, std::string_view what, std::string_view name) {
    base::die(fmt::format("The statement {} has no {} {}.", statement, what, name));
}

/// Each connection is used by one thread at a time, so none needs locks; and memory statistics are not used.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
        sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    });
}

class SqliteStatement final : public PreparedStatement {
public:
    SqliteStatement(soci::session& session, const StatementText& text, bool& commit_unknown)
        : name_(text.name),
          connection_(static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_),
          commit_unknown_(commit_unknown),
          statement_(session) {
        statement_.alloc();
        statement_.prepare(std::string(text.sql));
        auto* prepared = static_cast<soci::sqlite3_statement_backend*>(statement_.get_backend())->stmt_;
        if (sqlite_api::sqlite3_column_count(prepared) != static_cast<int>(text.columns.size()) ||
            sqlite_api::sqlite3_bind_parameter_count(prepared) != static_cast<int>(text.parameters.size())) {
            base::die(fmt::format("The parameters or columns of the statement {} do not match its header.", text.name));
        }
        for (const auto& slot : text.parameters) {
            bind(parameters_.emplace_back(Slot{slot.name, slot.type}));
        }
        for (const auto& slot : text.columns) {
            define(columns_.emplace_back(Slot{slot.name, slot.type}));
        }
        statement_.define_and_bind();
    }

    void restart() override {
        while (open_) {
            open_ = statement_.fetch();
        }
        executed_ = false;
        for (auto& slot : parameters_) {
            slot.given = false;
        }
    }

    void set(std::string_view name, std::int64_t value) override { parameter(name, ValueType::integer).integer = value; }
    void set(std::string_view name, std::string_view value) override { parameter(name, ValueType::text).text.assign(value); }
    void set_null(std::string_view name) override {
        auto& slot = find(parameters_, name, "parameter");
        slot.given = true;
        slot.indicator = soci::i_null;
    }

    std::int64_t run() override {
        if (!columns_.empty()) {
            while (next()) {
            }
            return 0;
        }
        check_given();
        if (name_ == kCommit) {
            commit();
        } else {
            statement_.execute(true);
        }
        return statement_.get_affected_rows();
    }

    bool next() override {
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

    /// SOCI leaves the slots unchanged at the end of the rows, so the single row stays readable.
    bool one() override {
        const bool found = next();
        while (open_) {
            open_ = statement_.fetch();
        }
        return found;
    }

    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view column) override {
        const auto& slot = find(columns_, column, "column");
        return slot.indicator == soci::i_null ? std::nullopt : std::optional<std::int64_t>(slot.integer);
    }
    [[nodiscard]] const std::string& text(std::string_view column) override {
        auto& slot = find(columns_, column, "column");
        if (slot.indicator == soci::i_null) {
            slot.text.clear();
        }
        return slot.text;
    }

private:
    void commit() {
        commit_unknown_ = false;
        try {
            statement_.execute(true);
        } catch (const soci::sqlite3_soci_error&) {
            // The end of a commit is written last: if writing fails, it is not in the log.
            const int code = sqlite_api::sqlite3_extended_errcode(connection_);
            commit_unknown_ = (static_cast<unsigned>(code) & 0xffU) == SQLITE_IOERR && code != SQLITE_IOERR_WRITE;
            throw;
        }
    }
    Slot& parameter(std::string_view name, ValueType type) {
        auto& slot = find(parameters_, name, "parameter");
        if (slot.type != type) {
            misuse(name_, "parameter of this type:", name);
        }
        slot.given = true;
        slot.indicator = soci::i_ok;
        return slot;
    }
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
    sqlite_api::sqlite3* connection_;
    bool& commit_unknown_;
    soci::statement statement_;
    std::deque<Slot> parameters_;  // a deque, because SOCI stores the addresses
    std::deque<Slot> columns_;
    bool executed_ = false;
    bool open_ = false;
};

}  // namespace

class SqliteSession::Impl {
public:
    explicit Impl(const std::string& parameters) : session_(soci::sqlite3, parameters) {}
    [[nodiscard]] soci::session& session() { return session_; }
    [[nodiscard]] sqlite_api::sqlite3* handle() { return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_; }

private:
    soci::session session_;
};

SqliteSession::SqliteSession(std::unique_ptr<Impl> impl) : Session(Dialect::sqlite), impl_(std::move(impl)) {}
SqliteSession::~SqliteSession() {
    forget_statements();
}

namespace {

/// Earlier versions created the database with the permissions of the shell that started them. Group permissions set by
/// its owner stay.
void hide_from_others(const std::filesystem::path& file) {
    using std::filesystem::perms;
    for (const char* const part : {"", "-wal", "-shm"}) {
        const std::filesystem::path path = file.native() + part;
        std::error_code ignored;
        const auto mode = std::filesystem::status(path, ignored).permissions();
        if (!ignored && (mode & perms::others_all) != perms::none) {
            std::filesystem::permissions(path, perms::others_all, std::filesystem::perm_options::remove, ignored);
        }
    }
}

}  // namespace

base::Result<std::unique_ptr<SqliteSession>> SqliteSession::open(const std::filesystem::path& file, Access access) {
    const auto& path = file.native();
    if (path.contains('"')) {
        return base::fail(base::ErrorCode::invalid, "The path of the site's folder must not contain a quotation mark.");
    }
    configure_once();
    return guarded([&]() -> base::Result<std::unique_ptr<SqliteSession>> {
        const auto* mode = access == Access::read ? " readonly=true" : "";
        auto session = std::make_unique<SqliteSession>(std::make_unique<Impl>(fmt::format("dbname=\"{}\"{}", path, mode)));
        // A plan must not depend on bound values: otherwise SQLite parses a statement again for each new value that might
        // meet the condition of a partial index.
        sqlite_api::sqlite3_db_config(session->impl_->handle(), SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
        switch (access) {
            case Access::write:
                session->run("session.writer");
                hide_from_others(file);
                break;
            case Access::read:
                // Closing the last connection would run a checkpoint, which only the writer may do.
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

std::unique_ptr<PreparedStatement> SqliteSession::prepare(const StatementText& text) {
    return std::make_unique<SqliteStatement>(impl_->session(), text, commit_unknown_);
}

void SqliteSession::run_script(std::string_view sql) {
    const std::string script(sql);
    if (const int code = sqlite_api::sqlite3_exec(impl_->handle(), script.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) {
        throw soci::sqlite3_soci_error(sqlite_api::sqlite3_errmsg(impl_->handle()), code);
    }
}

bool SqliteSession::in_transaction() const {
    return sqlite_api::sqlite3_get_autocommit(impl_->handle()) == 0;
}

std::int64_t SqliteSession::rows_written() const {
    return sqlite_api::sqlite3_total_changes64(impl_->handle());
}

::sqlite3* SqliteSession::handle() const {
    return reinterpret_cast<::sqlite3*>(impl_->handle());
}

}  // namespace stoppress::store
