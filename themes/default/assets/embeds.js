// SPDX-License-Identifier: GPL-3.0-or-later
// Shows the button on the card of an embed, and puts the player into the card once it is pressed. Nothing is requested from another site
// before that. Without this script a card is a link.
(() => {
  const film = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  const tallest = 4000;

  // The height that a player asks for: Telegram, Mastodon and Datawrapper each in their own form.
  const heightIn = (data) => {
    try {
      const said = typeof data === "string" ? JSON.parse(data) : data;
      const height = Number(said.event === "resize" || said.type === "setHeight" ? said.height : Object.values(said["datawrapper-height"])[0]);
      return height > 0 ? Math.min(height, tallest) : 0;
    } catch {
      return 0;
    }
  };

  const load = (card) => {
    const { player, kind, title } = card.dataset;
    const isFilm = kind === "film" || kind === "upright";
    const frame = document.createElement("iframe");
    frame.className = "embed-player";
    frame.title = title;
    frame.loading = "eager";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.allow = isFilm ? film : "fullscreen";
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" + (isFilm ? " allow-presentation" : "");
    if (kind === "post" || kind === "chart") {
      addEventListener("message", ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== new URL(player).origin) return;
        const height = heightIn(data);
        if (height) frame.style.height = `${height}px`;
      });
      // Mastodon tells its height when it is asked.
      frame.addEventListener("load", () => frame.contentWindow.postMessage({ type: "setHeight", id: 1 }, new URL(player).origin));
    }
    frame.src = player;
    card.querySelector(".embed-offer").hidden = true;
    card.querySelector(".embed-picture")?.remove();
    card.prepend(frame);
    frame.focus();
  };

  for (const card of document.querySelectorAll(".embed[data-player]")) {
    const offer = card.querySelector(".embed-offer");
    if (!offer) continue;
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => load(card), { once: true });
  }
})();
