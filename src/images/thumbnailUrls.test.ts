import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createThumbnailUrls } from "./thumbnailUrls";

const revoked = vi.fn();
beforeEach(() => {
	let count = 0;
	vi.spyOn(URL, "createObjectURL").mockImplementation(() => `url ${++count}`);
	vi.spyOn(URL, "revokeObjectURL").mockImplementation(revoked);
	revoked.mockClear();
});
afterEach(() => {
	vi.restoreAllMocks();
});

const sourceOf = (keptUnused: number) => ({
	getThumbnail: vi.fn(async (sha256: string) => (sha256 === "missing" ? undefined : new Blob([sha256]))),
	keptUnused,
});

it("reads a thumbnail once for several users, and keeps its URL for the next one", async () => {
	const source = sourceOf(2);
	const urls = createThumbnailUrls(source);
	expect(urls.peek("a")).toBeUndefined();
	const [first, second] = [urls.hold("a"), urls.hold("a")];
	expect(await first.url).toBe(await second.url);
	first.release();
	second.release();
	expect(urls.peek("a")).toBe(await urls.hold("a").url);
	expect(source.getThumbnail).toHaveBeenCalledOnce();
	expect(revoked).not.toHaveBeenCalled();
});

it("revokes the URL that was unused for the longest time, and none that is held", async () => {
	const urls = createThumbnailUrls(sourceOf(1));
	const held = urls.hold("held");
	await held.url;
	for (const sha256 of ["a", "b"]) {
		const one = urls.hold(sha256);
		await one.url;
		one.release();
	}
	expect(revoked.mock.calls).toEqual([["url 2"]]);
	expect(urls.peek("a")).toBeUndefined();
	expect(urls.peek("b")).toBe("url 3");
	expect(urls.peek("held")).toBe("url 1");
});

it("asks again for an image that was missing, and makes no URL that nobody waits for", async () => {
	const source = sourceOf(0);
	const urls = createThumbnailUrls(source);
	const missing = urls.hold("missing");
	expect(await missing.url).toBeUndefined();
	missing.release();
	expect(await urls.hold("missing").url).toBeUndefined();
	expect(source.getThumbnail).toHaveBeenCalledTimes(2);
	const passed = urls.hold("passed");
	passed.release();
	expect(await passed.url).toBeUndefined();
	expect(URL.createObjectURL).not.toHaveBeenCalled();
});
