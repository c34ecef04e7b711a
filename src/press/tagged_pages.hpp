// SPDX-License-Identifier: GPL-3.0-or-later
// Pages by their key, and by the tags that they fall with.
// Thread: none of its own; the owner's (a loop, or the page store under its lock).
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
        std::array<std::shared_ptr<const Finished>, 2> finished;  ///< by Coding; for the boxes of the last request, may be empty
    };

    /// Valid until the next change of this object; null where there is none.
    [[nodiscard]] Held* find(std::string_view key);
    /// Puts the page in, in place of one with the same key.
    void insert(std::shared_ptr<const Page> page);
    /// Takes the page out where it is this very one.
    void erase(const Page& page);
    /// Takes out and returns every page that `outdated` makes fall.
    std::vector<std::shared_ptr<const Page>> take_outdated(const Outdated& outdated);
    [[nodiscard]] std::size_t size() const { return pages_.size(); }
    void clear();

private:
    void drop_tags(const Page& page);

    /// Flat, since each look into it is a page's way out: with ten thousand pages in turn, it is misses of the cache that cost. A key is
    /// the text of its own page's.
    boost::unordered_flat_map<std::string_view, Held, StringHash> pages_;
    std::unordered_map<std::string, std::unordered_set<const Page*>, StringHash, std::equal_to<>> by_tag_;
};

/// Remembers what fell lately, so that a page that was being made meanwhile is not kept.
class RecentlyOutdated {
public:
    void record(const Outdated& outdated);
    /// Whether something that the page was made from has changed since; true also where that is not remembered any more.
    [[nodiscard]] bool covers(const Page& page) const;

private:
    static constexpr std::size_t kRemembered = 256;  // a page takes milliseconds to make; this is over a second of changes
    std::vector<Outdated> ring_;
    std::size_t next_ = 0;
    base::ChangeNumber forgotten_number_ = 0;
    std::uint64_t forgotten_sequence_ = 0;
};

}  // namespace stoppress::press
