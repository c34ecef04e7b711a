// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of Ghost's tables. Ghost refuses a whole file for one text that is too long or one address that is none, so texts are cut to
// what it takes, and counted.
// Source: Ghost's `core/server/data/schema/schema.js`; the same lengths in versions 5 and 6.
// Owner:  one export. Thread: one at a time.
#pragma once

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "exporting/ghost/ghost_file.hpp"
#include "exporting/ghost/ghost_names.hpp"
#include "exporting/site_walk.hpp"
#include "settings/settings.hpp"
#include "store/site/records.hpp"

namespace stoppress::exporting {

/// What Ghost has of a story beside its body.
struct GhostPost {
    std::string slug;
    std::string headline;
    std::string standfirst;
    std::vector<std::string> opening;  ///< texts that had to be cut, whole: they stand before the body
};

class GhostRows {
public:
    /// The arguments must outlive the object.
    GhostRows(const settings::Settings& settings, const GhostTerms& terms, GhostFile& file)
        : settings_(settings), terms_(terms), file_(file) {}

    /// The site's title, description, language, zone and menu; tags and authors. `menu` has addresses of Ghost.
    base::Result<void> site(const Filing& filing, const std::vector<store::MenuLink>& menu, base::Time now);
    /// Headline and standfirst as long as Ghost takes them.
    [[nodiscard]] GhostPost post(const story::Content& content, std::string slug);
    /// `lead`: the address of its lead picture in Ghost.
    base::Result<void> story(const WalkedStory& walked, const GhostPost& post, const std::string& lead, const std::string& lexical);

    /// Texts that were cut, but for those that stand whole before a body.
    [[nodiscard]] std::uint64_t cut() const { return cut_; }
    /// Authors who get an address of email that leads nowhere.
    [[nodiscard]] std::uint64_t without_email() const { return without_email_; }

private:
    /// The text, if it has at most `most` characters, else its beginning.
    std::string fitting(std::string_view text, std::size_t most);
    base::Result<void> tag(const GhostName& name, const std::string& label, const std::string& description, const std::string& now);
    base::Result<void> author(const store::Author& author, const std::string& now);
    std::string email_of(const store::Author& author);
    base::Result<void> filing_of(const std::string& id, const story::Content& content);
    base::Result<void> lead_texts(const std::string& id, const story::LeadImage& image);

    const settings::Settings& settings_;
    const GhostTerms& terms_;
    GhostFile& file_;
    std::set<std::string> emails_;
    std::uint64_t cut_ = 0;
    std::uint64_t without_email_ = 0;
    std::int64_t relations_ = 0;
};

}  // namespace stoppress::exporting
