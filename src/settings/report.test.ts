import { expect, test } from "vitest";
import type { LogLine } from "../host/log";
import { reportOf } from "./report";

const KEY = "sk-planted-7f3a91c0d25e4b68";
const PROMPT = "a planted prompt about a red harbour crane";
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ".repeat(12);
const line = (fields: LogLine["fields"], message = "Image Studio request finished"): LogLine => ({
	at: Date.UTC(2026, 0, 2, 3, 4, 5),
	level: "warn",
	message,
	fields,
});

test("a line says when, what and about which request", () => {
	const text = reportOf({ studio: "0.2.0", backend: null }, [line({ request_id: `hfis-${"a".repeat(32)}`, n: 2 })], "");
	expect(text).toBe(
		`studio: 0.2.0\n\n2026-01-02T03:04:05.000Z warn Image Studio request finished request_id=hfis-${"a".repeat(32)} n=2`,
	);
});

test.each(["error_summary", "provider_request_id", "base_url", "anything"])(
	"key, prompt and picture do not leave by %s, whoever wrote them there",
	(name) => {
		const lines = [KEY, PROMPT, PICTURE, `said ${PROMPT}`, `Bearer ${KEY}`, `data:image/png;base64,${PICTURE}`];
		const text = reportOf(
			{ [name]: `${KEY} ${PROMPT}` },
			lines.flatMap((value) => [line({ [name]: value }), line({}, value)]),
			PROMPT,
		);
		expect(text).not.toContain(KEY);
		if (!name.endsWith("_id")) expect(text).not.toContain(PROMPT);
		expect(text).not.toContain(PICTURE.slice(0, 60));
	},
);
