// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether a view counts as a person's, a robot's, or a repeat, and adds it to the open tallies.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   View, Beacon -> ViewDeduplicator -> Tally -> ViewBatch
// Thread: the counting thread. Called only while no batch is being committed, so everything it remembers is durable or
//         in the open tallies.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time/time.hpp"
#include "readership/counting/repeat_window.hpp"
#include "readership/counting/view_batch.hpp"
#include "readership/view.hpp"
#include "readership/visitors/reader_key.hpp"
#include "readership/visitors/referrer_tallies.hpp"
#include "readership/visitors/referrers.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

class ViewDeduplicator {
public:
    ViewDeduplicator(std::chrono::minutes repeat, Referrers& referrers);

    /// Call it before views are checked. `hour`: the hour under which they are stored (RankingWindow::hour_for).
    void set_time(base::Time now, base::Hour hour);

    void page(const View& view);
    CheckedBeacon beacon(Beacon beacon);

    /// The people checked since the last call.
    [[nodiscard]] std::vector<Seen> take_seen() { return std::exchange(seen_, {}); }
    /// Returns the open tallies and removes them.
    [[nodiscard]] std::vector<Tally> take();
    /// The referrers of the people in them; call it together with take().
    [[nodiscard]] std::vector<ReferrerTally> take_referrers() { return referrer_tallies_.take(); }
    [[nodiscard]] bool has_open() const { return !open_.empty(); }
    /// Call it when a batch was stored: its hosts then have a place among those counted separately in this hour. Not
    /// earlier, or beacons that come to nothing would fill it up.
    void note_stored(const std::vector<store::ReferrerCount>& referrers);
    /// Restores the page views of a failed batch, to be stored with the next one.
    void restore(const std::vector<Tally>& tallies, const std::vector<ReferrerTally>& referrers);
    /// A beacon's view was not stored: its reader may count again.
    void forget(std::uint64_t key) { window_.forget(key); }
    /// These beacons are in a batch that may fail: until decided(), a page view that repeats one of them is set aside.
    void await(std::span<const CheckedBeacon> beacons);
    /// They were stored or forgotten: checks the views that were set aside.
    void decided();

    [[nodiscard]] std::uint64_t repeats() const { return repeats_; }
    /// Views that were dropped because too many rows waited while the disk could not be written.
    [[nodiscard]] std::uint64_t lost() const { return lost_; }

private:
    /// The key of the view if it counts; nothing if it is a repeat.
    std::optional<std::uint64_t> first_key(const View& view);
    Tally* tally(base::StoryId story, base::Hour hour);
    /// The tally of the view's referrer; nullptr if it has none.
    ReferrerTally* referrer_tally(const View& view);

    bool counts_all_;
    DailySalt salt_;
    RepeatWindow window_;
    Referrers& referrers_;
    ReferrerTallies referrer_tallies_;
    boost::unordered_flat_set<std::string> hosts_of_hour_;  ///< from which views were stored
    base::Time now_{};
    std::chrono::milliseconds elapsed_{0};  ///< only grows, whatever the clock does
    base::Hour hour_{};
    boost::unordered_flat_set<std::uint64_t> awaited_;          ///< keys of beacons in the current batch
    boost::unordered_flat_map<std::uint64_t, View> put_aside_;  ///< by key, one of awaited_
    std::vector<Seen> seen_;
    std::vector<Tally> open_;
    boost::unordered_flat_map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> places_;
    std::uint64_t repeats_ = 0;
    std::uint64_t lost_ = 0;
};

}  // namespace stoppress::readership
