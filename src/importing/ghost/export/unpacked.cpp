// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/export/unpacked.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>

#include "importing/limits.hpp"
#include "importing/text.hpp"
#include "media/limits.hpp"

namespace stoppress::importing::ghost {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kZipChunk = std::size_t{64} * 1024;

struct Free {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using ZipReader = std::unique_ptr<archive, Free>;

enum class Kind : std::uint8_t { other, json, addresses, media };

std::string_view name_behind(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// Whether every part of the path is a plain name.
bool is_plain(std::string_view path) {
    return !path.empty() && path.find('\0') == std::string_view::npos && !path.contains('\\') &&
           std::ranges::none_of(split(path, '/'), [](std::string_view part) { return part.empty() || part == "." || part == ".."; });
}

/// The place below "content" of one of Ghost's folders of pictures and files; empty for anything else.
std::string_view media_place(std::string_view path) {
    for (const std::string_view folder : {"images/", "media/", "files/"}) {
        const std::string_view in_content = path.starts_with("content/") ? path.substr(8)
                                            : path.contains("/content/") ? path.substr(path.find("/content/") + 9)
                                                                         : path;
        if (in_content.starts_with(folder)) {
            return in_content;
        }
    }
    return {};
}

Kind kind_of(std::string_view path) {
    const std::string name = ascii_lower(name_behind(path));
    // macOS puts a second tree with metadata beside the files.
    if (path.starts_with("__MACOSX/") || name.starts_with("._")) {
        return Kind::other;
    }
    if (!media_place(path).empty()) {
        return Kind::media;
    }
    if (name == "routes.yaml" || name == "redirects.yaml" || name == "redirects.json") {
        return Kind::addresses;
    }
    return name.ends_with(".json") ? Kind::json : Kind::other;
}

class Unpacking {
public:
    Unpacking(const fs::path& file, Unpacked& unpacked) : file_(file), unpacked_(unpacked) {
        std::error_code failed;
        const std::uint64_t size = fs::file_size(file, failed);
        room_ = std::max(kMinZipBytes, failed ? 0 : size * kMaxZipExpansion);
    }

    base::Result<void> run() {
        const ZipReader reader(archive_read_new());
        archive_read_support_format_zip(reader.get());
        if (archive_read_open_filename(reader.get(), file_.c_str(), kZipChunk) != ARCHIVE_OK) {
            return broken(reader.get());
        }
        archive_entry* entry = nullptr;
        for (std::size_t entries = 0;; ++entries) {
            const int result = archive_read_next_header(reader.get(), &entry);
            if (result == ARCHIVE_EOF) {
                break;
            }
            if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
                return broken(reader.get());
            }
            if (entries >= kMaxZipEntries) {
                return refuse(fmt::format("it has more than {} entries", kMaxZipEntries));
            }
            TRY_VOID(take(reader.get(), entry));
        }
        if (unpacked_.json.empty()) {
            return refuse("there is no Ghost export (a .json file) in it");
        }
        return {};
    }

private:
    [[nodiscard]] base::Error refuse(const std::string& why) const {
        return base::fail(base::ErrorCode::invalid, fmt::format("{} cannot be used: {}.", file_.string(), why));
    }
    [[nodiscard]] base::Error broken(archive* reader) const {
        const char* why = archive_error_string(reader);
        return refuse(fmt::format("it is no complete ZIP file ({})", why == nullptr ? "unknown error" : why));
    }

    base::Result<void> take(archive* reader, archive_entry* entry) {
        const char* written = archive_entry_pathname_utf8(entry);
        const std::string path = written == nullptr ? "" : written;
        if (path.ends_with('/')) {
            return {};
        }
        const Kind kind = kind_of(path);
        if (kind == Kind::other) {
            return {};
        }
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr || !is_plain(path)) {
            unpacked_.left_out.push_back("not unpacked, because it is no plain file with a plain name: " + std::string(cut(path, 200)));
            return {};
        }
        switch (kind) {
            case Kind::json:
                if (!unpacked_.json.empty()) {
                    return refuse("there is more than one .json file in it");
                }
                unpacked_.json = unpacked_.folder.path() / "export.json";
                return write(reader, unpacked_.json, room_);
            case Kind::addresses:
                unpacked_.addresses.push_back(unpacked_.folder.path() / ascii_lower(name_behind(path)));
                return write(reader, unpacked_.addresses.back(), kMaxDataFileBytes);
            default:
                return take_media(reader, path);
        }
    }

    base::Result<void> take_media(archive* reader, const std::string& path) {
        // Ghost's smaller copies are made anew from the picture.
        const std::string place(media_place(path));
        if (place.starts_with("images/size/")) {
            return {};
        }
        const fs::path target = unpacked_.folder.path() / "content" / place;
        std::error_code failed;
        fs::create_directories(target.parent_path(), failed);
        if (failed) {
            unpacked_.left_out.push_back("not unpacked, because a file is where its folder should be: " + std::string(cut(path, 200)));
            return {};
        }
        unpacked_.has_media = true;
        // One byte more than is taken, so that it is refused as too large later, with its name.
        return write(reader, target, media::kMaxOriginalBytes + 1);
    }

    /// At most `limit` bytes of the entry.
    base::Result<void> write(archive* reader, const fs::path& target, std::uint64_t limit) {
        std::ofstream out(target, std::ios::binary | std::ios::trunc);
        std::array<char, kZipChunk> chunk{};
        std::uint64_t written = 0;
        while (written < limit) {
            const la_ssize_t size = archive_read_data(reader, chunk.data(), chunk.size());
            if (size < 0) {
                return broken(reader);
            }
            if (size == 0) {
                break;
            }
            const auto kept = std::min<std::uint64_t>(static_cast<std::uint64_t>(size), limit - written);
            if (kept > room_) {
                return refuse(fmt::format("it holds more than {} times its own size", kMaxZipExpansion));
            }
            room_ -= kept;
            written += kept;
            out.write(chunk.data(), static_cast<std::streamsize>(kept));
        }
        out.close();
        if (!out) {
            return base::fail(base::ErrorCode::io, fmt::format("{} cannot be unpacked to {}; set TMPDIR to a folder with more room.",
                                                               file_.string(), unpacked_.folder.path().string()));
        }
        return {};
    }

    const fs::path& file_;
    Unpacked& unpacked_;
    std::uint64_t room_ = 0;  ///< bytes that may still be unpacked
};

}  // namespace

bool is_zip(const fs::path& file) {
    std::array<char, 4> begin{};
    std::ifstream in(file, std::ios::binary);
    in.read(begin.data(), begin.size());
    return in.gcount() == 4 && std::string_view(begin.data(), 4) == std::string_view("PK\x03\x04", 4);
}

base::Result<Unpacked> unpack(const fs::path& file) {
    Unpacked unpacked;
    TRY(unpacked.folder, base::TemporaryFolder::make("ghost"));
    TRY_VOID(Unpacking(file, unpacked).run());
    return unpacked;
}

}  // namespace stoppress::importing::ghost
