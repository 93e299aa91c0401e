import { expect, test } from "vitest";
import type { LogLine } from "../host/log";
import { diagnosticReport } from "./diagnosticReport";

const KEY = "sk-planted-7f3a91c0d25e4b68";
const PROMPT = "a planted prompt about a red harbour crane";
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ".repeat(12);
const line = (fields: LogLine["fields"], message = "Image Studio request finished"): LogLine => ({
	at: Date.UTC(2026, 0, 2, 3, 4, 5),
	level: "warn",
	message,
	fields,
});

test("a line contains the time, level, message and fields", () => {
	const text = diagnosticReport(
		{ studio: "0.2.0", backend: null },
		[line({ request_id: `hfis-${"a".repeat(32)}`, n: 2 })],
		"",
	);
	expect(text).toBe(
		`studio: 0.2.0\n\n2026-01-02T03:04:05.000Z warn Image Studio request finished request_id=hfis-${"a".repeat(32)} n=2`,
	);
});

test.each(["error_summary", "provider_request_id", "base_url", "anything"])(
	"key, prompt and image are redacted in %s",
	(name) => {
		const lines = [KEY, PROMPT, PICTURE, `said ${PROMPT}`, `Bearer ${KEY}`, `data:image/png;base64,${PICTURE}`];
		const text = diagnosticReport(
			{ [name]: `${KEY} ${PROMPT}` },
			lines.flatMap((value) => [line({ [name]: value }), line({}, value)]),
			PROMPT,
		);
		expect(text).not.toContain(KEY);
		expect(text).not.toContain(PROMPT);
		expect(text).not.toContain(PICTURE.slice(0, 60));
	},
);

test.each([
	["GET https://host/v1/models?key=AIzaShort7&alt=json failed", "GET https://host/v1/models?key=…&alt=… failed"],
	["https://ann:hunter2@host/v1", "https://…@host/v1"],
	["Authorization: Basic YW5uOmh1bnRlcg==", "Authorization: Basic [key]"],
	["cannot read /home/ann/Pictures/a.png", "cannot read /home/…/Pictures/a.png"],
	["cannot read /Users/ann lee/a.png", "cannot read /Users/…/a.png"],
	["cannot read C:\\Users\\Ann Lee\\a.png", "cannot read C:\\Users\\…\\a.png"],
])("user names and credentials are redacted in %s", (logged, shown) => {
	expect(diagnosticReport({}, [line({ error_summary: logged, request_id: logged })], "")).toContain(
		`error_summary=${shown} request_id=${shown}`,
	);
});

test("a Chinese prompt is redacted inside of a Chinese sentence, as a whole and in parts", () => {
	const prompt = "一只戴红帽子的狐狸坐在雪地里";
	const logged = `请求被拒绝：提示词${prompt}不合规，其中戴红帽子的狐狸有问题`;
	expect(diagnosticReport({}, [line({ error_summary: logged })], prompt)).not.toMatch(/红帽子|狐狸/);
	expect(diagnosticReport({}, [line({ error_summary: "提示词红狐狸不合规" })], "红狐狸")).not.toContain("狐狸");
});
