// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme.hpp"

#include <fmt/core.h>

#include "render/assets.hpp"
#include "render/page_values.hpp"
#include "render/promises.hpp"
#include "render/samples.hpp"
#include "render/template.hpp"
#include "render/template_source.hpp"

namespace stoppress::render {

using base::Result;

namespace {

/// The words of one language, and what they and the site put into every page.
struct Wordings {
    Wordings(const Catalogues& catalogues, const std::string& language, const settings::Settings::Site& site,
             const Description& description, const std::string& assets)
        : words(catalogues, language, site.timezone), common(common_values(Surroundings{site, words}, description, assets)) {}
    Words words;
    Scope common;
};

}  // namespace

class Theme::Impl {
public:
    Impl(settings::Settings::Site site, std::string version, Catalogues catalogues, std::vector<Asset> assets,
         std::array<Template, 5> templates)
        : site_(std::move(site)),
          version_(std::move(version)),
          catalogues_(std::move(catalogues)),
          assets_(std::move(assets)),
          story_(std::move(templates[0])),
          list_(std::move(templates[1])),
          error_(std::move(templates[2])),
          box_(std::move(templates[3])),
          corrections_(std::move(templates[4])) {}

    void make_wordings(const Description& description, const std::string& assets) {
        options_ = description.options;
        for (const auto& [language, catalogue] : catalogues_) {
            languages_.push_back(language);
            wordings_.emplace(language, std::make_unique<Wordings>(catalogues_, language, site_, description, assets));
        }
    }

    [[nodiscard]] std::span<const std::string> languages() const { return languages_; }
    [[nodiscard]] const Wordings& wordings(std::string_view language) const { return *wordings_.find(wording_language(language))->second; }
    [[nodiscard]] std::string wording_language(std::string_view language) const {
        return choose_wording(catalogues_, language, site_.language);
    }
    [[nodiscard]] Surroundings around(const Wordings& wordings) const { return Surroundings{site_, wordings.words}; }

    [[nodiscard]] const Template& story_template() const { return story_; }
    [[nodiscard]] const Template& list_template() const { return list_; }
    [[nodiscard]] const Template& error_template() const { return error_; }
    [[nodiscard]] const Template& box_template() const { return box_; }
    [[nodiscard]] const Template& corrections_template() const { return corrections_; }
    [[nodiscard]] std::span<const Asset> assets() const { return assets_; }
    [[nodiscard]] const std::string& version() const { return version_; }
    [[nodiscard]] std::string text_option(const std::string& name, std::string_view otherwise) const {
        const auto found = options_.find(name);
        const auto* const text = found == options_.end() ? nullptr : std::get_if<std::string>(&found->second);
        return text == nullptr ? std::string(otherwise) : *text;
    }

private:
    settings::Settings::Site site_;
    std::string version_;
    decltype(Description::options) options_;
    Catalogues catalogues_;
    std::vector<std::string> languages_;
    std::map<std::string, std::unique_ptr<Wordings>, std::less<>> wordings_;
    std::vector<Asset> assets_;
    Template story_;
    Template list_;
    Template error_;
    Template box_;
    Template corrections_;
};

namespace {

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
    // Partials are shared by all pages, so what one kind of page has may be asked for in every one.
    Names page_names;
    collect_names(common, page_names);
    Names box_names = page_names;
    collect_names(story_values(sample_story(), around), page_names);
    collect_names(list_values(sample_list(ListKind::front), around), page_names);
    collect_names(corrections_values(sample_corrections(), around), page_names);
    collect_names(error_values(sample_error(ErrorKind::gone), around), page_names);
    collect_names(box_values(BoxKind::most_viewed, sample_cards(), story::Window::week, around), box_names);
    TRY(Template story, make_template(files, "story", page_names));
    TRY(Template list, make_template(files, "list", page_names));
    TRY(Template error, make_template(files, "error", page_names));
    TRY(Template box, make_template(files, "box", box_names));
    TRY(Template corrections, make_template(files, "corrections", page_names));

    std::array<Template, 5> templates{std::move(story), std::move(list), std::move(error), std::move(box), std::move(corrections)};
    auto impl = std::make_unique<Impl>(settings.site, hash_of(files, ""), std::move(catalogues), std::move(assets), std::move(templates));
    impl->make_wordings(description, folder);
    auto theme = std::make_shared<const Theme>(std::move(impl));
    TRY_VOID(check_promises(*theme));
    return theme;
}

Theme::Theme(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Theme::~Theme() = default;

std::string Theme::story(const StoryPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return impl_->story_template().render(story_values(page, impl_->around(wordings)), wordings.common);
}

std::string Theme::list(const ListPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return impl_->list_template().render(list_values(page, impl_->around(wordings)), wordings.common);
}

std::string Theme::corrections(const CorrectionsPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return impl_->corrections_template().render(corrections_values(page, impl_->around(wordings)), wordings.common);
}

const std::string& Theme::word(std::string_view language, std::string_view key) const {
    return impl_->wordings(language).words.text(key);
}

std::string Theme::error(const ErrorPage& page) const {
    const Wordings& wordings = impl_->wordings(page.frame.language);
    return impl_->error_template().render(error_values(page, impl_->around(wordings)), wordings.common);
}

std::string Theme::box(BoxKind kind, std::span<const story::Card> cards, std::string_view language, story::Window window) const {
    const Wordings& wordings = impl_->wordings(language);
    return impl_->box_template().render(box_values(kind, cards, window, impl_->around(wordings)), wordings.common);
}

std::string Theme::list_title(const ListPage& page) const {
    return list_heading(page, impl_->around(impl_->wordings(page.frame.language)));
}

std::string Theme::wording_language(std::string_view language) const {
    return impl_->wording_language(language);
}

std::span<const std::string> Theme::wordings() const {
    return impl_->languages();
}

std::span<const Asset> Theme::assets() const {
    return impl_->assets();
}

std::string Theme::text_option(const std::string& name, std::string_view otherwise) const {
    return impl_->text_option(name, otherwise);
}

const std::string& Theme::version() const {
    return impl_->version();
}

}  // namespace stoppress::render
