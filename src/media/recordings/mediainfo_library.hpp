// SPDX-License-Identifier: GPL-3.0-or-later
// libmediainfo's plain interface, loaded at run time and only in the child process. It is declared here, because its
// development package cannot be installed beside libcurl4-openssl-dev.
// Flow:   recording_child -> MediaInfoLibrary -> libmediainfo
// Thread: the child's only one.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/result.hpp"

namespace stoppress::media {

/// Kinds of streams and of what is asked of them, as the library numbers them.
enum class MediaInfoStream : int { general = 0, video = 1, audio = 2 };
enum class MediaInfoKind : int { name = 0, text = 1 };

struct MediaInfoLibrary {
    void* (*create)() = nullptr;
    const char* (*option)(void* handle, const char* name, const char* value) = nullptr;
    std::size_t (*open_buffer_init)(void* handle, std::uint64_t size, std::uint64_t offset) = nullptr;
    std::size_t (*open_buffer_continue)(void* handle, const std::uint8_t* bytes, std::size_t size) = nullptr;
    std::uint64_t (*open_buffer_continue_goto)(void* handle) = nullptr;
    std::size_t (*open_buffer_finalize)(void* handle) = nullptr;
    const char* (*get)(void* handle, MediaInfoStream stream, std::size_t number, const char* parameter, MediaInfoKind wanted,
                       MediaInfoKind by) = nullptr;

    /// Loads it. Fails with `io` if it is not installed.
    static base::Result<MediaInfoLibrary> open();
};

}  // namespace stoppress::media
