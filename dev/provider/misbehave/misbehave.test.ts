// Checks through HTTP that every misbehaviour has the described effect, and that rules select the right requests.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Provider, startProvider } from "../server";
import { greyPng, readPixels } from "../testPictures";
import { MISBEHAVIOURS, type MisbehaviourName, type MisbehaviourSpec } from "./names";

let provider: Provider;
beforeAll(async () => {
	provider = await startProvider();
});
afterAll(() => provider.close());

const SIZE = "816x816";
const tried = new Set<string>();

async function ask(
	how: MisbehaviourSpec | readonly MisbehaviourSpec[],
	more: object = {},
	path = "/images/generations",
): Promise<Response> {
	for (const one of [how].flat()) tried.add(one.replace(/:.*/s, ""));
	const undo = provider.misbehave({ how, times: 1 });
	try {
		return await fetch(provider.url + path, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ model: "gpt-image-2", prompt: "a fox", size: SIZE, ...more }),
			signal: AbortSignal.timeout(5000),
		});
	} finally {
		undo();
	}
}

type Item = { b64_json?: string; url?: string; revised_prompt?: string };
const items = async (response: Response) => ((await response.json()) as { data: Item[] }).data;
const bytesOf = ({ b64_json = "" }: Item = {}) => Buffer.from(b64_json, "base64");
const sizeOf = async (item: Item | undefined) => {
	const { width, height } = await readPixels(bytesOf(item));
	return `${width}x${height}`;
};
const respond = (how: MisbehaviourSpec | readonly MisbehaviourSpec[], more: object = {}) =>
	ask(
		how,
		{
			model: "gpt-5.5",
			input: "a fox",
			tools: [{ type: "image_generation", size: SIZE, partial_images: 1 }],
			prompt: undefined,
			size: undefined,
			...more,
		},
		"/responses",
	);

describe("replaced replies", () => {
	it.each<[MisbehaviourName, number, RegExp]>([
		["401", 401, /"invalid_api_key"/],
		["403", 403, /must be verified/],
		["404", 404, /^<!DOCTYPE html>/],
		["429-quota", 429, /"insufficient_quota"/],
		["500", 500, /"server_error"/],
		["503", 503, /overloaded/],
		["html-502", 502, /<h1>502 Bad Gateway/],
		["html-524", 524, /<h1>Error 524/],
		["html-200", 200, /^<!DOCTYPE html>/],
		["moderation", 400, /"moderation_details":\{"moderation_stage":"output"/],
		["moderation-451", 451, /content_policy_violation/],
		["error-200", 200, /^\{"error":\{"message"/],
		["error-string", 400, /^\{"error":"the size/],
		["error-message", 400, /^\{"message":/],
		["error-detail", 422, /^\{"detail":"/],
		["error-detail-list", 422, /^\{"detail":\[\{/],
		["litellm-model", 400, /Invalid model name passed in model=.*"param":"None"/],
		["litellm-key", 400, /"No connected db\."/],
		["404-error", 404, /^\{"error":\{/],
		["empty-data", 200, /"data":\[\]/],
		["empty-body", 200, /^$/],
		["no-json", 200, /^upstream/],
		["task-id", 200, /"task_id"/],
	])("%s", async (how, status, body) => {
		const response = await ask(how);
		expect(response.status).toBe(status);
		expect(await response.text()).toMatch(body);
	});

	it("image-field refuses the field name image[] alone", async () => {
		tried.add("image-field");
		const undo = provider.misbehave({ how: "image-field" });
		const edit = async (field: string) => {
			const form = new FormData();
			for (const [name, value] of Object.entries({ model: "gpt-image-2", prompt: "a fox" })) form.append(name, value);
			form.append(field, new File([greyPng(816, 816)], "a.png", { type: "image/png" }));
			return (await fetch(`${provider.url}/images/edits`, { method: "POST", body: form })).status;
		};
		expect([await edit("image[]"), await edit("image")]).toEqual([422, 200]);
		undo();
	});

	it("500-stream refuses streams alone", async () => {
		expect((await ask("500-stream", { stream: true })).status).toBe(500);
		expect((await ask("500-stream")).status).toBe(200);
	});

	it("429 sends retry-after headers", async () => {
		expect((await ask("429:3")).headers.get("retry-after")).toBe("3");
		const fine = (await ask("429:250ms")).headers;
		expect([fine.get("retry-after-ms"), fine.get("retry-after")]).toEqual(["250", "1"]);
		expect((await ask("429")).headers.get("retry-after")).toBeNull();
	});
});

describe("the connection", () => {
	it.each<MisbehaviourSpec>(["reset", "drop:0"])("%s: no response arrives", async (how) => {
		await expect(ask(how).then((response) => response.text())).rejects.toThrow();
	});

	it.each<MisbehaviourSpec>(["drop:2000", "hang-body"])("%s: part of the body arrives", async (how) => {
		const reader = (await ask(how)).body!.getReader();
		const { value } = await reader.read();
		expect(value!.length).toBeGreaterThan(0);
		if (how === "drop:2000") await expect(reader.read().then(() => reader.read())).rejects.toThrow();
		else await reader.cancel();
	});

	it("drop closes a stream, which has no content-length, before its end", async () => {
		const response = await ask("drop:3000", { stream: true, partial_images: 1 });
		await expect(response.text()).rejects.toThrow();
		await expect.poll(() => provider.requests.at(-1)?.isCutOff).toBe(true);
	});

	it("truncate ends the body regularly, with incomplete JSON", async () => {
		const text = await (await ask("truncate")).text();
		expect(text).toMatch(/^\{"created":/);
		expect(() => JSON.parse(text)).toThrow();
	});

	it.each<MisbehaviourSpec>(["hang", "hang-headers"])(
		"%s: lasts until the client closes the connection, which is recorded",
		async (how) => {
			tried.add(how);
			const undo = provider.misbehave({ how, times: 1 });
			const leave = new AbortController();
			const body = JSON.stringify({ model: "gpt-image-2", prompt: "a fox", size: SIZE });
			const headers = { "content-type": "application/json" };
			const answer = fetch(`${provider.url}/images/generations`, {
				method: "POST",
				headers,
				body,
				signal: leave.signal,
			});
			if (how === "hang-headers") expect((await answer).status).toBe(200);
			else await expect.poll(() => provider.requests.at(-1)?.misbehaved).toEqual([how]);
			undo();
			leave.abort();
			await answer.then((response) => response.text()).catch(() => {});
			await expect.poll(() => provider.requests.at(-1)?.isCutOff).toBe(true);
			expect(provider.requests.at(-1)?.status).toBe(how === "hang" ? 0 : 200);
		},
	);

	it("delay, slow-body, pace and trickle send a complete response late", async () => {
		const late = async (how: MisbehaviourSpec | readonly MisbehaviourSpec[], more: object = {}) => {
			const startedAt = performance.now();
			const response = await ask(how, more);
			const headersAt = performance.now() - startedAt;
			const text = await response.text();
			return { headersAt, endedAt: performance.now() - startedAt, text };
		};
		expect((await late("delay:150")).headersAt).toBeGreaterThan(145);
		const slow = await late("slow-body:300");
		expect(slow.endedAt - slow.headersAt).toBeGreaterThan(250);
		expect(JSON.parse(slow.text).data).toHaveLength(1);
		const paced = await late("pace:100", { stream: true, partial_images: 2 });
		expect(paced.endedAt - paced.headersAt).toBeGreaterThan(190);
		expect(paced.text).toContain("image_generation.completed");
		expect(JSON.parse((await late("trickle:777")).text).data).toHaveLength(1);
	});
});

describe("the form of the pictures", () => {
	it.each<[MisbehaviourName, RegExp]>([
		["url", /^200 image\/png$/],
		["url-expired", /^403 text\/html/],
		["url-redirect", /^200 image\/png$/],
		["url-html", /^200 text\/html/],
	])("%s", async (how, expected) => {
		const [item] = await items(await ask(how));
		expect(item!.b64_json).toBeUndefined();
		const answer = await fetch(item!.url!);
		expect(`${answer.status} ${answer.headers.get("content-type")}`).toMatch(expected);
	});

	it("url-other-host, url-private and url-redirect-away use another host name", async () => {
		const [item] = await items(await ask("url-other-host"));
		expect(new URL(item!.url!).hostname).toBe("localhost");
		expect((await items(await ask("url-private")))[0]!.url).toMatch(/^http:\/\/192\.168\./);
		const [redirected] = await items(await ask("url-redirect-away"));
		const answer = await fetch(redirected!.url!, { redirect: "manual" });
		expect(answer.headers.get("location")).toMatch(/^http:\/\/192\.168\./);
	});

	it("url-endless and url-hang never end", async () => {
		const [endless] = await items(await ask("url-endless"));
		const reader = (await fetch(endless!.url!)).body!.getReader();
		let length = 0;
		while (length < 20_000_000) length += (await reader.read()).value!.length;
		await reader.cancel();
		const [hanging] = await items(await ask("url-hang"));
		await expect(fetch(hanging!.url!, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
	});

	it("data-url, empty-strings, bad-base64 and not-a-picture replace the base64", async () => {
		expect((await items(await ask("data-url")))[0]!.b64_json).toMatch(/^data:image\/png;base64,iVBOR/);
		expect((await items(await ask("data-url-in-url")))[0]!.url).toMatch(/^data:image\/png;base64,iVBOR/);
		expect((await items(await ask("empty-strings")))[0]).toMatchObject({ url: "", revised_prompt: "" });
		expect((await items(await ask("bad-base64")))[0]!.b64_json).toMatch(/%/);
		expect(bytesOf((await items(await ask("not-a-picture")))[0]).toString()).toMatch(/^<html>/);
	});

	it("the Responses API returns markdown, a data URL or a URL", async () => {
		const output = async (how: MisbehaviourSpec) =>
			((await (await respond(how)).json()) as { output: [Record<string, unknown>] }).output;
		expect(JSON.stringify(await output("markdown"))).toMatch(
			/"output_text","text":"[^"]*!\[image\]\(data:image\/png;base64,/,
		);
		expect((await output("data-url"))[0].result).toMatch(/^data:image/);
		expect((await output("url"))[0].result).toMatch(/^http:/);
	});
});

describe("the pictures", () => {
	const picture = `data:image/png;base64,${Buffer.from(greyPng(816, 816)).toString("base64")}`;
	const mask = `data:image/png;base64,${Buffer.from(greyPng(816, 816, true)).toString("base64")}`;
	const edit = async (how: MisbehaviourSpec | readonly MisbehaviourSpec[]) => {
		const more = { images: [{ image_url: picture }], mask: { image_url: mask } };
		return (await items(await ask(how, more, "/images/edits")))[0];
	};
	const countChangedOnTheRight = async (item: Item | undefined) => {
		const { data, width } = await readPixels(bytesOf(item));
		let changed = 0;
		for (let y = 8; y < width; y += 16) {
			for (let x = width / 2 + 8; x < width; x += 16)
				if (Math.abs((data[(y * width + x) * 4] ?? 0) - 120) > 20) changed++;
		}
		return changed;
	};

	it("fewer, size and ratio are not stated in the response", async () => {
		expect(await items(await ask("fewer", { n: 3 }))).toHaveLength(2);
		expect(await items(await ask("fewer:1", { n: 3 }))).toHaveLength(1);
		const answer = (await (await ask("size")).json()) as { size: string; data: Item[] };
		expect([answer.size, await sizeOf(answer.data[0])]).toEqual([SIZE, "1254x1254"]);
		expect(await sizeOf((await items(await ask("size:640x480")))[0])).toBe("640x480");
		expect(await sizeOf((await items(await ask("ratio")))[0])).toBe("1536x1024");
	});

	it("whole repaints the area that the mask keeps, which is unchanged otherwise", async () => {
		expect(await countChangedOnTheRight(await edit([]))).toBe(0);
		expect(await countChangedOnTheRight(await edit("whole"))).toBeGreaterThan(100);
	});

	it("shift moves the picture; echo returns the input byte for byte", async () => {
		const [still, moved] = [await edit([]), await edit("shift:3,-2")];
		const [a, b] = [await readPixels(bytesOf(still)), await readPixels(bytesOf(moved))];
		const at = ({ data, width }: typeof a, x: number, y: number) => [
			...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3),
		];
		for (const [x, y] of [
			[100, 100],
			[300, 500],
			[10, 800],
		] as const) {
			expect(at(b, x + 3, y - 2)).toEqual(at(a, x, y));
		}
		expect(Buffer.from(bytesOf(await edit("echo"))).equals(Buffer.from(greyPng(816, 816)))).toBe(true);
	});
});

describe("streams", () => {
	const stream = async (how: MisbehaviourSpec | readonly MisbehaviourSpec[]) =>
		(await ask(how, { stream: true, partial_images: 1 })).text();

	it("change as described for each misbehaviour", async () => {
		expect(await stream([])).toMatch(
			/^event: image_generation\.partial_image\ndata: \{.*\}\n\nevent: image_gen.*\}\n\n$/s,
		);
		expect(await stream("no-stream")).toMatch(/^\{"created"/);
		expect((await ask("forced-stream")).headers.get("content-type")).toMatch(/^text\/event-stream/);
		expect(await stream("done-line")).toMatch(/\n\ndata: \[DONE\]\n\n$/);
		expect(await stream("no-final")).not.toContain("completed");
		expect(await stream("stream-error")).toMatch(
			/partial_image.*\n\nevent: error\ndata: \{"type":"error","error":\{.*\n\n$/s,
		);
		expect(await stream("crlf")).toMatch(/^event: [^\n]*\r\ndata: [^\n]*\r\n\r\n/);
		expect(await stream("comments")).toMatch(/^: ping\n\n/);
		expect(await stream("unnamed")).toMatch(/^data: /);
		const relayed = await (await respond(["empty-output", "generating"], { stream: true })).text();
		expect(relayed).toMatch(/output_item\.done.*"status":"generating"/);
		expect(relayed).toMatch(/"response\.completed".*"output":\[\]/);
	});
});

describe("rules select requests", () => {
	const generate = (more: object = {}) => ask([], more).then(({ status }) => status);

	it("by path, model and text of the prompt, for the given number of requests", async () => {
		const undo = [
			provider.misbehave({ match: { path: "/models" }, how: "500" }),
			provider.misbehave({ match: { model: "gpt-image-2.5-flare" }, how: "html-502", times: 2 }),
			provider.misbehave({ match: { prompt: "wolf" }, how: "503" }),
		];
		expect((await fetch(`${provider.url}/models`)).status).toBe(500);
		expect(await generate()).toBe(200);
		const flare = { model: "gpt-image-2.5-flare" };
		expect([await generate(flare), await generate(flare), await generate(flare)]).toEqual([502, 502, 200]);
		expect(await generate({ prompt: "a grey wolf" })).toBe(503);
		for (const one of undo) one();
		expect(await generate({ prompt: "a grey wolf" })).toBe(200);
	});

	it("by a mark in the prompt", async () => {
		expect(await generate({ prompt: "a fox [fake: delay:1; html-502]" })).toBe(502);
		expect(await generate({ prompt: "a fox [fake: whatever]" })).toBe(200);
		expect((await respond([], { input: [{ role: "user", content: "a fox [fake:500]" }] })).status).toBe(500);
	});

	it("through /__control, from another process", async () => {
		const address = `${new URL(provider.url).origin}/__control`;
		const post = (body: unknown) =>
			fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
		expect((await post({ how: "explode" })).status).toBe(400);
		expect((await post({ how: "500", times: 0 })).status).toBe(400);
		expect((await post({ how: ["html-524"], times: 5, match: { prompt: "owl" } })).status).toBe(200);
		expect(await generate({ prompt: "an owl" })).toBe(524);
		const state = (await (await fetch(address)).json()) as { rules: unknown[]; requests: { misbehaved: string[] }[] };
		expect(state.rules).toEqual([{ how: ["html-524"], times: 5, match: { prompt: "owl" }, left: 4 }]);
		expect(state.requests.at(-1)?.misbehaved).toEqual(["html-524"]);
		await fetch(address, { method: "DELETE" });
		expect(await generate({ prompt: "an owl" })).toBe(200);
	});
});

it("covers every misbehaviour", () => {
	expect(Object.keys(MISBEHAVIOURS).filter((name) => !tried.has(name))).toEqual(["assets-only"]);
});
