// SPDX-License-Identifier: GPL-3.0-or-later
// What comes in as a file: how many at once, what its sender says that it is, and what becomes of it in the store.
// Flow:   Api::admit -> (body) -> Api::upload -> media::Workshop -> Medium -> store
// Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "media/intake.hpp"
#include "store/writer.hpp"

namespace stoppress::newsroom {

/// The places that uploads have in memory: few, and of each sender fewer, so that one person's never shut out all others.
class UploadPlaces {
public:
    UploadPlaces(int places, int of_one);
    /// One of them for `sender`, until it is let go of; nullptr where all are taken, or all that one sender may have.
    [[nodiscard]] std::shared_ptr<const void> take(const std::string& sender) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

/// What a Content-Type says that a file is, under any of the names that browsers have for it; nothing for one that is not taken.
[[nodiscard]] std::optional<media::Format> claimed_format(std::string_view content_type);

/// `unsupported` where the bytes are something else than was said.
[[nodiscard]] base::Result<void> check_claim(std::string_view content_type, std::string_view bytes);

/// Why a file is not taken, as the API says it: `unsupported` (415), `invalid` (422), or not its fault.
[[nodiscard]] base::Error refused_file(const base::Error& error);

/// As a row of the store, without the words that people give it.
[[nodiscard]] store::Medium medium_of(const media::Intake& intake);

/// The address of a file; empty for one of no known type.
[[nodiscard]] std::string media_address(const store::MediumFile& file);

/// `unavailable` where a file of the medium was removed between being written and being named. On the writer thread, where files are
/// removed.
[[nodiscard]] base::Result<void> check_files(const media::Library& library, const store::Medium& medium);

/// Removes files that no medium names any more, unless somebody is copying the folder just now.
[[nodiscard]] store::Writer::Job job_to_drop_files(const media::Library& library);

}  // namespace stoppress::newsroom
