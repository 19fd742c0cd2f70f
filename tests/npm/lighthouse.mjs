// Asks Lighthouse about pages: node lighthouse.mjs CATEGORIES ADDRESS...
// Prints one line of JSON a page: its address, the score of each category of 100, and what failed.
import * as chromium from "chrome-launcher";
import lighthouse from "lighthouse";

const [categories, ...addresses] = process.argv.slice(2);
const browser = await chromium.launch({
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
  envVars: { ...process.env, LC_ALL: "C.UTF-8" },
});
const options = { port: browser.port, logLevel: "error", onlyCategories: categories.split(","), output: "json" };
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, options);
    const scored = Object.values(lhr.categories);
    const counted = new Set(scored.flatMap((category) =>
      category.auditRefs.filter((audit) => audit.weight > 0).map((audit) => audit.id)));
    const failed = Object.values(lhr.audits)
      .filter((audit) => counted.has(audit.id) && audit.score !== null && audit.score < 1)
      .map((audit) => `${audit.id}: ${audit.title} ${audit.displayValue ?? ""}`.trim());
    const scores = Object.fromEntries(scored.map((category) => [category.id, Math.round(category.score * 100)]));
    console.log(JSON.stringify({ address: lhr.finalDisplayedUrl, scores, failed }));
  }
} finally {
  browser.kill();
}
