// What a page does beyond its links: the menu of narrow screens, light or dark, copy, share, print.
// Everything here is an addition: without it the page reads the same, and controls that need it are not shown.
(() => {
  const root = document.documentElement;
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  // The menu: a link to the panel becomes a button that opens it in place.
  const menu = one(".xs-menu");
  const panel = one(".xs-nav");
  if (menu && panel) {
    const show = (open) => {
      panel.classList.toggle("xs-nav--open", open);
      menu.setAttribute("aria-expanded", String(open));
    };
    const isOpen = () => panel.classList.contains("xs-nav--open");
    menu.setAttribute("role", "button");
    menu.setAttribute("aria-controls", panel.id);
    show(location.hash === "#" + panel.id);
    menu.addEventListener("click", (event) => {
      event.preventDefault();
      show(!isOpen());
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        show(!isOpen());
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen()) {
        show(false);
        menu.focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (isOpen() && !event.target.closest(".xs-top")) show(false);
    });
    window.addEventListener("pageshow", (event) => event.persisted && show(false));
  }

  // Light or dark: the system's, until the reader says otherwise.
  const scheme = one(".xs-scheme");
  if (scheme) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
    const name = () => {
      const words = isDark() ? scheme.dataset.light : scheme.dataset.dark;
      scheme.setAttribute("aria-label", words);
      scheme.title = words;
    };
    name();
    system.addEventListener?.("change", name);
    scheme.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("xieshou.scheme", root.dataset.scheme);
      } catch {
        // A browser that keeps nothing forgets the choice, no more.
      }
      name();
    });
  }

  // The page that is likely next: asked for when a pointer rests on its link or a finger touches it.
  // Speculation rules would say the same; their inline block is not yet in the language that validators know.
  const asked = new Set([location.pathname]);
  const fetchSoon = (event) => {
    const link = event.target.closest?.("a[href]:not([hreflang], [download])");
    if (!link || link.origin !== location.origin || asked.has(link.pathname) || navigator.connection?.saveData) return;
    if (!link.pathname.endsWith("/")) return;
    asked.add(link.pathname);
    const hint = document.createElement("link");
    hint.rel = "prefetch";
    hint.href = link.pathname;
    document.head.append(hint);
  };
  let resting;
  document.addEventListener("mouseover", (event) => {
    clearTimeout(resting);
    resting = setTimeout(fetchSoon, 80, event);
  });
  document.addEventListener("touchstart", fetchSoon, { passive: true });

  // Share and cite. Where the site does not know its own address, the browser does.
  // What is only tried out on one's own machine has an address that nobody else finds: it is not cited.
  const here = (one("link[rel=canonical]") || location).href.split("#")[0];
  const cited = new URL(here);
  if (!/^(localhost|127\.|0\.0\.0\.0|\[)/.test(cited.hostname) && cited.protocol !== "file:") {
    all("[data-here]").forEach((place) => {
      place.textContent = here;
    });
    all("[data-mail]").forEach((link) => {
      link.href = link.href.replace(/&body=.*/, "&body=" + encodeURIComponent(here + link.dataset.mail));
    });
  }
  const today = new Date();
  const two = (number) => String(number).padStart(2, "0");
  all("[data-today]").forEach((place) => {
    place.textContent =
      place.dataset.today === "iso"
        ? [today.getFullYear(), two(today.getMonth() + 1), two(today.getDate())].join("-")
        : today.toLocaleDateString(place.dataset.today, { dateStyle: "long" });
  });
  const copied = one("[data-copied]");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure address there is no clipboard to write to: the old way.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    if (copied) {
      copied.textContent = copied.dataset.copied;
      setTimeout(() => {
        copied.textContent = "";
      }, 4000);
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const what = button.dataset.do;
    if (what === "copy") copy(button.dataset.of ? one("#" + button.dataset.of).textContent.trim() : here);
    if (what === "share") navigator.share({ title: document.title, url: here }).catch(() => {});
    if (what === "print") print();
  });
})();
