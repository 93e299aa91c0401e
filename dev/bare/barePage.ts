// Connects tests to the bare page and the browser that globalSetup.ts started.
import { type Browser, chromium } from "@playwright/test";
import { inject } from "vitest";

export interface BarePage {
	browser: Browser;
	url: string;
	/** Closes what was opened through this connection; page and browser stay for the other tests. */
	close(): Promise<void>;
}

export const hasChromium = inject("browserEndpoint") !== "";

export async function openBarePage(): Promise<BarePage> {
	const browser = await chromium.connect(inject("browserEndpoint"));
	return { browser, url: inject("bareUrl"), close: () => browser.close() };
}
