// SPDX-License-Identifier: GPL-3.0-or-later
// The run of `export wxr`.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "document/addresses/body_addresses.hpp"
#include "exporting/body_html.hpp"
#include "exporting/exporting.hpp"
#include "exporting/files/media_files.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/site_walk.hpp"
#include "exporting/wordpress/block_markup.hpp"
#include "exporting/wordpress/redirect_table.hpp"
#include "exporting/wordpress/wxr_writer.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/media/media_reader.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes of the file that are kept in memory before they are written.
constexpr std::size_t kPart = std::size_t{1} << 20;

/// Addresses of this site with its host, so that another site can fetch the pictures and finds the links.
void name_the_site(document::Document& body, const std::string& site) {
    const auto with_site = [&site](document::Address& address) {
        const auto whole = address.is_path() ? document::Address::parse(site + address.string()) : std::nullopt;
        address = whole.value_or(address);
        return whole.has_value();
    };
    document::change_addresses(body, {.image = [&](document::Image& image) { return with_site(image.source); }, .link = with_site});
}

std::string corrections_markup(const std::vector<store::Correction>& corrections) {
    std::string markup;
    for (const store::Correction& correction : corrections) {
        markup += "\n\n<!-- wp:html -->\n" + correction_html(correction) + "\n<!-- /wp:html -->";
    }
    return markup;
}

class WxrExport {
public:
    WxrExport(const ExportRun& run, SiteWalk& walk, const OutputFolder& folder, OutputFile& file, const Filing& filing,
              const Redirects& redirects, const Overview& overview)
        : run_(run),
          walk_(walk),
          filing_(filing),
          redirects_(redirects),
          table_(folder),
          file_(file),
          overview_(overview),
          media_(run.files, folder, "uploads", run.settings.site.url),
          writer_(run.settings, filing, !overview.one_language) {}

    base::Result<Exported> write() {
        writer_.begin();
        TRY_VOID(redirects_of_lists());
        TRY_VOID(walk_.each_story([this](WalkedStory walked) { return story(std::move(walked)); }));
        TRY_VOID(attachments());
        TRY_VOID(file_.append(writer_.finish()));
        TRY_VOID(table_.finish());
        add_notes();
        return std::move(exported_);
    }

private:
    base::Result<void> story(WalkedStory walked) {
        run_.progressed(++done_, overview_.stories);
        TRY_VOID(media_.take(walked.story.content));
        name_the_site(walked.story.content.body, run_.settings.site.url);
        const auto attachment_of = [this](std::string_view address) { return attachment(address); };
        for (store::Comment& comment : walked.comments) {
            name_the_site(comment.body, run_.settings.site.url);
        }
        std::string markup = block_markup(walked.story.content.body, attachment_of);
        markup += corrections_markup(walked.corrections);
        corrections_ += walked.corrections.size();
        const std::string& lead = walked.story.content.lead_image.source;
        const std::int64_t thumbnail = attachment(lead);
        leads_elsewhere_ += !lead.empty() && thumbnail == 0 ? 1 : 0;
        writer_.story(walked, markup, thumbnail);
        TRY_VOID(redirects_of(walked.story));
        exported_.count(walked);
        pending_ += markup.size();
        return pending_ < kPart && walked.comments.empty() ? base::Result<void>{} : flush();
    }

    /// From lists, under all their names, and from what led to them or elsewhere.
    base::Result<void> redirects_of_lists() {
        for (const MovedList& list : kWordPressLists) {
            // An imported page may have the address.
            TRY(const auto entry, store::AddressReader(run_.snapshot).find_address(list.here));
            if (!entry) {
                TRY_VOID(table_.add(list.here, list.there));
            }
        }
        TRY_VOID(redirects_of_names("/sections/", filing_.sections));
        TRY_VOID(redirects_of_names("/topics/", filing_.topics));
        TRY_VOID(redirects_of_names("/authors/", filing_.authors));
        for (const store::Redirect& redirect : redirects_.others) {
            TRY_VOID(table_.add(redirect.path, wordpress_target(redirect.target)));
        }
        return {};
    }

    template <class Entry>
    base::Result<void> redirects_of_names(const std::string& place, const std::vector<Entry>& entries) {
        for (const Entry& entry : entries) {
            const std::string path = place + base::percent_encoded(entry.slug);
            TRY_VOID(table_.add(path, wordpress_target(path)));
            const auto former = redirects_.names.find(place + entry.slug);
            if (former == redirects_.names.end()) {
                continue;
            }
            for (const std::string& name : former->second) {
                TRY_VOID(table_.add(name, wordpress_target(path)));
            }
        }
        return {};
    }

    /// From its address here, if WordPress has another for it, and from its former ones.
    base::Result<void> redirects_of(const story::Story& story) {
        if (story.status != story::Status::published) {
            return {};
        }
        const std::string there = wordpress_address(story, run_.settings.site.timezone);
        if (story.url != there && story.url != there + "/") {
            ++moved_;
            TRY_VOID(table_.add(story.url, there));
        }
        const auto former = redirects_.stories.find(story.id);
        if (former != redirects_.stories.end()) {
            for (const std::string& path : former->second.paths) {
                if (path != there && path != there + "/") {
                    TRY_VOID(table_.add(path, there));
                }
            }
        }
        return {};
    }

    /// Behind all stories, whose ids the numbers would collide with otherwise.
    [[nodiscard]] std::int64_t attachment(std::string_view address) const {
        const std::int64_t number = media_.number_of(address);
        return number == 0 ? 0 : overview_.last_story.value + number;
    }

    base::Result<void> attachments() {
        store::MediaReader reader(run_.snapshot);
        for (const media::Name& name : media_.written()) {
            TRY_VOID(walk_.look());
            TRY(const auto known, reader.media_at({name.hash}));
            const auto medium = known.find(name.hash);
            writer_.attachment(attachment(name.address()), run_.settings.site.url + name.address(), name.file(),
                               medium == known.end() ? store::Medium{} : medium->second);
            TRY_VOID(flush());
        }
        return {};
    }

    base::Result<void> flush() {
        pending_ = 0;
        return file_.append(writer_.take());
    }

    void add_notes() {
        exported_.files = media_.written().size();
        exported_.redirects = table_.written();
        exported_.add_missing(media_.missing());
        if (leads_elsewhere_ != 0) {
            exported_.notes.push_back(fmt::format(
                "{} stories have no featured image, because their lead image is not in this site's library.", leads_elsewhere_));
        }
        if (moved_ != 0) {
            exported_.notes.push_back(
                fmt::format("{} stories get another address in WordPress; redirects.csv leads there from the one that they have.", moved_));
        }
        if (corrections_ != 0) {
            exported_.notes.push_back(fmt::format("{} corrections stand at the end of their stories' text.", corrections_));
        }
    }

    const ExportRun& run_;
    SiteWalk& walk_;
    const Filing& filing_;
    const Redirects& redirects_;
    RedirectTable table_;
    OutputFile& file_;
    Overview overview_;
    MediaFiles media_;
    WxrWriter writer_;
    Exported exported_;
    std::uint64_t done_ = 0;
    std::size_t pending_ = 0;  ///< bytes of markup that were not written yet
    std::size_t corrections_ = 0;
    std::size_t leads_elsewhere_ = 0;
    std::size_t moved_ = 0;
};

}  // namespace

base::Result<Exported> export_wxr(const ExportRun& run) {
    TRY(OutputFolder folder, OutputFolder::make(run.target));
    SiteWalk walk(run.snapshot, run.interrupted);
    TRY(const Filing filing, walk.filing(Names::all));
    TRY(const Redirects redirects, walk.redirects());
    TRY(const Overview overview, walk.overview(run.settings.site.language));
    Exported exported;
    {
        TRY(auto file, folder.open("site.wxr.xml"));
        TRY(exported, WxrExport(run, walk, folder, *file, filing, redirects, overview).write());
    }

    TRY_VOID(folder.finish());
    return exported;
}

}  // namespace stoppress::exporting
