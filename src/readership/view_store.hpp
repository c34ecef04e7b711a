// SPDX-License-Identifier: GPL-3.0-or-later
// The little that counting needs of the store: narrow, so that tests can let a disk fail.
// Flow:   ViewBatch -> ViewStore -> store's Writer; store's ReadPool -> ViewStore -> Standings
// Thread: the counting thread calls; batches are finished on the writer thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "readership/view_batch.hpp"
#include "store/read_pool.hpp"
#include "store/records.hpp"
#include "store/writer.hpp"

namespace stoppress::readership {

class ViewStore {
public:
    using EachHour = std::function<void(const store::ViewCount&)>;
    using EachStory = std::function<void(base::StoryId)>;
    using EachTotal = std::function<void(const store::ViewCount&, const store::RankingFacts&)>;

    ViewStore() = default;
    ViewStore(const ViewStore&) = delete;
    ViewStore& operator=(const ViewStore&) = delete;
    ViewStore(ViewStore&&) = delete;
    ViewStore& operator=(ViewStore&&) = delete;
    virtual ~ViewStore() = default;

    /// Every story's total, then every hour from `first` on, of one state of the store: the change log's number is returned.
    virtual base::Result<base::ChangeNumber> load(std::int64_t first, const EachTotal& total, const EachHour& hour) = 0;
    /// Every stored hour from `first` to `last`.
    virtual base::Result<void> hours(std::int64_t first, std::int64_t last, const EachHour& hour) = 0;
    /// The stories of all changes after `number`; returns the last change's number.
    virtual base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) = 0;
    /// Asks, counts and adds in one transaction, then finishes the batch.
    virtual void commit(std::shared_ptr<ViewBatch> batch) = 0;
    /// To be called now and then: adds up what was only logged.
    virtual void tend(std::chrono::steady_clock::time_point /*now*/) {}

    /// Whether other nodes count, too.
    [[nodiscard]] virtual bool shared() const { return false; }
    /// What others have counted since load(), or since the last call. `stale` where that was too long ago, or the database was started
    /// again: load() again.
    virtual base::Result<void> others(const EachHour& /*each*/) { return {}; }
    /// What is known of stories.
    virtual base::Result<std::vector<store::RankingFacts>> facts(std::span<const base::StoryId> /*stories*/) {
        return std::vector<store::RankingFacts>{};
    }
};

/// The site's own store.
class SiteViewStore final : public ViewStore {
public:
    SiteViewStore(store::Writer& writer, store::ReadPool& pool) : writer_(writer), pool_(pool) {}

    base::Result<base::ChangeNumber> load(std::int64_t first, const EachTotal& total, const EachHour& hour) override;
    base::Result<void> hours(std::int64_t first, std::int64_t last, const EachHour& hour) override;
    base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) override;
    /// A small batch is added to the sums of its stories, a large one logged for tend(): with ten thousand stories viewed in turn that
    /// takes a tenth of the time.
    void commit(std::shared_ptr<ViewBatch> batch) override;
    void tend(std::chrono::steady_clock::time_point now) override;
    [[nodiscard]] bool shared() const override { return writer_.node() != 0; }
    base::Result<void> others(const EachHour& each) override;
    base::Result<std::vector<store::RankingFacts>> facts(std::span<const base::StoryId> stories) override;

private:
    base::Result<void> add_up();
    base::Result<void> load_shared(store::ReadSnapshot& snapshot, std::int64_t first, const EachTotal& total, const EachHour& hour);

    store::Writer& writer_;
    store::ReadPool& pool_;
    /// What is logged and not added up yet; shared with the writer thread.
    struct Logged {
        std::atomic<bool> something = false;                   ///< may be; said again where adding up failed
        std::atomic<std::chrono::steady_clock::rep> cost = 0;  ///< of adding up last time, in ticks of the steady clock
    };
    std::shared_ptr<Logged> logged_ = std::make_shared<Logged>();
    std::chrono::steady_clock::time_point add_up_at_{};
    store::ViewCursor cursor_;  ///< up to where others' views are known
    std::chrono::steady_clock::time_point followed_at_{};
};

}  // namespace stoppress::readership
