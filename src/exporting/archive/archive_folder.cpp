// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/archive/archive_folder.hpp"

#include <span>
#include <utility>

#include "store/archiving/site_archive.hpp"

namespace stoppress::exporting {
namespace {

constexpr std::size_t kWrittenAtOnce = 256 << 10U;

}  // namespace

base::Result<std::unique_ptr<ArchiveFolder>> ArchiveFolder::make(const std::filesystem::path& target, const store::ArchiveHead& head) {
    TRY(auto made, OutputFolder::make(target));
    auto folder = std::make_unique<ArchiveFolder>(std::move(made));
    TRY(folder->manifest_, folder->folder_.open(store::kManifestFile));
    TRY_VOID(folder->manifest_->append(store::manifest_begin(head)));
    return folder;
}

base::Result<void> ArchiveFolder::begin(const std::string& name) {
    if (!store::is_archived_name(name)) {
        return base::fail(base::ErrorCode::invalid, name + " cannot be the name of a file in an archive; rename it.");
    }
    TRY(file_, folder_.open(name));
    entry_ = {.name = name, .size = 0, .sha256 = {}};
    sum_ = {};
    return {};
}

base::Result<void> ArchiveFolder::append(std::string_view bytes) {
    sum_.add(std::span(bytes));
    entry_.size += bytes.size();
    waiting_ += bytes;
    return waiting_.size() < kWrittenAtOnce ? base::Result<void>() : flush();
}

base::Result<void> ArchiveFolder::flush() {
    TRY_VOID(file_->append(waiting_));
    waiting_.clear();
    return {};
}

base::Result<void> ArchiveFolder::end() {
    TRY_VOID(flush());
    file_.reset();
    entry_.sha256 = sum_.hexadecimal();
    return manifest_->append(store::manifest_line(entry_, std::exchange(first_, false)));
}

base::Result<void> ArchiveFolder::write(const std::string& name, std::string_view bytes) {
    TRY_VOID(begin(name));
    TRY_VOID(append(bytes));
    return end();
}

base::Result<void> ArchiveFolder::finish() {
    TRY_VOID(manifest_->append(store::manifest_end()));
    manifest_.reset();
    return folder_.finish();
}

}  // namespace stoppress::exporting
