// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/answers.hpp"

namespace stoppress::newsroom {

Answer answer_of(JsonWriter& json, http::Status status) {
    Answer answer;
    answer.status = status;
    answer.body = json.take();
    return answer;
}

Answer no_content() {
    Answer answer;
    answer.status = http::Status::no_content;
    return answer;
}

}  // namespace stoppress::newsroom
