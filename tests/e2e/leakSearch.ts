// One key, one prompt and one picture are planted in every end-to-end test. Afterwards everything that was written or
// said is searched for them: each may lie only where it belongs.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Download, Page } from "@playwright/test";
import { unzipSync } from "fflate";
import type { Provider } from "../../dev/provider/server";
import { picturePng } from "./testPicture";

export const KEY = "sk-planted-7f3a91c0d25e4b68";
export const PROMPT = "a planted prompt about a red harbour crane";

export interface Secrets {
	readonly key: string;
	readonly prompt: string;
}

/** Any text this long in base64's letters is a picture, or may be one. */
const BASE64_RUN = /[A-Za-z0-9+/]{200}/;
/** A picture is recognised by bytes from its middle, as they are and in base64, whatever their place in its groups of three. */
const SAMPLE_LENGTH = 60;
const samplePng = picturePng();
const PICTURE_BYTES = samplePng.subarray(samplePng.length >> 1, (samplePng.length >> 1) + SAMPLE_LENGTH);
const PICTURE_B64 = [0, 1, 2].map((shift) =>
	PICTURE_BYTES.subarray(shift, shift + 42)
		.toString("base64")
		.slice(0, 52),
);

const CLIPBOARD = "what was copied";
const PICTURE_SIGNATURES = ["89504e47", "ffd8ff", "52494646"];

export interface Leak {
	readonly place: string;
	readonly what: string;
}

/** What a page says and asks for, collected while a test runs. */
export interface PageOutput {
	readonly texts: [place: string, text: string][];
	readonly downloads: Download[];
}

export async function recordPageOutput(page: Page): Promise<PageOutput> {
	const heard: PageOutput = { texts: [], downloads: [] };
	page.on("console", (message) => heard.texts.push(["the console", message.text()]));
	page.on("download", (download) => heard.downloads.push(download));
	page.on("request", (request) => {
		if (/^https?:/.test(request.url())) heard.texts.push(["an address", request.url()]);
	});
	await page.exposeFunction("__copied", (text: string) => heard.texts.push([CLIPBOARD, text]));
	await page.addInitScript(() => {
		const { Clipboard } = globalThis as { Clipboard?: { prototype: Clipboard } };
		const write = Clipboard?.prototype.writeText;
		if (!Clipboard || !write) return;
		Clipboard.prototype.writeText = function writeText(text) {
			(window as unknown as { __copied(text: string): void }).__copied(text);
			return write.call(this, text);
		};
	});
	return heard;
}

/** Where none of the three belongs: logs, addresses, the page's storage, diagnostics, words to people. */
export function* searchText(place: string, text: string, { key, prompt }: Secrets): Generator<Leak> {
	const spellings = (secret: string) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
	if (spellings(key).some((spelling) => text.includes(spelling))) yield { place, what: "the key" };
	if (spellings(prompt).some((spelling) => text.includes(spelling))) yield { place, what: "the prompt" };
	yield* searchPicture(place, text);
}

function* searchPicture(place: string, text: string): Generator<Leak> {
	if (PICTURE_B64.some((piece) => text.includes(piece))) yield { place, what: "the picture in base64" };
	else if (BASE64_RUN.test(text)) yield { place, what: "base64" };
}

/** The devhost's folder: the key in its file only, the prompt nowhere, the picture as a picture only. */
export function* searchFolder(dataDir: string, planted: Secrets): Generator<Leak> {
	for (const [path, bytes] of filesBelow(dataDir)) {
		const isKeyFile = path === join(dataDir, "plugin", "secrets.json");
		const isLog = path.includes("/logs/");
		const text = bytes.toString("latin1");
		const utf8 = Buffer.from(planted.prompt).toString("latin1");
		if (!isKeyFile && text.includes(planted.key)) yield { place: path, what: "the key" };
		if (text.includes(utf8)) yield { place: path, what: "the prompt" };
		if (PICTURE_B64.some((piece) => text.includes(piece))) yield { place: path, what: "the picture in base64" };
		if (isLog) yield* searchText(path, bytes.toString("utf8"), planted);
		const isPicture = PICTURE_SIGNATURES.some((head) => bytes.subarray(0, 4).toString("hex").startsWith(head));
		if (bytes.includes(PICTURE_BYTES) && !isPicture) yield { place: path, what: "the picture's bytes" };
	}
}

/** A draft and a library hold prompts: they are the person's. The picture lies in IndexedDB, as an image only. */
export async function* searchPage(page: Page, planted: Secrets): AsyncGenerator<Leak> {
	// Where nothing was opened there is no storage.
	if (!/^http/.test(page.url())) return;
	const { stored, raw, shown } = await page.evaluate(readPageStorage, [...PICTURE_BYTES]);
	for (const [place, text] of stored) {
		if (text.includes(planted.key)) yield { place, what: "the key" };
		yield* searchPicture(place, text);
	}
	for (const place of raw) yield { place, what: "the picture's bytes, not as an image" };
	if (shown.includes(planted.key)) yield { place: "the page's text", what: "the key" };
	yield* searchPicture("the page's text", shown);
}

/** Archives hold prompts and pictures, but never a key; any other text file none of the three. */
export async function* searchDownloads(downloads: readonly Download[], planted: Secrets): AsyncGenerator<Leak> {
	for (const download of downloads) {
		const place = `the download ${download.suggestedFilename()}`;
		const bytes = readFileSync(await download.path());
		if (bytes.subarray(0, 2).toString() === "PK") {
			for (const [name, inner] of Object.entries(unzipSync(new Uint8Array(bytes)))) {
				if (Buffer.from(inner).includes(planted.key)) yield { place: `${place}: ${name}`, what: "the key" };
			}
		} else if (!PICTURE_SIGNATURES.some((head) => bytes.toString("hex", 0, 4).startsWith(head))) {
			yield* searchText(place, bytes.toString("utf8"), planted);
		}
	}
}

export function* searchPageOutput({ texts }: PageOutput, planted: Secrets): Generator<Leak> {
	for (const [place, text] of texts) {
		// Copying one's own prompt, and nothing else, is no leak.
		if (place !== CLIPBOARD || text.trim() !== planted.prompt) yield* searchText(place, text, planted);
	}
}

/** What travelled in addresses to the provider, which logs them. */
export function* searchRequests({ requests }: Provider, planted: Secrets): Generator<Leak> {
	for (const { path, query } of requests) yield* searchText("a provider's address", path + query, planted);
}

/**
 * localStorage, sessionStorage and the address as one text each; every store of IndexedDB as text, and where in it these
 * bytes lie in something that is no PNG; the text on the page.
 */
async function readPageStorage(sought: readonly number[]) {
	const stored: [string, string][] = [
		["localStorage", JSON.stringify({ ...localStorage })],
		["sessionStorage", JSON.stringify({ ...sessionStorage })],
		["the page's address", location.href],
	];
	const raw: string[] = [];
	const isFoundIn = (bytes: Uint8Array) => {
		for (let at = bytes.indexOf(sought[0] ?? 0); at >= 0; at = bytes.indexOf(sought[0] ?? 0, at + 1)) {
			if (sought.every((byte, offset) => bytes[at + offset] === byte)) return true;
		}
		return false;
	};
	const search = async (value: unknown, place: string): Promise<void> => {
		if (value instanceof Blob) return search(await value.arrayBuffer(), place);
		if (ArrayBuffer.isView(value)) return search(value.buffer, place);
		if (value instanceof ArrayBuffer) {
			const bytes = new Uint8Array(value);
			if (bytes[0] !== 0x89 && isFoundIn(bytes)) raw.push(place);
		} else if (typeof value === "object" && value !== null) {
			for (const inner of Object.values(value)) await search(inner, place);
		}
	};
	const answer = <T>(request: IDBRequest<T>) =>
		new Promise<T>((got, failed) => {
			request.onsuccess = () => got(request.result);
			request.onerror = () => failed(request.error);
		});
	for (const { name } of await indexedDB.databases()) {
		// The shipped plugin's own, which is left as it was.
		if (!name || name === "haloforge-image-studio") continue;
		const database = await answer(indexedDB.open(name));
		for (const store of database.objectStoreNames) {
			const records = await answer(database.transaction(store).objectStore(store).getAll());
			stored.push([`IndexedDB ${name} ${store}`, JSON.stringify(records)]);
			await search(records, `IndexedDB ${name} ${store}`);
		}
		database.close();
	}
	return { stored, raw, shown: document.body.innerText };
}

function* filesBelow(folder: string): Generator<[path: string, bytes: Buffer]> {
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) yield* filesBelow(path);
		else yield [path, readFileSync(path)];
	}
}
