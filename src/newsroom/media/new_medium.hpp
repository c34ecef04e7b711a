// SPDX-License-Identifier: GPL-3.0-or-later
// A file that becomes a medium, or takes the place of one: uploaded, or fetched from another site.
// Flow:   Api::upload, Api::fetch -> media::ImportedFile -> change_to_store -> store
// Thread: any.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "media/import_file.hpp"
#include "newsroom/api/call.hpp"
#include "store/media/records.hpp"

namespace stoppress::newsroom {

/// What the file becomes.
struct WantedMedium {
    store::Medium fields;       ///< the texts, the name and the owner; the texts take precedence over those in the file
    base::MediumId replaced{};  ///< 0: a new one
    store::WhileUsed while_used = store::WhileUsed::refused;
};

/// The file's name for people, without the path on somebody's disk.
[[nodiscard]] std::string short_file_name(std::string name);

/// The row of the imported file.
[[nodiscard]] store::Medium row_of(const media::ImportedFile& imported, const store::Medium& fields);

/// Fails if stories use the medium and the caller may not change such ones.
[[nodiscard]] base::Result<void> check_use(const Call& call, const store::CountedMedium& medium);

/// Fails as check_use() does, or if these bytes begin as a file that cannot take its place: nothing is
/// stored for them. Stories and containers that may hold sound or film are looked at again when the change is made.
[[nodiscard]] base::Result<void> check_replaceable(const Call& call, const store::CountedMedium& medium, std::string_view bytes);

/// Stores the medium and answers with it. The call and the library outlive the change.
[[nodiscard]] std::unique_ptr<Change> change_to_store(const Call& call, const media::Library& library, const media::ImportedFile& imported,
                                                      const WantedMedium& wanted);

/// Gives the recording of {number} captions whose file is stored, and answers with it.
[[nodiscard]] std::unique_ptr<Change> change_to_store_captions(const Call& call, const media::Library& library,
                                                               const store::CaptionTrack& track);

}  // namespace stoppress::newsroom
