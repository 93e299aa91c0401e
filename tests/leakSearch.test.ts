// Tests the leak search of the end-to-end tests: it finds every planted leak and reports nothing else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download } from "@playwright/test";
import { zipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { KEY, PROMPT, searchDownloads, searchFolder, searchText } from "./e2e/leakSearch";
import { picturePng } from "./e2e/testPicture";

const secrets = { key: KEY, prompt: PROMPT };
const picture = picturePng();
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "planted-"));
	for (const name of ["plugin/jobs", "plugin/blobs", "logs"]) mkdirSync(join(folder, name), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kindsIn = (text: string) => [...searchText("x", text, secrets)].map(({ kind }) => kind);
const b64 = picture.toString("base64");

it("finds leaks in text", () => {
	expect(kindsIn("Info image request started request_id=hfis-1 model=gpt-image-2")).toEqual([]);
	expect(kindsIn(`authorization: Bearer ${KEY}`)).toEqual(["the key"]);
	expect(kindsIn(`?prompt=${encodeURIComponent(PROMPT)}`)).toEqual(["the prompt"]);
	expect(kindsIn(Buffer.from(PROMPT).toString("base64"))).toEqual(["the prompt"]);
	// Base64 cut at any position and at any alignment.
	const half = b64.length >> 1;
	expect(kindsIn(b64.slice(half - 60, half + 130))).toEqual(["the picture in base64"]);
	expect(
		kindsIn(
			Buffer.from(`x${picture.toString("latin1")}`, "latin1")
				.toString("base64")
				.slice(half - 60, half + 130),
		),
	).toEqual(["the picture in base64"]);
	expect(kindsIn(b64.slice(0, 260))).toEqual(["base64"]);
});

it("finds leaks in files", () => {
	const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
	const found = () =>
		[...searchFolder(folder, secrets)].map(({ place, kind }) => [place.slice(folder.length + 1), kind]);
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

it("finds leaks in downloads", async () => {
	const downloaded = async (name: string, content: Uint8Array | string) => {
		const path = join(folder, name);
		writeFileSync(path, content);
		const download = { suggestedFilename: () => name, path: async () => path } as unknown as Download;
		const found: string[] = [];
		for await (const { kind } of searchDownloads([download], secrets)) found.push(kind);
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
