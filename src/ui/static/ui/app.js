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
  let door = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest?.("a[hx-boost]");
    if (link && !link.closest("#panel")) door = link;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const panel = document.getElementById("panel");
    if (!panel || !door) return;
    const isOpen = !panel.hidden;
    for (const marked of document.querySelectorAll(".rest .num[aria-current]")) marked.removeAttribute("aria-current");
    if (!isOpen) return door.focus();
    if (door.matches(".num")) door.setAttribute("aria-current", "true");
    const title = panel.querySelector("h2");
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: matchMedia("(min-width: 64em)").matches });
  });
})();
