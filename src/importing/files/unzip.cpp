// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/unzip.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <locale.h>  // NOLINT(modernize-deprecated-headers): newlocale is POSIX

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

namespace fs = std::filesystem;

/// Bytes of a file's name on Linux.
constexpr std::size_t kMaxFileName = 255;
constexpr std::size_t kZipChunk = std::size_t{64} * 1024;

struct FreeArchive {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using ZipReader = std::unique_ptr<archive, FreeArchive>;

/// A locale with UTF-8 for this thread: in the C locale, which the program runs in, libarchive has no name for entries outside of ASCII.
class Utf8Names {
public:
    Utf8Names() : made_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(made_ == nullptr ? nullptr : ::uselocale(made_)) {}
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;
    Utf8Names(Utf8Names&&) = delete;
    Utf8Names& operator=(Utf8Names&&) = delete;
    ~Utf8Names() {
        if (made_ != nullptr) {
            ::uselocale(before_);
            ::freelocale(made_);
        }
    }

private:
    locale_t made_;
    locale_t before_;
};

/// Whether every part of the path is a plain name.
bool is_plain(std::string_view path) {
    return !path.empty() && path.find('\0') == std::string_view::npos && !path.contains('\\') && base::is_utf8(path) &&
           std::ranges::none_of(split(path, '/'), [](std::string_view part) {
               return part.empty() || part == "." || part == ".." || part.size() > kMaxFileName;
           });
}

class Unzipping {
public:
    Unzipping(const fs::path& file, const ChooseUnzipped& choose) : file_(file), choose_(choose) {
        std::error_code failed;
        const std::uint64_t size = fs::file_size(file, failed);
        room_ = std::max(kMinZipBytes, failed ? 0 : size * kMaxZipExpansion);
    }

    base::Result<std::vector<std::string>> run() {
        const Utf8Names names;
        const ZipReader reader(archive_read_new());
        archive_read_support_format_zip(reader.get());
        if (archive_read_open_filename(reader.get(), file_.c_str(), kZipChunk) != ARCHIVE_OK) {
            return broken(reader.get());
        }
        archive_entry* entry = nullptr;
        for (std::size_t entries = 0;; ++entries) {
            const int result = archive_read_next_header(reader.get(), &entry);
            if (result == ARCHIVE_EOF) {
                return std::move(left_out_);
            }
            if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
                return broken(reader.get());
            }
            if (entries >= kMaxZipEntries) {
                return unusable_zip(file_, fmt::format("it has more than {} entries", kMaxZipEntries));
            }
            TRY_VOID(take(reader.get(), entry));
        }
    }

private:
    [[nodiscard]] base::Error broken(archive* reader) const {
        const char* why = archive_error_string(reader);
        return unusable_zip(file_, fmt::format("it is no complete ZIP file ({})", why == nullptr ? "unknown error" : why));
    }

    void leave_out(std::string_view path, std::string_view why) {
        if (left_out_.size() < kMaxPrintedLines) {
            left_out_.push_back(fmt::format("not unpacked, because {}: {}", why, cut(path, 200)));
        }
    }

    base::Result<void> take(archive* reader, archive_entry* entry) {
        const char* written = archive_entry_pathname(entry);
        const std::string path = written == nullptr ? "" : written;
        if (path.ends_with('/') || is_packers_own(path)) {
            return {};
        }
        // Before it is chosen: nobody shall wait for a file that does not come.
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr || !is_plain(path)) {
            leave_out(path, "it is no plain file with a plain name");
            return {};
        }
        TRY(const auto target, choose_(path));
        if (!target.has_value()) {
            return {};
        }
        std::error_code failed;
        fs::create_directories(target->file.parent_path(), failed);
        if (failed) {
            leave_out(path, "a file is where its folder should be");
            return {};
        }
        return write(reader, *target);
    }

    base::Result<void> write(archive* reader, const UnzipTarget& target) {
        std::ofstream out(target.file, std::ios::binary | std::ios::trunc);
        std::array<char, kZipChunk> chunk{};
        std::uint64_t written = 0;
        while (written < target.limit) {
            const la_ssize_t size = archive_read_data(reader, chunk.data(), chunk.size());
            if (size < 0) {
                return broken(reader);
            }
            if (size == 0) {
                break;
            }
            const auto kept = std::min<std::uint64_t>(static_cast<std::uint64_t>(size), target.limit - written);
            if (kept > room_) {
                return unusable_zip(file_, fmt::format("it holds more than {} times its own size", kMaxZipExpansion));
            }
            room_ -= kept;
            written += kept;
            out.write(chunk.data(), static_cast<std::streamsize>(kept));
        }
        out.close();
        if (!out) {
            return base::fail(base::ErrorCode::io, fmt::format("{} cannot be unpacked to {}; set TMPDIR to a folder with more room.",
                                                               file_.string(), target.file.parent_path().string()));
        }
        return {};
    }

    const fs::path& file_;
    const ChooseUnzipped& choose_;
    std::vector<std::string> left_out_;
    std::uint64_t room_ = 0;  ///< bytes that may still be unpacked
};

}  // namespace

bool is_zip(const fs::path& file) {
    std::array<char, 4> begin{};
    std::ifstream in(file, std::ios::binary);
    in.read(begin.data(), begin.size());
    return in.gcount() == 4 && std::string_view(begin.data(), 4) == std::string_view("PK\x03\x04", 4);
}

bool is_packers_own(std::string_view name) {
    return name.starts_with("__MACOSX/") || name.substr(name.rfind('/') + 1).starts_with("._");
}

base::Result<std::vector<std::string>> unzip(const fs::path& file, const ChooseUnzipped& choose) {
    return Unzipping(file, choose).run();
}

base::Error unusable_zip(const fs::path& file, std::string_view why) {
    return base::fail(base::ErrorCode::invalid, fmt::format("{} cannot be used: {}.", file.string(), why));
}

}  // namespace stoppress::importing
