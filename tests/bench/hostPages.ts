// The studio and another script, each in a host page of its own, in one browser: for rows that compare the two.
import { type Browser, chromium } from "@playwright/test";
import { CHROMIUM_ARGS, requireChromium } from "../../scripts/browsers";
import { type BareHost, startBareHost } from "../e2e/bareHost";
import { buildBundle } from "./buildPlugin";

interface HostPages {
	readonly browser: Browser;
	readonly studio: BareHost;
	readonly other: BareHost;
}

/** `other`: the script of the page to compare with. Everything is closed when `measure` has ended. */
export async function withHostPages<Result>(
	other: { readonly js: string; readonly css: string },
	measure: (pages: HostPages) => Promise<Result>,
): Promise<Result> {
	const executablePath = requireChromium();
	const studio = await startBareHost({ react: "19.2", bundle: await buildBundle() });
	const otherHost = await startBareHost({ react: "19.2", bundle: other });
	const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
	try {
		return await measure({ browser, studio, other: otherHost });
	} finally {
		await browser.close();
		await Promise.all([studio.close(), otherHost.close()]);
	}
}

/** The size that panels are measured at. */
export const VIEWPORT = { width: 1280, height: 800 };
