import { describe, expect, it, vi } from "vitest";
import { batchReads } from "./batchReads";

describe("reads in one task", () => {
	it("are one read, and each gets its own record", async () => {
		const readMany = vi.fn(async (keys: string[]) => keys.map((key) => (key === "none" ? undefined : `of ${key}`)));
		const read = batchReads(readMany, async () => "alone");
		expect(await Promise.all([read("a"), read("none"), read("b")])).toEqual(["of a", undefined, "of b"]);
		expect(await read("c")).toBe("of c");
		expect(readMany.mock.calls).toEqual([[["a", "none", "b"]], [["c"]]]);
	});

	it("are repeated one by one if one record is damaged", async () => {
		const read = batchReads(
			() => Promise.reject(new Error("damaged")),
			(key) => (key === "damaged" ? Promise.reject(new Error(key)) : Promise.resolve(key)),
		);
		const [good, damaged] = await Promise.allSettled([read("good"), read("damaged")]);
		expect(good).toEqual({ status: "fulfilled", value: "good" });
		expect(damaged.status).toBe("rejected");
	});
});
