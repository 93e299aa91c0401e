// Pictures of every kind through the editor in WebKitGTK: its decoders are not Chromium's.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskHashes } from "../../dev/bare/maskHashes";
import {
	decodeIndependently,
	describeDifference,
	exactCases,
	lossyCases,
	type PictureCase,
	profiledFiles,
} from "../../dev/bare/pictureFileCases";
import { serveBuiltBarePage } from "../../dev/bare/serve";
import { decodePicture } from "../../editor/codec";
import { type Browser, startWebKit, until } from "./webdriver";

let browser: Browser;
let server: Awaited<ReturnType<typeof serveBuiltBarePage>>;

beforeAll(async () => {
	server = await serveBuiltBarePage();
	browser = await startWebKit();
	await browser.goto(server.url);
	await until("the editor", () => browser.evaluate<boolean>("return 'getState' in editor"));
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
});

/** Opens each in turn; what is sent for each, as base64 of a PNG, or a refusal. */
async function sentFor(cases: readonly PictureCase[]): Promise<string[]> {
	const files = cases.map(({ bytes }) => Buffer.from(bytes).toString("base64"));
	await browser.evaluate(
		`window.sent = [];
		(async (files) => {
			for (const text of files) {
				const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
				try {
					await editor.open(new Blob([file]), "picture");
					const { png } = await editor.exportPicture();
					sent.push(btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join("")));
				} catch (error) {
					sent.push("refused: " + (error.code ?? error));
				}
			}
		})(arguments[0]);`,
		files,
	);
	return until("all pictures", async () => {
		const sent = await browser.evaluate<string[]>("return window.sent");
		return sent.length === files.length && sent;
	});
}

async function wrongAmong(cases: readonly PictureCase[]): Promise<string[]> {
	const sent = await sentFor(cases);
	return cases.flatMap((expected, i) => {
		const png = sent[i] as string;
		if (png.startsWith("refused")) return [`${expected.name} is ${png}`];
		const what = describeDifference(expected, decodeIndependently(Buffer.from(png, "base64")));
		return what === "" ? [] : [`${expected.name} ${what}`];
	});
}

describe("pictures in WebKitGTK", () => {
	it("keeps the samples of every kind of PNG", async () => {
		expect(await wrongAmong(exactCases())).toEqual([]);
	});

	it("encodes masks as Node does: run-length masks to the same bytes, compressed ones to the same pixels", async () => {
		await browser.evaluate(`window.maskHashes().then((hashes) => { window.hashes = hashes; });`);
		const inWebKit = await until("the masks", () => browser.evaluate<string[]>("return window.hashes"));
		expect(inWebKit).toEqual(await maskHashes());
	});

	it("converts profiles to the samples that every browser makes of them", async () => {
		// The last needs a browser that knows high dynamic range.
		const cases = profiledFiles()
			.slice(0, -1)
			.map(async ([name, bytes]) => {
				const { width, height, rgba } = await decodePicture(new Uint8Array(bytes));
				return { name, bytes, width, height, rgba: [...rgba] };
			});
		expect(await wrongAmong(await Promise.all(cases))).toEqual([]);
	});

	it("sets JPEG, WebP and PNG upright, and opens what else it can", async () => {
		expect(await wrongAmong(lossyCases())).toEqual([]);
	});
});
