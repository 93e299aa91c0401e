import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MISBEHAVIOURS } from "../../dev/provider/misbehave/names";
import { type Provider, startProvider } from "../../dev/provider/server";
import { type Devhost, startDevhost } from "../e2e/servers";
import { type Seen, toTable, tryAll } from "./misbehaviours";

const root = resolve(import.meta.dirname, "../..");
const DOCUMENT = resolve(root, "docs/misbehaviours.md");
const ORIGIN = "http://127.0.0.1:1";
/** Of those that spoil nothing: both pictures are there and nobody is told of a failure. */
const HARMLESS =
	/^(delay|slow-body|pace|trickle|429:200ms|url|url-other-host|url-redirect|data-url|data-url-in-url|empty-strings|assets-only|size|ratio|whole|shift|echo|markdown|no-stream|forced-stream|done-line|empty-output|generating|crlf|comments|unnamed)\b(?!-)/;
/** Where not even the head of an answer came. */
const HEADLESS = /^(hang$|reset|drop:0$)/;

const hasBackend = existsSync(resolve(root, "target/debug/devhost"));

describe.skipIf(!hasBackend)("every misbehaviour, by every way it can happen", () => {
	let provider: Provider;
	let devhost: Devhost;
	let all: Seen[];
	beforeAll(async () => {
		provider = await startProvider({ key: "sk-planted-misbehaviour" });
		devhost = await startDevhost(ORIGIN);
		all = await tryAll(devhost, ORIGIN, provider);
	}, 240_000);
	afterAll(async () => {
		await devhost?.stop();
		await provider?.close();
		if (devhost) rmSync(devhost.dataDir, { recursive: true, force: true });
	});
	const each = (check: (seen: Seen) => void) => {
		for (const seen of all) check(seen);
	};
	// A picture on another host, nowhere to be had: only the cloud's stand-in answers with one.
	const isHarmless = ({ how, way }: Seen) =>
		HARMLESS.test(how) && !(how === "url-other-host" && way.startsWith("Halo"));
	const named = ({ how, way }: Seen) => `${how}, ${way}`;

	it("was tried", () => {
		const tried = new Set(all.map(({ how }) => how.replace(/:.*/, "")));
		expect(Object.keys(MISBEHAVIOURS).filter((name) => !tried.has(name))).toEqual([]);
	});

	it("loses no picture that came", () => {
		each((seen) => {
			const isSplit = /streamed|Responses/.test(seen.way);
			const expected = isHarmless(seen) ? 2 : isSplit || /^(fewer)/.test(seen.how) ? 1 : 0;
			expect.soft(seen.pictures, named(seen)).toBe(expected);
		});
	});

	it("is told in a sentence of its own, in both languages, or not at all", () => {
		each((seen) => {
			expect.soft(seen.errors.length > 0, named(seen)).toBe(!isHarmless(seen) && !/^fewer/.test(seen.how));
			if (/^(fewer|size|ratio)/.test(seen.how)) expect.soft(seen.differences.length, named(seen)).toBeGreaterThan(0);
			for (const { hasOwnWords, en, zh } of seen.errors) {
				expect.soft(hasOwnWords, named(seen)).toBe(true);
				expect.soft(en, named(seen)).toMatch(/kept\b.*\.$/);
				expect.soft(en, named(seen)).not.toMatch(/unknown|undefined|inside the studio/i);
				expect.soft(zh, named(seen)).toMatch(/[\u4e00-\u9fff].*。$/);
			}
		});
	});

	it("can be looked up at the provider wherever it answered", () => {
		each((seen) => {
			if (seen.way === "HaloForge Cloud gateway" || HEADLESS.test(seen.how)) return;
			for (const { requestId } of seen.errors) expect.soft(requestId, named(seen)).toMatch(/^req_/);
		});
	});

	it("is told as docs/misbehaviours.md says", () => {
		const table = toTable(all);
		if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, table);
		expect(readFileSync(DOCUMENT, "utf8")).toBe(table);
	});
});
