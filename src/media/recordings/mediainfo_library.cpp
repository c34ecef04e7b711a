// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/recordings/mediainfo_library.hpp"

#include <dlfcn.h>

namespace stoppress::media {
namespace {

constexpr const char* kMediaInfo = "libmediainfo.so.0";

template <class Function>
bool look_up(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
}

}  // namespace

base::Result<MediaInfoLibrary> MediaInfoLibrary::open() {
    // Never closed, because the process ends first.
    void* const library = ::dlopen(kMediaInfo, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        return base::fail(base::ErrorCode::io, "libmediainfo cannot be loaded; install the Debian package libmediainfo0v5");
    }
    MediaInfoLibrary info;
    const bool found = look_up(library, "MediaInfoA_New", info.create) && look_up(library, "MediaInfoA_Option", info.option) &&
                       look_up(library, "MediaInfoA_Open_Buffer_Init", info.open_buffer_init) &&
                       look_up(library, "MediaInfoA_Open_Buffer_Continue", info.open_buffer_continue) &&
                       look_up(library, "MediaInfoA_Open_Buffer_Continue_GoTo_Get", info.open_buffer_continue_goto) &&
                       look_up(library, "MediaInfoA_Open_Buffer_Finalize", info.open_buffer_finalize) &&
                       look_up(library, "MediaInfoA_Get", info.get);
    if (!found) {
        return base::fail(base::ErrorCode::io, "libmediainfo 23.04 or later is required");
    }
    return info;
}

}  // namespace stoppress::media
