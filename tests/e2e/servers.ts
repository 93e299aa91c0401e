// Starts the servers of the end-to-end tests for every browser: the devhost with the real cdylib, and the development
// page.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { preview } from "vite";
import { builtBackend } from "../../scripts/builtBackend";
import { pageConfig, uncompressed } from "../../scripts/builtPage";

const root = resolve(import.meta.dirname, "../..");

export interface Devhost {
	url: string;
	token: string;
	dataDir: string;
	process: ChildProcess;
	stop(): Promise<void>;
}

export interface DevhostOptions {
	manifest?: string;
	library?: string;
	dataDir?: string;
	args?: string[];
}

export async function startDevhost(origin: string, options: DevhostOptions = {}): Promise<Devhost> {
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "image-studio-"));
	const built = builtBackend();
	const child = spawn(
		built.devhost,
		[
			"--manifest",
			options.manifest ?? resolve(root, "manifest.json"),
			"--library",
			options.library ?? built.library,
			"--data-dir",
			dataDir,
			"--origin",
			origin,
			...(options.args ?? []),
		],
		// Without this a release library would write test keys into the developer's keychain.
		{ stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, IMAGE_STUDIO_KEYCHAIN: "off" } },
	);
	let errorOutput = "";
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		errorOutput += text;
	});
	const line = await new Promise<string>((ready, failed) => {
		let out = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			out += text;
			if (out.includes("\n")) ready(out);
		});
		child.on("exit", (code) => failed(new Error(`devhost ended with ${code}: ${errorOutput}`)));
		child.on("error", failed);
	});
	const { url, token } = JSON.parse(line);
	return {
		url,
		token,
		dataDir,
		process: child,
		stop: () =>
			new Promise((stopped) => {
				if (child.exitCode !== null || child.signalCode !== null) return stopped();
				child.on("exit", () => stopped());
				child.kill("SIGTERM");
			}),
	};
}

/** Before the page is opened: makes it use this devhost. */
export async function connectToDevhost(page: Page, devhost: Pick<Devhost, "url" | "token">): Promise<void> {
	const { url, token } = devhost;
	await page.addInitScript((given) => Object.assign(window, { __DEVHOST__: given }), { url, token });
}

export interface StudioPage {
	origin: string;
	close(): Promise<void>;
}

/** Serves the page that scripts/builtPage.ts has built for this run. */
export async function startStudioPage(): Promise<StudioPage> {
	const { PAGE_FOLDER } = process.env;
	if (!PAGE_FOLDER) throw new Error("PAGE_FOLDER is not set: the runner needs the global set-up scripts/builtPage.ts.");
	const config = pageConfig(PAGE_FOLDER);
	const server = await preview({
		...config,
		plugins: [uncompressed],
		preview: { host: "127.0.0.1", port: 0, strictPort: false },
	});
	const address = server.httpServer.address();
	if (!address || typeof address === "string") throw new Error("Vite did not listen");
	return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
