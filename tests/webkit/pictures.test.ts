// Opens picture files of every type in the editor in WebKitGTK, whose decoders differ from Chromium's.
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

/** Opens each file in turn and returns the exported pictures as base64 of a PNG, or the error codes. */
async function exportEach(cases: readonly PictureCase[]): Promise<string[]> {
	const files = cases.map(({ bytes }) => Buffer.from(bytes).toString("base64"));
	await browser.evaluate(
		`window.sent = [];
		(async (files) => {
			for (const text of files) {
				const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
				try {
					await editor.open(new Blob([file]), "picture");
					const { png } = await editor.exportAs("picture");
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

async function findDifferences(cases: readonly PictureCase[]): Promise<string[]> {
	const sent = await exportEach(cases);
	return cases.flatMap((expected, i) => {
		const png = sent[i] as string;
		if (png.startsWith("refused")) return [`${expected.name} is ${png}`];
		const difference = describeDifference(expected, decodeIndependently(Buffer.from(png, "base64")));
		return difference === "" ? [] : [`${expected.name} ${difference}`];
	});
}

describe("pictures in WebKitGTK", () => {
	it("keeps the samples of every kind of PNG", async () => {
		expect(await findDifferences(exactCases())).toEqual([]);
	});

	it("encodes run-length masks to the same bytes as Node, and compressed masks to the same pixels", async () => {
		await browser.evaluate(`window.maskHashes().then((hashes) => { window.hashes = hashes; });`);
		const inWebKit = await until("the masks", () => browser.evaluate<string[]>("return window.hashes"));
		expect(inWebKit).toEqual(await maskHashes());
	});

	it("converts colour profiles to the same samples as other browsers", async () => {
		// The last file needs a browser that supports high dynamic range.
		const cases = profiledFiles()
			.slice(0, -1)
			.map(async ([name, bytes]) => {
				const { width, height, rgba } = await decodePicture(new Uint8Array(bytes));
				return { name, bytes, width, height, rgba: [...rgba] };
			});
		expect(await findDifferences(await Promise.all(cases))).toEqual([]);
	});

	it("applies the EXIF orientation of JPEG, WebP and PNG, and opens the other supported formats", async () => {
		expect(await findDifferences(lossyCases())).toEqual([]);
	});
});
