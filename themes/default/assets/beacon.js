// SPDX-License-Identifier: GPL-3.0-or-later
// Sends a view to the server each time a reader sees the page: on opening it, and again when the browser shows it from its own memory.
// With data-counted="request" the server counts its answers, and only what is shown without asking it is sent.
// Of where the reader came from only the host is sent, never the page.
(() => {
  const { url, story, counted } = document.currentScript.dataset;
  const referrer = document.referrer && new URL(document.referrer).hostname;
  const send = () => navigator.sendBeacon(url, JSON.stringify({ story: Number(story), ...(referrer && { referrer }) }));

  // A background tab counts when somebody looks at it. While a page is prerendered its beacons are marked as such, and it is not shown yet.
  const sendOnceSeen = () => {
    if (document.prerendering) {
      document.addEventListener("prerenderingchange", sendOnceSeen, { once: true });
    } else if (document.visibilityState === "visible") {
      send();
    } else {
      document.addEventListener("visibilitychange", sendOnceSeen, { once: true });
    }
  };

  // Whether the server was asked for this page and knew that it would be shown. A page from the cache transfers nothing; an answer 304
  // transfers its head. A browser that hides such figures is taken to have asked.
  const wasAsked = () => {
    const entry = performance.getEntriesByType("navigation")[0];
    return !entry || (entry.transferSize > 0 && entry.deliveryType !== "navigational-prefetch");
  };

  if (counted !== "request") sendOnceSeen();
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted || (counted === "request" && (document.prerendering || !wasAsked()))) sendOnceSeen();
  });
})();
