// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/copied_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/files/read_file.hpp"

namespace stoppress::importing {
namespace {

base::Error no_copy(const std::string& why) {
    return base::fail(
        base::ErrorCode::unavailable,
        "could not be copied for reading: " + why + ". Set TMPDIR to a folder on a disk with room for the largest of the site's files.");
}

int open_copy() {
    std::error_code failed;
    std::string name = (std::filesystem::temp_directory_path(failed) / "stoppress-recording-XXXXXX").string();
    const int file = failed ? -1 : ::mkostemp(name.data(), O_CLOEXEC);
    if (file >= 0) {
        ::unlink(name.c_str());
    }
    return file;
}

}  // namespace

base::Result<std::unique_ptr<CopiedFile>> CopiedFile::make(const std::filesystem::path& folder, std::string_view name, std::size_t limit) {
    auto made = std::make_unique<CopiedFile>(open_copy());
    if (made->file_.number() < 0) {
        return no_copy(std::generic_category().message(errno));
    }
    auto copied = base::copy_file_below(folder, name, limit, made->file_.number());
    if (!copied.has_value()) {
        return copied.error().code == base::ErrorCode::unavailable ? no_copy(copied.error().message) : std::move(copied).error();
    }
    made->size_ = *copied;
    if (made->size_ != 0) {
        void* const mapped = ::mmap(nullptr, made->size_, PROT_READ, MAP_PRIVATE, made->file_.number(), 0);
        if (mapped == MAP_FAILED) {
            return no_copy(std::generic_category().message(errno));
        }
        made->mapped_ = mapped;
    }
    return made;
}

CopiedFile::~CopiedFile() {
    if (mapped_ != nullptr) {
        ::munmap(mapped_, size_);
    }
}

}  // namespace stoppress::importing
