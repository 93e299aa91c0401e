// node scripts/run.mjs dev/provider/cli.ts [--port 5177] [--key KEY]: the fake server by itself. Prints one JSON line
// when ready; stops on SIGINT, SIGTERM, and when a parent that piped its stdin is gone. A prompt that holds
// [fake: html-502] is misbehaved at (misbehave/names.ts has them all); /__control tells it from outside.
import { parseArgs } from "node:util";
import { startProvider } from "./server";

const { values } = parseArgs({
	options: { port: { type: "string" }, key: { type: "string" }, "follow-stdin": { type: "boolean" } },
});
const port = Number(values.port ?? 0);
try {
	const provider = await startProvider({ port, ...(values.key ? { key: values.key } : {}) });
	console.log(JSON.stringify({ ready: true, url: provider.url, key: provider.key }));
	const stop = () => void provider.close().then(() => process.exit(0));
	process.once("SIGINT", stop);
	process.once("SIGTERM", stop);
	if (values["follow-stdin"]) process.stdin.on("end", stop).on("error", stop).resume();
} catch (error) {
	const isBusy = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
	console.error(isBusy ? `Port ${port} is in use by another program.` : `The test provider failed: ${error}`);
	process.exit(2);
}
