// Entry point of `npm start`. It runs on any version of Node, so that an old one gets a message; start/launch.mjs does
// the work.
import { refuseOldNode } from "./start/nodeVersion.mjs";

const refusal = refuseOldNode(process.versions.node);
if (refusal) {
	console.error(refusal);
	process.exit(1);
}
void import("./start/launch.mjs").then(({ launch }) => launch(process.argv.slice(2)));
