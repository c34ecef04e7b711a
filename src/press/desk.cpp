// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/desk.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include <spdlog/spdlog.h>

#include "base/failure_log.hpp"
#include "base/threads/mutex.hpp"
#include "base/threads/this_thread.hpp"
#include "edition/address_book.hpp"
#include "press/lag.hpp"
#include "press/site_boxes.hpp"
#include "store/engine/read_pool.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::press {

namespace {

constexpr std::chrono::milliseconds kRetry{200};  // after a failed read: the store may have been busy or the disk away for a moment
/// How often the time is looked at while a breaking line will end: the clock may be set.
constexpr std::chrono::milliseconds kLineLook{200};

bool same_cards(std::span<const story::Card> a, std::span<const story::Card> b) {
    return std::ranges::equal(a, b, [](const story::Card& x, const story::Card& y) {
        return x.id == y.id && x.revision == y.revision && x.url == y.url && x.published_at == y.published_at;
    });
}

}  // namespace

class Desk::Impl {
public:
    Impl(settings::EffectiveSettings& effective_settings, store::ReadPool& pool, Press& press, const base::Clock& clock)
        : effective_settings_(effective_settings),
          pool_(pool),
          press_(press),
          clock_(clock),
          settings_(effective_settings.current()),
          book_(pool, [this] { change([&]() REQUIRES(mutex_) { new_addresses_ = true; }); }) {}
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;

    ~Impl() { stop(); }

    void stop() {
        {
            const base::Lock lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        if (thread_.joinable()) {
            thread_.join();
        }
        book_.stop();
        std::vector<Waiter> left;
        {
            const base::Lock lock(mutex_);
            left.swap(waiters_);
        }
        for (auto& waiter : left) {
            waiter.visible();
        }
    }

    base::Result<void> begin(std::shared_ptr<const render::Theme> theme, std::shared_ptr<const readership::Ranking> ranking) {
        theme_ = std::move(theme);
        ranking_ = std::move(ranking);
        TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(const auto kept, store::SiteReader(snapshot).settings());
            settings_ = effective_settings_.with(kept);
            TRY(edition_, edition::first_edition(snapshot, newest_length(*settings_)));
            TRY(most_viewed_, most_viewed_cards(snapshot, *ranking_, settings_->boxes.most_viewed));
            return {};
        }));
        book_.read_all();
        effective_settings_.adopt(settings_);
        if (auto chosen = chosen_theme(*settings_)) {
            theme_ = std::move(chosen);
        }
        theme_ = render::Theme::with_site(theme_, settings_->site);
        set_all_boxes();
        show({edition_->number, ++sequence_, {}, {}});
        {
            // The address book's own thread is already reading.
            const base::Lock lock(mutex_);
            shown_ = edition_->number;
        }
        thread_ = std::thread{[this] {
            base::name_this_thread("desk");
            base::take_short_turns();
            run();
        }};
        return {};
    }

    void committed(base::ChangeNumber number) {
        change([&]() REQUIRES(mutex_) { committed_ = std::max(committed_, number); });
    }
    void receives_changes(bool receives) {
        change([&]() REQUIRES(mutex_) {
            receives_from_ = receives ? std::optional(committed_) : std::nullopt;
            if (!receives) {
                press_.set_addresses_incomplete(AddressesIncomplete::changes_missed, true);
            }
        });
    }
    void ranked(std::shared_ptr<const readership::Ranking> ranking) {
        change([&]() REQUIRES(mutex_) { new_ranking_ = std::move(ranking); });
    }
    void set_theme(std::shared_ptr<const render::Theme> theme) {
        change([&]() REQUIRES(mutex_) { new_theme_ = std::move(theme); });
    }

    void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible) {
        bool stopped = false;
        change([&]() REQUIRES(mutex_) {
            committed_ = std::max(committed_, number);
            stopped = stopping_;
            if (!stopped) {
                waiters_.push_back({number, std::move(visible)});
            }
        });
        if (stopped) {
            // NOLINTNEXTLINE(bugprone-use-after-move): moved only where it was not stopped.
            visible();
        }
    }

    [[nodiscard]] std::string trouble() {
        const base::Lock lock(mutex_);
        return lag_.trouble(std::chrono::steady_clock::now());
    }

private:
    struct Waiter {
        base::ChangeNumber number = 0;
        std::move_only_function<void()> visible;
    };

    [[nodiscard]] std::size_t new_articles_length() const { return static_cast<std::size_t>(settings_->boxes.new_articles.length); }

    template <class Do>
    void change(const Do& what) {
        {
            const base::Lock lock(mutex_);
            what();
            if (is_behind()) {
                lag_.arrived(std::chrono::steady_clock::now());
            }
        }
        wake_.notify_one();
    }

    /// Whether something waits to be shown.
    [[nodiscard]] bool is_behind() const REQUIRES(mutex_) {
        return committed_ > shown_ || new_ranking_ != nullptr || new_theme_ != nullptr;
    }

    void set_all_boxes() {
        boxes_ = std::make_shared<const boxes::BoxSet>(make_boxes(*theme_, *edition_, most_viewed_, *settings_));
        set_line();
    }

    /// Puts the edition's breaking line into the boxes, unless it has ended.
    void set_line() {
        const auto* line = breaking_line_at(*edition_, clock_.now());
        boxes_ = std::make_shared<const boxes::BoxSet>(boxes::set_breaking(*boxes_, *theme_, line));
        line_shown_ = line != nullptr;
    }
    /// Whether the breaking line that pages show will end by itself.
    [[nodiscard]] bool line_will_end() const { return line_shown_ && edition_->breaking->until; }
    [[nodiscard]] bool line_is_over() const { return line_will_end() && breaking_line_at(*edition_, clock_.now()) == nullptr; }
    /// Takes it off every page. Needs no database, so it ends in time while there is none.
    void end_line() {
        set_line();
        show({edition_->number, ++sequence_, {}, {}});
    }

    void show(Outdated outdated) {
        auto state = std::make_shared<const SiteState>(
            SiteState{outdated.sequence, edition_, boxes_, ranking_, theme_, settings_, book_.current(), former_theme_});
        press_.switch_to(std::move(state), std::move(outdated));
    }

    void run() {
        base::Lock lock(mutex_);
        while (true) {
            const auto has_work = [&]() REQUIRES(mutex_) {
                return stopping_ || committed_ > edition_->number || new_ranking_ != nullptr || new_theme_ != nullptr || new_addresses_ ||
                       has_ready_waiter() || has_caught_up();
            };
            if (line_will_end()) {
                wake_.wait_for(lock, kLineLook, has_work);
            } else {
                wake_.wait(lock, has_work);
            }
            if (stopping_) {
                return;
            }
            if (line_is_over()) {
                lock.unlock();
                end_line();
                lock.lock();
            }
            if (!has_work()) {
                continue;
            }
            const bool follow = committed_ > edition_->number;
            const auto due = committed_;
            const auto began = std::chrono::steady_clock::now();
            std::string reason;
            auto ranking = std::exchange(new_ranking_, nullptr);
            auto theme = std::exchange(new_theme_, nullptr);
            const bool addresses = std::exchange(new_addresses_, false);
            lock.unlock();
            bool read = true;
            if (follow || ranking != nullptr || theme != nullptr || addresses) {
                const auto result = advance(follow, ranking, theme);
                read = result.has_value();
                press_.set_addresses_incomplete(AddressesIncomplete::read_failed, !read);
                if (!read) {
                    reason = result.error().message;
                    failures_.failed(result.error().message);
                } else {
                    failures_.recovered();
                }
            }
            lock.lock();
            shown_ = edition_->number;
            if (!read) {
                lag_.failed(std::move(reason));
                // Puts back what was taken, unless something newer has arrived.
                new_ranking_ = new_ranking_ == nullptr ? std::move(ranking) : std::move(new_ranking_);
                new_theme_ = new_theme_ == nullptr ? std::move(theme) : std::move(new_theme_);
                new_addresses_ = new_addresses_ || addresses;
                wake_.wait_for(lock, kRetry, [&]() REQUIRES(mutex_) { return stopping_; });
                continue;
            }
            if (shown_ >= due) {
                lag_.shown(began, is_behind());
            }
            if (has_caught_up()) {
                receives_from_.reset();
                press_.set_addresses_incomplete(AddressesIncomplete::changes_missed, false);
            }
            auto ready = take_ready_waiters();
            lock.unlock();
            for (auto& waiter : ready) {
                waiter.visible();
            }
            lock.lock();
        }
    }

    /// Whether everything is shown that was committed while changes of other nodes were not received.
    [[nodiscard]] bool has_caught_up() const REQUIRES(mutex_) { return receives_from_ && *receives_from_ <= edition_->number; }

    [[nodiscard]] bool has_ready_waiter() const REQUIRES(mutex_) {
        return std::ranges::any_of(waiters_, [&](const Waiter& waiter) { return waiter.number <= edition_->number; });
    }

    std::vector<Waiter> take_ready_waiters() REQUIRES(mutex_) {
        std::vector<Waiter> ready;
        for (auto& waiter : waiters_) {
            if (waiter.number <= edition_->number) {
                ready.push_back(std::move(waiter));
            }
        }
        std::erase_if(waiters_, [](const Waiter& waiter) { return waiter.visible == nullptr; });
        return ready;
    }

    /// The theme named by `settings`, if it differs from the one in use. A theme that does not work on this node is
    /// logged, and the current one stays: the site is served whatever was chosen.
    [[nodiscard]] std::shared_ptr<const render::Theme> chosen_theme(const settings::Settings& settings) const {
        if (settings.site.theme == theme_->name()) {
            return nullptr;
        }
        auto chosen = render::Theme::load(settings);
        if (!chosen.has_value()) {
            spdlog::error("The chosen theme {} cannot be used; the current theme stays in use. {}", settings.site.theme,
                          chosen.error().message);
            return nullptr;
        }
        return std::move(*chosen);
    }

    base::Result<void> advance(bool follow, const std::shared_ptr<const readership::Ranking>& ranking,
                               std::shared_ptr<const render::Theme> theme) {
        Outdated outdated;
        std::shared_ptr<const edition::Edition> edition = edition_;
        const auto& present_ranking = ranking == nullptr ? ranking_ : ranking;
        auto settings = settings_;
        std::vector<story::Card> most_viewed;
        TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            if (follow) {
                TRY(auto next, edition::next_edition(*edition_, snapshot, newest_length(*settings_)));
                edition = std::move(next.edition);
                outdated.tags = std::move(next.tags);
                book_.follow(std::move(next.paths));
            }
            if (std::ranges::find(outdated.tags, store::settings_tag()) != outdated.tags.end()) {
                TRY(const auto kept, store::SiteReader(snapshot).settings());
                settings = effective_settings_.with(kept);
                TRY(edition, edition::with_newest(*edition, snapshot, newest_length(*settings)));
            }
            TRY(most_viewed, most_viewed_cards(snapshot, *present_ranking, settings->boxes.most_viewed));
            return {};
        }));
        const bool settings_changed = settings != settings_;
        if (theme != nullptr && theme->name() != settings->site.theme) {
            theme = nullptr;  // its folder was read while another one was in use
        }
        if (theme != nullptr && theme->name() == theme_->name() && theme->version() == theme_->version()) {
            theme = nullptr;  // as the theme in use
        }
        if (settings_changed && theme == nullptr) {
            theme = chosen_theme(*settings);
        }
        const bool new_articles_changed = !same_cards(edition->newest, edition_->newest);
        const bool line_changed = edition->breaking != edition_->breaking;
        const bool most_viewed_changed = !same_cards(most_viewed, most_viewed_);
        edition_ = std::move(edition);
        most_viewed_ = std::move(most_viewed);
        if (ranking != nullptr) {
            ranking_ = ranking;
            outdated.state_tags.emplace_back(kRankingTag);
        }
        if (settings_changed) {
            settings_ = std::move(settings);
            outdated.state_tags.emplace_back(kSettingsTag);
        }
        if (theme != nullptr) {
            former_theme_ = theme_;
            outdated.state_tags.emplace_back(kThemeTag);
        }
        if (theme != nullptr || settings_changed) {
            theme_ = render::Theme::with_site(theme == nullptr ? theme_ : theme, settings_->site);
            set_all_boxes();
        } else {
            if (new_articles_changed) {
                boxes_ = std::make_shared<const boxes::BoxSet>(
                    boxes::set_new_articles(*boxes_, *theme_, edition_->newest, new_articles_length()));
            }
            if (most_viewed_changed) {
                boxes_ = std::make_shared<const boxes::BoxSet>(
                    boxes::set_most_viewed(*boxes_, *theme_, most_viewed_, settings_->boxes.most_viewed.window));
            }
            if (line_changed) {
                set_line();
            }
        }
        outdated.number = edition_->number;
        outdated.sequence = ++sequence_;
        show(std::move(outdated));
        if (settings_changed) {
            effective_settings_.adopt(settings_);
        }
        return {};
    }

    settings::EffectiveSettings& effective_settings_;
    store::ReadPool& pool_;
    Press& press_;
    const base::Clock& clock_;

    // Used by the desk's thread only, once it runs.
    std::shared_ptr<const settings::Settings> settings_;
    std::shared_ptr<const edition::Edition> edition_;
    std::vector<story::Card> most_viewed_;
    std::shared_ptr<const readership::Ranking> ranking_;
    std::shared_ptr<const render::Theme> theme_;
    std::shared_ptr<const render::Theme> former_theme_;
    std::shared_ptr<const boxes::BoxSet> boxes_;
    bool line_shown_ = false;  // the boxes have the edition's breaking line
    std::uint64_t sequence_ = 0;

    base::Mutex mutex_;
    base::Condition wake_;
    bool stopping_ GUARDED_BY(mutex_) = false;
    base::ChangeNumber committed_ GUARDED_BY(mutex_) = 0;
    base::ChangeNumber shown_ GUARDED_BY(mutex_) = 0;  // the edition's number, for other threads
    Lag lag_ GUARDED_BY(mutex_);
    base::FailureLog failures_{"the pages cannot be updated from the database, retrying"};
    std::shared_ptr<const readership::Ranking> new_ranking_ GUARDED_BY(mutex_);
    std::shared_ptr<const render::Theme> new_theme_ GUARDED_BY(mutex_);
    bool new_addresses_ GUARDED_BY(mutex_) = false;
    // Set when changes of others are received again: their addresses up to here must still be learnt.
    std::optional<base::ChangeNumber> receives_from_ GUARDED_BY(mutex_);
    std::vector<Waiter> waiters_ GUARDED_BY(mutex_);
    edition::AddressBook book_;  // used by the desk's thread; its own thread ends before the other members are destroyed
    std::thread thread_;
};

Desk::Desk(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Desk::~Desk() = default;

base::Result<std::unique_ptr<Desk>> Desk::open(settings::EffectiveSettings& settings, store::ReadPool& pool, Press& press,
                                               std::shared_ptr<const render::Theme> theme,
                                               std::shared_ptr<const readership::Ranking> ranking, const base::Clock& clock) {
    auto impl = std::make_unique<Impl>(settings, pool, press, clock);
    TRY_VOID(impl->begin(std::move(theme), std::move(ranking)));
    return std::unique_ptr<Desk>{new Desk{std::move(impl)}};
}

void Desk::stop() {
    impl_->stop();
}
void Desk::committed(base::ChangeNumber number) {
    impl_->committed(number);
}
void Desk::receives_changes(bool receives) {
    impl_->receives_changes(receives);
}
void Desk::ranked(std::shared_ptr<const readership::Ranking> ranking) {
    impl_->ranked(std::move(ranking));
}
void Desk::set_theme(std::shared_ptr<const render::Theme> theme) {
    impl_->set_theme(std::move(theme));
}
void Desk::when_visible(base::ChangeNumber number, std::move_only_function<void()> visible) {
    impl_->when_visible(number, std::move(visible));
}

std::string Desk::trouble() const {
    return impl_->trouble();
}

}  // namespace stoppress::press
