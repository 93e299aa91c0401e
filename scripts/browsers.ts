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

export function requireChromium(): string {
	const path = findChromium();
	if (path === undefined) throw new Error("no Chrome or Chromium: set CHROME_PATH");
	return path;
}

/** Playwright's own list, because Chromium reads the last --disable-features alone; browsers.test.ts compares them. */
const DISABLED_BY_PLAYWRIGHT = [
	"AvoidUnnecessaryBeforeUnloadCheckSync",
	"DestroyProfileOnBrowserClose",
	"HttpsUpgrades",
	"HttpsFirstBalancedModeAutoEnable",
	"LensOverlay",
	"MediaRouter",
	"PaintHolding",
	"ThirdPartyStoragePartitioning",
	"AvoidCorsURLLoaderRestartOnRedirect",
	"TcpPortRandomizationWin",
	"OptimizationHints",
	"NetworkTimeServiceQuerying",
	"AimEnabled",
	"PreconnectToSearch",
	"msForceBrowserSignIn",
	"msEdgeUpdateLaunchServicesPreferredVersion",
];

/** Two pages of the browser's own for the popup of the address bar, which every new window loads: a fifth of a test's CPU time. */
const ADDRESS_BAR_POPUPS = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

/** A process that is started with every window in case the page goes to another site. */
const SPARE_PROCESS = ["SpareRendererForSitePerProcess"];

/** Disables background traffic, and the sandbox so that Chromium runs as root in a container. */
export const CHROMIUM_ARGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	`--disable-features=${[...DISABLED_BY_PLAYWRIGHT, ...ADDRESS_BAR_POPUPS, ...SPARE_PROCESS].join(",")}`,
];
