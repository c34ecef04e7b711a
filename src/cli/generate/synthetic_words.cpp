// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/synthetic_words.hpp"

#include <array>

namespace stoppress::cli {

namespace {

using std::string_view;

constexpr auto kEnglishOpeners = std::to_array<string_view>(
    {"On Monday", "After a long debate", "In the first week of the month", "For the third year in a row", "Until late in the evening",
     "According to the minutes of the meeting", "Despite the rain", "By a narrow margin", "Without much ceremony", "In a joint statement",
     "At the edge of town", "As the season ends", "For now", "A year ago", "Under the new rules", "Between two sessions"});
constexpr auto kEnglishSubjects = std::to_array<string_view>({"the city council",
                                                              "the harbour office",
                                                              "a group of neighbours",
                                                              "the teachers of the river school",
                                                              "the regional railway",
                                                              "an engineer from the water works",
                                                              "the choir of the old mill",
                                                              "two young bakers",
                                                              "the museum of crafts",
                                                              "the district court",
                                                              "a team of botanists",
                                                              "the fire brigade",
                                                              "the owner of the corner shop",
                                                              "the committee for public spaces",
                                                              "the ferry company",
                                                              "a retired surveyor",
                                                              "the library board",
                                                              "the volunteers of the night bus",
                                                              "the weather station on the hill",
                                                              "the cycling club",
                                                              "the union of gardeners",
                                                              "the mayor",
                                                              "the auditors",
                                                              "the university clinic",
                                                              "a small publishing house",
                                                              "the market traders",
                                                              "the archive",
                                                              "the housing cooperative",
                                                              "the mountain rescue",
                                                              "the orchestra"});
constexpr auto kEnglishVerbs = std::to_array<string_view>(
    {"has presented", "will rebuild",    "is asking for", "wants to keep", "has measured", "opened",
     "postponed",     "explained",       "is testing",    "has paid for",  "will vote on", "counted",
     "repaired",      "is looking into", "has agreed to", "turned down",   "welcomes",     "is planning",
     "has finished",  "compared",        "handed over",   "announced",     "has mapped",   "is training people for",
     "questions"});
constexpr auto kEnglishObjects = std::to_array<string_view>({"a plan for quieter streets",
                                                             "the bridge over the lower canal",
                                                             "a longer opening time",
                                                             "the new timetable",
                                                             "the results of a survey among twelve hundred households",
                                                             "a garden on the roof of the car park",
                                                             "the budget for the coming year",
                                                             "three hundred metres of flood wall",
                                                             "the restoration of the town clock",
                                                             "a shared workshop for repairs",
                                                             "the price of a monthly ticket",
                                                             "a record number of migratory birds",
                                                             "the first stage of the tram line",
                                                             "a collection of letters from the last century",
                                                             "better lighting along the towpath",
                                                             "the report on drinking water",
                                                             "an exchange with schools abroad",
                                                             "a fund for small repairs",
                                                             "the rules for short lets",
                                                             "a map of all public benches",
                                                             "the closing of the old swimming pool",
                                                             "an open day in the workshops",
                                                             "the winter programme",
                                                             "a trial with electric buses",
                                                             "the wages of seasonal workers",
                                                             "the oldest orchard of the valley",
                                                             "a hearing on noise at night",
                                                             "the route of the marathon"});
constexpr auto kEnglishClauses = std::to_array<string_view>({"and few had expected it",
                                                             "while the costs are still being worked out",
                                                             "because the old one is worn out",
                                                             "as a spokeswoman said on the telephone",
                                                             "although not everybody in the hall agreed",
                                                             "so that work can begin before the frost",
                                                             "which took longer than planned",
                                                             "with help from the neighbouring towns",
                                                             "and the next meeting is in two weeks",
                                                             "after several readers had written to us",
                                                             "as long as the money lasts",
                                                             "although the figures differ from one office to the next",
                                                             "and children get in free",
                                                             "which the opponents call a mistake",
                                                             "since the building has to be cleared by spring",
                                                             "and a decision is due by the summer",
                                                             "as can be read in the annual report",
                                                             "while the traffic is led around the square",
                                                             "because nobody else had applied",
                                                             "and the first visitors are already here",
                                                             "which is more than in any year before"});

constexpr auto kPersianOpeners =
    std::to_array<string_view>({"روز دوشنبه", "پس از گفت‌وگویی طولانی", "در نخستین هفتهٔ ماه", "برای سومین سال پیاپی",
                                "تا پایان شب", "با وجود باران", "در بیانیه‌ای مشترک", "بر پایهٔ مقررات تازه"});
constexpr auto kPersianSubjects = std::to_array<string_view>(
    {"شورای شهر", "ادارهٔ بندر", "گروهی از همسایه‌ها", "آموزگاران مدرسهٔ کنار رود", "راه‌آهن منطقه",
     "یک مهندس سازمان آب", "موزهٔ صنایع دستی", "گروهی از گیاه‌شناسان", "آتش‌نشانی", "کتابخانهٔ مرکزی",
     "باشگاه دوچرخه‌سواری", "شهردار", "کسبهٔ بازار", "ارکستر شهر"});
constexpr auto kPersianVerbs =
    std::to_array<string_view>({"معرفی کرد", "بازسازی می‌کند", "درخواست کرد", "اندازه گرفت", "به تعویق انداخت", "توضیح داد",
                                "آزمایش می‌کند", "تعمیر کرد", "بررسی می‌کند", "اعلام کرد"});
constexpr auto kPersianObjects =
    std::to_array<string_view>({"طرحی برای خیابان‌های آرام‌تر را", "پل روی آبراه پایین را",
                                "ساعت کار بیشتر را", "جدول زمانی تازه را", "نتایج نظرسنجی از هزار و دویست خانوار را",
                                "باغی بر بام پارکینگ را", "بودجهٔ سال آینده را", "سیصد متر دیوارهٔ سیل‌بند را",
                                "گزارش آب آشامیدنی را", "برنامهٔ زمستانی را", "نخستین بخش خط تراموا را", "روشنایی بهتر کنار رود را"});
constexpr auto kPersianClauses =
    std::to_array<string_view>({"و کمتر کسی انتظارش را داشت", "در حالی که هزینه‌ها هنوز روشن نیست",
                                "چون نمونهٔ پیشین فرسوده است", "هرچند همه در سالن موافق نبودند", "تا کار پیش از سرما آغاز شود",
                                "و نشست بعدی دو هفتهٔ دیگر است", "با کمک شهرهای همسایه", "و ورود کودکان رایگان است"});

constexpr auto kArabicOpeners =
    std::to_array<string_view>({"يوم الاثنين", "بعد نقاش طويل", "في الأسبوع الأول من الشهر", "للعام الثالث على التوالي", "رغم المطر",
                                "في بيان مشترك", "وفق القواعد الجديدة"});
constexpr auto kArabicSubjects =
    std::to_array<string_view>({"مجلس المدينة", "مكتب الميناء", "عدد من الجيران", "معلمو مدرسة النهر", "إدارة القطارات", "متحف الحرف",
                                "فريق من علماء النبات", "رجال الإطفاء", "مجلس المكتبة", "نادي الدراجات", "تجار السوق", "أوركسترا المدينة"});
constexpr auto kArabicVerbs =
    std::to_array<string_view>({"عرض", "سيعيد بناء", "طلب", "قاس", "افتتح", "أجّل", "شرح", "يختبر", "أصلح", "أعلن"});
constexpr auto kArabicObjects =
    std::to_array<string_view>({"خطة لشوارع أكثر هدوءا", "الجسر فوق القناة السفلى", "ساعات عمل أطول", "جدول المواعيد الجديد",
                                "نتائج استطلاع شمل ألفا ومئتي أسرة", "حديقة على سطح المرآب", "ميزانية العام المقبل",
                                "ثلاثمئة متر من جدار الفيضان", "تقرير مياه الشرب", "برنامج الشتاء", "إنارة أفضل على ضفة النهر"});
constexpr auto kArabicClauses = std::to_array<string_view>(
    {"ولم يتوقع ذلك إلا قليلون", "فيما لا تزال التكاليف قيد الدراسة", "لأن القديم قد بلي", "وإن لم يوافق كل من في القاعة",
     "كي يبدأ العمل قبل البرد", "والاجتماع المقبل بعد أسبوعين", "بمساعدة البلدات المجاورة", "ودخول الأطفال مجاني"});

constexpr auto kSections = std::to_array<NamedPhrase>({{"city", "City", "Streets, squares and the council."},
                                                       {"region", "Region", "From the valley and the villages around."},
                                                       {"economy", "Economy", "Shops, trades and wages."},
                                                       {"culture", "Culture", "Stages, books and exhibitions."},
                                                       {"science", "Science", "What is being found out."},
                                                       {"sport", "Sport", "Clubs, matches and long runs."},
                                                       {"opinion", "Opinion", "What our writers think."},
                                                       {"weather", "Weather", "Sky, water and harvest."}});

constexpr auto kTopics =
    std::to_array<NamedPhrase>({{"bridges", "Bridges", ""},       {"buses", "Buses", ""},         {"schools", "Schools", ""},
                                {"water", "Water", ""},           {"housing", "Housing", ""},     {"gardens", "Gardens", ""},
                                {"museums", "Museums", ""},       {"music", "Music", ""},         {"budget", "Budget", ""},
                                {"courts", "Courts", ""},         {"cycling", "Cycling", ""},     {"libraries", "Libraries", ""},
                                {"markets", "Markets", ""},       {"birds", "Birds", ""},         {"floods", "Floods", ""},
                                {"trams", "Trams", ""},           {"energy", "Energy", ""},       {"health", "Health", ""},
                                {"harbour", "Harbour", ""},       {"forests", "Forests", ""},     {"archives", "Archives", ""},
                                {"repairs", "Repairs", ""},       {"elections", "Elections", ""}, {"festivals", "Festivals", ""},
                                {"night-life", "Night life", ""}, {"bakeries", "Bakeries", ""},   {"mountains", "Mountains", ""},
                                {"statistics", "Statistics", ""}, {"work", "Work", ""},           {"languages", "Languages", ""}});

constexpr auto kFirstNames =
    std::to_array<string_view>({"Ada", "Bela", "Cora", "Dario", "Edda", "Farid", "Greta", "Hana", "Ivo", "Jun",  "Kaya",
                                "Lio", "Mina", "Nils", "Oana",  "Pia",  "Rosa",  "Sami",  "Tala", "Umi", "Vera", "Yara"});
constexpr auto kLastNames = std::to_array<string_view>({"Aaker",   "Brandt", "Costa",  "Dorn",      "Eller",  "Farkas", "Gruber", "Halim",
                                                        "Ionescu", "Jansen", "Kovar",  "Lindqvist", "Moreau", "Novak",  "Okafor", "Petrov",
                                                        "Rossi",   "Sato",   "Tanaka", "Vidal",     "Weber",  "Zeman"});

}  // namespace

const Phrasebook& english() {
    static constexpr Phrasebook kBook{"en", kEnglishOpeners, kEnglishSubjects, kEnglishVerbs, kEnglishObjects, kEnglishClauses, ", ", ". ",
                                      false};
    return kBook;
}
const Phrasebook& persian() {
    static constexpr Phrasebook kBook{"fa", kPersianOpeners, kPersianSubjects, kPersianVerbs, kPersianObjects, kPersianClauses, "، ", ". ",
                                      true};
    return kBook;
}
const Phrasebook& arabic() {
    static constexpr Phrasebook kBook{"ar", kArabicOpeners, kArabicSubjects, kArabicVerbs, kArabicObjects, kArabicClauses, "، ",
                                      ". ", false};
    return kBook;
}
std::span<const NamedPhrase> section_names() {
    return kSections;
}
std::span<const NamedPhrase> topic_names() {
    return kTopics;
}
Phrases first_names() {
    return kFirstNames;
}
Phrases last_names() {
    return kLastNames;
}

}  // namespace stoppress::cli
