// Tests the development host page in Chromium with a stub plugin and a stub devhost, without the studio.
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";

const ID = "dev.haloforge.image-studio";
const TOKEN = "stub-token";
const STUB = `
	window.stubLog = { routes: [], links: [], themes: [], mounts: 0, unmounts: 0 };
	const host = window.__HALOFORGE_PLUGIN_HOST__;
	host.navigation.onRouteChange("${ID}", ({ route, params }) => stubLog.routes.push([route, params]));
	host.deepLinks.onOpen("${ID}", (link) => stubLog.links.push(link));
	window.__hf_plugin_registry.register("${ID}", {
		_type: "feature",
		panel: () => "the stub's panel",
		onMount: () => stubLog.mounts++,
		onUnmount: () => stubLog.unmounts++,
	});`;

interface StubLog {
	routes: [string, Record<string, string>][];
	links: { route: string; params: Record<string, string>; pluginId: string }[];
	themes: unknown[];
	mounts: number;
	unmounts: number;
}
/** The window as the page's scripts see it. */
type HostWindow = Window & {
	stubLog: StubLog;
	__HALOFORGE_PLUGIN_HOST__: {
		navigation: {
			pushRoute(id: string, request: { route: string; params?: Record<string, string> }): void;
			replaceRoute(id: string, request: { route: string }): void;
			getCurrent(): { route: string; params: Record<string, string> } | null;
		};
		deepLinks: { getPending(): { route: string } | null; clearPending(): void };
		currentWindow: { setTitle(id: string, request: { title: string; subtitle?: string }): Promise<void> };
	};
	__TAURI_INTERNALS__: {
		invoke(command: string, args: unknown): Promise<unknown>;
		transformCallback(handler: (event: { payload: unknown }) => void): number;
	};
};
declare const window: HostWindow;

describe.skipIf(!findChromium())("the development page", () => {
	let vite: ViteDevServer;
	let browser: Browser;
	/** Shared by all tests: its cache saves two seconds in each. */
	let context: BrowserContext;
	let origin: string;
	const opened: { close(): unknown }[] = [];

	beforeAll(async () => {
		vite = await createServer({
			configFile: resolve(import.meta.dirname, "../../vite.config.ts"),
			logLevel: "error",
			cacheDir: resolve(import.meta.dirname, "../../.cache/vite-page-test"),
			server: { port: 0, strictPort: false, hmr: false, watch: null },
			// Playwright's route() would switch the browser's cache off, and each test would take two seconds to load.
			plugins: [
				{ name: "stub-plugin", enforce: "pre", load: (id) => (id.endsWith("/src/index.tsx") ? STUB : undefined) },
			],
		});
		await vite.listen();
		origin = `http://127.0.0.1:${(vite.httpServer!.address() as AddressInfo).port}`;
		browser = await chromium.launch({ executablePath: findChromium()!, args: CHROMIUM_ARGS });
		context = await browser.newContext({ locale: "en-US" });
	}, 60_000);
	afterEach(async () => {
		for (const thing of opened.splice(0).reverse()) await thing.close();
	});
	afterAll(async () => {
		await browser?.close();
		await vite?.close();
	});

	async function open(devhost: { url: string } | null = null, width = 1100): Promise<Page> {
		const page = await context.newPage();
		opened.push({
			close: async () => {
				await page.evaluate(() => localStorage.clear());
				await page.close();
			},
		});
		await page.setViewportSize({ width, height: 700 });
		page.setDefaultTimeout(60_000);
		await page.addInitScript(([url, token]) => Object.assign(window, { __DEVHOST__: url ? { url, token } : null }), [
			devhost?.url,
			TOKEN,
		] as const);
		await page.goto(origin);
		await page.getByText("the stub's panel").waitFor();
		return page;
	}

	const invoke = (page: Page, command: string, args: unknown = {}) =>
		page.evaluate(
			([name, given]) =>
				window.__TAURI_INTERNALS__.invoke(name, given).then(
					(ok) => ({ ok }),
					(err: unknown) => ({ err }),
				),
			[command, args] as const,
		);
	const pluginCall = { args: { wire_name: "plugin_dev_haloforge_image_studio_health", args: {} } };
	const stubLog = (page: Page) => page.evaluate(() => window.stubLog);

	describe("without a devhost", () => {
		it("rejects backend commands and handles settings and log itself", async () => {
			const page = await open();
			expect(await invoke(page, "any_command", pluginCall)).toEqual({ err: "plugin backend is not running" });
			expect(await invoke(page, "plugin_get_settings", { pluginId: ID })).toMatchObject({
				ok: { default_model: "gpt-image-2", gateway_mode: "auto", codex_cli: false },
			});
			await invoke(page, "frontend_log_event", {
				level: "warn",
				scope: "plugin:x",
				message: "a line",
				details: { n: 1 },
			});
			await page.getByRole("button", { name: "Log" }).click();
			await page.getByText('a line {"n":1}').waitFor();
		});

		it("builds the settings form from the manifest's schema and keeps saved values", async () => {
			const page = await open();
			await page.getByRole("button", { name: "Settings" }).click();
			await page.getByLabel("Gateway", { exact: true }).selectOption("custom");
			await page.getByText("Saved").waitFor();
			await page.getByLabel("Default model").fill("gpt-image-2.5-flare");
			await page.getByLabel("Default model").blur();
			await page.getByText("Saved").waitFor();
			await page.reload();
			await page.getByText("the stub's panel").waitFor();
			expect(await invoke(page, "plugin_get_settings", { pluginId: ID })).toMatchObject({
				ok: { default_model: "gpt-image-2.5-flare", gateway_mode: "custom" },
			});
		});
	});

	describe("with a devhost", () => {
		async function startStub() {
			const calls: { token: string | undefined; body: { cmd: string; args: { answer?: unknown } } }[] = [];
			const server: Server = createHttpServer(async (request, response) => {
				response.setHeader("access-control-allow-origin", origin);
				response.setHeader("access-control-allow-headers", "x-devhost-token, content-type");
				if (request.method === "OPTIONS") return void response.end();
				if (request.url?.startsWith("/log")) {
					const line = {
						seq: 1,
						time: "2026-11-21T00:00:00Z",
						level: "info",
						scope: "plugin:p",
						message: "backend line",
					};
					const lines = request.url.endsWith("after=0") ? [line] : [];
					return void response.end(JSON.stringify({ lines, last: 1 }));
				}
				let text = "";
				for await (const chunk of request) text += chunk;
				const body = JSON.parse(text);
				calls.push({ token: [request.headers["x-devhost-token"]].flat()[0], body });
				response.end(JSON.stringify(body.args.answer ?? { ok: null }));
			});
			await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
			const close = () => {
				server.closeAllConnections();
				return new Promise((closed) => server.close(closed));
			};
			opened.push({ close });
			return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, close };
		}

		it("forwards every command verbatim and returns its results and errors", async () => {
			const stub = await startStub();
			const page = await open(stub);
			const args = { answer: { ok: { deep: [1, "two"] } }, wire: { name: "x" } };
			expect(await invoke(page, "some_command", args)).toEqual({ ok: { deep: [1, "two"] } });
			expect(stub.calls.at(-1)).toEqual({ token: TOKEN, body: { cmd: "some_command", args } });
			expect(await invoke(page, "c", { answer: { err: "Network error: boom" } })).toEqual({
				err: "Network error: boom",
			});
			expect(await invoke(page, "c", { answer: { err: { Network: "boom" } } })).toEqual({ err: { Network: "boom" } });
		});

		it("shows the devhost's log", async () => {
			const page = await open(await startStub());
			await page.getByRole("button", { name: "Log" }).click();
			await page.getByText("backend line").waitFor();
		});

		it("reports a lost devhost in a message and a banner, and stores no token", async () => {
			const stub = await startStub();
			const page = await open(stub);
			expect(await page.getByRole("alert").count()).toBe(0);
			await stub.close();
			const { err } = (await invoke(page, "c")) as { err: string };
			expect(err).toMatch(/^The devhost does not answer: [^.]*\.$/);
			await page.getByRole("alert").waitFor();
			const kept = await page.evaluate(() =>
				JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
			);
			expect(kept).not.toContain(TOKEN);
		});
	});

	describe("navigation", () => {
		const push = (page: Page, route: string, params: Record<string, string> = {}) =>
			page.evaluate(
				([to, given]) => window.__HALOFORGE_PLUGIN_HOST__.navigation.pushRoute("x", { route: to, params: given }),
				[route, params] as const,
			);
		const current = (page: Page) =>
			page.evaluate(() => window.__HALOFORGE_PLUGIN_HOST__.navigation.getCurrent()?.route ?? null);

		it("goes back and forward through pushed routes, and notifies the plugin only then", async () => {
			const page = await open();
			const back = page.getByRole("button", { name: "Back" });
			const forward = page.getByRole("button", { name: "Forward" });
			expect([await back.isEnabled(), await forward.isEnabled()]).toEqual([false, false]);
			await push(page, "/settings", { tab: "keys" });
			await push(page, "/tasks");
			expect((await stubLog(page)).routes).toEqual([]);
			expect(await forward.isEnabled()).toBe(false);
			await back.click();
			await expect.poll(() => current(page)).toBe("/settings");
			await back.click();
			await expect.poll(() => current(page)).toBeNull();
			expect(await back.isEnabled()).toBe(false);
			await forward.click();
			await expect.poll(() => current(page)).toBe("/settings");
			expect((await stubLog(page)).routes).toEqual([
				["/settings", { tab: "keys" }],
				["/", {}],
				["/settings", { tab: "keys" }],
			]);
			expect(await forward.isEnabled()).toBe(true);
		});

		it("replaces a route without a new entry, and keeps the route after a reload", async () => {
			const page = await open();
			await push(page, "/tasks");
			await page.evaluate(() =>
				window.__HALOFORGE_PLUGIN_HOST__.navigation.replaceRoute("x", { route: "/tasks/favourites" }),
			);
			await page.reload();
			await page.getByText("the stub's panel").waitFor();
			expect(await current(page)).toBe("/tasks/favourites");
			await page.getByRole("button", { name: "Back" }).click();
			await expect.poll(() => current(page)).toBeNull();
		});
	});

	it("delivers deep links and keeps them pending until cleared", async () => {
		const page = await open();
		await page.getByRole("button", { name: "Deep link" }).click();
		const field = page.getByRole("textbox", { name: "Deep link" });
		await field.fill(`haloforge://plugin/${ID}/v1/import?prompt=a%20fox&size=auto`);
		await page.getByRole("button", { name: "Open" }).click();
		await expect.poll(async () => (await stubLog(page)).links.length).toBe(1);
		expect((await stubLog(page)).links[0]).toMatchObject({
			pluginId: ID,
			route: "/v1/import",
			params: { prompt: "a fox", size: "auto" },
		});
		const pending = () => page.evaluate(() => window.__HALOFORGE_PLUGIN_HOST__.deepLinks.getPending()?.route ?? null);
		expect(await pending()).toBe("/v1/import");
		await page.evaluate(() => window.__HALOFORGE_PLUGIN_HOST__.deepLinks.clearPending());
		expect(await pending()).toBeNull();
		await field.fill("haloforge://plugin/another.plugin/x");
		await page.getByRole("button", { name: "Open" }).click();
		await page.getByText("No plugin another.plugin is installed here.").waitFor();
	});

	it("switches the theme by attribute and event, and the language in local storage", async () => {
		const page = await open();
		await page.evaluate(() => {
			const handler = window.__TAURI_INTERNALS__.transformCallback(({ payload }) =>
				window.stubLog.themes.push(payload),
			);
			return window.__TAURI_INTERNALS__.invoke("plugin:event|listen", { event: "theme:changed", handler });
		});
		const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		const dark = await background();
		await page.getByRole("button", { name: "Light theme" }).click();
		expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
		expect(await background()).not.toBe(dark);
		expect((await stubLog(page)).themes).toEqual([{ theme: "light" }]);
		await page.getByRole("button", { name: "Language" }).click();
		await page.getByRole("button", { name: "日志" }).waitFor();
		expect(await page.evaluate(() => localStorage.getItem("hf:locale"))).toBe("zh");
		expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
	});

	it("refuses the event names that Tauri refuses", async () => {
		const page = await open();
		const name = { event: "plugin:dev.haloforge.image-studio:progress", handler: 1 };
		expect(await invoke(page, "plugin:event|listen", name)).toEqual({ err: expect.stringContaining("permitted") });
	});

	it("shows the plugin's title only while the plugin is shown", async () => {
		const page = await open();
		const setTitle = (title: string) =>
			page.evaluate(([id, text]) => window.__HALOFORGE_PLUGIN_HOST__.currentWindow.setTitle(id, { title: text }), [
				ID,
				title,
			] as const);
		await setTitle("harbour.png");
		await page.getByRole("heading", { name: "harbour.png" }).waitFor();
		expect(await page.title()).toContain("harbour.png");
		await page.getByRole("button", { name: "Home" }).click();
		await setTitle("hidden.png");
		expect(await page.title()).not.toContain("hidden.png");
	});

	it("unmounts the panel for another module and mounts it again", async () => {
		const page = await open();
		await page.getByRole("button", { name: "Home" }).click();
		await page.getByText("the stub's panel").waitFor({ state: "detached" });
		await page.getByRole("button", { name: "Image Studio" }).click();
		await page.getByText("the stub's panel").waitFor();
		expect(await stubLog(page)).toMatchObject({ mounts: 2, unmounts: 1 });
	});

	it("gives the panel a definite height and does not overflow at a width of 420 pixels", async () => {
		const page = await open(null, 420);
		for (const drawer of ["Log", "Settings", "Deep link"]) {
			await page.getByRole("button", { name: drawer }).click();
			const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
			expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
		}
		const slot = await page.locator(".dev-slot").boundingBox();
		expect(slot?.height).toBeGreaterThan(500);
		expect(slot?.width).toBe(420);
	});
});
