// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/media_files.hpp"

#include <algorithm>
#include <tuple>

#include "store/engine/read_pool.hpp"
#include "store/media/media_reader.hpp"

namespace stoppress::importing {
namespace {

bool holds(const MediaTools& tools, media::Part part, const std::string& hash, const std::string& type) {
    const auto format = media::format_of_type(type);
    return format && tools.media_library.holds(part, {hash, *format});
}

store::MediumFile file_of(const media::KeptFile& kept) {
    return {kept.name.hash, std::string(media::content_type(kept.name.format)), kept.width, kept.height,
            static_cast<std::int64_t>(kept.size)};
}

store::Medium medium_of(const media::ImportedFile& imported) {
    store::Medium medium;
    medium.file = file_of(imported.main);
    for (const auto& other : imported.others) {
        medium.renditions.push_back(file_of(other));
    }
    // In the store's order, so that a second run finds no difference.
    std::ranges::sort(medium.renditions, {},
                      [](const store::MediumFile& file) { return std::tuple(file.content_type, file.width, file.hash); });
    medium.original = imported.original.hash;
    medium.original_type = media::content_type(imported.original.format);
    medium.original_measures =
        store::Measures{imported.original_width, imported.original_height, static_cast<std::int64_t>(imported.original_size)};
    medium.placeholder = imported.placeholder;
    medium.credit = imported.credit;
    medium.copyright = imported.copyright;
    medium.created_by = "import";
    if (imported.recording) {
        const media::Recording& said = *imported.recording;
        medium.recording =
            store::RecordingFacts{said.duration, said.width, said.height, media::codec_name(said.video), media::codec_name(said.audio)};
    }
    return medium;
}

}  // namespace

std::optional<TakenPicture> taken_picture(const store::Medium& medium) {
    const auto format = media::format_of_type(medium.file.content_type);
    if (!format.has_value() || !media::is_hash(medium.file.hash)) {
        return std::nullopt;
    }
    return TakenPicture{
        {medium.file.hash, *format}, static_cast<std::uint32_t>(medium.file.width), static_cast<std::uint32_t>(medium.file.height)};
}

base::Result<std::optional<store::Medium>> known_medium(const MediaTools& tools, const std::string& source) {
    std::optional<store::Medium> known;
    TRY_VOID(tools.pool.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(known, store::MediaReader(snapshot).medium(source));
        return {};
    }));
    return known;
}

bool is_kept(const MediaTools& tools, const store::Medium& medium) {
    if (!holds(tools, media::Part::rendition, medium.file.hash, medium.file.content_type)) {
        return false;
    }
    if (medium.file.width == 0) {
        return true;  // a download: readers get the file as it was received
    }
    const auto jpeg = media::content_type(media::Format::jpeg);
    const bool card = medium.file.content_type == jpeg ||
                      std::ranges::any_of(medium.renditions, [&](const store::MediumFile& file) { return file.content_type == jpeg; });
    return holds(tools, media::Part::original, medium.original, medium.original_type) && card && !medium.renditions.empty() &&
           std::ranges::all_of(medium.renditions, [&](const store::MediumFile& file) {
               return holds(tools, media::Part::rendition, file.hash, file.content_type);
           });
}

base::Result<TakenFile> take_file(const MediaTools& tools, const media::RecordingBytes& file, media::Accept accepted,
                                  const std::optional<store::Medium>& known) {
    if (known.has_value() && known->original == media::hash_of(file.bytes) && is_kept(tools, *known)) {
        return TakenFile{.medium = *known, .known = true};
    }
    TRY(const auto imported, media::import_file(tools.sandboxes, tools.media_library, file, accepted, media::kMaxRecordingBytes));
    return TakenFile{.medium = medium_of(imported), .still = imported.still};
}

bool ends_taking(const base::Error& error) {
    return error.code == base::ErrorCode::io || error.code == base::ErrorCode::unavailable;
}

}  // namespace stoppress::importing
