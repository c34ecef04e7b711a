// SPDX-License-Identifier: GPL-3.0-or-later
// Pages by key, and by the tags that invalidate them.
// Thread: the owner's: a loop, or the page store under its lock.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "press/page.hpp"

namespace stoppress::press {

struct StringHash {
    using is_transparent = void;
    using is_avalanching = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

class TaggedPages {
public:
    struct Held {
        std::shared_ptr<const Page> page;
        std::array<std::shared_ptr<const EncodedPage>, 2> encoded;  ///< by Coding; for the boxes of the last request, may be empty
    };

    /// The page; null if there is none. Valid until the next change of this object.
    [[nodiscard]] Held* find(std::string_view key);
    /// Adds the page, replacing one with the same key.
    void insert(std::shared_ptr<const Page> page);
    /// Removes the page if it is this very object.
    void erase(const Page& page);
    /// Removes and returns every page that `outdated` invalidates.
    std::vector<std::shared_ptr<const Page>> take_outdated(const Outdated& outdated);
    [[nodiscard]] std::size_t size() const { return pages_.size(); }
    void clear();

private:
    void drop_tags(const Page& page);

    /// Flat, because every request looks a page up here: with ten thousand pages in turn, cache misses dominate. Each
    /// key points into its page.
    boost::unordered_flat_map<std::string_view, Held, StringHash> pages_;
    std::unordered_map<std::string, std::unordered_set<const Page*>, StringHash, std::equal_to<>> by_tag_;
};

/// Remembers recent invalidations, so that a page that was being made meanwhile is not cached.
class RecentlyOutdated {
public:
    void record(const Outdated& outdated);
    /// Whether something that the page depends on has changed since it was made; also true if that is
    /// no longer remembered.
    [[nodiscard]] bool covers(const Page& page) const;

private:
    static constexpr std::size_t kRemembered = 256;  // a page takes milliseconds to make; this is more than a second of changes
    std::vector<Outdated> ring_;
    std::size_t next_ = 0;
    base::ChangeNumber forgotten_number_ = 0;
    std::uint64_t forgotten_sequence_ = 0;
};

}  // namespace stoppress::press
