// SPDX-License-Identifier: GPL-3.0-or-later
// libvips, loaded at run time and only in the child process: it brings a hundred libraries along, which would slow the
// server's start and use its memory. Function types come from its own headers.
// A flat table of the functions that image_job.cpp, crop_job.cpp and the child's start call, each under its own name. It has no methods
// of its own, so cutting it would only make callers look for a function in several tables.
// Flow:   image_sandbox_child -> VipsLibrary -> libvips
// Thread: the child's only one.
#pragma once

#include <vips/vips.h>
// Not part of the above.
#include <vips/vector.h>

#include "base/result.hpp"

namespace stoppress::media {

struct VipsLibrary {
    decltype(&vips_init) init = nullptr;
    decltype(&vips_concurrency_set) concurrency_set = nullptr;
    decltype(&vips_cache_set_max) cache_set_max = nullptr;
    decltype(&vips_vector_set_enabled) vector_set_enabled = nullptr;
    decltype(&vips_operation_block_set) operation_block_set = nullptr;
    decltype(&vips_error_buffer) error_buffer = nullptr;
    decltype(&vips_image_new_from_buffer) image_new_from_buffer = nullptr;
    decltype(&vips_image_get_width) image_get_width = nullptr;
    decltype(&vips_image_get_height) image_get_height = nullptr;
    decltype(&vips_image_get_page_height) image_get_page_height = nullptr;
    decltype(&vips_image_get_orientation_swap) image_get_orientation_swap = nullptr;
    decltype(&vips_image_get_orientation) image_get_orientation = nullptr;
    decltype(&vips_image_get_fields) image_get_fields = nullptr;
    decltype(&vips_image_get_n_pages) image_get_n_pages = nullptr;
    decltype(&vips_thumbnail_buffer) thumbnail_buffer = nullptr;
    decltype(&vips_thumbnail_image) thumbnail_image = nullptr;
    decltype(&vips_image_copy_memory) image_copy_memory = nullptr;
    decltype(&vips_image_hasalpha) image_hasalpha = nullptr;
    decltype(&vips_image_get_bands) image_get_bands = nullptr;
    decltype(&vips_image_get_format) image_get_format = nullptr;
    decltype(&vips_image_get_typeof) image_get_typeof = nullptr;
    decltype(&vips_image_get_string) image_get_string = nullptr;
    decltype(&vips_image_get_blob) image_get_blob = nullptr;
    decltype(&vips_image_remove) image_remove = nullptr;
    decltype(&vips_extract_area) extract_area = nullptr;
    decltype(&vips_autorot) autorot = nullptr;
    decltype(&vips_rot) rot = nullptr;
    decltype(&vips_extract_band) extract_band = nullptr;
    decltype(&vips_min) min = nullptr;
    decltype(&vips_gaussblur) gaussblur = nullptr;
    decltype(&vips_pngsave_buffer) pngsave_buffer = nullptr;
    decltype(&vips_heifsave_buffer) heifsave_buffer = nullptr;
    decltype(&vips_jpegsave_buffer) jpegsave_buffer = nullptr;
    decltype(&vips_webpsave_buffer) webpsave_buffer = nullptr;
    decltype(&vips_array_double_newv) array_double_newv = nullptr;
    decltype(&vips_area_unref) area_unref = nullptr;
    decltype(&g_object_unref) object_unref = nullptr;
    decltype(&g_log_set_writer_func) log_set_writer_func = nullptr;
    decltype(&g_strfreev) strfreev = nullptr;
    decltype(&g_free) free = nullptr;

    /// Loads and initialises it, and blocks every loader but those of the supported formats. Fails with `io` if it is
    /// not installed.
    static base::Result<VipsLibrary> open();
};

}  // namespace stoppress::media
