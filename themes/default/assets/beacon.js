// SPDX-License-Identifier: GPL-3.0-or-later
// Counts a view once the page was seen: sent when the page becomes visible, so that a prefetched or background tab does not count.
// Of where the reader came from only the host is said, never the page.
(() => {
  const { url, story } = document.currentScript.dataset;
  const referrer = document.referrer && new URL(document.referrer).hostname;
  let sent = false;
  const count = () => {
    if (sent || document.visibilityState !== "visible") return;
    sent = true;
    document.removeEventListener("visibilitychange", count);
    navigator.sendBeacon(url, JSON.stringify({ story: Number(story), ...(referrer && { referrer }) }));
  };
  document.addEventListener("visibilitychange", count);
  count();
})();
