// Prints a receipt (receiptline's markup, on standard input) on a network printer, as programs that use receiptline do:
//   node print_by_receiptline.mjs HOST PORT   in a folder with receiptline
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";

const receiptline = createRequire(`${process.cwd()}/`)("receiptline");
const [host, port] = process.argv.slice(2);
const printer = { cpl: 48, encoding: "gb18030", command: "escpos", cutting: true, spacing: false };
const bytes = Buffer.from(receiptline.transform(readFileSync(0, "utf8"), printer), "binary");
const socket = connect(Number(port), host, () => socket.end(bytes));
socket.on("error", (error) => {
  console.error(String(error));
  process.exitCode = 1;
});
