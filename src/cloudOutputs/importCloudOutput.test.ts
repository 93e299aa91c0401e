import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, it } from "vitest";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import { DATABASE_NAME } from "../library/database";
import { openLibrary } from "../library/library";
import { makeTask } from "../library/makeTask";
import { importCloudOutput } from "./importCloudOutput";

it("imports an output once, dated when it was made, and finds the task that has it already", async () => {
	const library = openLibrary();
	const output = (id: string): CloudOutput => ({
		id,
		url: id,
		contentType: "image/png",
		sizeBytes: 1,
		sha256: "",
		createdAt: 7,
	});
	const ports = {
		library,
		fetchOutput: async ({ id }: CloudOutput) => new Blob([id]),
		prompt: "saved",
		newId: () => `new-${Math.random()}`,
		now: () => 9,
	};
	const first = await importCloudOutput(output("a"), ports);
	expect(await library.getTask(first.task.id)).toMatchObject({ prompt: "saved", createdAt: 7, gateway: "managed" });
	expect(await importCloudOutput(output("a"), ports)).toMatchObject({ task: { id: first.task.id }, index: 0 });

	const made = { index: 2, image: await library.putImage(new Blob(["b"])), contentType: "", width: 1, height: 1 };
	// A task that only refers to the picture as an input does not own it.
	await library.addTask(makeTask("later", { inputs: { references: [made.image] } }));
	await library.addTask(makeTask("mine", { outputs: [made] }));
	expect(await importCloudOutput(output("b"), ports)).toMatchObject({ task: { id: "mine" }, index: 2 });
	library.close();
	await Dexie.delete(DATABASE_NAME);
});
