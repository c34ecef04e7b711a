// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/files/zip_file.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <utility>

#include <fmt/format.h>

namespace stoppress::exporting {
namespace {

void free_zip(archive* zip) {
    archive_write_free(zip);
}

}  // namespace

ZipFile::ZipFile(std::unique_ptr<OutputFile> out) : out_(std::move(out)), zip_(archive_write_new(), free_zip) {}

ZipFile::~ZipFile() {
    // Freeing it would write the end, to which nobody listens any more.
    archive_write_fail(zip_.get());
}

base::Result<std::unique_ptr<ZipFile>> ZipFile::make(const OutputFolder& folder, const std::filesystem::path& name) {
    TRY(auto out, folder.open(name));
    auto file = std::make_unique<ZipFile>(std::move(out));
    archive* const zip = file->zip_.get();
    TRY_VOID(file->checked(archive_write_set_format_zip(zip)));
    TRY_VOID(file->checked(archive_write_zip_set_compression_store(zip)));
    TRY_VOID(file->checked(archive_write_set_bytes_in_last_block(zip, 1)));
    const auto write = [](archive* /*zip*/, void* self, const void* bytes, std::size_t size) -> la_ssize_t {
        auto* const into = static_cast<ZipFile*>(self);
        auto written = into->out_->append({static_cast<const char*>(bytes), size});
        if (!written.has_value()) {
            into->failure_ = std::move(written).error();
            return -1;
        }
        return static_cast<la_ssize_t>(size);
    };
    TRY_VOID(file->checked(archive_write_open(zip, file.get(), nullptr, write, nullptr)));
    return file;
}

base::Result<void> ZipFile::checked(int result) {
    if (failure_.has_value()) {
        return *failure_;
    }
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
        return {};
    }
    const char* const why = archive_error_string(zip_.get());
    return base::fail(base::ErrorCode::io, fmt::format("the ZIP file cannot be written: {}.", why == nullptr ? "unknown error" : why));
}

base::Result<void> ZipFile::add(const std::string& name, std::string_view bytes) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    TRY_VOID(checked(archive_write_header(zip_.get(), entry.get())));
    while (!bytes.empty()) {
        const la_ssize_t written = archive_write_data(zip_.get(), bytes.data(), bytes.size());
        if (written <= 0) {
            return checked(ARCHIVE_FATAL);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

base::Result<void> ZipFile::finish() {
    return checked(archive_write_close(zip_.get()));
}

}  // namespace stoppress::exporting
