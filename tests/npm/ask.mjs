// Asks as clients of JavaScript do: reads a list of questions as JSON, writes the list of answers.
// A question is { client: "comunica", sources, query, type } or { client: "jsonld", document }.

import { QueryEngine } from "@comunica/query-sparql";
import jsonld from "jsonld";

const engine = new QueryEngine();

async function askComunica({ sources, query, type }) {
  const result = await engine.query(query, { sources });
  const { data } = await engine.resultToString(result, type);
  let text = "";
  for await (const piece of data) text += piece;
  return text;
}

async function askJsonld({ document }) {
  return jsonld.toRDF(document, { format: "application/n-quads" });
}

let text = "";
for await (const piece of process.stdin) text += piece;
const answers = [];
for (const question of JSON.parse(text)) {
  answers.push(await (question.client === "comunica" ? askComunica : askJsonld)(question));
}
process.stdout.write(JSON.stringify(answers));
