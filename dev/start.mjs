// `npm start`: from a fresh clone to the studio in the browser. This file runs on any Node, so that an old one is told
// so in a sentence; the work is in start/launch.mjs.
import { refuseNode } from "./start/node.mjs";

const refusal = refuseNode(process.versions.node);
if (refusal) {
	console.error(refusal);
	process.exit(1);
}
void import("./start/launch.mjs").then(({ launch }) => launch(process.argv.slice(2)));
