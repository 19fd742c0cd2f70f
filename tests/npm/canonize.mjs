// Reads {"loader": {address: document}, "documents": {name: JSON-LD}, "frame": JSON-LD?} and writes
// {name: canonical N-Quads}, or with a frame {name: framed JSON-LD}. No address is fetched.
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const documentLoader = async address => {
  const document = (asked.loader ?? {})[address];
  if (document === undefined) throw new Error(`not to be fetched: ${address}`);
  return { contextUrl: null, documentUrl: address, document };
};
const told = {};
for (const [name, document] of Object.entries(asked.documents)) {
  told[name] = asked.frame
    ? await jsonld.frame(document, asked.frame, { documentLoader })
    : await jsonld.canonize(document, {
        algorithm: 'RDFC-1.0', format: 'application/n-quads', documentLoader, safe: true,
      });
}
process.stdout.write(JSON.stringify(told));
