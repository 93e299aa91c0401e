import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createBackend } from "./backend";
import { CHUNK_BYTES } from "./contract";
import type { Call } from "./ipc";
import { createLog } from "./log";

const large = new Uint8Array(CHUNK_BYTES * 2 + 5).map((_, i) => (i * 7) & 255);
const name = createHash("sha256").update(large).digest("hex");

/** Stores chunks as the backend does, and counts the transferred bytes. */
function fakeStore(stored = new Uint8Array()) {
	const sent: number[] = [];
	const send = (async (command: string, input: Record<string, unknown>) => {
		if (command === "put") {
			if (typeof input.b64 === "string") {
				const chunk = Buffer.from(input.b64, "base64");
				expect(input.offset).toBe(stored.length);
				sent.push(chunk.length);
				stored = new Uint8Array(Buffer.concat([stored, chunk]));
			}
			return { have: stored.length, complete: stored.length === input.size };
		}
		const part = stored.subarray(Number(input.offset), Number(input.offset) + Number(input.length));
		return { b64: Buffer.from(part).toString("base64"), size: stored.length };
	}) as Call;
	return { send, sent, stored: () => stored };
}

describe("images across IPC", () => {
	it("are uploaded in chunks of at most 4 MiB", async () => {
		const store = fakeStore();
		await createBackend(store.send).putBlob(name, new Blob([large]));
		expect(store.sent).toEqual([CHUNK_BYTES, CHUNK_BYTES, 5]);
		expect(Buffer.from(store.stored()).equals(Buffer.from(large))).toBe(true);
	});

	it("says how much has arrived, and sends no further chunk once it is cancelled", async () => {
		const store = fakeStore();
		const cancelling = new AbortController();
		const arrived: number[] = [];
		const onSent = (bytes: number) => {
			arrived.push(bytes);
			if (bytes === CHUNK_BYTES) cancelling.abort();
		};
		const { signal } = cancelling;
		const putting = createBackend(store.send).putBlob(name, new Blob([large]), { signal, onSent });
		await expect(putting).rejects.toMatchObject({ name: "AbortError" });
		expect(arrived).toEqual([0, CHUNK_BYTES]);
		expect(store.sent).toEqual([CHUNK_BYTES]);
	});

	it("are not uploaded again if stored, and continue after a partial upload", async () => {
		const full = fakeStore(large.slice());
		await createBackend(full.send).putBlob(name, new Blob([large]));
		expect(full.sent).toEqual([]);
		const half = fakeStore(large.slice(0, CHUNK_BYTES));
		await createBackend(half.send).putBlob(name, new Blob([large]));
		expect(half.sent).toEqual([CHUNK_BYTES, 5]);
	});

	it("are downloaded whole and checked against their hash", async () => {
		const blob = await createBackend(fakeStore(large.slice()).send).getBlob(name, "image/png");
		expect(blob.type).toBe("image/png");
		expect(Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(large))).toBe(true);
	});

	it("are refused if the hash does not match", async () => {
		const reading = createBackend(fakeStore(large.slice(1)).send).getBlob(name, "image/png");
		await expect(reading).rejects.toMatchObject({ code: "blob_hash_mismatch" });
	});

	it("do not loop on a backend that makes no progress", async () => {
		const send = (async () => ({ have: 0, complete: false })) as unknown as Call;
		await expect(createBackend(send).putBlob(name, new Blob([large]))).rejects.toMatchObject({ code: "internal" });
	});
});

describe("health", () => {
	it("is null if the host rejects", async () => {
		const send = (async () => Promise.reject(new Error("plugin backend is not running"))) as unknown as Call;
		expect(await createBackend(send).health()).toBeNull();
	});
});

describe("the log", () => {
	it("ignores a logger that throws or rejects", async () => {
		const throwing = createLog(() => {
			throw new Error("no logger");
		});
		const rejecting = createLog(() => {
			const refuse = () => Promise.reject(new Error("log file is full"));
			return { info: refuse, warn: refuse, error: refuse };
		});
		expect(() => throwing.info("a")).not.toThrow();
		expect(() => rejecting.error("b")).not.toThrow();
		await Promise.resolve();
	});
});
