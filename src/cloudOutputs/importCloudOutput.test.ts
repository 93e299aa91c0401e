import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, it } from "vitest";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import { DATABASE_NAME } from "../library/database";
import { openLibrary } from "../library/library";
import { makeTask } from "../library/makeTask";
import { bringSaved } from "./importCloudOutput";

it("brings a picture in at its own date, once, and leaves one that a task has where it is", async () => {
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
		words: "saved",
		newId: () => `new-${Math.random()}`,
		now: () => 9,
	};
	const first = await bringSaved(output("a"), ports);
	expect(await library.getTask(first.task.id)).toMatchObject({ prompt: "saved", createdAt: 7, gateway: "managed" });
	expect(await bringSaved(output("a"), ports)).toMatchObject({ task: { id: first.task.id }, index: 0 });

	const made = { index: 2, image: await library.putImage(new Blob(["b"])), contentType: "", width: 1, height: 1 };
	// What only goes along with it is not its own.
	await library.addTask(makeTask("later", { inputs: { references: [made.image] } }));
	await library.addTask(makeTask("mine", { outputs: [made] }));
	expect(await bringSaved(output("b"), ports)).toMatchObject({ task: { id: "mine" }, index: 2 });
	library.close();
	await Dexie.delete(DATABASE_NAME);
});
