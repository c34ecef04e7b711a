// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/following/site_search.hpp"

#include <algorithm>
#include <set>
#include <thread>

#include "base/failure_log.hpp"
#include "base/threads/mutex.hpp"
#include "base/threads/this_thread.hpp"
#include "search/following/index_keeper.hpp"
#include "search/following/read_entries.hpp"
#include "search/index/search_index.hpp"
#include "store/engine/read_pool.hpp"
#include "store/lists/list_reader.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::search {

namespace {

constexpr std::chrono::seconds kRetry{2};    // after a failure: the disk may be full, or the database away
constexpr std::int64_t kReadBySearch = 200;  // changes that the index lacks, which a search reads itself

}  // namespace

class SiteSearch::Impl {
public:
    Impl(std::filesystem::path folder, store::ReadPool& pool) : folder_(std::move(folder)), keeper_(folder_, pool) {
        thread_ = std::thread([this] {
            base::name_this_thread("search");
            base::take_rank(base::Rank::preparing);
            run();
        });
    }
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
    }

    void committed(base::ChangeNumber number) {
        {
            const base::Lock lock(mutex_);
            committed_ = std::max(committed_, number);
        }
        wake_.notify_one();
    }

    base::Result<Found> find(store::ReadSnapshot& snapshot, const Query& query) const {
        auto found = find_once(snapshot, query);
        if (!found.has_value() && found.error().code == base::ErrorCode::unavailable) {
            return find_once(snapshot, query);  // the index was written twice meanwhile
        }
        return found;
    }

    [[nodiscard]] Totals totals() const {
        const base::Lock lock(mutex_);
        return {.change = reached_.change, .whole = reached_.whole};
    }

private:
    void run() {
        base::Lock lock(mutex_);
        bool more = true;
        while (!stopping_) {
            if (!more) {
                wake_.wait(lock, [&]() REQUIRES(mutex_) { return stopping_ || committed_ > reached_.change; });
                more = true;
                continue;
            }
            const auto due = committed_;
            lock.unlock();
            const auto advanced = keeper_.advance();
            if (advanced.has_value()) {
                failures_.recovered();
            } else {
                failures_.failed(advanced.error().message);
            }
            lock.lock();
            reached_ = keeper_.reached();
            verified_ = keeper_.verified();
            more = !advanced.has_value() || *advanced;
            // A change that was committed before and is not in the log: not to be asked for without a pause.
            if (!advanced.has_value() || (!more && due > reached_.change)) {
                wake_.wait_for(lock, kRetry, [&]() REQUIRES(mutex_) { return stopping_; });
            }
        }
    }

    base::Result<Found> find_once(store::ReadSnapshot& snapshot, const Query& query) const {
        TRY(const auto number, snapshot.change_number());
        std::optional<IndexSnapshot> index;
        if (is_verified()) {
            // A damaged one is as good as none: it is made anew at the next start.
            auto opened = IndexSnapshot::open(folder_);
            if (opened.has_value()) {
                index = std::move(*opened);
            }
        }
        const auto reached = index ? index->reached() : Reached{};
        const auto from = std::max(reached.change, number - kReadBySearch);
        Changed changed;
        ReadEntries newer;
        if (from < number) {
            TRY(changed, read_changed(snapshot, from, kReadBySearch));
            TRY(newer, read_entries(snapshot, changed.stories));
        }
        Found found;
        TRY(found.answer, index ? index->find(query, newer.published, changed.stories) : find_in(newer.published, query));
        found.whole = number == 0 || (reached.whole && from == reached.change);
        TRY_VOID(keep_published(snapshot, found.answer));
        return found;
    }

    /// The index may be ahead of the snapshot.
    static base::Result<void> keep_published(store::ReadSnapshot& snapshot, Answer& answer) {
        TRY(const auto cards, store::ListReader(snapshot).cards(answer.stories));
        std::set<base::StoryId> published;
        std::ranges::transform(cards, std::inserter(published, published.end()), &story::Card::id);
        std::erase_if(answer.stories, [&](base::StoryId id) { return !published.contains(id); });
        return {};
    }

    [[nodiscard]] bool is_verified() const {
        const base::Lock lock(mutex_);
        return verified_;
    }

    const std::filesystem::path folder_;
    IndexKeeper keeper_;  // the thread's
    base::FailureLog failures_{"the search index cannot follow the store"};
    mutable base::Mutex mutex_;
    base::Condition wake_;
    bool stopping_ GUARDED_BY(mutex_) = false;
    bool verified_ GUARDED_BY(mutex_) = false;
    base::ChangeNumber committed_ GUARDED_BY(mutex_) = 0;
    Reached reached_ GUARDED_BY(mutex_){};
    std::thread thread_;
};

SiteSearch::SiteSearch(const std::filesystem::path& site, store::ReadPool& pool)
    : impl_(std::make_unique<Impl>(site / kIndexFolder, pool)) {}
SiteSearch::~SiteSearch() = default;

void SiteSearch::stop() {
    impl_->stop();
}

void SiteSearch::committed(base::ChangeNumber number) {
    impl_->committed(number);
}

base::Result<SiteSearch::Found> SiteSearch::find(store::ReadSnapshot& snapshot, const Query& query) const {
    return impl_->find(snapshot, query);
}

SiteSearch::Totals SiteSearch::totals() const {
    return impl_->totals();
}

}  // namespace stoppress::search
