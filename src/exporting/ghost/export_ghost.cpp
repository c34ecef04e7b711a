// SPDX-License-Identifier: GPL-3.0-or-later
// The run of `export ghost`.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/time/clock.hpp"
#include "document/addresses/body_addresses.hpp"
#include "document/document_walk.hpp"
#include "exporting/body_html.hpp"
#include "exporting/exporting.hpp"
#include "exporting/files/media_files.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/files/zip_file.hpp"
#include "exporting/ghost/ghost_addresses.hpp"
#include "exporting/ghost/ghost_file.hpp"
#include "exporting/ghost/ghost_names.hpp"
#include "exporting/ghost/ghost_rows.hpp"
#include "exporting/ghost/lexical_body.hpp"
#include "exporting/site_walk.hpp"
#include "store/media/media_reader.hpp"
#include "store/site/site_reader.hpp"

namespace stoppress::exporting {
namespace {

constexpr std::string_view kGhostSteps =
    "How to bring this site to Ghost 5 or 6, in its Settings (under Advanced):\n\n"
    "1. A new Ghost has a post and a page of its own (\"Coming soon\", \"About this site\"). Delete them first: the page has the\n"
    "   address /about/, which a page of yours would not get.\n"
    "2. Labs, Beta features: upload routes.yaml (Routes) and, if it is here, redirects.json (Redirects).\n"
    "3. Import/Export, Universal import: upload content.zip, if it is here: the pictures and files. Wait for Ghost's email.\n"
    "4. There again: upload ghost.json: stories, tags, authors, the site's title, language, time zone and menu. Once: a second\n"
    "   time makes every story twice.\n"
    "5. Staff: authors were imported as contributors who cannot sign in yet. They can after \"Forgot password?\", if their\n"
    "   address is right; those that end in @authors.invalid stand for authors who have none here.\n\n"
    "If content.zip is too large to be uploaded, unpack it in the folder of your Ghost.\n";

/// Ghost has a folder for each kind of file, and imports from each only the kinds that belong there.
std::string_view folder_of(media::Format format) {
    switch (format) {
        case media::Format::jpeg:
        case media::Format::png:
        case media::Format::webp:
        case media::Format::gif:
            return "images";
        case media::Format::mp3:
        case media::Format::ogg:
        case media::Format::m4a:
        case media::Format::wav:
        case media::Format::mp4:
        case media::Format::webm:
            return "media";
        case media::Format::avif:
        case media::Format::aac:
        case media::Format::flac:
        case media::Format::weba:
        case media::Format::pdf:
        case media::Format::vtt:
            break;
    }
    return "files";
}

std::string ghost_place(const media::Name& name) {
    return fmt::format("content/{}/{}", folder_of(name.format), name.file());
}

/// Gives pictures of embeds their address in Ghost.
class EmbedPictures {
public:
    using Change = std::function<bool(document::Address&)>;
    explicit EmbedPictures(const Change& change) : change_(&change) {}
    void run(const document::Inline& /*run*/) const {}
    void image(const document::Image& /*image*/) const {}
    void audio(const document::Audio& /*audio*/) const {}
    void video(const document::Video& /*video*/) const {}
    void embed(document::Embed& embed) const { static_cast<void>((*change_)(embed.picture)); }

private:
    const Change* change_;
};

class GhostExport {
public:
    GhostExport(const ExportRun& run, SiteWalk& walk, const OutputFolder& folder, GhostFile& file, const Redirects& redirects,
                const GhostTerms& terms)
        : run_(run),
          walk_(walk),
          folder_(folder),
          file_(file),
          redirects_(redirects),
          terms_(terms),
          permalinks_(run.settings.site.timezone),
          moved_to_(folder),
          media_(
              run.files, [this](const media::Name& name, std::string_view bytes) { return put(name, bytes); }, run.settings.site.url),
          rows_(run.settings, terms, file) {}

    base::Result<Exported> write(const Filing& filing) {
        TRY_VOID(look_ahead());
        TRY(const auto menu, menu_of(filing));
        TRY_VOID(rows_.site(filing, menu, base::SystemClock().now()));
        TRY_VOID(redirect_lists(run_.snapshot, redirects_, terms_, moved_to_));
        TRY_VOID(walk_.each_story([this](WalkedStory walked) { return story(std::move(walked)); }));
        TRY_VOID(file_.finish());
        if (zip_) {
            TRY_VOID(zip_->finish());
        }
        TRY_VOID(moved_to_.finish());
        TRY_VOID(folder_.write("routes.yaml", permalinks_.routes()));
        TRY_VOID(folder_.write("README.txt", kGhostSteps));
        add_notes();
        return std::move(exported_);
    }

private:
    /// What has to be known of all stories before the first is written.
    base::Result<void> look_ahead() {
        return walk_.each_page([this](const std::vector<story::Story>& stories) -> base::Result<void> {
            for (const story::Story& story : stories) {
                ++stories_;
                slugs_.reserve(story);
                permalinks_.count(story);
            }
            return {};
        });
    }

    /// Apart from the stories: of a ZIP file with both, Ghost makes addresses of its own for lead pictures
    /// (findings/ghost-takes-pictures-for-files.sh).
    base::Result<void> put(const media::Name& name, std::string_view bytes) {
        if (!zip_) {
            TRY(zip_, ZipFile::make(folder_, "content.zip"));
        }
        return zip_->add(ghost_place(name), bytes);
    }

    /// That of pages without one of their language; without any, readers see the sections.
    base::Result<std::vector<store::MenuLink>> menu_of(const Filing& filing) {
        TRY(auto menus, store::SiteReader(run_.snapshot).menus());
        std::vector<store::MenuLink> links;
        const auto menu = std::ranges::find(menus, std::string(), &store::Menu::language);
        if (menu != menus.end()) {
            links = std::move(menu->links);
        } else {
            for (const store::Section& section : filing.sections) {
                if (section.chosen || section.stories != 0) {
                    links.push_back({section.name, "/sections/" + section.slug});
                }
            }
        }
        for (store::MenuLink& link : links) {
            link.address = ghost_target(link.address, terms_);
        }
        return links;
    }

    base::Result<void> story(WalkedStory walked) {
        run_.progressed(++done_, stories_);
        story::Content& content = walked.story.content;
        TRY_VOID(media_.take(content));
        TRY_VOID(move_addresses(content.body));
        std::string lead = content.lead_image.source;
        if (const auto name = media_.written_at(lead)) {
            lead = fmt::format("{}/{}", kGhostMark, ghost_place(*name));
        }
        const GhostPost post = rows_.post(content, slugs_.take(walked.story));
        LexicalParts parts;
        parts.opening = post.opening;
        opened_ += post.opening.size();
        parts.body = std::move(content.body);
        for (const store::Correction& correction : walked.corrections) {
            parts.closing.push_back(correction_html(correction));
        }
        corrections_ += walked.corrections.size();
        unsigned_ += content.authors.empty() ? 1 : 0;
        languages_ += content.language == run_.settings.site.language ? 0 : 1;
        TRY_VOID(rows_.story(walked, post, lead, lexical_body(std::move(parts))));
        redirects_of(walked.story, post.slug);
        exported_.count(walked);
        return {};
    }

    /// Paths of this site become addresses of the Ghost site; pictures get their sizes, which Ghost's galleries need.
    base::Result<void> move_addresses(document::Document& body) {
        std::set<std::string> hashes;
        document::for_each_address(body, [&](const document::Address& address) {
            if (const auto name = media_.written_at(address.string())) {
                hashes.insert(name->hash);
            }
        });
        TRY(const auto known, store::MediaReader(run_.snapshot).media_at(hashes));
        const EmbedPictures::Change moved = [this](document::Address& address) {
            const auto name = media_.written_at(address.string());
            const std::string path = name ? "/" + ghost_place(*name) : address.is_path() ? address.string() : std::string();
            auto whole = path.empty() ? std::nullopt : document::Address::parse(std::string(kGhostSite) + path);
            if (!whole) {
                return false;
            }
            address = *std::move(whole);
            return true;
        };
        const auto picture = [&](document::Image& image) {
            if (const auto name = media_.written_at(image.source.string()); name && image.width == 0) {
                size_of(image, known, name->hash);
            }
            return moved(image.source);
        };
        document::change_addresses(body, {.image = picture, .link = moved});
        document::DocumentWalk<EmbedPictures>(EmbedPictures(moved)).document(body);
        return {};
    }

    static void size_of(document::Image& image, const std::map<std::string, store::Medium>& known, const std::string& hash) {
        const auto medium = known.find(hash);
        if (medium == known.end()) {
            return;
        }
        const auto set = [&](const store::MediumFile& file) {
            if (file.hash == hash && file.width > 0 && file.height > 0) {
                image.width = static_cast<std::uint32_t>(file.width);
                image.height = static_cast<std::uint32_t>(file.height);
            }
        };
        set(medium->second.file);
        std::ranges::for_each(medium->second.renditions, set);
    }

    void redirects_of(const story::Story& story, const std::string& slug) {
        if (story.status != story::Status::published) {
            return;
        }
        const std::string there = permalinks_.address(story, slug);
        moved_to_.keep_free(there);
        moved_ += moved_to_.add(story.url, there) ? 1 : 0;
        if (const auto former = redirects_.stories.find(story.id); former != redirects_.stories.end()) {
            for (const std::string& path : former->second.paths) {
                moved_to_.add(path, there);
            }
        }
    }

    void note(std::uint64_t count, std::string_view what) {
        if (count != 0) {
            exported_.notes.push_back(fmt::format("{} {}", count, what));
        }
    }

    void add_notes() {
        exported_.note_comments();
        exported_.files = media_.written().size();
        exported_.redirects = moved_to_.written();
        exported_.add_missing(media_.missing());
        note(moved_, "stories get another address in Ghost; redirects.json leads there from the one that they have.");
        note(moved_to_.with_query(), "redirects are from addresses with a query (\"/?p=12\"), which Ghost cannot tell apart.");
        note(moved_to_.hiding(), "redirects are left out: in Ghost a story has the address that they lead from.");
        note(unsigned_, "stories have no author; Ghost names its owner instead.");
        note(rows_.without_email(), "authors have no email address of their own; Ghost gets one for each that leads nowhere.");
        note(languages_, "stories are not in the site's language; Ghost's pages do not say so.");
        note(opened_, "headlines and standfirsts are longer than Ghost takes; they are cut there, and stand whole before the text.");
        note(rows_.cut(), "names, descriptions and alternative texts are longer than Ghost takes and are cut.");
        note(corrections_, "corrections stand at the end of their stories' text.");
    }

    const ExportRun& run_;
    SiteWalk& walk_;
    const OutputFolder& folder_;
    std::unique_ptr<ZipFile> zip_;  ///< made with the first file
    GhostFile& file_;
    const Redirects& redirects_;
    const GhostTerms& terms_;
    GhostPermalinks permalinks_;
    GhostRedirects moved_to_;
    MediaFiles media_;
    GhostRows rows_;
    GhostSlugs slugs_;
    Exported exported_;
    std::uint64_t stories_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t corrections_ = 0;
    std::uint64_t moved_ = 0;
    std::uint64_t unsigned_ = 0;
    std::uint64_t languages_ = 0;
    std::uint64_t opened_ = 0;
};

}  // namespace

base::Result<Exported> export_ghost(const ExportRun& run) {
    TRY(OutputFolder folder, OutputFolder::make(run.target));
    SiteWalk walk(run.snapshot, run.interrupted);
    TRY(const Filing filing, walk.filing(Names::all));
    TRY(const Redirects redirects, walk.redirects());
    const GhostTerms terms = ghost_terms(filing, redirects);
    Exported exported;
    {
        TRY(auto file, GhostFile::make(folder, "ghost.json", base::SystemClock().now()));
        TRY(exported, GhostExport(run, walk, folder, file, redirects, terms).write(filing));
    }
    TRY_VOID(folder.finish());
    return exported;
}

}  // namespace stoppress::exporting
