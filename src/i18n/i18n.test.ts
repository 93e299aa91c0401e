import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeErrorRecord, describeErrorShortly } from "./describeErrorRecord";
import { ERROR_STRINGS } from "./errorStrings";
import { fill, setLocale, translate } from "./locale";
import { STRINGS } from "./strings";

const HAN = /\p{Script=Han}/u;
const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

afterEach(() => setLocale("en"));

describe("every string", () => {
	it.each([...Object.entries(STRINGS), ...Object.entries(ERROR_STRINGS)])(
		"%s exists in both languages",
		(_, phrase) => {
			expect(phrase.en.trim()).not.toBe("");
			expect(phrase.zh.trim()).not.toBe("");
			expect(phrase.en).not.toMatch(HAN);
			expect(parameters(phrase.zh)).toEqual(parameters(phrase.en));
		},
	);

	it("is translated to Chinese", () => {
		const untranslated = [...Object.entries(STRINGS), ...Object.entries(ERROR_STRINGS)].filter(
			([, phrase]) => !HAN.test(phrase.zh) && parameters(phrase.zh).length === 0,
		);
		expect(untranslated).toEqual([]);
	});

	it("is used in the source", () => {
		const files = (readdirSync("src", { recursive: true }) as string[]).filter(
			(name) => /\.tsx?$/.test(name) && !name.startsWith("i18n") && !name.endsWith(".test.ts"),
		);
		const source = files.map((name) => readFileSync(join("src", name), "utf8")).join("\n");
		// A family such as tasks.status.* is built from a value.
		const templates = [...source.matchAll(/`([a-zA-Z]+(?:\.(?:\$\{[^}]+\}|[a-zA-Z]+))+)`/g)].map(
			([, template = ""]) => template,
		);
		const families = templates.map(
			(template) => new RegExp(`^${template.replaceAll(".", "\\.").replace(/\$\{[^}]+\}/g, "[^.]+")}$`),
		);
		const unused = Object.keys(STRINGS).filter(
			(key) => !source.includes(`"${key}"`) && !families.some((family) => family.test(key)),
		);
		expect(unused).toEqual([]);
	});
});

describe("translate", () => {
	it("follows the locale and fills parameters", () => {
		expect(translate("tasks.received", { received: 3, requested: 4 })).toBe("3 of 4");
		setLocale("zh");
		expect(translate("prompt.generate")).toBe("生成");
	});

	it("groups the digits of large numbers, but not of image sides", () => {
		expect(translate("tasks.found", { count: 12345, total: 1234567 })).toBe("12,345 of 1,234,567 found");
		expect(translate("announce.opened", { name: "a", width: 1536, height: 1024 })).toBe("a, 1536 × 1024 pixels");
		expect(translate("tasks.elapsed", { seconds: 2.5 })).toBe("2.5 s");
	});

	it("keeps a parameter visible that was not given", () => {
		expect(fill("{a} and {b}", { a: 1 })).toBe("1 and {b}");
	});
});

describe("errors", () => {
	it("contain both sizes when the mask size differs", () => {
		const details = { mask_width: 10, mask_height: 11, image_width: 20, image_height: 21 };
		const message = describeErrorRecord({ code: "mask_size_mismatch", message: "", details }, "en");
		expect(message).toContain("Mask 10 × 11, image 20 × 21.");
	});

	it("never say that a mask is kept where there may be none", () => {
		const about = Object.entries(ERROR_STRINGS).filter(([code]) => !code.startsWith("mask_"));
		expect(about.filter(([, { en, zh }]) => /mask (is|are) kept/i.test(en) || /蒙版已保留/.test(zh))).toEqual([]);
	});

	it("state whether a broken connection may have been billed", () => {
		const broken = { code: "connect_failed", message: "" };
		expect(describeErrorRecord({ ...broken, details: { sent: true } }, "en")).toContain("may be billed");
		expect(describeErrorRecord({ ...broken, details: { sent: false } }, "en")).toContain("Nothing was billed");
	});

	it.each<[string, Record<string, string | number | boolean>, RegExp, RegExp]>([
		["provider_rejected", { status: 429 }, /limit.*retry/i, /限制.*重试/],
		["provider_rejected", { status: 429, retry_after: "20" }, /limit.* 20 s/i, /限制.* 20 秒/],
		["provider_failed", { status: 503, retry_after: "20" }, /failed.* 20 s/i, /失败.* 20 秒/],
		["provider_rejected", { status: 302 }, /redirect.*base URL/i, /重定向.*基础 URL/],
		["provider_rejected", { status: 308 }, /redirect.*base URL/i, /重定向.*基础 URL/],
		["provider_rejected", { status: 403 }, /not allow.*key/i, /不允许.*密钥/],
		["provider_rejected", { status: 401 }, /not allow.*key/i, /不允许.*密钥/],
		["provider_rejected", { status: 400 }, /refused the request/, /拒绝了请求/],
		["key_rejected", { status: 401, key_sent: true }, /refused the key/, /拒绝了密钥/],
		["key_rejected", { status: 401, key_sent: false }, /none is set/, /尚未设置/],
		["key_rejected", { status: 400, key_sent: true, reason: "no_database" }, /master key/, /主密钥/],
		["model_unknown", { status: 400, reason: "proxy" }, /proxy.*configuration/, /代理.*配置/],
		["param_refused", { status: 422, param: "image", reason: "image_field" }, /another field name/, /另一个字段名/],
		["provider_failed", { status: 500, reason: "streamed" }, /streaming/, /流式/],
		["provider_rejected", { status: 404, reason: "not_found" }, /could not find/, /找不到/],
		["rate_limited", { status: 429, retry_after_ms: 19_500 }, /slow down.* 20 s/i, /放慢.* 20 秒/],
		[
			"param_refused",
			{ status: 400, param: "tools[0].quality" },
			/Setting: tools\[0\]\.quality/,
			/tools\[0\]\.quality/,
		],
		["param_refused", { status: 400 }, /one of the settings.*retry\.$/, /其中一项设置/],
		["timeout", { phase: "connect" }, /Nothing was sent/, /未发送/],
		["timeout", { phase: "body" }, /not completed in time/, /未能及时传完/],
		["timeout", { phase: "first_byte" }, /too long to respond/, /响应超时/],
		["timeout", {}, /too long to respond/, /响应超时/],
		["endpoint_invalid", { reason: "empty" }, /no address/, /尚未填写/],
		["endpoint_invalid", { reason: "credentials" }, /user name or password/, /用户名或密码/],
		["endpoint_invalid", { reason: "scheme" }, /https:\/\//, /https:\/\//],
		["endpoint_invalid", { reason: "whitespace" }, /space or a line break/, /空格或换行/],
		["endpoint_invalid", { reason: "host" }, /no host name/, /缺少主机名/],
		["endpoint_invalid", { reason: "unreadable" }, /not valid/, /地址无效/],
	])("%s with %o has its own message", (code, details, en, zh) => {
		const error = { code, message: "", details };
		expect(describeErrorRecord(error, "en")).toMatch(en);
		expect(describeErrorRecord(error, "zh")).toMatch(zh);
		expect(describeErrorShortly(error, "en").length).toBeLessThan(100);
	});

	it("end with the provider's own words", () => {
		const error = { code: "provider_rejected", message: "", provider_message: "Image edits are not enabled." };
		expect(describeErrorRecord(error, "en")).toMatch(/retry\. The provider says: “Image edits are not enabled\.”$/);
		expect(describeErrorRecord(error, "zh")).toMatch(/重试。服务方提示：“Image edits are not enabled\.”$/);
		expect(describeErrorShortly(error, "en")).toBe("The provider refused the request");
		const long = { ...error, provider_message: "x".repeat(300) };
		expect(describeErrorRecord(long, "en").length).toBeLessThan(400);
		const unknown = { code: "brand_new", message: "the same", provider_message: "the same" };
		expect(describeErrorRecord(unknown, "en")).toBe("the same");
	});

	it("ignore a Retry-After date", () => {
		const details = { status: 429, retry_after: "Wed, 21 Oct 2026 07:28:00 GMT" };
		expect(describeErrorRecord({ code: "provider_rejected", message: "", details }, "en")).not.toMatch(/asks to wait/);
	});

	it("can be shortened", () => {
		const error = { code: "mask_too_large", message: "" };
		expect(describeErrorShortly(error, "en")).toBe("The mask file is over 4 MB");
		expect(describeErrorShortly(error, "zh")).toBe("蒙版文件超过 4 MB");
		const made = { code: "result_unfetched", message: "", details: { reason: "timeout" } };
		expect(describeErrorShortly(made, "zh")).toBe("图片已生成，但其下载地址未及时响应");
		expect(describeErrorShortly({ code: "key_rejected", message: "", details: { key_sent: false } }, "zh")).toBe(
			"端点需要密钥，但尚未设置",
		);
		expect(describeErrorShortly({ code: "brand_new", message: "a message of a future version" }, "zh")).toBe(
			"a message of a future version",
		);
	});

	it("fall back to their own message when the code is unknown", () => {
		expect(describeErrorRecord({ code: "brand_new", message: "a message of a future version" }, "zh")).toBe(
			"a message of a future version",
		);
	});
});
