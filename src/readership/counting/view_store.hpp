// SPDX-License-Identifier: GPL-3.0-or-later
// What counting needs of the store: a narrow interface, so that tests can simulate a failing disk.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   ViewBatch -> ViewStore -> store's Writer; store's ReadPool -> ViewStore -> RankingWindow
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
#include "readership/counting/view_batch.hpp"
#include "store/engine/writer.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {
class ReadPool;
class ReadSnapshot;
}  // namespace stoppress::store

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

    /// Every story's total, then every hour from `first` on, in one state of the store; returns the
    /// change log's number.
    virtual base::Result<base::ChangeNumber> load(base::Hour first, const EachTotal& total, const EachHour& hour) = 0;
    /// Every stored hour from `first` to `last` inclusive.
    virtual base::Result<void> hours(base::Hour first, base::Hour last, const EachHour& hour) = 0;
    /// The stories of all changes after `number`; returns the last change's number.
    virtual base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) = 0;
    /// Asks, counts and adds in one transaction, then finishes the batch.
    virtual void commit(std::shared_ptr<ViewBatch> batch) = 0;
    /// Call it regularly: adds logged views to the sums when that is due.
    virtual void run_periodic(std::chrono::steady_clock::time_point /*now*/) {}

    /// Whether other nodes count, too.
    [[nodiscard]] virtual bool shared() const { return false; }
    /// Views counted by other nodes since load() or the last call. Fails with `stale` if that was too long ago, or if
    /// the database was restarted: call load() again.
    virtual base::Result<void> others(const EachHour& /*each*/) { return {}; }
    /// The facts about stories that rankings need.
    virtual base::Result<std::vector<store::RankingFacts>> facts(std::span<const base::StoryId> /*stories*/) {
        return std::vector<store::RankingFacts>{};
    }
};

/// The site's own store.
class SiteViewStore final : public ViewStore {
public:
    SiteViewStore(store::Writer& writer, store::ReadPool& pool) : writer_(writer), pool_(pool) {}

    base::Result<base::ChangeNumber> load(base::Hour first, const EachTotal& total, const EachHour& hour) override;
    base::Result<void> hours(base::Hour first, base::Hour last, const EachHour& hour) override;
    base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) override;
    /// Adds a small batch to the sums of its stories, and logs a large one for run_periodic(): with ten thousand different
    /// stories that takes a tenth of the time.
    void commit(std::shared_ptr<ViewBatch> batch) override;
    void run_periodic(std::chrono::steady_clock::time_point now) override;
    [[nodiscard]] bool shared() const override { return writer_.node() != 0; }
    base::Result<void> others(const EachHour& each) override;
    base::Result<std::vector<store::RankingFacts>> facts(std::span<const base::StoryId> stories) override;

private:
    base::Result<void> add_up();
    base::Result<void> load_shared(store::ReadSnapshot& snapshot, base::Hour first, const EachTotal& total, const EachHour& hour);

    store::Writer& writer_;
    store::ReadPool& pool_;
    /// Logged views that are not in the sums yet; shared with the writer thread.
    struct Logged {
        std::atomic<bool> something = false;                   ///< there may be some; set again if adding them failed
        std::atomic<std::chrono::steady_clock::rep> cost = 0;  ///< of the last addition, in ticks of the steady clock
    };
    std::shared_ptr<Logged> logged_ = std::make_shared<Logged>();
    std::chrono::steady_clock::time_point add_up_at_{};
    store::ViewCursor cursor_;  ///< up to where other nodes' views are known
    std::chrono::steady_clock::time_point followed_at_{};
};

}  // namespace stoppress::readership
