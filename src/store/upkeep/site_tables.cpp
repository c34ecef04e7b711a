// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/upkeep/site_tables.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

constexpr char kBetween = '\t';  // between the parts of a key, which contain none

// Referenced tables come first; the change log last, so that a database without changes is recognised as unfinished.
constexpr std::array kSiteTables{
    SiteTable{"section", "copy.section.read", "copy.section.write", {"id"}},
    SiteTable{"section_alias", "copy.section_alias.read", "copy.section_alias.write", {"alias"}},
    SiteTable{"topic", "copy.topic.read", "copy.topic.write", {"id"}},
    SiteTable{"topic_alias", "copy.topic_alias.read", "copy.topic_alias.write", {"alias"}},
    SiteTable{"author", "copy.author.read", "copy.author.write", {"id"}},
    SiteTable{"author_alias", "copy.author_alias.read", "copy.author_alias.write", {"alias"}},
    SiteTable{"story", "copy.story.read", "copy.story.write", {"id"}},
    SiteTable{"revision", "copy.revision.read", "copy.revision.write", {"story_id", "number"}},
    SiteTable{"story_topic", "copy.story_topic.read", "copy.story_topic.write", {"story_id", "position"}},
    SiteTable{"story_author", "copy.story_author.read", "copy.story_author.write", {"story_id", "position"}},
    SiteTable{"address", "copy.address.read", "copy.address.write", {"path"}},
    SiteTable{"draft", "copy.draft.read", "copy.draft.write", {"story_id"}},
    SiteTable{"draft_version", "copy.draft_version.read", "copy.draft_version.write", {"story_id", "number"}},
    SiteTable{"proposal", "copy.proposal.read", "copy.proposal.write", {"story_id"}},
    SiteTable{"note", "copy.note.read", "copy.note.write", {"story_id", "number"}},
    SiteTable{"notification", "copy.notification.read", "copy.notification.write", {"number"}},
    SiteTable{"notification_choice", "copy.notification_choice.read", "copy.notification_choice.write", {"who"}},
    SiteTable{"correction", "copy.correction.read", "copy.correction.write", {"story_id", "number"}},
    SiteTable{"comment", "copy.comment.read", "copy.comment.write", {"story_id", "number"}},
    SiteTable{"preview_link", "copy.preview_link.read", "copy.preview_link.write", {"story_id", "number"}},
    SiteTable{"month", "copy.month.read", "copy.month.write", {"month"}},
    SiteTable{"tally", "copy.tally.read", "copy.tally.write", {"name"}},
    SiteTable{"view_hour", "copy.view_hour.read", "copy.view_hour.write", {"hour", "story_id"}},
    SiteTable{"site_hour", "copy.site_hour.read", "copy.site_hour.write", {"hour", "section_id", "language"}},
    SiteTable{"author_hour", "copy.author_hour.read", "copy.author_hour.write", {"hour", "author_id"}},
    SiteTable{"referrer_hour", "copy.referrer_hour.read", "copy.referrer_hour.write", {"hour", "host"}},
    SiteTable{"story_referrer", "copy.story_referrer.read", "copy.story_referrer.write", {"story_id", "hour", "host"}},
    SiteTable{"view_total", "copy.view_total.read", "copy.view_total.write", {"story_id"}},
    SiteTable{"medium", "copy.medium.read", "copy.medium.write", {"id"}},
    SiteTable{"rendition", "copy.rendition.read", "copy.rendition.write", {"medium_id", "hash"}},
    SiteTable{"medium_address", "copy.medium_address.read", "copy.medium_address.write", {"hash"}},
    SiteTable{"recording", "copy.recording.read", "copy.recording.write", {"medium_id"}},
    SiteTable{"recording_captions", "copy.recording_captions.read", "copy.recording_captions.write", {"medium_id", "language"}},
    SiteTable{"crop", "copy.crop.read", "copy.crop.write", {"medium_id"}},
    SiteTable{"medium_use", "copy.medium_use.read", "copy.medium_use.write", {"hash", "story_id"}},
    SiteTable{"medium_gone", "copy.medium_gone.read", "copy.medium_gone.write", {"hash", "part"}},
    SiteTable{"story_template", "copy.story_template.read", "copy.story_template.write", {"id"}},
    SiteTable{"template_medium", "copy.template_medium.read", "copy.template_medium.write", {"hash", "template_id"}},
    SiteTable{"import_run", "copy.import_run.read", "copy.import_run.write", {"id"}},
    SiteTable{"import_count", "copy.import_count.read", "copy.import_count.write", {"run_id", "position"}},
    SiteTable{"import_note", "copy.import_note.read", "copy.import_note.write", {"id"}},
    SiteTable{"trash", "copy.trash.read", "copy.trash.write", {"number"}},
    SiteTable{"last_number_of", "copy.last_number_of.read", "copy.last_number_of.write", {"kind"}},
    SiteTable{"setting", "copy.setting.read", "copy.setting.write", {"key"}},
    SiteTable{"menu_link", "copy.menu_link.read", "copy.menu_link.write", {"language", "position"}},
    SiteTable{"front", "copy.front.read", "copy.front.write", {"number"}},
    SiteTable{"front_entry", "copy.front_entry.read", "copy.front_entry.write", {"place"}},
    SiteTable{"topic_merge", "copy.topic_merge.read", "copy.topic_merge.write", {"id"}},
    SiteTable{"topic_merge_story", "copy.topic_merge_story.read", "copy.topic_merge_story.write", {"merge_id", "story_id"}},
    SiteTable{"topic_merge_alias", "copy.topic_merge_alias.read", "copy.topic_merge_alias.write", {"merge_id", "alias"}},
    SiteTable{"audit_outbox", "copy.audit_outbox.read", "copy.audit_outbox.write", {"number"}},
    SiteTable{"kept_answer", "copy.kept_answer.read", "copy.kept_answer.write", {"key"}},
    SiteTable{"made_with", "copy.made_with.read", "copy.made_with.write", {"name"}},
    SiteTable{"change", "copy.change.read", "copy.change.write", {"number"}},
};

}  // namespace

std::span<const SiteTable> site_tables() {
    return kSiteTables;
}

RowPlace::RowPlace(const SiteTable& table, const StatementText& read) : table_(table) {
    for (const auto name : table.key) {
        for (const auto& slot : read.columns) {
            if (slot.name == name) {
                types_.push_back(slot.type);
                values_.emplace_back(slot.type == ValueType::integer ? "0" : "");
            }
        }
    }
}

void RowPlace::put_into(Query& query) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const auto name = fmt::format("after_{}", table_.key.at(i));
        if (types_[i] == ValueType::text) {
            query.set(name, values_[i]);
        } else {
            std::int64_t number = 0;
            std::from_chars(values_[i].data(), values_[i].data() + values_[i].size(), number);
            query.set(name, number);
        }
    }
}

void RowPlace::take_from(const Query& query) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const auto name = table_.key.at(i);
        values_[i] = types_[i] == ValueType::text ? query.text(name) : std::to_string(query.integer(name));
    }
}

std::string RowPlace::text() const {
    return fmt::format("{}", fmt::join(values_, std::string_view(&kBetween, 1)));
}

void RowPlace::parse(std::string_view text) {
    for (auto& value : values_) {
        const auto end = std::min(text.find(kBetween), text.size());
        value = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

base::Result<void> each_row(Session& session, const SiteTable& table, const std::function<base::Result<void>(const Query&)>& each) {
    RowPlace place(table, statement(session.dialect(), table.read));
    for (std::int64_t count = kRowsReadAtOnce; count == kRowsReadAtOnce;) {
        auto rows = session.query(table.read);
        place.put_into(rows);
        rows.set("limit", kRowsReadAtOnce);
        count = 0;
        while (rows.next()) {
            TRY_VOID(each(rows));
            place.take_from(rows);
            ++count;
        }
    }
    return {};
}

}  // namespace stoppress::store
