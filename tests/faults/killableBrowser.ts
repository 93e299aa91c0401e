// A Chromium of its own process group with a profile that survives it, to be killed at any moment.
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, requireChromium } from "../../scripts/browsers";

export interface KillableBrowser {
	readonly page: Page;
	/** SIGKILL to all of its processes. */
	kill(): Promise<void>;
	close(): Promise<void>;
}

export async function startKillableBrowser(profile: string): Promise<KillableBrowser> {
	const executablePath = requireChromium();
	// A killed browser leaves its lock behind.
	for (const name of readdirSync(profile))
		if (name.startsWith("Singleton")) rmSync(join(profile, name), { force: true });
	const child = spawn(
		executablePath,
		[
			...CHROMIUM_ARGS,
			"--headless=new",
			"--remote-debugging-port=0",
			`--user-data-dir=${profile}`,
			"--window-size=1280,800",
			"--hide-crash-restore-bubble",
			"--disable-session-crashed-bubble",
			"about:blank",
		],
		// A group of its own: the signal reaches the processes of pages and GPU too.
		{ detached: true, stdio: ["ignore", "ignore", "pipe"] },
	);
	const exit = new Promise<void>((ended) => child.once("exit", () => ended()));
	const browser = await chromium.connectOverCDP(await debuggingAddress(child));
	const context = browser.contexts()[0];
	if (!context) throw new Error("Chromium has no context");
	const page = await context.newPage();
	const kill = async (): Promise<void> => {
		if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
			process.kill(-child.pid, "SIGKILL");
		await exit;
		await browser.close().catch(() => {});
	};
	return { page, kill, close: () => closeRegularly(browser, exit) };
}

async function closeRegularly(browser: Browser, exit: Promise<void>): Promise<void> {
	const session = await browser.newBrowserCDPSession();
	await session.send("Browser.close").catch(() => {});
	await exit;
}

function debuggingAddress(child: ChildProcess): Promise<string> {
	return new Promise((found, failed) => {
		let output = "";
		child.stderr?.setEncoding("utf8").on("data", (text: string) => {
			output += text;
			const [, address] = /DevTools listening on (ws:\S+)/.exec(output) ?? [];
			if (address) found(address);
		});
		child.once("exit", (code) => failed(new Error(`Chromium ended with ${code}: ${output.slice(-500)}`)));
		child.once("error", failed);
	});
}
