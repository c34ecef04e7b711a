// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/site/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "importing/hugo/site/site_folders.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/text/wildcards.hpp"
#include "story/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

namespace fs = std::filesystem;

std::string below_folder(std::string_view folder, std::string_view name) {
    return folder.empty() ? std::string(name) : fmt::format("{}/{}", folder, name);
}

std::string_view last_part(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

bool begins_specially(std::string_view name) {
    return !name.empty() && std::string_view("._#~").contains(name.front());
}

/// Whether one of the patterns begins the path, or matches it as File.fnmatch? in Ruby has it.
bool is_listed(const std::vector<std::string>& patterns, std::string_view path) {
    return std::ranges::any_of(patterns, [path](const std::string& written) {
        const std::string_view pattern = std::string_view(written).substr(written.starts_with('/') ? 1 : 0);
        if (pattern.empty()) {
            return false;
        }
        const bool folder = pattern.ends_with('/') && pattern.substr(0, pattern.size() - 1) == path;
        return path.starts_with(pattern) || folder || matches_wildcards(pattern, path);
    });
}

bool is_included(const SiteConfig& config, std::string_view path) {
    return is_listed(config.include, path) || is_listed(config.include, last_part(path));
}

bool is_excluded(const SiteConfig& config, std::string_view path) {
    return is_listed(config.exclude, path) && std::ranges::find(config.include, path) == config.include.end();
}

/// Whether Jekyll reads an entry of a folder; `path`: from the site.
bool is_read(const SiteConfig& config, std::string_view path) {
    const bool included = is_included(config, path);
    const std::string_view name = last_part(path);
    if (name.ends_with('.') || (is_excluded(config, path) && !included)) {
        return false;
    }
    return included || (!begins_specially(name) && !name.ends_with('~'));
}

/// "2020-1-5-a-story.md".
bool has_dated_name(std::string_view name) {
    std::size_t at = 0;
    for (const std::size_t least : {std::size_t{2}, std::size_t{1}, std::size_t{1}}) {
        const std::size_t most = least == 2 ? 4 : 2;
        std::size_t digits = 0;
        while (at + digits < name.size() && is_ascii_digit(name[at + digits])) {
            ++digits;
        }
        if (digits < least || digits > most || at + digits >= name.size() || name[at + digits] != '-') {
            return false;
        }
        at += digits + 1;
    }
    return name.rfind('.') != std::string_view::npos && name.rfind('.') >= at && !name.ends_with('.');
}

/// Whether the file begins with a line of "---".
bool has_front_matter(const fs::path& file) {
    std::array<char, 256> bytes{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), bytes.size());
    const std::string_view begin(bytes.data(), static_cast<std::size_t>(stream.gcount()));
    const std::string_view line = begin.substr(0, begin.find('\n'));
    return line.starts_with("---") && trim(line.substr(3)).empty();
}

class Walk {
public:
    Walk(const fs::path& site, const SiteConfig& config) : site_(site), config_(config) {}

    base::Result<std::vector<SourceFile>> walk() {
        TRY_VOID(folder("", 0));
        for (const Collection& collection : config_.collections) {
            if (collection.label != "posts") {
                TRY_VOID(documents(below_folder(config_.collections_folder, "_" + collection.label), collection.label, Role::document, 0));
            }
        }
        std::ranges::sort(files_, {}, &SourceFile::file);
        return std::move(files_);
    }

private:
    struct Entry {
        std::string path;  ///< from the site
        fs::file_type type = fs::file_type::none;
    };

    /// What is in a folder, sorted. Links and what is neither file nor folder are accounted for.
    std::vector<Entry> entries(const std::string& folder, bool of_collection) {
        std::vector<Entry> found;
        std::error_code failed;
        for (fs::directory_iterator at(site_ / folder, failed), end; !failed && at != end; at.increment(failed)) {
            const std::string path = below_folder(folder, at->path().filename().string());
            std::error_code unreadable;
            const fs::file_status status = at->symlink_status(unreadable);
            if (path == config_.output_folder) {
                continue;
            }
            if (!is_read(config_, path)) {
                // Those of the site itself have names of their own; what the configuration leaves out is told.
                if (!begins_specially(last_part(path)) && fs::is_regular_file(status) && may_be_page(path)) {
                    add(path, of_collection ? Role::document : Role::page, "", "Jekyll does not read it (exclude)", true);
                }
            } else if (fs::is_symlink(status)) {
                add_link(path);
            } else {
                found.push_back({path, status.type()});
            }
        }
        if (failed) {
            add(folder.empty() ? "." : folder, Role::page, "", "the folder cannot be read: " + failed.message(), false);
        }
        std::ranges::sort(found, {}, &Entry::path);
        return found;
    }

    [[nodiscard]] bool may_be_page(std::string_view path) const { return is_markdown(config_, path) || is_html(path); }

    base::Result<void> folder(const std::string& path, std::size_t depth) {
        if (depth > kMaxFolderDepth) {
            add(path, Role::page, "", "folders are nested too deeply", false);
            return {};
        }
        const std::string& container = config_.collections_folder;
        if (container.empty() || path.starts_with(container)) {
            TRY_VOID(documents(below_folder(path, "_posts"), "posts", Role::post, depth + 1));
            TRY_VOID(documents(below_folder(path, "_drafts"), "posts", Role::draft, depth + 1));
        }
        for (const Entry& entry : entries(path, false)) {
            if (entry.type == fs::file_type::directory) {
                TRY_VOID(folder(entry.path, depth + 1));
            } else if (entry.type == fs::file_type::regular && may_be_page(entry.path) && has_front_matter(site_ / entry.path)) {
                add(entry.path, Role::page, "", "", false);
            }
            TRY_VOID(check_count());
        }
        return {};
    }

    base::Result<void> documents(const std::string& path, const std::string& collection, Role role, std::size_t depth) {
        std::error_code failed;
        if (!fs::is_directory(fs::symlink_status(site_ / path, failed))) {
            return {};
        }
        if (depth > kMaxFolderDepth) {
            add(path, role, collection, "folders are nested too deeply", false);
            return {};
        }
        for (const Entry& entry : entries(path, true)) {
            if (entry.type == fs::file_type::directory) {
                TRY_VOID(documents(entry.path, collection, role, depth + 1));
            } else if (entry.type == fs::file_type::regular) {
                add_document(entry.path, collection, role);
            }
            TRY_VOID(check_count());
        }
        return {};
    }

    void add_document(const std::string& path, const std::string& collection, Role role) {
        if (role == Role::document && !has_front_matter(site_ / path)) {
            return;  // a file that is copied
        }
        if (role == Role::post && !has_dated_name(last_part(path))) {
            add(path, role, collection, "its name has no date (2020-01-05-name.md), so Jekyll does not show it", true);
        } else if (may_be_page(path)) {
            add(path, role, collection, "", false);
        } else {
            const std::string extension = extension_of(path);
            const bool other = extension == "textile" || extension == "adoc" || extension == "asciidoc" || extension == "org" ||
                               extension == "rst" || extension == "haml" || extension == "slim";
            add(path, role, collection,
                other ? "is written in a language that is not read here (." + extension + "); convert it to Markdown or HTML first"
                      : "neither Markdown nor HTML",
                !other);
        }
    }

    void add_link(const std::string& path) {
        std::error_code failed;
        const fs::path target = fs::weakly_canonical(site_ / path, failed);
        const fs::path site = fs::weakly_canonical(site_, failed);
        if (!failed && hugo::is_below(target, site)) {
            add(path, Role::page, "", "a symbolic link within the site; the file it points to is imported separately", true);
        } else {
            add(path, Role::page, "", "a symbolic link to a place outside the site", false);
        }
    }

    void add(std::string path, Role role, std::string collection, std::string problem, bool harmless) {
        if (problem.empty() && !story::is_utf8(path)) {
            problem = "the name of the file is not UTF-8; rename it";
        }
        files_.push_back({std::move(path), role, std::move(collection), std::move(problem), harmless});
    }

    base::Result<void> check_count() const {
        if (files_.size() > kMaxFiles) {
            return base::fail(base::ErrorCode::too_large, fmt::format("the site has more than {} pages", kMaxFiles));
        }
        return {};
    }

    const fs::path& site_;
    const SiteConfig& config_;
    std::vector<SourceFile> files_;
};

}  // namespace

std::string extension_of(std::string_view file) {
    const std::string_view name = last_part(file);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : ascii_lower(name.substr(dot + 1));
}

bool is_markdown(const SiteConfig& config, std::string_view file) {
    return std::ranges::find(config.markdown_extensions, extension_of(file)) != config.markdown_extensions.end();
}

bool is_html(std::string_view file) {
    const std::string extension = extension_of(file);
    return extension == "html" || extension == "htm" || extension == "xhtml";
}

bool is_copied(const SiteConfig& config, std::string_view place) {
    for (std::size_t slash = place.find('/');; slash = place.find('/', slash + 1)) {
        if (!is_read(config, place.substr(0, slash))) {
            return false;
        }
        if (slash == std::string_view::npos) {
            return true;
        }
    }
}

base::Result<std::vector<SourceFile>> list_files(const fs::path& site, const SiteConfig& config) {
    return Walk(site, config).walk();
}

}  // namespace stoppress::importing::jekyll
