// npm run profile -- open|first-send|send|stroke|receive
// Records CPU profiles of the page and its workers by Chromium's tracing, and writes them, a timeline of the threads and a
// table of where the time went to .cache/profile. The page is served unbundled, so that functions keep their names and files.
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { chromium } from "@playwright/test";
import { serveBarePage } from "../../../dev/bare/serve";
import { CHROMIUM_ARGS, findChromium } from "../../../scripts/browsers";
import { describeTimes, functionTimes, profilesOf } from "./cpuProfiles";
import { openProfiledPage, SCENARIOS } from "./scenarios";
import { describeTimeline } from "./timeline";

const CATEGORIES = ["disabled-by-default-v8.cpu_profiler", "__metadata"];

const [name = ""] = process.argv.slice(2);
const scenario = SCENARIOS[name];
const executablePath = findChromium();
if (scenario === undefined) {
	console.error(`profile: name one of ${Object.keys(SCENARIOS).join(", ")}`);
	process.exit(2);
}
if (executablePath === undefined) {
	console.error("profile: no Chrome or Chromium: set CHROME_PATH");
	process.exit(2);
}

const server = await serveBarePage("production");
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
const folder = resolve(import.meta.dirname, "../../../.cache/profile");
mkdirSync(folder, { recursive: true });
try {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	const traced = await openProfiledPage(page, await page.context().newCDPSession(page), server.url);
	await scenario.prepare(traced);
	await browser.startTracing(page, { categories: CATEGORIES });
	const start = performance.now();
	await scenario.run(traced);
	const elapsed = performance.now() - start;
	const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
	const profiles = profilesOf(traceEvents);
	for (const { thread, profile } of profiles) {
		writeFileSync(resolve(folder, `${name}.${thread.replace(" ", "-")}.cpuprofile`), JSON.stringify(profile));
	}
	const table = `${name}: ${elapsed.toFixed(0)} ms by the clock\n${describeTimes(functionTimes(profiles))}\n${describeTimeline(profiles)}`;
	writeFileSync(resolve(folder, `${name}.txt`), table);
	console.log(table);
} finally {
	await browser.close();
	await server.close();
}
