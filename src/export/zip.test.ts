import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { createZip } from "./zip";

const bytesOf = async (blob: Blob | null) => new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));

test("an independent reader extracts every image under its name, byte for byte", async () => {
	const zip = createZip();
	const pictures: Record<string, Uint8Array<ArrayBuffer>> = {
		"harbour.png": new Uint8Array([1, 2, 3]),
		"湖面 🏮.webp": Uint8Array.from({ length: 5000 }, (_, i) => i * 7),
		"empty.png": new Uint8Array(),
	};
	for (const [name, bytes] of Object.entries(pictures)) await zip.add(name, new Blob([bytes]), new Date(2026, 10, 21));
	const file = await bytesOf(await zip.finish());
	expect(zip.bytes()).toBeGreaterThan(5003);
	expect(zip.bytes()).toBeLessThan(file.length);
	// fflate checks lengths and offsets; the entries are stored uncompressed.
	expect(unzipSync(file)).toEqual(pictures);
});

test("an unreadable image does not affect the others", async () => {
	const zip = createZip();
	const lost = Object.assign(new Blob(["lost"]), { arrayBuffer: () => Promise.reject(new Error("gone")) });
	const added = [await zip.add("a.png", new Blob(["a"]), new Date()), await zip.add("lost.png", lost, new Date())];
	expect(added).toEqual([true, false]);
	expect(Object.keys(unzipSync(await bytesOf(await zip.finish())))).toEqual(["a.png"]);
});

test("an archive without entries is not written", async () => expect(await createZip().finish()).toBe(null));
