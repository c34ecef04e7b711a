// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/tags.hpp"

#include <fmt/format.h>

namespace stoppress::store {

Tag story_tag(base::StoryId id) {
    return fmt::format("story:{}", id.value);
}
Tag site_tag() {
    return "site";
}
Tag section_tag(base::SectionId id) {
    return fmt::format("section:{}", id.value);
}
Tag topic_tag(base::TopicId id) {
    return fmt::format("topic:{}", id.value);
}
Tag author_tag(base::AuthorId id) {
    return fmt::format("author:{}", id.value);
}
Tag month_tag(std::string_view month) {
    return fmt::format("month:{}", month);
}
Tag section_name_tag(base::SectionId id) {
    return fmt::format("section-name:{}", id.value);
}
Tag topic_name_tag(base::TopicId id) {
    return fmt::format("topic-name:{}", id.value);
}
Tag author_name_tag(base::AuthorId id) {
    return fmt::format("author-name:{}", id.value);
}
Tag corrections_tag() {
    return "corrections";
}
Tag menu_tag() {
    return "menu";
}

Tag front_tag() {
    return "front";
}

Tag settings_tag() {
    return "settings";
}

Tag redirects_tag() {
    return "redirects";
}

Tag redirect_tag(std::string_view path) {
    return fmt::format("redirect:{}", path);
}

}  // namespace stoppress::store
