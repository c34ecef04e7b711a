// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/theme.hpp"

#include <fmt/core.h>

#include "render/template/template.hpp"
#include "render/template/template_source.hpp"
#include "render/theme/assets.hpp"
#include "render/theme/promises.hpp"
#include "render/values/page_values.hpp"
#include "render/values/samples.hpp"

namespace stoppress::render {

using base::Result;

namespace {

/// The words of one language, and the values of every page that follow from them and the site.
struct Wordings {
    Wordings(const Catalogues& catalogues, const std::string& language, const settings::Settings::Site& site,
             const Description& description, const std::string& assets)
        : words(catalogues, language, site.timezone), common(common_values(Surroundings{site, words}, description, assets)) {}
    Words words;
    Scope common;
};

/// The content of a theme's files, independent of the site's title.
struct ThemeParts {
    std::string version;
    Description description;
    Catalogues catalogues;
    std::vector<std::string> languages;  ///< of the catalogues
    std::string assets_folder;
    std::vector<Asset> assets;
    Template story;
    Template list;
    Template error;
    Template box;
    Template corrections;
    Template index;
    Template search;
    Template breaking;
};

}  // namespace

class Theme::Impl {
public:
    Impl(settings::Settings::Site site, std::shared_ptr<const ThemeParts> parts) : site_(std::move(site)), parts_(std::move(parts)) {
        for (const auto& language : parts_->languages) {
            wordings_.emplace(language,
                              std::make_unique<Wordings>(parts_->catalogues, language, site_, parts_->description, parts_->assets_folder));
        }
    }

    [[nodiscard]] const settings::Settings::Site& site() const { return site_; }
    [[nodiscard]] const std::shared_ptr<const ThemeParts>& shared_parts() const { return parts_; }
    [[nodiscard]] const ThemeParts& parts() const { return *parts_; }
    [[nodiscard]] const Wordings& wordings(std::string_view language) const { return *wordings_.find(wording_language(language))->second; }
    [[nodiscard]] std::string wording_language(std::string_view language) const {
        return choose_wording(parts_->catalogues, language, site_.language);
    }
    [[nodiscard]] Surroundings around(const Wordings& wordings) const { return Surroundings{site_, wordings.words}; }
    [[nodiscard]] std::string text_option(const std::string& name, std::string_view otherwise) const {
        const auto& options = parts_->description.options;
        const auto found = options.find(name);
        const auto* const text = found == options.end() ? nullptr : std::get_if<std::string>(&found->second);
        return text == nullptr ? std::string(otherwise) : *text;
    }

private:
    settings::Settings::Site site_;
    std::shared_ptr<const ThemeParts> parts_;
    std::map<std::string, std::unique_ptr<Wordings>, std::less<>> wordings_;
};

namespace {

/// The page with a place for the breaking line: a theme that has none gets it at the start of <body>.
std::string with_line(std::string page) {
    if (!page.contains(kBreakingMark)) {
        const auto body = page.find("<body");
        const auto end = page.find('>', body);
        page.insert(body == std::string::npos || end == std::string::npos ? 0 : end + 1, kBreakingMark);
    }
    return page;
}

Result<Template> make_template(const ThemeFiles& files, std::string_view name, const Names& names) {
    TRY(const TemplateSource source, expand_template(files, name));
    TRY_VOID(check_names(source, names));
    return Template::parse(source.text);
}

}  // namespace

Result<std::shared_ptr<const Theme>> Theme::load(const settings::Settings& settings) {
    TRY(const ThemeFiles files, read_theme_files(settings.folder, settings.site.theme));
    TRY(const Description description, read_description(files));
    TRY(Catalogues catalogues, read_catalogues(files));
    const std::string folder = "/assets/" + hash_of(files, "assets/");
    TRY(std::vector<Asset> assets, make_assets(files, folder));

    const Words english{catalogues, "en", settings.site.timezone};
    const Surroundings around{settings.site, english};
    const Value::Object common = common_values(around, description, folder);
    // Partials are shared by all pages, so a value of one kind of page may be used in every one.
    Names page_names;
    collect_names(common, page_names);
    Names box_names = page_names;
    Names line_names = page_names;
    collect_names(story_values(sample_story(), around), page_names);
    collect_names(list_values(sample_list(ListKind::front), around), page_names);
    collect_names(corrections_values(sample_corrections(), around), page_names);
    collect_names(index_values(sample_index(IndexKind::archive), around), page_names);
    collect_names(index_values(sample_index(IndexKind::topics), around), page_names);
    collect_names(search_values(sample_search(), around), page_names);
    collect_names(error_values(sample_error(ErrorKind::gone), around), page_names);
    collect_names(box_values(BoxKind::most_viewed, sample_cards(), story::Window::week, around), box_names);
    collect_names(breaking_values(sample_line(), around), line_names);
    TRY(Template story, make_template(files, "story", page_names));
    TRY(Template list, make_template(files, "list", page_names));
    TRY(Template error, make_template(files, "error", page_names));
    TRY(Template box, make_template(files, "box", box_names));
    TRY(Template corrections, make_template(files, "corrections", page_names));
    TRY(Template index, make_template(files, "index", page_names));
    TRY(Template search, make_template(files, "search", page_names));
    TRY(Template breaking, make_template(files, "breaking", line_names));

    std::vector<std::string> languages;
    languages.reserve(catalogues.size());
    for (const auto& [language, catalogue] : catalogues) {
        languages.push_back(language);
    }
    auto parts = std::make_shared<const ThemeParts>(ThemeParts{.version = hash_of(files, ""),
                                                               .description = description,
                                                               .catalogues = std::move(catalogues),
                                                               .languages = std::move(languages),
                                                               .assets_folder = folder,
                                                               .assets = std::move(assets),
                                                               .story = std::move(story),
                                                               .list = std::move(list),
                                                               .error = std::move(error),
                                                               .box = std::move(box),
                                                               .corrections = std::move(corrections),
                                                               .index = std::move(index),
                                                               .search = std::move(search),
                                                               .breaking = std::move(breaking)});
    auto theme = std::make_shared<const Theme>(std::make_unique<Impl>(settings.site, std::move(parts)));
    TRY_VOID(check_promises(*theme));
    return theme;
}

std::shared_ptr<const Theme> Theme::with_site(const std::shared_ptr<const Theme>& theme, const settings::Settings::Site& site) {
    const auto& present = theme->impl_->site();
    auto renamed = site;
    renamed.theme = present.theme;
    if (renamed == present) {
        return theme;
    }
    return std::make_shared<const Theme>(std::make_unique<Impl>(std::move(renamed), theme->impl_->shared_parts()));
}

Theme::Theme(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Theme::~Theme() = default;

std::string Theme::story(const StoryPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return with_line(impl_->parts().story.render(story_values(page, impl_->around(wordings)), wordings.common));
}

std::string Theme::list(const ListPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return with_line(impl_->parts().list.render(list_values(page, impl_->around(wordings)), wordings.common));
}

std::string Theme::corrections(const CorrectionsPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return with_line(impl_->parts().corrections.render(corrections_values(page, impl_->around(wordings)), wordings.common));
}

std::string Theme::index(const IndexPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return with_line(impl_->parts().index.render(index_values(page, impl_->around(wordings)), wordings.common));
}

std::string Theme::search(const SearchPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return with_line(impl_->parts().search.render(search_values(page, impl_->around(wordings)), wordings.common));
}

const std::string& Theme::word(std::string_view language, std::string_view key) const {
    return impl_->wordings(language).words.text(key);
}

std::string Theme::word(std::string_view language, std::string_view key,
                        std::initializer_list<std::pair<std::string_view, std::string>> values) const {
    return impl_->wordings(language).words.filled(key, values);
}

std::string Theme::error(const ErrorPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return with_line(impl_->parts().error.render(error_values(page, impl_->around(wordings)), wordings.common));
}

std::string Theme::box(BoxKind kind, std::span<const story::Card> cards, std::string_view language, story::Window window) const {
    const Wordings& wordings = impl_->wordings(language);
    return impl_->parts().box.render(box_values(kind, cards, window, impl_->around(wordings)), wordings.common);
}

std::string Theme::breaking(const BreakingLine& line, std::string_view language) const {
    const Wordings& wordings = impl_->wordings(language);
    return impl_->parts().breaking.render(breaking_values(line, impl_->around(wordings)), wordings.common);
}

std::string Theme::list_title(const ListPage& page) const {
    return list_heading(page, impl_->around(impl_->wordings(page.frame.language)));
}

std::string Theme::wording_language(std::string_view language) const {
    return impl_->wording_language(language);
}

std::span<const std::string> Theme::wordings() const {
    return impl_->parts().languages;
}

std::span<const Asset> Theme::assets() const {
    return impl_->parts().assets;
}

std::string Theme::text_option(const std::string& name, std::string_view otherwise) const {
    return impl_->text_option(name, otherwise);
}

const std::string& Theme::name() const {
    return impl_->site().theme;
}

const std::string& Theme::version() const {
    return impl_->parts().version;
}

}  // namespace stoppress::render
