// SPDX-License-Identifier: GPL-3.0-or-later
// Writes WXR 1.2, the export file of WordPress: the site, authors, categories and tags, then an item for each story and attachment.
// Source: WordPress's `wp-admin/includes/export.php` and the `wordpress-importer` plug-in name the elements.
// Flow:   Settings, Filing, WalkedStory, Medium -> WxrWriter -> take() -> file
// Owner:  one export. Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/time/time_zone.hpp"
#include "exporting/site_walk.hpp"
#include "settings/settings.hpp"
#include "store/media/records.hpp"
#include "xml/xml_writer.hpp"

namespace stoppress::exporting {

class WxrWriter {
public:
    /// `languages`: posts name theirs, as Polylang writes it.
    WxrWriter(const settings::Settings& settings, const Filing& filing, bool languages);

    /// What comes before the items.
    void begin();
    /// `markup`: its body in blocks. `thumbnail`: the attachment that is its lead picture; 0: none.
    void story(const WalkedStory& walked, const std::string& markup, std::int64_t thumbnail);
    /// A picture or download at `address`, whose file the export has as `file`. `medium` may have no id: nothing more is known of it.
    void attachment(std::int64_t id, const std::string& address, const std::string& file, const store::Medium& medium);
    /// What was written since the last call.
    [[nodiscard]] std::string take() { return xml_.take(); }
    /// The end.
    [[nodiscard]] std::string finish() { return xml_.finish(); }

private:
    void meta(std::string_view key, std::string_view value);
    void dates(const char* name, base::Time time);
    void filing_of(const story::Content& content);
    void comments(const std::vector<store::Comment>& comments);

    const settings::Settings& settings_;
    const Filing& filing_;
    std::map<std::string, std::string, std::less<>> section_names_;  ///< by slug, as the next two
    std::map<std::string, std::string, std::less<>> topic_names_;
    std::map<std::string, std::string, std::less<>> author_names_;
    base::TimeZone zone_;
    bool languages_;
    xml::XmlWriter xml_;
};

}  // namespace stoppress::exporting
