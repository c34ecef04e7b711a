// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/audience/present_readers.hpp"

#include "readership/limits.hpp"

namespace stoppress::readership {
namespace {

constexpr std::int64_t kSliceSeconds = 5;
constexpr std::int64_t kPresentSlices = std::chrono::seconds(kPresent).count() / kSliceSeconds;

}  // namespace

void PresentReaders::set_time(std::int64_t second) {
    slice_ = second / kSliceSeconds;
    while (!slices_.empty() && slices_.front().number + kPresentSlices <= slice_) {
        drop_oldest();
    }
}

void PresentReaders::note(std::uint64_t key, std::optional<std::uint64_t> former, base::StoryId story) {
    if (former && readers_.contains(*former)) {
        key = *former;
    }
    const auto [found, fresh] = readers_.try_emplace(key, Reader{.slice = slice_, .story = story.value});
    auto& reader = found->second;
    if (fresh) {
        ++stories_[story.value];
    } else if (reader.story != story.value) {
        leave(reader.story);
        ++stories_[story.value];
        reader.story = story.value;
    }
    if (!fresh && reader.slice == slice_) {
        return;
    }
    reader.slice = slice_;
    if (slices_.empty() || slices_.back().number != slice_) {
        slices_.push_back(Slice{.number = slice_, .keys = {}});
    }
    slices_.back().keys.push_back(key);
    while (readers_.size() > capacity_ && slices_.size() > 1) {
        drop_oldest();
    }
}

std::int64_t PresentReaders::count(base::StoryId story) const {
    const auto found = stories_.find(story.value);
    return found == stories_.end() ? 0 : found->second;
}

void PresentReaders::leave(std::int64_t story) {
    const auto found = stories_.find(story);
    if (found != stories_.end() && --found->second == 0) {
        stories_.erase(found);
    }
}

void PresentReaders::drop_oldest() {
    const auto& oldest = slices_.front();
    for (const auto key : oldest.keys) {
        const auto found = readers_.find(key);
        if (found != readers_.end() && found->second.slice == oldest.number) {
            leave(found->second.story);
            readers_.erase(found);
        }
    }
    slices_.pop_front();
}

}  // namespace stoppress::readership
