// Runs a TypeScript file in Node through Vite's module runner, because Node 20 does not strip types.
// Usage: node scripts/run.mjs FILE [args…]
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { createRunnableDevEnvironment, resolveConfig } from "vite";

const [file, ...args] = process.argv.slice(2);
if (!file) {
	console.error("usage: node scripts/run.mjs FILE [args…]");
	process.exit(2);
}
const path = resolve(file);
if (!existsSync(path)) {
	console.error(`run: there is no file ${file}`);
	process.exit(2);
}
// process.argv is what the script would see without the runner.
process.argv = [process.argv[0] ?? "node", path, ...args];

// Vite's runnerImport() closes the environment as soon as the entry is evaluated, and a later import() would fail.
const config = await resolveConfig(
	{
		configFile: false,
		envDir: false,
		root: resolve(import.meta.dirname, ".."),
		cacheDir: ".cache/run",
		logLevel: "error",
		environments: {
			script: {
				consumer: "server",
				dev: { moduleRunnerTransform: true },
				// Node loads packages; the runner loads the repository's own files, and the SDK, whose imports have no extensions.
				resolve: { external: true, noExternal: ["@haloforge/plugin-sdk"], mainFields: [], conditions: ["node"] },
			},
		},
	},
	"serve",
);
const environment = createRunnableDevEnvironment("script", config, {
	runnerOptions: { hmr: { logger: false } },
	hot: false,
});
await environment.init();
try {
	await environment.runner.import(path);
} catch (error) {
	console.error(error instanceof Error ? (error.stack ?? error.message) : error);
	process.exit(1);
}
