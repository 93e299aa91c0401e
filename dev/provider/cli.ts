// Starts the fake server alone: node scripts/run.mjs dev/provider/cli.ts [--port 5177] [--key KEY]. Prints one JSON
// line when ready. Stops on SIGINT and SIGTERM, and with --follow-stdin when the parent process exits. A prompt that
// contains [fake: html-502] causes that misbehaviour (misbehave/names.ts lists all); /__control sets it from another
// process.
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
