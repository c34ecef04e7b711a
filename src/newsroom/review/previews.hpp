// SPDX-License-Identifier: GPL-3.0-or-later
// Previews: pages as readers would get them, of stories that readers cannot see yet. The interface through which the
// newsroom uses the code that prints pages.
// Flow:   newsroom (who may see it) -> Previews -> reader's story page -> newsroom's answer
// Thread: on_loop() on that loop; the others on a reading thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"

namespace stoppress::store {
class ReadSnapshot;
struct Front;
}  // namespace stoppress::store

namespace stoppress::newsroom {

/// Prints with the theme and boxes of one moment. Immutable; used on a reading thread.
class PreviewPrinter {
public:
    struct Page {
        std::string html;
        std::string policy;  ///< Content-Security-Policy
    };
    PreviewPrinter() = default;
    PreviewPrinter(const PreviewPrinter&) = delete;
    PreviewPrinter& operator=(const PreviewPrinter&) = delete;
    PreviewPrinter(PreviewPrinter&&) = delete;
    PreviewPrinter& operator=(PreviewPrinter&&) = delete;
    virtual ~PreviewPrinter() = default;

    /// The story with its draft of changes applied.
    [[nodiscard]] virtual base::Result<Page> story(store::ReadSnapshot& snapshot, base::StoryId id) const = 0;
    enum class Shown : std::uint8_t { front, story };
    /// The front page, or the page of the newest story, with the theme of that name, in use or not. Fails with
    /// `not_found` if there is no such theme, `invalid`, with the reason, if it cannot be used.
    [[nodiscard]] virtual base::Result<Page> themed(store::ReadSnapshot& snapshot, const std::string& theme, Shown shown) const = 0;
    /// The front page as `front` arranges it, with its breaking line.
    [[nodiscard]] virtual base::Result<Page> front(store::ReadSnapshot& snapshot, const store::Front& front) const = 0;
    /// The page that says that a link has expired or never existed.
    [[nodiscard]] virtual base::Result<Page> expired(store::ReadSnapshot& snapshot) const = 0;
};

class Previews {
public:
    Previews() = default;
    Previews(const Previews&) = delete;
    Previews& operator=(const Previews&) = delete;
    Previews(Previews&&) = delete;
    Previews& operator=(Previews&&) = delete;
    virtual ~Previews() = default;

    /// Names of the installed themes. Reads a folder.
    [[nodiscard]] virtual std::vector<std::string> themes() const = 0;
    /// Whether the theme can be used; fails as themed() does. Reads files.
    [[nodiscard]] virtual base::Result<void> check_theme(const std::string& theme) const = 0;

    /// A printer for pages as that loop's readers see them now. Call it on that loop.
    [[nodiscard]] virtual std::shared_ptr<const PreviewPrinter> on_loop(std::size_t loop) = 0;
};

}  // namespace stoppress::newsroom
