// Finds the system's Chrome or Chromium; Playwright's own downloads are not used.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const PLACES = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
	"C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

export function findChromium(): string | undefined {
	const onPath = (process.env.PATH ?? "")
		.split(delimiter)
		.flatMap((folder) => ["chromium", "google-chrome", "chrome"].map((name) => join(folder, name)));
	return [process.env.CHROME_PATH, ...PLACES, ...onPath].find((path) => path && existsSync(path));
}

/** Disables background traffic, and the sandbox so that Chromium runs as root in a container. */
export const CHROMIUM_ARGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
