import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ImageRecord } from "../library/records";
import { createImageCache } from "./imageCache";

const live = new Set<string>();
const decoding = new Map<string, () => void>();
beforeEach(() => {
	vi.stubGlobal(
		"Image",
		class {
			src = "";
			naturalWidth = 4;
			naturalHeight = 3;
			decode = () => new Promise<void>((done) => decoding.set(this.src, done));
		},
	);
	vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
		const url = (blob as Blob).type;
		live.add(url);
		return url;
	});
	vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void live.delete(url));
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	live.clear();
});
const library = { getImage: async (sha256: string) => ({ blob: new Blob([], { type: sha256 }) }) as ImageRecord };
const decode = (image: string) => vi.waitFor(() => (decoding.get(image) ?? expect.fail(image))());

test("an image about to be shown is not released with its predecessor's neighbours; close releases all", async () => {
	const cache = createImageCache(library);
	const first = cache.load(["a"]);
	await decode("a");
	await first;
	const next = cache.load(["b", "c"]);
	await decode("b");
	// The first image's neighbours become known only now.
	cache.releaseExcept(["a", "d"]);
	void cache.get("d");
	await decode("c");
	expect((await next).map(({ url }) => url)).toEqual(["b", "c"]);
	await vi.waitFor(() => expect([...live].sort()).toEqual(["a", "b", "c", "d"]));
	await decode("d");
	cache.close();
	await vi.waitFor(() => expect([...live]).toEqual([]));
});
