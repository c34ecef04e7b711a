// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/credentials.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

constexpr std::string_view kFileName = "credentials.db";
constexpr std::string_view kPrefix = "sp_";  // so that scanners for leaked secrets can know one
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kMaxTokenLength = 100;  // ours have 46
constexpr std::array<std::string_view, 4> kRoles{"contributor", "reporter", "editor", "admin"};

std::string new_token() {
    std::array<unsigned char, kTokenBytes> random{};
    randombytes_buf(random.data(), random.size());
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(kTokenBytes, kVariant)> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), kVariant);
    return std::string(kPrefix) + text.data();
}

std::string hash_of(std::string_view token) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(token.data()), token.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

/// Makes the file where it is missing, for its owner alone, before SQLite would make it for others, too.
base::Result<void> make_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be written: {}.", file.native(), std::strerror(errno)));
    }
    ::close(descriptor);
    return {};
}

}  // namespace

std::string_view to_string(Role role) {
    return kRoles.at(static_cast<std::size_t>(role));
}

std::optional<Role> parse_role(std::string_view text) {
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
        if (kRoles.at(i) == text) {
            return static_cast<Role>(i);
        }
    }
    return std::nullopt;
}

class Credentials::Impl {
public:
    Impl(Database database, const base::Clock& clock) : database_(std::move(database)), clock_(clock) {}

    /// Connects, and makes the tables where they are missing.
    base::Result<void> connect() {
        TRY(session_, database_.open(Access::credentials));
        return guarded([&]() -> base::Result<void> {
            if (database_.is_file()) {
                if (version() == 0) {
                    session_->run("credentials.schema");
                }
            } else {
                session_->query("schema.lock").one();
                auto tables = session_->query("schema.tables");
                if (tables.one() && tables.integer("tables") == 0) {
                    session_->run("credentials.schema");
                }
                session_->query("schema.unlock").one();
            }
            if (version() > 1) {
                return base::fail(base::ErrorCode::unsupported,
                                  fmt::format("A newer Stoppress wrote {}: install that version or later.", database_.name()));
            }
            return {};
        });
    }

    base::Result<std::string> create_token(const std::string& name, Role role) {
        return ask([&]() -> base::Result<std::string> {
            auto token = new_token();
            auto query = session_->query("credentials.insert_token");
            query.set("name", name).set("hash", hash_of(token)).set("role", to_string(role));
            if (query.set("created_at", base::to_milliseconds(clock_.now())).run() == 0) {
                auto error = base::fail(base::ErrorCode::conflict,
                                        fmt::format("There is a token named \"{}\"; revoke it first or choose another name.", name));
                error.fields.push_back({"/name", "is taken"});
                return error;
            }
            return token;
        });
    }

    base::Result<std::vector<TokenInfo>> tokens() {
        return ask([&]() -> base::Result<std::vector<TokenInfo>> {
            std::vector<TokenInfo> tokens;
            auto query = session_->query("credentials.list_tokens");
            while (query.next()) {
                tokens.push_back({query.text("name"), parse_role(query.text("role")).value_or(Role::contributor),
                                  base::from_milliseconds(query.integer("created_at"))});
            }
            return tokens;
        });
    }

    base::Result<void> revoke_token(const std::string& name) {
        return ask([&]() -> base::Result<void> {
            if (session_->query("credentials.delete_token").set("name", name).run() == 0) {
                return base::fail(base::ErrorCode::not_found, fmt::format("There is no token named \"{}\".", name));
            }
            return {};
        });
    }

    base::Result<std::optional<Identity>> identify(std::string_view token) {
        if (!token.starts_with(kPrefix) || token.size() > kMaxTokenLength) {
            return std::optional<Identity>{};
        }
        const auto hash = hash_of(token);
        return ask([&]() -> base::Result<std::optional<Identity>> {
            auto query = session_->query("credentials.find_token");
            if (!query.set("hash", hash).one()) {
                return std::optional<Identity>{};
            }
            return std::optional(Identity{query.text("name"), parse_role(query.text("role")).value_or(Role::contributor)});
        });
    }

private:
    std::int64_t version() {
        auto query = session_->query("schema.version");
        query.one();
        return query.integer("version");
    }

    /// Where a server was restarted, the connection is opened again.
    template <class Work>
    auto ask(const Work& work) -> std::invoke_result_t<Work> {
        const std::lock_guard guard(mutex_);
        const bool connected = session_ != nullptr;
        for (bool again = connected && !database_.is_file();; again = false) {
            if (!session_) {
                TRY_VOID(connect());
            }
            auto answer = guarded(work);
            if (answer.has_value() || database_.is_file() || answer.error().code != base::ErrorCode::unavailable) {
                return answer;
            }
            session_.reset();
            if (!again) {
                return answer;
            }
        }
    }

    std::mutex mutex_{};
    const Database database_;
    std::unique_ptr<Session> session_{};
    const base::Clock& clock_;
};

Credentials::Credentials(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Credentials::~Credentials() = default;

base::Result<Database> credentials_database(const settings::Settings& settings) {
    TRY(const auto site, Database::of(settings));
    const auto& own = settings.database.credentials_url;
    const auto url = !own.empty() ? own : site.is_file() ? fmt::format("sqlite:{}", kFileName) : site.url();
    return Database::parse(url, settings.folder);
}

base::Result<std::unique_ptr<Credentials>> Credentials::open(const settings::Settings& settings, const base::Clock& clock) {
    if (sodium_init() < 0) {
        return base::fail(base::ErrorCode::internal, "The system gives no random numbers.");
    }
    TRY(auto database, credentials_database(settings));
    if (database.is_file()) {
        TRY_VOID(make_private(database.file()));
    }
    auto impl = std::make_unique<Impl>(std::move(database), clock);
    TRY_VOID(impl->connect());
    return std::make_unique<Credentials>(std::move(impl));
}

base::Result<std::string> Credentials::create_token(const std::string& name, Role role) {
    return impl_->create_token(name, role);
}
base::Result<std::vector<TokenInfo>> Credentials::tokens() {
    return impl_->tokens();
}
base::Result<void> Credentials::revoke_token(const std::string& name) {
    return impl_->revoke_token(name);
}
base::Result<std::optional<Identity>> Credentials::identify(std::string_view token) {
    return impl_->identify(token);
}

}  // namespace stoppress::store
