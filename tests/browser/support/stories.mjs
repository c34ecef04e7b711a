// SPDX-License-Identifier: GPL-3.0-or-later
// Stories with all that a body can hold, in English and Persian.
const english = `The council voted on Monday to extend three lines into the northern districts, [as it had promised](https://example.org/promise).[^1]

## Who pays for it

Nobody **really** knows, and _everybody_ asks.

> This city has waited twenty years.

1. The northern line, by 2028
2. The western line, by 2029

- One
- Two

| Line  | Million |
| ----- | ------: |
| North |     120 |
| West  |      88 |

\`\`\`sh
curl https://example.org/api/v1/stories?order=newest | jq '.stories[0].headline' | tee headline.txt
\`\`\`

![The terminus at dusk](/pictures/terminus.png "The terminus")

---

Work begins in spring.

[^1]: Council paper 2026/114, annex C.
`;

const persian = `شورای شهر روز دوشنبه طرح تازه‌ای برای گسترش خطوط اتوبوس تصویب کرد، [چنان‌که وعده داده بود](https://example.org/promise).[^1]

## چه کسی هزینه را می‌دهد

هیچ‌کس **درست** نمی‌داند.

> این شهر بیست سال منتظر بود.

- خط شمالی
- خط غربی

| خط | میلیون |
| --- | ---: |
| شمالی | ۱۲۰ |

![ایستگاه](/pictures/terminus.png)

[^1]: سند شورا، پیوست ج.
`;

const headlines = {
  en: ["Council approves tram extension after ten-year dispute", "Ferry strike enters third week", "Old customs house to become a public library", "Harbour seals return, and so do the questions", "City budget: what changes for tenants", "A bakery, a bridge and the end of an argument", "The night shift"],
  fa: ["شورای شهر گسترش خطوط را تصویب کرد", "اعتصاب کارکنان کشتیرانی وارد هفتهٔ سوم شد", "گمرک قدیمی کتابخانهٔ همگانی می‌شود", "بازگشت پرندگان به تالاب", "بودجهٔ شهر: چه چیزی تغییر می‌کند", "یک نانوایی، یک پل و پایان یک بحث", "شیفت شب"],
};

/** The n-th story of a language. */
export const story = (n, language = "en") => ({
  headline: headlines[language][n % headlines[language].length],
  standfirst: n % 3 === 1 ? "" : language === "fa" ? "این طرح تا پایان سال آینده اجرا می‌شود." : "Three lines will run into the northern districts by 2029, and the mayor says that they must.",
  body: { format: "markdown", content: language === "fa" ? persian : english },
  section: n % 2 ? "harbour" : "city",
  topics: ["transport", "city-council"],
  authors: n % 2 ? ["maria-lindqvist"] : ["maria-lindqvist", "tom-adeyemi"],
  language,
  ...(n % 3 === 0 ? { lead_image: { source: "/pictures/tram.png", alt: "A tram at the terminus", caption: "Line 4, last week", credit: "Jane Roe" } } : {}),
});

/** Publishes `count` stories of a language, an hour apart, and answers them newest first. */
export async function publishStories(site, count, language = "en") {
  for (const [slug, name, persian_] of [["city", "City", "شهر"], ["harbour", "Harbour", "بندر"]]) {
    await site.api("PUT", `/sections/${slug}`, { name: language === "fa" ? persian_ : name });
  }
  const published = [];
  for (let n = count - 1; n >= 0; --n) {
    published.unshift(await site.publish(story(n, language), new Date(Date.now() - (n + 1) * 3600_000).toISOString()));
  }
  return published;
}
