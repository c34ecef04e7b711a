// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's first file: words, then the session, then the screens.
import { mount } from "svelte";

import App from "./App.svelte";
import { startLanguage } from "./lib/i18n.svelte";
import { startTheme } from "./lib/theme.svelte";
import "./styles/tokens.css";
import "./styles/base.css";

startTheme();
await startLanguage();
const target = document.getElementById("newsroom");
if (target) {
  mount(App, { target });
}
