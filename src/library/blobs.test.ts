import { describe, expect, it } from "vitest";
import { asBlob, putBytes, type StoredBytes } from "./blobs";

const picture = new Blob([new Uint8Array([1, 2, 3])], { type: "image/png" });

describe("stored image bytes", () => {
	it("are stored as a Blob where that is possible", async () => {
		const kept: StoredBytes[] = [];
		await putBytes(picture, async (stored) => kept.push(stored));
		expect(kept).toEqual([picture]);
	});

	it("are stored as an ArrayBuffer where the web view refuses Blobs, and are returned as an equal Blob", async () => {
		const kept: StoredBytes[] = [];
		await putBytes(picture, async (stored) => {
			if (stored instanceof Blob) throw new DOMException("Error preparing Blob data", "UnknownError");
			kept.push(stored);
		});
		expect(kept).toHaveLength(1);
		const back = asBlob(kept[0] as StoredBytes, "image/png");
		expect(back.type).toBe("image/png");
		expect([...new Uint8Array(await back.arrayBuffer())]).toEqual([1, 2, 3]);
	});

	it("are not written a second time when the disk is full", async () => {
		let tries = 0;
		const full = putBytes(picture, async () => {
			tries += 1;
			throw new DOMException("full", "QuotaExceededError");
		});
		await expect(full).rejects.toThrow("full");
		expect(tries).toBe(1);
	});
});
