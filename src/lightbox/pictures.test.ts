import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ImageRecord } from "../library/records";
import { createPictures } from "./pictures";

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

test("what is about to be shown is not let go of by what was shown before; in the end all is", async () => {
	const pictures = createPictures(library);
	const first = pictures.load(["a"]);
	await decode("a");
	await first;
	const next = pictures.load(["b", "c"]);
	await decode("b");
	// The neighbours of the first are known only now.
	pictures.keepOnly(["a", "d"]);
	void pictures.get("d");
	await decode("c");
	expect((await next).map(({ url }) => url)).toEqual(["b", "c"]);
	await vi.waitFor(() => expect([...live].sort()).toEqual(["a", "b", "c", "d"]));
	await decode("d");
	pictures.close();
	await vi.waitFor(() => expect([...live]).toEqual([]));
});
