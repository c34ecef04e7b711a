// SPDX-License-Identifier: GPL-3.0-or-later
#include <system_error>

#include <fmt/format.h>

#include "search/index/document.hpp"
#include "search/index/reached.hpp"
#include "search/index/search_index.hpp"
#include "search/index/terms.hpp"
#include "search/index/xapian_errors.hpp"

namespace stoppress::search {

namespace {

Xapian::WritableDatabase open_database(const std::filesystem::path& folder) {
    return Xapian::WritableDatabase(folder.native(), Xapian::DB_CREATE_OR_OPEN);
}

base::Result<void> remove_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("the search index {} cannot be removed: {}", folder.native(), error.message()));
    }
    return {};
}

}  // namespace

class IndexWriter::Impl {
public:
    Impl(std::filesystem::path folder, Xapian::WritableDatabase database)
        : folder_(std::move(folder)), database_(std::move(database)), reached_(reached_of(database_)) {}

    std::filesystem::path folder_;
    Xapian::WritableDatabase database_;
    Reached reached_;
};

IndexWriter::IndexWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexWriter::~IndexWriter() = default;

Reached IndexWriter::reached() const {
    return impl_->reached_;
}

base::Result<std::unique_ptr<IndexWriter>> IndexWriter::open(const std::filesystem::path& folder) {
    auto opened = without_throwing([&]() -> base::Result<std::unique_ptr<IndexWriter>> {
        auto database = open_database(folder);
        if (database.get_metadata(kRulesKey) != kIndexRules && database.get_doccount() != 0) {
            return base::fail(base::ErrorCode::corrupt, "the search index was made by another version");
        }
        return std::make_unique<IndexWriter>(std::make_unique<Impl>(folder, std::move(database)));
    });
    if (opened.has_value() || opened.error().code == base::ErrorCode::unavailable) {
        return opened;
    }
    TRY_VOID(remove_folder(folder));
    return without_throwing([&]() -> base::Result<std::unique_ptr<IndexWriter>> {
        return std::make_unique<IndexWriter>(std::make_unique<Impl>(folder, open_database(folder)));
    });
}

base::Result<void> IndexWriter::write(std::span<const Entry> changed, std::span<const base::StoryId> removed, const Reached& reached) {
    return without_throwing([&]() -> base::Result<void> {
        auto& database = impl_->database_;
        database.begin_transaction();
        try {
            for (const auto& entry : changed) {
                database.replace_document(static_cast<Xapian::docid>(entry.id.value), document_of(entry, Named::yes));
            }
            for (const auto id : removed) {
                database.delete_document(story_term(id));
            }
            put_reached(database, reached);
            database.commit_transaction();
        } catch (...) {
            // After a failed commit there may be no transaction any more.
            try {
                database.cancel_transaction();
            } catch (const Xapian::Error&) {
                // As above.
            }
            throw;
        }
        impl_->reached_ = reached;
        return {};
    });
}

base::Result<void> IndexWriter::clear() {
    return without_throwing([&]() -> base::Result<void> {
        impl_->database_.close();
        TRY_VOID(remove_folder(impl_->folder_));
        impl_->database_ = open_database(impl_->folder_);
        impl_->reached_ = {};
        return {};
    });
}

}  // namespace stoppress::search
