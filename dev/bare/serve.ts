// Serves the bare page on a free loopback port, for tests and benches, or by hand:
// node scripts/run.mjs dev/bare/serve.ts
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { build, createServer } from "vite";

const project = resolve(import.meta.dirname, "../..");

export interface PageServer {
	readonly url: string;
	close(): Promise<void>;
}

/** Unbundled. `mode`: "production" serves the production React. */
export async function serveBarePage(mode: "development" | "production" = "development"): Promise<PageServer> {
	process.env.NODE_ENV = mode;
	const server = await createServer({
		configFile: false,
		mode,
		root: import.meta.dirname,
		cacheDir: resolve(project, `.cache/vite-bare${mode === "production" ? "-production" : ""}`),
		logLevel: "error",
		server: { host: "127.0.0.1", port: 0, hmr: false, watch: null, fs: { allow: [project] } },
	});
	await server.listen();
	const address = server.httpServer?.address();
	if (address === null || address === undefined || typeof address === "string") throw new Error("no address");
	return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

const TYPES: Readonly<Record<string, string>> = { html: "text/html", js: "text/javascript", css: "text/css" };

/** Serves a production build: bundled, minified, with the production React. Built in memory. */
export async function serveBuiltBarePage(): Promise<PageServer> {
	process.env.NODE_ENV = "production";
	const result = await build({
		configFile: false,
		root: import.meta.dirname,
		logLevel: "error",
		define: { "process.env.NODE_ENV": JSON.stringify("production") },
		build: {
			write: false,
			target: "es2022",
			rolldownOptions: { input: ["index.html", "limit/index.html"].map((name) => resolve(import.meta.dirname, name)) },
		},
	});
	const [output] = Array.isArray(result) ? result : [result];
	if (!output || !("output" in output)) throw new Error("Vite built nothing");
	const files = new Map(
		output.output.map((part) => [`/${part.fileName}`, part.type === "chunk" ? part.code : part.source]),
	);
	const server = createHttpServer((request, response) => {
		const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
		const name = path.endsWith("/") ? `${path}index.html` : path;
		const body = files.get(name);
		const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
		response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
	});
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/`,
		close: () => new Promise((done) => server.close(() => done())),
	};
}

if (process.argv[1]?.endsWith("serve.ts")) {
	const { url } = await serveBarePage();
	process.stdout.write(`${url}\n`);
}
