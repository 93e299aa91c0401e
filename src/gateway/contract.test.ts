// Runs the managed gateway over the contract fixtures that the backend is tested with, as far as they are JSON answers.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { StudioError } from "../host/errors";
import { type AnsweredImage, readManagedAnswer } from "./managedAnswer";
import { readEnvelope, readRejection, toRefusal } from "./refusal";

interface Fixture {
	readonly name: string;
	readonly kind: string;
	readonly api_mode: string;
	readonly status: number;
	readonly content_type: string;
	readonly body: string;
	readonly outputs: readonly { bytes_sha256?: string; url?: string; revised_prompt?: string; actual?: object }[];
	readonly error?: { code: string; details?: Record<string, unknown> };
}

const folder = resolve(import.meta.dirname, "../../tests/contract");
const fixtures = readdirSync(folder)
	.filter((name) => name.startsWith("response-"))
	.map((name) => JSON.parse(readFileSync(resolve(folder, name), "utf8")) as Fixture);

const parse = (body: string): unknown => {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
};
const isJson = ({ content_type, body }: Fixture): boolean =>
	content_type === "application/json" && parse(body) !== undefined;

/** The format of a fixture. */
const written = ({ sources, revisedPrompt }: AnsweredImage) => {
	const [place] = sources;
	return {
		...(place && "bytes" in place
			? { bytes_sha256: createHash("sha256").update(place.bytes).digest("hex") }
			: { url: place?.url }),
		...(revisedPrompt ? { revised_prompt: revisedPrompt } : {}),
	};
};

describe("successful answers", () => {
	// The cloud bridge returns Images API answers; chat and Responses API are for custom endpoints only.
	const apply = fixtures.filter(
		(fixture) =>
			fixture.api_mode === "images" && fixture.status === 200 && isJson(fixture) && !/"choices"/.test(fixture.body),
	);

	it("cover many forms", () => expect(apply.length).toBeGreaterThan(20));

	it.each(apply)("$name", ({ body, outputs, error }) => {
		if (error) {
			const read = (): unknown => readManagedAnswer(parse(body), "a fox");
			expect(read).toThrow(StudioError);
			expect(read).toThrow(expect.objectContaining({ code: error.code }));
		} else {
			expect(readManagedAnswer(parse(body), "a fox").map(written)).toEqual(
				outputs.map(({ actual: _, ...output }) => output),
			);
		}
	});
});

describe("error answers", () => {
	const apply = fixtures.filter((fixture) => fixture.status >= 400 && isJson(fixture));

	it("cover many forms", () => expect(apply.length).toBeGreaterThan(25));

	it.each(apply)("$name", ({ status, body, error }) => {
		const refusal = toRefusal(readEnvelope(parse(body))!, status);
		expect(refusal.code).toBe(error?.code);
		expect(refusal.details).toMatchObject(error?.details ?? {});
	});

	it.each(apply)("$name, as a host may pass it on", ({ status, body, error }) => {
		const rejection = new StudioError({ code: "provider_failed", message: `Gateway error: HTTP ${status}: ${body}` });
		expect(readRejection(rejection, "a fox").code).toBe(error?.code);
	});
});
