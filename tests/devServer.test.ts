// Tests that the development server serves the page's files and nothing else: the devhost's keys and logs are in the
// same checkout, and any page or user of this machine can send requests.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const folder = resolve(root, ".cache/dev-server-test/plugin");
let server: ViteDevServer;
let origin = "";

beforeAll(async () => {
	mkdirSync(folder, { recursive: true });
	writeFileSync(resolve(folder, "secrets.json"), '{"planted":true}');
	writeFileSync(resolve(folder, "haloforge.log"), "planted");
	server = await createServer({
		configFile: resolve(root, "vite.config.ts"),
		logLevel: "error",
		cacheDir: resolve(root, ".cache/vite/unit"),
		server: { port: 0, strictPort: false, hmr: false, watch: null },
	});
	await server.listen();
	const address = server.httpServer?.address();
	if (!address || typeof address === "string") throw new Error("Vite did not listen");
	origin = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
	await server.close();
	rmSync(resolve(root, ".cache/dev-server-test"), { recursive: true, force: true });
});

const get = (path: string) => fetch(origin + path, { headers: { origin: "http://localhost:9999" } });

describe("the development server", () => {
	it.each(["secrets.json", "haloforge.log"])("refuses %s in a data folder", async (name) => {
		for (const query of ["", "?raw", "?url", "?import&raw"]) {
			const response = await get(`/@fs${resolve(folder, name)}${query}`);
			expect(response.status, query).toBe(403);
			expect(await response.text()).not.toContain("planted");
		}
	});

	it("sends no CORS headers to other origins", async () => {
		const response = await get(`/@fs/${resolve(root, "manifest.json")}`);
		expect(response.status).toBe(200);
		expect(response.headers.get("access-control-allow-origin")).toBeNull();
	});

	it("serves the page", async () => {
		expect(await (await get("/")).text()).toContain("main.tsx");
	});
});
