import { expect, test } from "vitest";
import type { TaskRecord } from "../library/records";
import { loadImages } from "./usePendingResults";

test("an unreadable picture does not hide those that arrived with it", async () => {
	const output = (image: string) => ({ index: 0, image, contentType: "image/png", width: 1, height: 1 });
	const thumbnail = new Blob(["thumbnail"]);
	const library = {
		getThumbnail: async (image: string) => {
			if (image === "damaged") throw new Error("unreadable");
			return thumbnail;
		},
		getImage: () => Promise.reject(new Error("unreadable")),
	};
	const task: Pick<TaskRecord, "inputs" | "outputs"> = {
		inputs: { references: [], editMask: "mask" },
		outputs: [output("damaged"), output("intact")],
	};
	expect(await loadImages(library, [task])).toEqual(new Map([["intact", thumbnail]]));
});
