// Searches for leaks of secrets. Every end-to-end test uses the same key, prompt and picture; afterwards its files,
// storage, logs, requests, downloads and clipboard writes are searched for them. Each is allowed only in its proper
// place.
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

/** Text of this length in the base64 alphabet is treated as a picture. */
const BASE64_RUN = /[A-Za-z0-9+/]{200}/;
/** The picture is recognised by bytes from its middle, rawPlaces and in base64 at each of the three alignments. */
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
	readonly kind: string;
}

/** Console messages, requested URLs, clipboard writes and downloads of a page. */
export interface PageOutput {
	readonly texts: [place: string, text: string][];
	readonly downloads: Download[];
}

export async function recordPageOutput(page: Page): Promise<PageOutput> {
	const output: PageOutput = { texts: [], downloads: [] };
	page.on("console", (message) => output.texts.push(["the console", message.text()]));
	page.on("download", (download) => output.downloads.push(download));
	page.on("request", (request) => {
		if (/^https?:/.test(request.url())) output.texts.push(["an address", request.url()]);
	});
	await page.exposeFunction("__copied", (text: string) => output.texts.push([CLIPBOARD, text]));
	await page.addInitScript(() => {
		const { Clipboard } = globalThis as { Clipboard?: { prototype: Clipboard } };
		const write = Clipboard?.prototype.writeText;
		if (!Clipboard || !write) return;
		Clipboard.prototype.writeText = function writeText(text) {
			(window as unknown as { __copied(text: string): void }).__copied(text);
			return write.call(this, text);
		};
	});
	return output;
}

/** Searches text that may contain none of the three: logs, URLs, diagnostics, messages. */
export function* searchText(place: string, text: string, { key, prompt }: Secrets): Generator<Leak> {
	const spellings = (secret: string) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
	if (spellings(key).some((spelling) => text.includes(spelling))) yield { place, kind: "the key" };
	if (spellings(prompt).some((spelling) => text.includes(spelling))) yield { place, kind: "the prompt" };
	yield* searchPicture(place, text);
}

function* searchPicture(place: string, text: string): Generator<Leak> {
	if (PICTURE_B64.some((piece) => text.includes(piece))) yield { place, kind: "the picture in base64" };
	else if (BASE64_RUN.test(text)) yield { place, kind: "base64" };
}

/**
 * Searches the devhost's folder: the key may be in secrets.json only, the prompt nowhere, the picture only as an image
 * file.
 */
export function* searchFolder(dataDir: string, secrets: Secrets): Generator<Leak> {
	for (const [path, bytes] of filesBelow(dataDir)) {
		const isKeyFile = path === join(dataDir, "plugin", "secrets.json");
		const isLog = path.includes("/logs/");
		const text = bytes.toString("latin1");
		const utf8 = Buffer.from(secrets.prompt).toString("latin1");
		if (!isKeyFile && text.includes(secrets.key)) yield { place: path, kind: "the key" };
		if (text.includes(utf8)) yield { place: path, kind: "the prompt" };
		if (PICTURE_B64.some((piece) => text.includes(piece))) yield { place: path, kind: "the picture in base64" };
		if (isLog) yield* searchText(path, bytes.toString("utf8"), secrets);
		const isPicture = PICTURE_SIGNATURES.some((head) => bytes.subarray(0, 4).toString("hex").startsWith(head));
		if (bytes.includes(PICTURE_BYTES) && !isPicture) yield { place: path, kind: "the picture's bytes" };
	}
}

/** Searches the page's storage and text. Prompts are allowed there; the picture only as an image blob in IndexedDB. */
export async function* searchPage(page: Page, secrets: Secrets): AsyncGenerator<Leak> {
	// A page that was never opened has no storage.
	if (!/^http/.test(page.url())) return;
	const { stored, rawPlaces, visibleText } = await page.evaluate(readPageStorage, [...PICTURE_BYTES]);
	for (const [place, text] of stored) {
		if (text.includes(secrets.key)) yield { place, kind: "the key" };
		yield* searchPicture(place, text);
	}
	for (const place of rawPlaces) yield { place, kind: "the picture's bytes, not as an image" };
	if (visibleText.includes(secrets.key)) yield { place: "the page's text", kind: "the key" };
	yield* searchPicture("the page's text", visibleText);
}

/** Searches downloads. Archives may contain prompts and pictures but no key; other text files none of the three. */
export async function* searchDownloads(downloads: readonly Download[], secrets: Secrets): AsyncGenerator<Leak> {
	for (const download of downloads) {
		const place = `the download ${download.suggestedFilename()}`;
		const bytes = readFileSync(await download.path());
		if (bytes.subarray(0, 2).toString() === "PK") {
			for (const [name, inner] of Object.entries(unzipSync(new Uint8Array(bytes)))) {
				if (Buffer.from(inner).includes(secrets.key)) yield { place: `${place}: ${name}`, kind: "the key" };
			}
		} else if (!PICTURE_SIGNATURES.some((head) => bytes.toString("hex", 0, 4).startsWith(head))) {
			yield* searchText(place, bytes.toString("utf8"), secrets);
		}
	}
}

export function* searchPageOutput({ texts }: PageOutput, secrets: Secrets): Generator<Leak> {
	for (const [place, text] of texts) {
		// Copying the prompt alone is no leak.
		if (place !== CLIPBOARD || text.trim() !== secrets.prompt) yield* searchText(place, text, secrets);
	}
}

/** Searches the URLs of requests to the provider, because providers log URLs. */
export function* searchRequests({ requests }: Provider, secrets: Secrets): Generator<Leak> {
	for (const { path, query } of requests) yield* searchText("a provider's address", path + query, secrets);
}

/**
 * Returns localStorage, sessionStorage, the URL and every IndexedDB store as text, the visible text of the page, and the
 * stores that contain the given bytes outside a PNG. Runs in the page.
 */
async function readPageStorage(sample: readonly number[]) {
	const stored: [string, string][] = [
		["localStorage", JSON.stringify({ ...localStorage })],
		["sessionStorage", JSON.stringify({ ...sessionStorage })],
		["the page's address", location.href],
	];
	const rawPlaces: string[] = [];
	const isFoundIn = (bytes: Uint8Array) => {
		for (let at = bytes.indexOf(sample[0] ?? 0); at >= 0; at = bytes.indexOf(sample[0] ?? 0, at + 1)) {
			if (sample.every((byte, offset) => bytes[at + offset] === byte)) return true;
		}
		return false;
	};
	const search = async (value: unknown, place: string): Promise<void> => {
		if (value instanceof Blob) return search(await value.arrayBuffer(), place);
		if (ArrayBuffer.isView(value)) return search(value.buffer, place);
		if (value instanceof ArrayBuffer) {
			const bytes = new Uint8Array(value);
			if (bytes[0] !== 0x89 && isFoundIn(bytes)) rawPlaces.push(place);
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
		// The database of the earlier plugin stays unchanged.
		if (!name || name === "haloforge-image-studio") continue;
		const database = await answer(indexedDB.open(name));
		for (const store of database.objectStoreNames) {
			const records = await answer(database.transaction(store).objectStore(store).getAll());
			stored.push([`IndexedDB ${name} ${store}`, JSON.stringify(records)]);
			await search(records, `IndexedDB ${name} ${store}`);
		}
		database.close();
	}
	return { stored, rawPlaces, visibleText: document.body.innerText };
}

function* filesBelow(folder: string): Generator<[path: string, bytes: Buffer]> {
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) yield* filesBelow(path);
		else yield [path, readFileSync(path)];
	}
}
