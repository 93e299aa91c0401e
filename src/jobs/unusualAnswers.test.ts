// Answers in formats that no model should send, and answers without their end, are kept as they came: they were paid for.
import { createHash } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { bmp, gif } from "../../editor/codec/decode/imageFilesForTests";
import type { ManagedResult } from "../host/gateway";
import type { TaskRecord } from "../library/records";
import { draft, managedDraft, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

const canvas = createCanvas(64, 48);
canvas.getContext("2d").fillRect(4, 4, 20, 9);
const jpeg = canvas.toBuffer("image/jpeg");
const png = canvas.toBuffer("image/png");
const ANSWERS: [name: string, bytes: Buffer, contentType: string, isDamaged: boolean][] = [
	["a GIF", gif(64, 48, [Array(64 * 48).fill(1)]), "image/gif", false],
	["a BMP", bmp(64, 48, (x, y) => [x, y, 9, 255]), "image/bmp", false],
	["an AVIF", canvas.toBuffer("image/avif"), "image/avif", false],
	["a JPEG without its end", jpeg.subarray(0, -2), "image/jpeg", true],
	["a JPEG with junk between its markers", withJunk(jpeg), "image/jpeg", true],
	["a PNG without its end", png.subarray(0, -12), "image/png", true],
	["a PNG", png, "image/png", false],
];

function withJunk(file: Buffer): Buffer {
	const frame = file.indexOf(Buffer.of(0xff, 0xc0));
	return Buffer.concat([file.subarray(0, frame), Buffer.of(0, 18, 0, 52), file.subarray(frame)]);
}

async function expectKept(task: TaskRecord, bytes: Buffer, contentType: string, isDamaged: boolean): Promise<void> {
	expect(task.outputs).toMatchObject([{ index: 0, contentType, width: 64, height: 48 }]);
	expect(task.outputs[0]?.isDamaged ?? false).toBe(isDamaged);
	const image = await env.library.getImage(task.outputs[0]?.image ?? "");
	expect([image?.contentType, image?.width, image?.blob.type]).toEqual([contentType, 64, contentType]);
	expect(Buffer.from(await image!.blob.arrayBuffer()).equals(bytes)).toBe(true);
}

describe.each(ANSWERS)("%s as an answer is kept as it came", (_, bytes, contentType, isDamaged) => {
	it("through the managed gateway", async () => {
		const id = await env.openPage().start(managedDraft());
		await env.waitForManagedCall();
		env.bridge.answer({ created: 1, data: [{ b64_json: bytes.toString("base64") }] } as ManagedResult);
		await expectKept(await env.waitForStatus(id, "done"), bytes, contentType, isDamaged);
	});

	it("through a custom endpoint, even if the backend does not know its size", async () => {
		const id = await env.openPage().start(draft());
		const job = await env.waitForJob(id);
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		env.fake.blobs.set(sha256, bytes);
		const image = { sha256, size_bytes: bytes.length, content_type: contentType, width: 0, height: 0 };
		env.fake.emit(job, { type: "image", index: 0, image });
		env.fake.emitDone(job);
		await expectKept(await env.waitForStatus(id, "done"), bytes, contentType, isDamaged);
	});
});
