// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/credentials.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "store/sql/session.hpp"

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
    Impl(std::unique_ptr<Session> session, const base::Clock& clock) : session_(std::move(session)), clock_(clock) {}

    base::Result<std::string> create_token(const std::string& name, Role role) {
        const std::lock_guard guard(mutex_);
        return guarded([&]() -> base::Result<std::string> {
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
        const std::lock_guard guard(mutex_);
        return guarded([&]() -> base::Result<std::vector<TokenInfo>> {
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
        const std::lock_guard guard(mutex_);
        return guarded([&]() -> base::Result<void> {
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
        const std::lock_guard guard(mutex_);
        return guarded([&]() -> base::Result<std::optional<Identity>> {
            auto query = session_->query("credentials.find_token");
            if (!query.set("hash", hash).one()) {
                return std::optional<Identity>{};
            }
            return std::optional(Identity{query.text("name"), parse_role(query.text("role")).value_or(Role::contributor)});
        });
    }

private:
    std::mutex mutex_{};
    std::unique_ptr<Session> session_;
    const base::Clock& clock_;
};

Credentials::Credentials(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Credentials::~Credentials() = default;

base::Result<std::unique_ptr<Credentials>> Credentials::open(const std::filesystem::path& folder, const base::Clock& clock) {
    if (sodium_init() < 0) {
        return base::fail(base::ErrorCode::internal, "The system gives no random numbers.");
    }
    const auto file = folder / kFileName;
    TRY_VOID(make_private(file));
    TRY(auto session, Session::open(file, Access::credentials));
    return guarded([&]() -> base::Result<std::unique_ptr<Credentials>> {
        auto version = session->query("schema.version");
        version.one();
        const auto number = version.integer("version");
        if (number > 1) {
            return base::fail(base::ErrorCode::unsupported,
                              fmt::format("A newer Stoppress wrote {}: install that version or later.", file.native()));
        }
        if (number == 0) {
            session->run("credentials.schema");
        }
        return std::make_unique<Credentials>(std::make_unique<Impl>(std::move(session), clock));
    });
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
