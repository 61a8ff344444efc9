// Opens the pictures of a gallery, or of a text, in place. Each picture's link leads on without this script: to its page,
// and there to its file.
// While one is open the address ends in #figure-slug, so that it can be sent to others.
const gallery = document.querySelector("[data-lightbox]");
const said = gallery.dataset;
const OPENS = "a[data-full], a[data-chart]";
const links = () => [...gallery.querySelectorAll(OPENS)].filter((link) => !link.closest("[hidden]"));
const named = (link) => link.closest("figure").id;
const vendor = (file) => new URL(`../vendor/photoswipe-5.4.4/${file}`, import.meta.url).href;
let open = null;

// A drawing is as sharp at any size: it may fill the screen.
const scale = (link) => (link.dataset.full.endsWith(".svg") ? Math.max(1, 1600 / link.dataset.width) : 1);

function styled() {
  if (document.querySelector("link[data-photoswipe]")) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: vendor("photoswipe.css") });
  link.dataset.photoswipe = "";
  return new Promise((ready) => {
    link.onload = link.onerror = ready;
    document.head.append(link);
  });
}

function addressed(hash) {
  history.replaceState(history.state, "", location.pathname + location.search + hash);
}

function caption(box, link) {
  const figure = link.closest("figure");
  box.replaceChildren();
  const words = figure.querySelector(".xs-figure__words") || figure.querySelector(".xs-figure__title");
  box.append(...[...words.childNodes].map((node) => node.cloneNode(true)));
  const credit = figure.querySelector(".xs-figure__meta");
  if (credit)
    box.append(document.createElement("br"), [...credit.children].map((one) => one.textContent.trim()).join(" · "));
  const page = figure.querySelector(".xs-figure__title");
  if (!page) return; // this is its page
  const more = Object.assign(document.createElement("a"), { href: page.href, textContent: said.details });
  box.append(document.createElement("br"), more);
}

// A chart has no file: a copy of it stands on a sheet of its own.
function sheet(link) {
  if (link.dataset.full) return null;
  const copy = link.closest("figure").querySelector(".xs-chart").cloneNode(true);
  return { html: `<div class="xs-slide md-typeset"><div class="xs-slide__sheet">${copy.outerHTML}</div></div>` };
}

async function show(link) {
  if (open) return;
  const [{ default: PhotoSwipe }] = await Promise.all([import(vendor("photoswipe.esm.min.js")), styled()]);
  const shown = links();
  link.focus({ preventScroll: true }); // where the focus goes back to
  open = new PhotoSwipe({
    dataSource: shown.map(
      (one) =>
        sheet(one) || {
          src: one.dataset.full,
          width: scale(one) * one.dataset.width,
          height: scale(one) * one.dataset.height,
          alt: one.querySelector("img").alt,
          msrc: one.querySelector("img").currentSrc,
          element: one,
        },
    ),
    index: shown.indexOf(link),
    bgOpacity: 1,
    loop: false,
    closeTitle: said.close,
    zoomTitle: said.zoom,
    arrowPrevTitle: said.previous,
    arrowNextTitle: said.next,
    errorMsg: said.error,
    indexIndicatorSep: " / ",
    padding: { top: 48, bottom: 96, left: 16, right: 16 },
  });
  open.on("uiRegister", () =>
    open.ui.registerElement({
      name: "words",
      order: 9,
      appendTo: "root",
      onInit: (box) => {
        box.setAttribute("aria-live", "polite");
        open.on("change", () => caption(box, shown[open.currIndex]));
      },
    }),
  );
  open.on("change", () => addressed("#" + named(shown[open.currIndex])));
  open.on("afterInit", () => {
    open.element.setAttribute("aria-label", said.lightbox);
    open.element.setAttribute("aria-modal", "true");
    open.element.addEventListener("keydown", within);
  });
  open.on("close", () => addressed(""));
  open.on("destroy", () => {
    open = null;
  });
  open.init();
}

// Tab goes round inside what is open: never to the page behind it, nor to nothing.
function within(event) {
  if (event.key !== "Tab") return;
  const stops = [...open.element.querySelectorAll("button, a[href]")].filter(
    (one) => !one.disabled && one.getClientRects().length && getComputedStyle(one).visibility === "visible",
  );
  const at = stops.indexOf(document.activeElement);
  const next = event.shiftKey ? (at < 1 ? stops.length : at) - 1 : (at + 1) % stops.length;
  event.preventDefault();
  event.stopPropagation();
  stops[next].focus();
}

function byAddress() {
  const link = links().find((one) => "#" + named(one) === location.hash);
  if (link) show(link);
}

gallery.addEventListener("click", (event) => {
  const link = event.target.closest(OPENS);
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link);
});
addEventListener("hashchange", byAddress);
byAddress();
