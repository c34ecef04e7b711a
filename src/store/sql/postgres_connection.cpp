// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/postgres_connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

// The server's type numbers (pg_type.dat).
constexpr Oid kBigint = 20;
constexpr Oid kText = 25;

constexpr std::size_t kLongestMessage = 400;

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, kLongestMessage)) {
        const bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    while (line.ends_with(' ')) {
        line.pop_back();
    }
    return line;
}

std::array<char, 8> big_endian(std::int64_t value) {
    auto bits = static_cast<std::uint64_t>(value);
    if constexpr (std::endian::native == std::endian::little) {
        bits = std::byteswap(bits);
    }
    return std::bit_cast<std::array<char, 8>>(bits);
}

void ignore_notice(void* /*unused*/, const PGresult* /*unused*/) {}

}  // namespace

void PostgresResult::Clear::operator()(pg_result* result) const {
    PQclear(result);
}
int PostgresResult::rows() const {
    return PQntuples(result_.get());
}
int PostgresResult::columns() const {
    return PQnfields(result_.get());
}
std::int64_t PostgresResult::changed() const {
    const std::string_view count = PQcmdTuples(result_.get());
    std::int64_t changed = 0;
    std::from_chars(count.data(), count.data() + count.size(), changed);
    return changed;
}
std::optional<std::string_view> PostgresResult::value(int row, int column) const {
    if (PQgetisnull(result_.get(), row, column) != 0) {
        return std::nullopt;
    }
    return std::string_view(PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column)));
}

void PostgresConnection::Finish::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

PostgresConnection::PostgresConnection(const std::string& url, Patience patience) : patience_(patience) {
    connect(url, Clock::now() + patience.connect);
}

void PostgresConnection::connect(const std::string& url, Clock::time_point until) {
    // Options before dbname can be overridden by the address itself.
    const auto seconds = std::to_string(std::max<std::int64_t>(2, patience_.connect.count() / 1000));
    const std::array<const char*, 7> names{
        "application_name", "connect_timeout", "target_session_attrs", "tcp_user_timeout", "dbname", "client_encoding", nullptr};
    const std::array<const char*, 7> values{"stoppress", seconds.c_str(), "read-write", "10000", url.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectStartParams(names.data(), values.data(), 1));
    if (!connection_) {
        throw std::bad_alloc();
    }
    auto state = PQstatus(connection_.get()) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        if (!wait(state == PGRES_POLLING_WRITING, until)) {
            lose("the server does not answer");
        }
        state = PQconnectPoll(connection_.get());
    }
    if (state != PGRES_POLLING_OK) {
        lose(message());
    }
    PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
    PQsetnonblocking(connection_.get(), 1);
}

std::string PostgresConnection::message() const {
    return one_line(PQerrorMessage(connection_.get()));
}

void PostgresConnection::lose(const std::string& why) {
    connection_.reset();
    throw PostgresError({}, why);
}

bool PostgresConnection::wait(bool writing, Clock::time_point until) const {
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd descriptor{PQsocket(connection_.get()), static_cast<short>(writing ? POLLOUT | POLLIN : POLLIN), 0};
        const int ready = ::poll(&descriptor, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (ready > 0) {
            return true;
        }
        if (ready == 0 || errno != EINTR) {
            return false;
        }
    }
}

void PostgresConnection::sent(int accepted) {
    if (accepted != 1) {
        lose(message());
    }
}

PostgresResult PostgresConnection::finish() {
    const auto until = Clock::now() + patience_.answer;
    while (true) {
        const int left = PQflush(connection_.get());
        if (left < 0) {
            lose(message());
        }
        if (left == 0) {
            break;
        }
        if (!wait(true, until)) {
            lose("the server does not answer");
        }
        if (PQconsumeInput(connection_.get()) != 1) {
            lose(message());
        }
    }
    PostgresResult last(nullptr);
    while (true) {
        while (PQisBusy(connection_.get()) != 0) {
            if (!wait(false, until)) {
                lose("the server does not answer");
            }
            if (PQconsumeInput(connection_.get()) != 1) {
                lose(message());
            }
        }
        PostgresResult result(PQgetResult(connection_.get()));
        if (!result.result_) {
            break;
        }
        // The first error of a script is the one that counts.
        if (!last.result_ || PQresultStatus(last.result_.get()) != PGRES_FATAL_ERROR) {
            last = std::move(result);
        }
    }
    if (PQstatus(connection_.get()) == CONNECTION_BAD) {
        lose(message());
    }
    if (last.result_ && PQresultStatus(last.result_.get()) == PGRES_FATAL_ERROR) {
        const char* state = PQresultErrorField(last.result_.get(), PG_DIAG_SQLSTATE);
        const char* said = PQresultErrorField(last.result_.get(), PG_DIAG_MESSAGE_PRIMARY);
        if (state == nullptr) {
            lose(message());
        }
        throw PostgresError(state, one_line(said == nullptr ? "" : said));
    }
    return last;
}

void PostgresConnection::run(const std::string& sql) {
    if (!connection_) {
        throw PostgresError({}, "not connected");
    }
    sent(PQsendQuery(connection_.get(), sql.c_str()));
    static_cast<void>(finish());
}

void PostgresConnection::prepare(const std::string& name, const std::string& sql, std::span<const PostgresValue::Kind> kinds) {
    if (!connection_) {
        throw PostgresError({}, "not connected");
    }
    std::vector<Oid> types;
    types.reserve(kinds.size());
    for (const auto kind : kinds) {
        types.push_back(kind == PostgresValue::Kind::text ? kText : kBigint);
    }
    sent(PQsendPrepare(connection_.get(), name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()));
    static_cast<void>(finish());
}

PostgresResult PostgresConnection::run_prepared(const std::string& name, std::span<const PostgresValue> values) {
    if (!connection_) {
        throw PostgresError({}, "not connected");
    }
    // In binary a text is its bytes and their number: the server refuses a zero byte, and it does not end the text.
    std::vector<std::array<char, 8>> integers(values.size());
    std::vector<const char*> bytes(values.size(), nullptr);
    std::vector<int> lengths(values.size(), 0);
    const std::vector<int> formats(values.size(), 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& value = values[i];
        if (value.kind == PostgresValue::Kind::integer) {
            integers[i] = big_endian(value.integer);
            bytes[i] = integers[i].data();
            lengths[i] = static_cast<int>(integers[i].size());
        } else if (value.kind == PostgresValue::Kind::text) {
            bytes[i] = value.text.empty() ? "" : value.text.data();
            lengths[i] = static_cast<int>(value.text.size());
        }
    }
    sent(PQsendQueryPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()), bytes.data(), lengths.data(), formats.data(),
                             0));
    return finish();
}

bool PostgresConnection::await_notification(std::chrono::milliseconds time) {
    if (!connection_) {
        throw PostgresError({}, "not connected");
    }
    const auto until = Clock::now() + time;
    bool came = false;
    while (true) {
        if (PQconsumeInput(connection_.get()) != 1) {
            lose(message());
        }
        while (auto* notification = PQnotifies(connection_.get())) {
            PQfreemem(notification);
            came = true;
        }
        if (came || !wait(false, until)) {
            return came;
        }
    }
}

PostgresConnection::Transaction PostgresConnection::transaction() const {
    if (!connection_) {
        return Transaction::lost;
    }
    switch (PQtransactionStatus(connection_.get())) {
        case PQTRANS_IDLE:
            return Transaction::none;
        case PQTRANS_ACTIVE:
        case PQTRANS_INTRANS:
            return Transaction::open;
        case PQTRANS_INERROR:
            return Transaction::failed;
        default:
            return Transaction::lost;
    }
}

}  // namespace stoppress::store
