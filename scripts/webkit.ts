// Finds WebKitGTK's WebDriver, browser and Xvfb. HaloForge uses this engine on Linux and, as WKWebView, on macOS.
import { existsSync } from "node:fs";

export interface WebKit {
	driver: string;
	browser: string;
	xvfb: string;
}

export function findWebKit(): WebKit | undefined {
	const driver = ["/usr/bin/WebKitWebDriver"].find(existsSync);
	const browser = [
		"/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
		"/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
		"/usr/libexec/webkit2gtk-4.1/MiniBrowser",
	].find(existsSync);
	const xvfb = ["/usr/bin/Xvfb"].find(existsSync);
	return driver && browser && xvfb ? { driver, browser, xvfb } : undefined;
}
