// Exchanges a drawing for its interactive form when a reader asks for it: plotly's script, its styles and the chart's
// figure load only then. A click on a part leads to what it shows.
let loading;

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

async function loadPlotly({ script, styles, mapStyles }) {
  // Plotly's own style elements are left out where these two ids exist: the security policy would refuse them.
  const unwanted = document.createElement("template");
  unwanted.id = mapStyles;
  document.head.append(unwanted);
  await load("link", {
    id: "plotly.js-style-global",
    className: "no-inline-styles",
    rel: "stylesheet",
    href: styles,
  });
  await load("script", { src: script });
}

async function figureAt(address) {
  const url = new URL(address, location.href);
  if (matchMedia("(prefers-color-scheme: dark)").matches) url.searchParams.set("theme", "dark");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function draw(place, chart) {
  const figure = figureAt(place.dataset.figure);
  loading ??= loadPlotly(place.dataset);
  await loading;
  const { data, layout, config } = await figure;
  await Plotly.newPlot(chart, data, layout, config);
  chart.on("plotly_click", ({ points: [point] }) => {
    if (point.customdata?.[1]) location.assign(point.customdata[1]);
  });
}

for (const place of document.querySelectorAll("[data-figure]")) {
  const panel = place.closest("figure, .panel, main");
  const drawing = panel.querySelector("[data-drawing], picture");
  const chart = document.createElement("div");
  const button = document.createElement("button");
  const status = document.createElement("span");
  chart.className = "interactive";
  chart.tabIndex = -1;
  chart.setAttribute("role", "group");
  chart.setAttribute("aria-label", `Interactive chart: ${place.dataset.name}`);
  button.type = "button";
  button.textContent = "Explore";
  button.setAttribute("aria-label", `Explore: ${place.dataset.name}`);
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    if (chart.isConnected) {
      chart.replaceWith(drawing);
      button.textContent = "Explore";
      status.textContent = "";
      return;
    }
    button.disabled = true;
    status.textContent = "Loading …";
    drawing.replaceWith(chart);
    try {
      await draw(place, chart);
      button.textContent = "Back to the picture";
      status.textContent = "Point at a part for its words; click to go to it.";
      chart.focus();
    } catch {
      loading = undefined;
      chart.replaceWith(drawing);
      status.textContent = "The interactive chart could not be loaded. The picture and the table hold the same.";
    }
    button.disabled = false;
  });
  place.prepend(button, status);
}
