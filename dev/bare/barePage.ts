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

export interface BarePageOptions {
	/** With the development React, whose warnings count as errors: for the tests that show the most of the interface. */
	readonly isDevelopment?: boolean;
}

export async function openBarePage({ isDevelopment = false }: BarePageOptions = {}): Promise<BarePage> {
	const browser = await chromium.connect(inject("browserEndpoint"));
	const url = `${inject("bareUrl")}${isDevelopment ? "development" : "production"}/`;
	return { browser, url, close: () => browser.close() };
}
