// Serves the bare page on a free loopback port, for tests and benches, or by hand:
// node scripts/run.mjs dev/bare/serve.ts
import { resolve } from "node:path";
import { createServer } from "vite";

export async function serveBare(): Promise<{ url: string; close(): Promise<void> }> {
	const project = resolve(import.meta.dirname, "../..");
	const server = await createServer({
		configFile: false,
		root: import.meta.dirname,
		cacheDir: resolve(project, ".cache/vite-bare"),
		logLevel: "error",
		server: { host: "127.0.0.1", port: 0, hmr: false, watch: null, fs: { allow: [project] } },
		worker: { format: "iife" },
	});
	await server.listen();
	const address = server.httpServer?.address();
	if (address === null || address === undefined || typeof address === "string") throw new Error("no address");
	return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

if (process.argv[1]?.endsWith("serve.ts")) {
	const { url } = await serveBare();
	process.stdout.write(`${url}\n`);
}
