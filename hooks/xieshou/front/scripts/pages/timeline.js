// Turns the rows of a timeline round: the oldest first, and back. Opens what a link leads into.
const button = document.querySelector("[data-turn]");
const turned = (parent, children) => parent?.append(...[...children].reverse());

button.addEventListener("click", () => {
  for (const list of document.querySelectorAll(".xs-time .xs-timeline")) turned(list, list.children);
  for (const lane of document.querySelectorAll(".xs-lane")) {
    const months = [...lane.querySelectorAll(":scope > .xs-month")];
    const after = lane.querySelector(":scope > .xs-vague");
    for (const month of months.reverse()) lane.insertBefore(month, after);
  }
  const [shown, next] = [button.textContent, button.dataset.turn];
  button.textContent = next;
  button.dataset.turn = shown;
});

function opened() {
  const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (found?.tagName === "DETAILS") found.open = true;
}
addEventListener("hashchange", opened);
opened();
