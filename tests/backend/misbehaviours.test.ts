// Checks that every misbehaviour of a server keeps the finished pictures and produces a message of its own in both
// languages.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MISBEHAVIOURS } from "../../dev/provider/misbehave/names";
import { type Provider, startProvider } from "../../dev/provider/server";
import { builtBackend } from "../../scripts/builtBackend";
import { type Devhost, startDevhost } from "../e2e/servers";
import { type MisbehaviourOutcome, toTable, tryAll } from "./misbehaviours";

const root = resolve(import.meta.dirname, "../..");
const DOCUMENT = resolve(root, "docs/misbehaviours.md");
const ORIGIN = "http://127.0.0.1:1";
/** Misbehaviours that do no harm: both pictures arrive and no error is reported. */
const HARMLESS =
	/^(delay|slow-body|image-field|pace|trickle|429:200ms|url|url-other-host|url-redirect|data-url|data-url-in-url|empty-strings|assets-only|size|ratio|whole|shift|echo|markdown|no-stream|forced-stream|done-line|empty-output|generating|crlf|comments|unnamed)\b(?!-)/;
/** Misbehaviours without response headers, so that there is no request id. */
const WITHOUT_HEADERS = /^(hang$|reset|drop:0$)/;

const hasBackend = existsSync(builtBackend().devhost);

describe.skipIf(!hasBackend)("misbehaving servers, on every request path", () => {
	let provider: Provider;
	let devhost: Devhost;
	let all: MisbehaviourOutcome[];
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
	const each = (check: (outcome: MisbehaviourOutcome) => void) => {
		for (const outcome of all) check(outcome);
	};
	// The mock gateway's picture on another host cannot be fetched at all.
	const isHarmless = ({ how, path }: MisbehaviourOutcome) =>
		HARMLESS.test(how) && !(how === "url-other-host" && path.startsWith("Halo"));
	const labelOf = ({ how, path }: MisbehaviourOutcome) => `${how}, ${path}`;

	it("includes every misbehaviour", () => {
		const tried = new Set(all.map(({ how }) => how.replace(/:.*/, "")));
		expect(Object.keys(MISBEHAVIOURS).filter((name) => !tried.has(name))).toEqual([]);
	});

	it("keeps every picture that was received", () => {
		each((outcome) => {
			const isSplit = /streamed|Responses/.test(outcome.path);
			const expected = isHarmless(outcome) ? 2 : isSplit || /^(fewer)/.test(outcome.how) ? 1 : 0;
			expect.soft(outcome.pictures, labelOf(outcome)).toBe(expected);
		});
	});

	it("reports each failure with a specific message in both languages", () => {
		each((outcome) => {
			expect
				.soft(outcome.errors.length > 0, labelOf(outcome))
				.toBe(!isHarmless(outcome) && !/^fewer/.test(outcome.how));
			if (/^(fewer|size|ratio)/.test(outcome.how))
				expect.soft(outcome.differences.length, labelOf(outcome)).toBeGreaterThan(0);
			for (const { hasOwnWords, en, zh } of outcome.errors) {
				expect.soft(hasOwnWords, labelOf(outcome)).toBe(true);
				expect.soft(en, labelOf(outcome)).toMatch(/kept\b.*\.$/);
				expect.soft(en, labelOf(outcome)).not.toMatch(/unknown|undefined|internal error/i);
				expect.soft(zh, labelOf(outcome)).toMatch(/[\u4e00-\u9fff].*。$/);
			}
		});
	});

	it("keeps the provider's request id whenever headers were received", () => {
		each((outcome) => {
			if (outcome.path === "HaloForge Cloud gateway" || WITHOUT_HEADERS.test(outcome.how)) return;
			for (const { requestId } of outcome.errors) expect.soft(requestId, labelOf(outcome)).toMatch(/^req_/);
		});
	});

	it("matches docs/misbehaviours.md", () => {
		const table = toTable(all);
		if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, table);
		expect(readFileSync(DOCUMENT, "utf8")).toBe(table);
	});
});
