import { expect, it } from "vitest";
import { readRestoringPicture } from "./restoringPicture";

const HEAD = { width: 30, height: 20, base: "ab", frame: null, masks: [] };

it("reads size, file and edit frame of a stored document", () => {
	expect(readRestoringPicture(HEAD)).toEqual({ width: 30, height: 20, base: "ab", frame: null });
	const frame = { left: -5, top: 0, right: 30, bottom: 20 };
	expect(readRestoringPicture({ ...HEAD, frame })?.frame).toEqual(frame);
});

it("shows no thumbnail for a picture that was cropped or turned, or of a document that cannot be read", () => {
	expect(readRestoringPicture({ ...HEAD, imported: { left: 0, top: 0, right: 40, bottom: 40 } })).toBeNull();
	expect(readRestoringPicture({ ...HEAD, orientation: { turns: 1, isFlipped: false } })).toBeNull();
	expect(readRestoringPicture({ ...HEAD, base: undefined })).toBeNull();
	expect(readRestoringPicture(undefined)).toBeNull();
});
