// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/engine/change_follower.hpp"

#include <optional>
#include <thread>

#include <spdlog/spdlog.h>

#include "base/threads/mutex.hpp"
#include "store/limits.hpp"
#include "store/notifications/notification_reader.hpp"
#include "store/sql/database.hpp"
#include "store/sql/postgres_session.hpp"

namespace stoppress::store {

namespace {

constexpr Patience kFollowerPatience{.connect = std::chrono::seconds{2}, .answer = std::chrono::seconds{5}};

}  // namespace

class ChangeFollower::Impl {
public:
    Impl(std::string url, Changed changed, Told told, Hears hears)
        : url_(std::move(url)), changed_(std::move(changed)), told_(std::move(told)), hears_(std::move(hears)), thread_([this] {
              work();
          }) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;
    ~Impl() {
        {
            const base::Lock guard(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }

    [[nodiscard]] std::string trouble() {
        const base::Lock guard(mutex_);
        return trouble_;
    }

private:
    void work() {
        while (!stopping()) {
            const auto followed = guarded([this]() -> base::Result<void> {
                follow();
                return {};
            });
            if (followed.has_value()) {
                continue;
            }
            session_.reset();
            if (set_trouble(followed.error().message)) {
                hears_(false);
                spdlog::error("notifications of changes by other nodes are not received: {}", followed.error().message);
            }
            base::Lock guard(mutex_);
            wake_.wait_for(guard, kServerRest, [this]() REQUIRES(mutex_) { return stopping_; });
        }
    }

    /// One query, then a sleep until there is something new.
    void follow() {
        if (!session_) {
            session_ = std::make_unique<PostgresSession>(url_, Access::read, kFollowerPatience);
            // Before the first query, so that nothing committed after it is missed.
            session_->run("change.listen");
        }
        auto query = session_->query("change.last");
        query.one();
        if (const auto number = query.integer("number"); number != number_) {
            number_ = number;
            changed_(number);
        }
        follow_notifications();
        if (set_trouble({})) {
            hears_(true);
            spdlog::info("notifications of changes by other nodes are received again");
        }
        // In pieces, so that the end of the program does not wait for long.
        for (auto left = kLookEvery; left.count() > 0 && !stopping(); left -= kPiece) {
            if (session_->connection().await_notification(kPiece)) {
                return;
            }
        }
    }

    void follow_notifications() {
        const auto number = last_notification(*session_);
        // Nobody was connected to this node before its start, and nobody misses what was told until then.
        if (notification_ && number > *notification_) {
            told_(told_after(*session_, *notification_));
        }
        notification_ = number;
    }

    [[nodiscard]] bool stopping() {
        const base::Lock guard(mutex_);
        return stopping_;
    }
    /// Whether the message differs in kind from the last one.
    bool set_trouble(const std::string& trouble) {
        const base::Lock guard(mutex_);
        const bool changed = trouble.empty() != trouble_.empty();
        trouble_ = trouble;
        return changed;
    }

    static constexpr std::chrono::milliseconds kLookEvery{1000};
    static constexpr std::chrono::milliseconds kPiece{250};

    const std::string url_;
    Changed changed_;
    Told told_;
    Hears hears_;
    std::unique_ptr<PostgresSession> session_{};
    base::ChangeNumber number_ = 0;
    std::optional<std::int64_t> notification_{};

    base::Mutex mutex_{};
    base::Condition wake_{};
    bool stopping_ GUARDED_BY(mutex_) = false;
    std::string trouble_ GUARDED_BY(mutex_){};
    std::thread thread_;
};

ChangeFollower::ChangeFollower(const settings::Settings& settings, Changed changed, Told told, Hears hears) {
    const auto database = Database::of(settings);
    if (database.has_value() && !database->is_file()) {
        impl_ = std::make_unique<Impl>(database->url(), std::move(changed), std::move(told), std::move(hears));
    }
}
ChangeFollower::~ChangeFollower() = default;

std::string ChangeFollower::trouble() const {
    return impl_ ? impl_->trouble() : std::string{};
}

}  // namespace stoppress::store
