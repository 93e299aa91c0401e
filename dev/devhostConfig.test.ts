// Tests that only the development page receives the devhost's address and token.
import type { AddressInfo } from "node:net";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { devhostConfig, refuseForeignRequest } from "./devhostConfig";

describe("access to the devhost's token", () => {
	const host = "127.0.0.1:5176";
	it.each([
		["the page's fetch", { host, "sec-fetch-site": "same-origin" }],
		["a local tool that sends no Origin", { host }],
		["the page as localhost", { host: "localhost:5176", origin: "http://localhost:5176" }],
	])("answers %s", (_name, headers) => {
		expect(refuseForeignRequest(headers)).toBeUndefined();
	});
	it.each([
		["another site", { host, "sec-fetch-site": "cross-site" }],
		["another port of this machine", { host, "sec-fetch-site": "same-site", origin: "http://127.0.0.1:9999" }],
		["another origin without Sec-Fetch-Site", { host, origin: "http://127.0.0.1:9999" }],
		["an opaque origin", { host, origin: "null" }],
		["a rebound DNS name", { host: "studio.example:5176", "sec-fetch-site": "same-origin" }],
		["a request without Host", {}],
	])("refuses %s", (_name, headers) => {
		expect(refuseForeignRequest(headers)).toMatch(/\.$/);
	});
});

describe("over Vite", () => {
	let server: ViteDevServer;
	let base: string;
	beforeAll(async () => {
		server = await createServer({
			configFile: false,
			root: import.meta.dirname,
			logLevel: "silent",
			cacheDir: ".cache/devhost-config-test",
			optimizeDeps: { noDiscovery: true },
			server: { host: "127.0.0.1", port: 0, watch: null, ws: false },
			plugins: [devhostConfig()],
		});
		await server.listen();
		base = `http://127.0.0.1:${(server.httpServer!.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		delete process.env.DEVHOST_URL;
		delete process.env.DEVHOST_TOKEN;
		await server.close();
	});

	it("returns null without a devhost, and its address otherwise", async () => {
		expect(await (await fetch(`${base}/__devhost.json`)).json()).toBeNull();
		process.env.DEVHOST_URL = "http://127.0.0.1:4";
		process.env.DEVHOST_TOKEN = "not-a-secret";
		expect(await (await fetch(`${base}/__devhost.json`)).json()).toEqual({
			url: "http://127.0.0.1:4",
			token: "not-a-secret",
		});
	});

	it("refuses a foreign origin and does not reveal the token", async () => {
		const response = await fetch(`${base}/__devhost.json`, { headers: { origin: "http://127.0.0.1:9999" } });
		expect(response.status).toBe(403);
		expect(await response.text()).not.toContain("not-a-secret");
	});
});
