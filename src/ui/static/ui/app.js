/* Lan Tỏa · comforts. Every page works without this file. */
(() => {
  "use strict";

  // Menus close on Escape and on a touch elsewhere; one is open at a time.
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });

  // The panel: the door that opened it is marked; closing it leads back to that door.
  let door = null; // the link last followed
  let back = null; // the door in the page that the panel belongs to
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest?.("a[hx-boost]");
    if (link) door = link;
  });
  const isForPanel = (event) => event.detail.target?.id === "panel";
  // An answer without a panel (the session has ended, the books are away) is shown as the page it is.
  const openAsPage = (event) => {
    if (event.detail.shouldSwap !== undefined) event.detail.shouldSwap = false;
    if (door) location.assign(door.href);
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (isForPanel(event) && !event.detail.serverResponse.includes('id="panel"')) openAsPage(event);
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (isForPanel(event)) openAsPage(event);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const panel = document.getElementById("panel");
    if (!isForPanel(event) || !panel || !door) return;
    const isOpen = !panel.hidden;
    for (const marked of document.querySelectorAll(".rest .num[aria-current]")) marked.removeAttribute("aria-current");
    if (!isOpen) return back?.focus();
    if (door.closest(".rest")) back = door;
    if (back?.matches(".num")) back.setAttribute("aria-current", "true");
    const title = panel.querySelector("h2");
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: matchMedia("(min-width: 64em)").matches });
  });
})();
