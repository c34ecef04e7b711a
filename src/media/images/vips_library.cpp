// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/vips_library.hpp"

#include <dlfcn.h>

namespace stoppress::media {
namespace {

constexpr const char* kLibrary = "libvips.so.42";

template <class Function>
void find(void* library, const char* name, Function& function, bool& missing) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    missing = missing || function == nullptr;
}

/// Nobody would read warnings, and writing them makes glib check what kind of file standard error is.
GLogWriterOutput drop_message(GLogLevelFlags /*level*/, const GLogField* /*fields*/, gsize /*count*/, gpointer /*data*/) {
    return G_LOG_WRITER_HANDLED;
}

}  // namespace

base::Result<VipsLibrary> VipsLibrary::open() {
    // Never closed, because the process ends first.
    void* const library = ::dlopen(kLibrary, RTLD_NOW | RTLD_GLOBAL);
    if (library == nullptr) {
        return base::fail(base::ErrorCode::io, "libvips cannot be loaded; install the Debian package libvips42");
    }
    VipsLibrary vips;
    bool missing = false;
    find(library, "vips_init", vips.init, missing);
    find(library, "vips_concurrency_set", vips.concurrency_set, missing);
    find(library, "vips_cache_set_max", vips.cache_set_max, missing);
    find(library, "vips_vector_set_enabled", vips.vector_set_enabled, missing);
    find(library, "vips_operation_block_set", vips.operation_block_set, missing);
    find(library, "vips_error_buffer", vips.error_buffer, missing);
    find(library, "vips_image_new_from_buffer", vips.image_new_from_buffer, missing);
    find(library, "vips_image_get_width", vips.image_get_width, missing);
    find(library, "vips_image_get_height", vips.image_get_height, missing);
    find(library, "vips_image_get_page_height", vips.image_get_page_height, missing);
    find(library, "vips_image_get_orientation_swap", vips.image_get_orientation_swap, missing);
    find(library, "vips_image_get_orientation", vips.image_get_orientation, missing);
    find(library, "vips_image_get_fields", vips.image_get_fields, missing);
    find(library, "vips_image_get_n_pages", vips.image_get_n_pages, missing);
    find(library, "vips_thumbnail_buffer", vips.thumbnail_buffer, missing);
    find(library, "vips_thumbnail_image", vips.thumbnail_image, missing);
    find(library, "vips_image_copy_memory", vips.image_copy_memory, missing);
    find(library, "vips_image_hasalpha", vips.image_hasalpha, missing);
    find(library, "vips_image_get_bands", vips.image_get_bands, missing);
    find(library, "vips_image_get_format", vips.image_get_format, missing);
    find(library, "vips_image_get_typeof", vips.image_get_typeof, missing);
    find(library, "vips_image_get_string", vips.image_get_string, missing);
    find(library, "vips_image_get_blob", vips.image_get_blob, missing);
    find(library, "vips_image_remove", vips.image_remove, missing);
    find(library, "vips_extract_area", vips.extract_area, missing);
    find(library, "vips_autorot", vips.autorot, missing);
    find(library, "vips_rot", vips.rot, missing);
    find(library, "vips_extract_band", vips.extract_band, missing);
    find(library, "vips_min", vips.min, missing);
    find(library, "vips_gaussblur", vips.gaussblur, missing);
    find(library, "vips_pngsave_buffer", vips.pngsave_buffer, missing);
    find(library, "vips_heifsave_buffer", vips.heifsave_buffer, missing);
    find(library, "vips_jpegsave_buffer", vips.jpegsave_buffer, missing);
    find(library, "vips_webpsave_buffer", vips.webpsave_buffer, missing);
    find(library, "vips_array_double_newv", vips.array_double_newv, missing);
    find(library, "vips_area_unref", vips.area_unref, missing);
    find(library, "g_object_unref", vips.object_unref, missing);
    find(library, "g_log_set_writer_func", vips.log_set_writer_func, missing);
    find(library, "g_strfreev", vips.strfreev, missing);
    find(library, "g_free", vips.free, missing);
    if (missing || vips.init("stoppress") != 0) {
        return base::fail(base::ErrorCode::io, "libvips 8.13 or later is required");
    }
    vips.log_set_writer_func(drop_message, nullptr, nullptr);
    vips.concurrency_set(1);
    vips.cache_set_max(0);
    // Its vector code is generated at run time, which needs memory that is writable and executable.
    vips.vector_set_enabled(FALSE);
    vips.operation_block_set("VipsForeignLoad", TRUE);
    for (const char* const loader :
         {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadHeif"}) {
        vips.operation_block_set(loader, FALSE);
    }
    return vips;
}

}  // namespace stoppress::media
