// SPDX-License-Identifier: GPL-3.0-or-later
// Passes the bytes of an export to the XML parser: without what stands before the declaration, with spaces for control
// characters, mended (XmlMender), and refuses document types before the parser sees them.
// Flow:   file -> ExportSource -> XmlPull
// Thread: one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "importing/xml/tag_guard.hpp"
#include "importing/xml/xml_mender.hpp"

namespace stoppress::importing {

/// What an export is, for checks and messages; views of literals.
struct ExportKind {
    std::string_view root;  ///< the name of its first element, without a prefix: "rss"
    std::string_view one;   ///< "a WordPress export"
    std::string_view many;  ///< "WordPress exports"
};

/// The source of the bytes, a file or a text.
class ExportSource {
public:
    ExportSource(const ExportKind& kind, int descriptor, std::uint64_t size) : kind_(kind), descriptor_(descriptor), size_(size) {}
    ExportSource(const ExportKind& kind, std::string_view text) : kind_(kind), text_(text), size_(text.size()) {}
    /// Fails with `io` or `not_found` if the file cannot be read.
    [[nodiscard]] static base::Result<std::unique_ptr<ExportSource>> open(const ExportKind& kind, const std::filesystem::path& file);
    ExportSource(const ExportSource&) = delete;
    ExportSource& operator=(const ExportSource&) = delete;
    ExportSource(ExportSource&&) = delete;
    ExportSource& operator=(ExportSource&&) = delete;
    ~ExportSource();

    /// In libxml2's form: the number of bytes read, 0 at the end, -1 on a problem.
    int read(char* buffer, int length);

    [[nodiscard]] const ExportKind& kind() const { return kind_; }
    [[nodiscard]] const std::string& problem() const { return problem_; }
    /// Lines that the parser does not see: empty ones and messages of PHP at the start.
    [[nodiscard]] std::size_t lines_left_out() const { return lines_left_out_; }
    [[nodiscard]] std::uint64_t read_so_far() const { return read_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// Bytes and signs that XML does not allow, and that were mended.
    [[nodiscard]] std::uint64_t mended() const { return mender_.mended(); }

private:
    /// Fills the buffer from the file or the text; -1 on a problem.
    [[nodiscard]] std::ptrdiff_t take(char* buffer, std::size_t wanted);
    /// Reads the start of the export into head_, from its declaration on. False on a problem.
    [[nodiscard]] bool begin();
    /// Passes the next bytes to the mender. False on a problem.
    [[nodiscard]] bool feed();
    /// False if there is a document type declaration: nothing that expands or fetches can be defined.
    bool check_prolog(std::string_view bytes);
    bool check_tags(std::string_view bytes);

    ExportKind kind_;
    int descriptor_ = -1;
    std::string_view text_;
    std::uint64_t size_ = 0;
    std::uint64_t read_ = 0;
    bool begun_ = false;
    std::string head_;  ///< read and not passed on yet
    std::size_t lines_left_out_ = 0;
    std::string prolog_;
    bool prolog_over_ = false;
    XmlMender mender_;
    bool over_ = false;
    TagGuard tags_;
    std::string problem_;
};

}  // namespace stoppress::importing
