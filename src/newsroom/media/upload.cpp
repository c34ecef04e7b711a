// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/media/upload.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "base/files/descriptor.hpp"
#include "base/text/ascii.hpp"
#include "base/threads/mutex.hpp"
#include "http/message/characters.hpp"
#include "store/media/media_writer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

struct Alias {
    std::string_view name;
    media::Format format;
};
/// Names that some systems use for them.
constexpr std::array kAliases{Alias{"audio/wave", media::Format::wav},      Alias{"audio/x-wav", media::Format::wav},
                              Alias{"audio/vnd.wave", media::Format::wav},  Alias{"audio/x-flac", media::Format::flac},
                              Alias{"video/x-m4v", media::Format::mp4},     Alias{"audio/m4b", media::Format::m4a},
                              Alias{"audio/x-m4b", media::Format::m4a},     Alias{"audio/x-aac", media::Format::aac},
                              Alias{"image/jpg", media::Format::jpeg},      Alias{"image/pjpeg", media::Format::jpeg},
                              Alias{"audio/mp3", media::Format::mp3},       Alias{"audio/x-m4a", media::Format::m4a},
                              Alias{"audio/m4a", media::Format::m4a},       Alias{"audio/aacp", media::Format::aac},
                              Alias{"audio/opus", media::Format::ogg},      Alias{"audio/vorbis", media::Format::ogg},
                              Alias{"application/ogg", media::Format::ogg}, Alias{"application/x-pdf", media::Format::pdf}};

store::MediumFile file_of(const media::KeptFile& kept) {
    return {kept.name.hash, std::string(media::content_type(kept.name.format)), kept.width, kept.height,
            static_cast<std::int64_t>(kept.size)};
}

std::optional<media::Name> name_of(const std::string& hash, const std::string& content_type) {
    const auto format = media::format_of_type(content_type);
    return format && media::is_hash(hash) ? std::optional(media::Name{hash, *format}) : std::nullopt;
}

bool holds(const media::Library& library, media::Part part, const std::string& hash, const std::string& content_type) {
    const auto name = name_of(hash, content_type);
    return name && library.holds(part, *name);
}

}  // namespace

struct UploadPlaces::State {
    const int places;
    const int of_one;
    base::Mutex mutex;
    int taken GUARDED_BY(mutex) = 0;
    std::unordered_map<std::string, int> of GUARDED_BY(mutex);
};

UploadPlaces::UploadPlaces(int places, int of_one) : state_(std::make_shared<State>(places, of_one)) {}

std::shared_ptr<const void> UploadPlaces::take(const std::string& sender) const {
    {
        const base::Lock lock(state_->mutex);
        const auto own = state_->of.find(sender);
        if (state_->taken >= state_->places || (own != state_->of.end() && own->second >= state_->of_one)) {
            return nullptr;
        }
        ++state_->of[sender];
        ++state_->taken;
    }
    // The owner may be destroyed before the last upload.
    return {state_.get(), [state = state_, sender](const void*) {
                const base::Lock lock(state->mutex);
                --state->taken;
                if (const auto own = state->of.find(sender); --own->second == 0) {
                    state->of.erase(own);
                }
            }};
}

std::optional<media::Format> claimed_format(std::string_view content_type) {
    const std::string name = base::ascii_lower(http::trim(content_type.substr(0, content_type.find(';'))));
    if (const auto format = media::format_of_type(name)) {
        return format;
    }
    const auto* const alias = std::ranges::find(kAliases, std::string_view(name), &Alias::name);
    return alias == kAliases.end() ? std::nullopt : std::optional(alias->format);
}

base::Error refused_file(const base::Error& error) {
    switch (error.code) {
        case ErrorCode::unsupported:
            return base::fail(
                ErrorCode::unsupported,
                fmt::format("The file was rejected: {}. Supported are JPEG, PNG, WebP, GIF and AVIF pictures; MP3, M4A and AAC, "
                            "Ogg and WebM (Opus, Vorbis), FLAC and WAV sound; MP4 (H.264) and WebM film; and PDF documents.",
                            error.message),
                error.reason);
        case ErrorCode::too_large:
        case ErrorCode::invalid:
            return base::fail(ErrorCode::invalid, fmt::format("The file was rejected: {}.", error.message), error.reason);
        default:
            return error;
    }
}

store::Medium medium_of(const media::ImportedFile& imported) {
    store::Medium medium;
    medium.file = file_of(imported.main);
    for (const auto& other : imported.others) {
        medium.renditions.push_back(file_of(other));
    }
    medium.original = imported.original.hash;
    medium.original_type = media::content_type(imported.original.format);
    medium.original_measures =
        store::Measures{imported.original_width, imported.original_height, static_cast<std::int64_t>(imported.original_size)};
    medium.placeholder = imported.placeholder;
    medium.credit = imported.credit;
    medium.copyright = imported.copyright;
    medium.caption = imported.caption;
    medium.alt = imported.alt;
    if (imported.recording) {
        const media::Recording& said = *imported.recording;
        medium.recording =
            store::RecordingFacts{said.duration, said.width, said.height, media::codec_name(said.video), media::codec_name(said.audio)};
    }
    return medium;
}

std::string media_address(const store::MediumFile& file) {
    const auto name = name_of(file.hash, file.content_type);
    return name ? name->address() : std::string();
}

Result<void> check_files(const media::Library& library, const store::Medium& medium) {
    using media::Part;
    const bool picture = medium.file.width > 0;
    const bool there = holds(library, Part::rendition, medium.file.hash, medium.file.content_type) &&
                       (!picture || holds(library, Part::original, medium.original, medium.original_type)) &&
                       std::ranges::all_of(medium.renditions,
                                           [&](const auto& file) { return holds(library, Part::rendition, file.hash, file.content_type); });
    return there ? Result<void>{} : base::fail(ErrorCode::unavailable, "The same file was being deleted. Send it again.");
}

store::Writer::Job job_to_delete_files(const media::Library& library) {
    return [&library](store::WriteTransaction& transaction) -> Result<void> {
        const base::Descriptor folder(::open(library.folder().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        // Released with the descriptor. A backup holds a shared lock while it copies the folder, because it needs all
        // files that the copied rows name.
        if (folder.number() >= 0 && ::flock(folder.number(), LOCK_EX | LOCK_NB) != 0) {
            return {};
        }
        return store::MediaWriter(transaction).drop_gone_files([&library](const store::GoneFile& file) -> Result<void> {
            const auto name = name_of(file.hash, file.content_type);
            return name ? library.drop(file.original ? media::Part::original : media::Part::rendition, *name) : Result<void>{};
        });
    };
}

}  // namespace stoppress::newsroom
