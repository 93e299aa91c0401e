// Writes the release's notes: what CHANGELOG.md says of exactly this version.
// Usage: node scripts/release/notes.mjs --tag v1.2.3 --out FILE
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { cutNotes } from "./changelog.mjs";
import { ROOT, readOptions, runStep, say } from "./workflow.mjs";

await runStep(() => {
	const { tag, out } = readOptions(["tag", "out"]);
	const { notes } = cutNotes(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"), tag.replace(/^v/, ""));
	mkdirSync(dirname(resolve(out)), { recursive: true });
	writeFileSync(out, `${notes}\n`);
	say(`Notes: ${notes.split("\n").length} lines of CHANGELOG.md.`);
});
