// SPDX-License-Identifier: GPL-3.0-or-later
// The run of `export wxr`.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "document/addresses/body_addresses.hpp"
#include "document/html.hpp"
#include "exporting/exporting.hpp"
#include "exporting/files/media_files.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/site_walk.hpp"
#include "exporting/wordpress/block_markup.hpp"
#include "exporting/wordpress/wxr_writer.hpp"
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

/// Corrections have no place of their own in WordPress, and readers must not lose them.
std::string corrections_markup(const std::vector<store::Correction>& corrections) {
    std::string html;
    for (const store::Correction& correction : corrections) {
        const std::string at = base::format_rfc3339(correction.at);
        html +=
            fmt::format("\n\n<!-- wp:html -->\n<p class=\"{}\"><time datetime=\"{}\">{}</time> {}</p>\n<!-- /wp:html -->",
                        store::to_string(correction.kind), at, at.substr(0, at.find('T')), document::escape_html(correction.text).string());
    }
    return html;
}

class WxrExport {
public:
    WxrExport(const ExportRun& run, const OutputFolder& folder, OutputFile& file, const Filing& filing, const Overview& overview)
        : run_(run),
          file_(file),
          overview_(overview),
          media_(run.library, folder, "uploads"),
          writer_(run.settings, filing, !overview.one_language) {}

    base::Result<Exported> write() {
        writer_.begin();
        TRY_VOID(SiteWalk(run_.snapshot).each_story([this](WalkedStory walked) { return story(std::move(walked)); }));
        TRY_VOID(attachments());
        TRY_VOID(file_.append(writer_.finish()));
        add_notes();
        return std::move(exported_);
    }

private:
    base::Result<void> story(WalkedStory walked) {
        if (done_ % kStoriesPerLook == 0 && run_.interrupted()) {
            return interrupted();
        }
        run_.progressed(++done_, overview_.stories);
        TRY_VOID(media_.take(walked.story.content));
        name_the_site(walked.story.content.body, run_.settings.site.url);
        const auto attachment_of = [this](std::string_view address) { return attachment(address); };
        std::string markup = block_markup(walked.story.content.body, attachment_of);
        markup += corrections_markup(walked.corrections);
        corrections_ += walked.corrections.size();
        writer_.story(walked, markup, attachment(walked.story.content.lead_image.source));
        exported_.count(walked.story);
        pending_ += markup.size();
        return pending_ < kPart ? base::Result<void>{} : flush();
    }

    /// Behind all stories, whose ids the numbers would collide with otherwise.
    [[nodiscard]] std::int64_t attachment(std::string_view address) const {
        const std::int64_t number = media_.number_of(address);
        return number == 0 ? 0 : overview_.last_story.value + number;
    }

    base::Result<void> attachments() {
        store::MediaReader reader(run_.snapshot);
        for (const media::Name& name : media_.written()) {
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
        exported_.add_losses(media_.missing());
        if (corrections_ != 0) {
            exported_.notes.push_back(fmt::format("{} corrections stand at the end of their stories' text.", corrections_));
        }
    }

    const ExportRun& run_;
    OutputFile& file_;
    Overview overview_;
    MediaFiles media_;
    WxrWriter writer_;
    Exported exported_;
    std::uint64_t done_ = 0;
    std::size_t pending_ = 0;  ///< bytes of markup that were not written yet
    std::size_t corrections_ = 0;
};

/// A list that plug-ins for redirects read: "from","to". Neither has a quotation mark, which addresses encode.
base::Result<std::uint64_t> write_redirects_csv(const Redirects& redirects, store::ReadSnapshot& snapshot, const OutputFolder& folder) {
    std::string lines;
    std::uint64_t written = 0;
    const auto add = [&](const std::string& from, const std::string& to) {
        lines += fmt::format("\"{}\",\"{}\"\n", from, to);
        ++written;
    };
    for (const store::Redirect& redirect : redirects.others) {
        add(redirect.path, redirect.target);
    }
    for (const auto& [story, former] : redirects.former) {
        TRY(const auto address, address_of(snapshot, story));
        for (const std::string& path : former) {
            add(path, address);
        }
    }
    if (written != 0) {
        TRY_VOID(folder.write("redirects.csv", lines));
    }
    return written;
}

}  // namespace

base::Result<Exported> export_wxr(const ExportRun& run) {
    TRY(OutputFolder folder, OutputFolder::make(run.target));
    SiteWalk walk(run.snapshot);
    TRY(const Filing filing, walk.filing(Names::all));
    TRY(const Redirects redirects, walk.redirects());
    TRY(const Overview overview, walk.overview());
    Exported exported;
    {
        TRY(auto file, folder.open("site.wxr.xml"));
        TRY(exported, WxrExport(run, folder, *file, filing, overview).write());
    }
    TRY(exported.redirects, write_redirects_csv(redirects, run.snapshot, folder));
    TRY_VOID(folder.finish());
    return exported;
}

}  // namespace stoppress::exporting
