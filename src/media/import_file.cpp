// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/import_file.hpp"

#include <sodium.h>

#include <fmt/format.h>

#include "media/recordings/captions.hpp"

namespace stoppress::media {
namespace {

std::string data_address(std::string_view webp) {
    if (webp.empty()) {
        return {};
    }
    std::string encoded(sodium_base64_ENCODED_LEN(webp.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(encoded.data(), encoded.size(), reinterpret_cast<const unsigned char*>(webp.data()), webp.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    encoded.pop_back();
    return "data:image/webp;base64," + encoded;
}

base::Result<KeptFile> keep(const Library& library, const Rendition& rendition) {
    KeptFile kept{{hash_of(rendition.bytes), rendition.format}, rendition.width, rendition.height, rendition.bytes.size()};
    TRY_VOID(library.keep(Part::rendition, kept.name, rendition.bytes));
    return kept;
}

/// A document that begins as one but contains markup near its head may be interpreted differently by some programs.
bool is_two_things(std::string_view bytes) {
    constexpr std::size_t kHead = 1024;
    const auto head = bytes.substr(0, kHead);
    for (const std::string_view sign : {"<html", "<HTML", "<script", "<SCRIPT", "<!DOCTYPE", "<!doctype", "<svg"}) {
        if (head.find(sign) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

base::Result<ImportedFile> take_in_download(const Library& library, std::string_view bytes, Format format, std::size_t most) {
    if (bytes.size() > most) {
        return base::fail(base::ErrorCode::too_large, fmt::format("it is too large: {} bytes, the limit is {}", bytes.size(), most),
                          too_large_file(most));
    }
    if (is_two_things(bytes)) {
        return base::fail(base::ErrorCode::invalid, "some programs would read it as HTML or SVG", {"file-ambiguous"});
    }
    ImportedFile imported;
    imported.original = {hash_of(bytes), format};
    imported.original_size = bytes.size();
    imported.main = {imported.original, 0, 0, bytes.size()};
    TRY_VOID(library.keep(Part::rendition, imported.main.name, bytes));
    return imported;
}

base::Result<ImportedFile> take_in_recording(const RecordingSandbox& sandbox, const Library& library, const RecordingBytes& file,
                                             Format format, std::size_t most) {
    if (file.bytes.size() > most) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("it is too large: {} bytes, the limit for sound and film is {}", file.bytes.size(), most),
                          too_large_file(most));
    }
    TRY(auto recording, sandbox.read(file));
    TRY(const Format served, playable(format, recording));
    TRY(auto imported, take_in_download(library, file.bytes, served, most));
    imported.recording = std::move(recording);
    return imported;
}

base::Error foreign(std::string_view format) {
    return base::fail(base::ErrorCode::unsupported,
                      fmt::format("browsers do not play {} files; export film as MP4 with H.264 and AAC, sound as MP3", format),
                      base::reason_with("recording-format", "format", std::string(format)));
}

}  // namespace

base::Result<ImportedFile> import_file(const Sandboxes& sandboxes, const Library& library, const RecordingBytes& file, Accept accepted,
                                       std::size_t most_recording) {
    const std::string_view bytes = file.bytes;
    const auto format = format_of(bytes);
    if (accepted == Accept::anything) {
        if (format.has_value() && is_recording(*format)) {
            return take_in_recording(sandboxes.recordings, library, file, *format, most_recording);
        }
        if (format.has_value() && !is_picture(*format)) {
            return take_in_download(library, bytes, *format, kMaxDownloadBytes);
        }
        if (const auto other = foreign_recording(bytes); !other.empty()) {
            return foreign(other);
        }
    }
    TRY(const ProcessedImage processed, sandboxes.images.process(bytes));
    ImportedFile imported;
    imported.original = {hash_of(bytes), *format};
    imported.original_width = processed.width;
    imported.original_height = processed.height;
    imported.original_size = bytes.size();
    imported.still = processed.still;
    imported.placeholder = data_address(processed.placeholder);
    imported.credit = processed.credit;
    imported.copyright = processed.copyright;
    imported.caption = processed.caption;
    imported.alt = processed.alt;
    TRY_VOID(library.keep(Part::original, imported.original, bytes));
    TRY(imported.main, keep(library, processed.main));
    for (const Rendition& rendition : processed.others) {
        TRY(auto kept, keep(library, rendition));
        imported.others.push_back(std::move(kept));
    }
    return imported;
}

base::Result<ImportedFile> import_piece(const Sandboxes& sandboxes, const Library& library, const Name& original, const CropArea& area) {
    const auto bytes = library.read(Part::original, original);
    if (!bytes.has_value()) {
        return bytes.error().code != base::ErrorCode::not_found
                   ? bytes.error()
                   : base::fail(base::ErrorCode::conflict, "The picture's original file is missing. Upload it again.",
                                {"original-missing"});
    }
    TRY(const auto piece, sandboxes.crops.crop(*bytes, area));
    return import_file(sandboxes, library, {piece}, Accept::pictures, 0);
}

base::Result<KeptFile> import_captions(const Library& library, std::string_view bytes) {
    TRY(const auto captions, read_captions(bytes));
    KeptFile kept{{hash_of(captions.file), Format::vtt}, 0, 0, captions.file.size()};
    TRY_VOID(library.keep(Part::rendition, kept.name, captions.file));
    return kept;
}

}  // namespace stoppress::media
