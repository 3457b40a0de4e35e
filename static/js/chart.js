// Draws the interactive form of a chart when a reader asks for it: plotly's script, its styles and the chart's
// figure load only then.
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

async function draw(place) {
  const answer = fetch(place.dataset.figure).then((found) => {
    if (!found.ok) throw new Error(found.statusText);
    return found.json();
  });
  loading ??= loadPlotly(place.dataset);
  const [figure] = await Promise.all([answer, loading]);
  const chart = document.createElement("div");
  place.append(chart);
  await Plotly.newPlot(chart, figure.data, figure.layout, figure.config);
}

for (const place of document.querySelectorAll("[data-figure]")) {
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.type = "button";
  button.className = "open";
  button.textContent = "Open the interactive chart";
  button.setAttribute("aria-label", `Open the interactive chart: ${place.dataset.name}`);
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = " Loading …";
    try {
      await draw(place);
      button.remove();
      status.textContent = "Point at a part for its words; drag to zoom, double-click to zoom out.";
    } catch {
      loading = undefined;
      button.disabled = false;
      status.textContent = " The interactive chart could not be loaded. The picture and the table hold the same.";
    }
  });
  place.append(button, status);
}
