// Draws the interactive heatmap when a reader asks for it: plotly's script and styles load only then.
const place = document.getElementById("interactive");
const figure = JSON.parse(document.getElementById("heatmap-figure").textContent);

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

async function loadPlotly() {
  // Plotly's own style elements are left out where these two ids exist: the security policy would refuse them.
  const mapStyles = document.createElement("template");
  mapStyles.id = place.dataset.mapStyles;
  document.head.append(mapStyles);
  await load("link", {
    id: "plotly.js-style-global",
    className: "no-inline-styles",
    rel: "stylesheet",
    href: place.dataset.styles,
  });
  await load("script", { src: place.dataset.script });
}

function withWords({ data: [trace], kinds }) {
  // A row arrives as a text with a digit to base 36 for each cell.
  const z = trace.z.map((row) => Array.from(row, (digit) => parseInt(digit, 36)));
  const each = (value) => z.map((row) => row.map((kind) => kinds[kind][value]));
  return [{ ...trace, z, text: each("mark"), customdata: each("words") }];
}

const button = document.createElement("button");
button.type = "button";
button.textContent = "Open the interactive heatmap";
const status = document.createElement("span");
status.setAttribute("role", "status");
button.addEventListener("click", async () => {
  button.disabled = true;
  status.textContent = " Loading …";
  try {
    await loadPlotly();
    const chart = document.createElement("div");
    place.append(chart);
    await Plotly.newPlot(chart, withWords(figure), figure.layout, figure.config);
    button.remove();
    status.textContent = "Point at a cell for its words; drag to zoom, double-click to zoom out.";
  } catch {
    button.disabled = false;
    status.textContent = " The interactive heatmap could not be loaded. The table holds the same grades.";
  }
});
place.append(button, status);
