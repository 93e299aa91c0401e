// An edit changes only the masked area, even if the model changes the whole picture: outside the mask the kept result
// is identical to the imported picture, byte for byte.
import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import { expect, KEY, panel, test } from "./studio";
import { PICTURE, pictureSamples } from "./testPicture";
import { connectEndpoint, openPicture, paintMask, sendEdit } from "./userActions";

const WIDTH = PICTURE.width;

function rgba(png: Uint8Array | undefined) {
	const { width, height, data } = decode(png ?? new Uint8Array());
	expect([width, height]).toEqual([PICTURE.width, PICTURE.height]);
	return data as Uint8Array;
}

/**
 * Counts changed pixels where the sent mask keeps the picture (alpha 255). No tolerance: it is larger than the painted
 * one.
 */
function changedWhereKept(picture: Uint8Array, original: Uint8Array, mask: Uint8Array): number {
	let changed = 0;
	for (let i = 0; i < picture.length; i += 4) {
		if (mask[i + 3] !== 255) continue;
		if (picture.slice(i, i + 4).some((value, channel) => value !== original[i + channel])) changed++;
	}
	return changed;
}

for (const how of ["whole", "shift:3,-2", "size:640x480", "ratio"] as const) {
	test(`a result with the misbehaviour ${how} changes only the masked area`, async ({ studio, provider }) => {
		provider.misbehave({ how, match: { path: "/images/edits" } });
		await openPicture(studio);
		await connectEndpoint(studio, provider.url, KEY);
		await paintMask(studio);
		await sendEdit(studio);
		const bar = panel(studio).getByRole("toolbar", { name: "Results" });
		await expect(bar).toContainText("Result 1 of 1");
		await bar.getByRole("button", { name: "Keep", exact: true }).click();
		await expect(bar).toBeHidden();
		const [first] = provider.requests.filter(({ path }) => path === "/v1/images/edits");
		const original = pictureSamples();
		expect(Buffer.compare(rgba(first?.files[0]?.bytes), original), "as imported").toBe(0);
		const saving = studio.waitForEvent("download");
		await panel(studio).getByRole("button", { name: "Save image" }).click();
		const download = await saving;
		expect(download.suggestedFilename()).toBe(PICTURE.name);
		const saved = rgba(readFileSync(await download.path()));
		expect(changedWhereKept(saved, original, rgba(first?.files[1]?.bytes))).toBe(0);
		const middle = ((PICTURE.height / 2) * WIDTH + WIDTH / 2) * 4;
		expect([...saved.slice(middle, middle + 3)], "the masked area has changed").not.toEqual([
			...original.slice(middle, middle + 3),
		]);
		if (how !== "whole") return;
		await sendEdit(studio);
		await expect.poll(() => provider.requests.filter(({ path }) => path === "/v1/images/edits").length).toBe(2);
		const second = provider.requests.filter(({ path }) => path === "/v1/images/edits")[1];
		expect(Buffer.compare(rgba(second?.files[0]?.bytes), saved), "the kept result is sent next").toBe(0);
	});
}
