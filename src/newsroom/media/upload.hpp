// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads: the limit on concurrent ones, the claimed type, and the conversion to a medium of the store.
// Flow:   Api::admit -> (body) -> Api::upload -> media::MediaWorkers -> Medium -> store
// Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "media/import_file.hpp"
#include "store/engine/writer.hpp"
#include "store/media/records.hpp"

namespace stoppress::newsroom {

/// Slots for uploads in memory: few in total and fewer per sender, so that one person cannot block all others.
class UploadPlaces {
public:
    UploadPlaces(int places, int of_one);
    /// A slot for `sender`, held until the pointer is destroyed; nullptr if all are taken, or all that one
    /// sender may have.
    [[nodiscard]] std::shared_ptr<const void> take(const std::string& sender) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

/// The format named by a Content-Type, under any of the names that browsers use; nothing for an unsupported one.
[[nodiscard]] std::optional<media::Format> claimed_format(std::string_view content_type);

/// The API's error for a file that was not accepted: `unsupported` (415), `invalid` (422), or one that is not the
/// file's fault.
[[nodiscard]] base::Error refused_file(const base::Error& error);

/// As a row of the store, without the texts that people add.
[[nodiscard]] store::Medium medium_of(const media::ImportedFile& imported);

/// The address of a file; empty if its type is unknown.
[[nodiscard]] std::string media_address(const store::MediumFile& file);

/// Fails with `unavailable` if a file of the medium was removed after it was written and before the medium was stored.
/// Call it on the writer thread, where files are removed.
[[nodiscard]] base::Result<void> check_files(const media::Library& library, const store::Medium& medium);

/// Removes files that no medium uses any more, unless somebody is copying the folder.
[[nodiscard]] store::Writer::Job job_to_delete_files(const media::Library& library);

}  // namespace stoppress::newsroom
