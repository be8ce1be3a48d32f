// What pages do beyond htmx; every page works without it.
"use strict";

// A code that runs out: the seconds left, and the page again when there are none.
function countDown(node) {
  const end = Date.now() + Number(node.dataset.left) * 1000;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    node.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    node.classList.toggle("bad", left < 60);
    if (left === 0) {
      clearInterval(timer);
      node.closest("[data-runs-out]")?.classList.add("over");
    }
  };
  const timer = setInterval(show, 500);
  show();
}

// Forms are sent once.
function wire(root) {
  root.querySelectorAll("[data-left]").forEach(countDown);
  root.querySelectorAll("form[method=post]").forEach((form) => {
    form.addEventListener("submit", () => {
      setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
    });
  });
  root.querySelectorAll("[data-shows]").forEach((box) => {
    const shown = document.getElementById(box.dataset.shows);
    const wanted = box.dataset.showsFor.split(" ");
    const update = () => (shown.hidden = !wanted.includes(box.value));
    box.addEventListener("change", update);
    update();
  });
}

// A box that changes what is asked sends its form by itself.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});
document.addEventListener("DOMContentLoaded", () => wire(document.body));
document.addEventListener("htmx:afterSwap", (event) => wire(event.detail.elt));
// A page that comes back from the browser's memory has its buttons again.
addEventListener("pageshow", () => document.querySelectorAll("button[disabled]").forEach((one) => (one.disabled = false)));
// A session that ended meanwhile: the answer to a part of a page is the sign-in, which needs the whole window.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (new URL(event.detail.xhr.responseURL).pathname.endsWith("/sign-in")) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
// An open menu closes by a click beside it or Esc.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.pop[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details[open].pop").forEach((menu) => (menu.open = false));
});
