// Draws bars from the rows of a table that stands in the page; the table stays for who reads it.
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

const MOST = 60;

/** Draw the chart of a table into a <details>, and again for other columns or colours. */
export function drawChart(details, table) {
  const [names, numbers] = ["names", "numbers"].map((of) => details.querySelector(`[data-of=${of}]`));
  const canvas = details.querySelector("canvas");
  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].slice(0, MOST);
  const isNumber = headings.map((_, at) => rows.some((row) => row.cells[at].matches(".number")));
  headings.forEach((heading, at) => (isNumber[at] ? numbers : names).add(new Option(heading, at)));
  if (!names.length) names.add(new Option("#", -1));
  let chart;

  const draw = () => {
    chart?.destroy();
    const label = names.selectedOptions[0].textContent;
    const value = numbers.selectedOptions[0].textContent;
    canvas.setAttribute("aria-label", `${value} / ${label}`);
    canvas.parentElement.style.height = `${rows.length * 24 + 60}px`;
    const room = Math.min(42, Math.floor(canvas.parentElement.clientWidth / 15)); // characters
    const labels = read(rows, names.value).map((name) => shorten(name, room));
    chart = new Chart(canvas, describe(labels, read(rows, numbers.value), value));
  };
  names.addEventListener("change", draw);
  numbers.addEventListener("change", draw);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", () => canvas.isConnected && draw());
  draw();
}

function read(rows, column) {
  return rows.map((row, at) => (column < 0 ? `${at + 1}` : text(row.cells[column])));
}

function text(cell) {
  return (cell.querySelector("bdi") ?? cell).textContent.trim();
}

function describe(labels, texts, heading) {
  const style = getComputedStyle(document.documentElement);
  const [ink, rule, bar] = ["--ink", "--rule", "--green"].map((name) => style.getPropertyValue(name));
  const scale = { ticks: { color: ink }, grid: { color: rule } };
  return {
    type: "bar",
    data: {
      labels,
      datasets: [{ label: heading, data: texts.map((value) => parseFloat(value)), backgroundColor: bar }],
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      scales: { x: { ...scale, beginAtZero: true }, y: { ...scale, ticks: { color: ink, autoSkip: false } } },
    },
  };
}

/** Return a name that fits: names of one kind often begin alike, so its end is kept, too. */
function shorten(name, room) {
  return name.length > room ? `${name.slice(0, room / 2)}…${name.slice(-room / 2)}` : name;
}
