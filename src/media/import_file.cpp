// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/import_file.hpp"

#include <sodium.h>

#include <fmt/format.h>

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

base::Result<ImportedFile> take_in_download(const Library& library, std::string_view bytes, Format format) {
    if (bytes.size() > kMaxDownloadBytes) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("it is too large: {} bytes, the limit is {}", bytes.size(), kMaxDownloadBytes),
                          too_large_file(kMaxDownloadBytes));
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

}  // namespace

base::Result<ImportedFile> import_file(const ImageSandbox& image_sandbox, const Library& library, std::string_view bytes, Accept accepted) {
    const auto format = format_of(bytes);
    if (accepted == Accept::anything && format.has_value() && !is_picture(*format)) {
        return take_in_download(library, bytes, *format);
    }
    TRY(const ProcessedImage processed, image_sandbox.process(bytes));
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

}  // namespace stoppress::media
