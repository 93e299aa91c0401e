// The files that are sent for the input images of a task, whatever the library holds: without metadata, in no other formats.
import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, it, vi } from "vitest";
import { exif, gif, jpegWithExif } from "../../editor/codec/decode/imageFilesForTests";
import { blobOf, draft, managedDraft, png, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

const photo = (): Buffer => {
	const canvas = createCanvas(32, 24);
	canvas.getContext("2d").fillRect(4, 4, 20, 9);
	return canvas.toBuffer("image/jpeg");
};
/** From the first table on, behind the JFIF header and a profile that says sRGB. */
const pictureData = (jpeg: Buffer): Buffer => jpeg.subarray(jpeg.indexOf(Buffer.of(0xff, 0xdb)));
const GPS = "GPSLatitude 48.8584";
const withPosition = jpegWithExif(photo(), Buffer.concat([exif(1), Buffer.from(GPS)]));

/** The images that the backend was given, in the order of the request. */
async function sentImages(task: string): Promise<Buffer[]> {
	const job = await env.waitForJob(task);
	const { images = [] } = env.fake.jobs.get(job)?.request ?? {};
	return images.map(({ sha256 }) => env.fake.blobs.get(sha256) as Buffer);
}

describe("markup", () => {
	it("with a field of its own is not among the images", async () => {
		const [target, markup] = [
			await env.library.putImage(blobOf(png(64, 48))),
			await env.library.putImage(blobOf(png(48, 64))),
		];
		const inputs = { target, references: [], markup, isMarkupField: true } as const;
		const job = await env.waitForJob(await env.openPage().start(draft({ operation: "edit", inputs })));
		const sent = env.fake.jobs.get(job)?.request;
		expect(sent?.images?.length).toBe(1);
		expect(env.fake.blobs.get(sent?.markup?.sha256 ?? "")?.equals(png(48, 64))).toBe(true);
	});
});

describe("a reference", () => {
	it("leaves without the position where it was taken, and is kept as it was", async () => {
		const target = await env.library.putImage(blobOf(png(64, 48)));
		const reference = await env.library.putImage(blobOf(withPosition));
		const inputs = { target, references: [reference] };
		const [first, second] = await sentImages(await env.openPage().start(draft({ operation: "edit", inputs })));
		expect(first?.equals(png(64, 48))).toBe(true);
		expect(second?.includes(GPS)).toBe(false);
		expect(second?.includes("Exif")).toBe(false);
		expect(pictureData(second!).equals(pictureData(photo()))).toBe(true);
		expect(Buffer.from(await (await env.library.getImage(reference))!.blob.arrayBuffer()).equals(withPosition)).toBe(
			true,
		);
	});

	it("leaves without it through the managed gateway, too", async () => {
		const reference = await env.library.putImage(blobOf(withPosition));
		await env.openPage().start(managedDraft({ operation: "edit", inputs: { references: [reference] } }));
		await env.waitForManagedEdit();
		const [call] = vi.mocked(env.bridge.editImages).mock.calls[0] as unknown as [
			{ images: { content_type: string; b64_json: string }[] },
		];
		const sent = Buffer.from(call.images[0]?.b64_json ?? "", "base64");
		expect([call.images[0]?.content_type, sent.includes(GPS)]).toEqual(["image/jpeg", false]);
	});

	it("that cannot be read fails the task before anything is sent", async () => {
		const broken = await env.library.putImage(blobOf(gif(8, 8, [Array(64).fill(1)]).subarray(0, 40)));
		const id = await env.openPage().start(draft({ operation: "edit", inputs: { references: [broken] } }));
		expect((await env.waitForStatus(id, "failed")).error).toMatchObject({ code: "image_damaged" });
		expect(env.fake.calls).not.toContain("submit");
	});
});
