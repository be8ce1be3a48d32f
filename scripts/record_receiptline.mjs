// Records what the npm package receiptline sends to a printer for the texts of tests/data/escpos/receiptline_texts.json:
//   npm install --no-save receiptline@4.0.4 && node scripts/record_receiptline.mjs tests/data/escpos/receiptline_texts.json
// Run it outside the repository's own environment; the file is what the tests compare with.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const receiptline = require("receiptline");
const { version } = require("receiptline/package.json");
const printer = { cpl: 48, encoding: "gb18030", command: "escpos", cutting: false, spacing: false };
const file = process.argv[2];
const table = JSON.parse(readFileSync(file, "utf8"));
table.program = `receiptline ${version}`;
for (const entry of table.entries) {
  const marked = `${"^".repeat({ normal: 0, wide: 1, high: 2, double: 3 }[entry.size])}${entry.text}`;
  entry.hex = Buffer.from(receiptline.transform(marked, printer), "binary").toString("hex");
}
const lines = table.entries.map((entry) => JSON.stringify(entry)).join(",\n");
writeFileSync(file, `{"program": ${JSON.stringify(table.program)}, "entries": [\n${lines}\n]}\n`);
