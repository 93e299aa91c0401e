// The search that follows every end-to-end test finds what it is for: each violation planted, and nothing where all is well.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download } from "@playwright/test";
import { zipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { KEY, PROMPT, searchDownloads, searchFolder, searchText } from "./e2e/leakSearch";
import { picturePng } from "./e2e/testPicture";

const planted = { key: KEY, prompt: PROMPT };
const picture = picturePng();
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "planted-"));
	for (const name of ["plugin/jobs", "plugin/blobs", "logs"]) mkdirSync(join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const words = (text: string) => [...searchText("x", text, planted)].map(({ what }) => what);
const b64 = picture.toString("base64");

it("in words", () => {
	expect(words("Info image request started request_id=hfis-1 model=gpt-image-2")).toEqual([]);
	expect(words(`authorization: Bearer ${KEY}`)).toEqual(["the key"]);
	expect(words(`?prompt=${encodeURIComponent(PROMPT)}`)).toEqual(["the prompt"]);
	expect(words(Buffer.from(PROMPT).toString("base64"))).toEqual(["the prompt"]);
	// Cut anywhere, and in any place of its groups of three.
	const half = b64.length >> 1;
	expect(words(b64.slice(half - 60, half + 130))).toEqual(["the picture in base64"]);
	expect(
		words(
			Buffer.from(`x${picture.toString("latin1")}`, "latin1")
				.toString("base64")
				.slice(half - 60, half + 130),
		),
	).toEqual(["the picture in base64"]);
	expect(words(b64.slice(0, 260))).toEqual(["base64"]);
});

it("on the disk", () => {
	const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
	const found = () =>
		[...searchFolder(folder, planted)].map(({ place, what }) => [place.slice(folder.length + 1), what]);
	put("plugin/secrets.json", JSON.stringify({ keys: { "https://x": KEY } }));
	put("plugin/blobs/aa", picture);
	put("plugin/jobs/job-1.json", JSON.stringify({ task_id: "t" }));
	put("logs/haloforge.log", "Info image request started");
	expect(found()).toEqual([]);
	put("plugin/jobs/job-1.json", JSON.stringify({ prompt: PROMPT }));
	expect(found()).toEqual([["plugin/jobs/job-1.json", "the prompt"]]);
	put("plugin/jobs/job-1.json", JSON.stringify({ key: KEY }));
	put("settings.json", JSON.stringify({ picture: `data:image/png;base64,${b64}` }));
	put("plugin/blobs/raw", picture.subarray(100));
	expect(found().sort()).toEqual([
		["plugin/blobs/raw", "the picture's bytes"],
		["plugin/jobs/job-1.json", "the key"],
		["settings.json", "the picture in base64"],
	]);
});

it("in what was downloaded", async () => {
	const downloaded = async (name: string, content: Uint8Array | string) => {
		const path = join(folder, name);
		writeFileSync(path, content);
		const download = { suggestedFilename: () => name, path: async () => path } as unknown as Download;
		const found: string[] = [];
		for await (const { what } of searchDownloads([download], planted)) found.push(what);
		return found;
	};
	const zip = (text: string) =>
		zipSync({ "tasks.json": new TextEncoder().encode(text), "a.png": new Uint8Array(picture) });
	expect(await downloaded("a.png", new Uint8Array(picture))).toEqual([]);
	expect(await downloaded("archive.zip", zip(JSON.stringify({ prompt: PROMPT })))).toEqual([]);
	expect(await downloaded("archive.zip", zip(JSON.stringify({ key: KEY })))).toEqual(["the key"]);
	expect(await downloaded("diagnostics.txt", `prompt=${PROMPT} ${KEY} ${b64}`)).toEqual([
		"the key",
		"the prompt",
		"the picture in base64",
	]);
});
