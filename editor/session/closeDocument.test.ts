// Whoever opens another picture while one is being got ready: nothing of the two is mixed, and nobody waits for ever.
import { encode } from "fast-png";
import { expect, test } from "vitest";
import type { ImageStore } from "../types";
import { dab, memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 320, height: 200 };

const grey = (level: number) => {
	const data = new Uint8Array(SIZE.width * SIZE.height).fill(level);
	return new Blob([encode({ ...SIZE, data, channels: 1, depth: 8 }) as Uint8Array<ArrayBuffer>]);
};

function newGate() {
	let open = () => {};
	const passed = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { passed, open };
}

/** A store that, while it is held, keeps whoever reads or writes waiting. */
function slowStore() {
	const store = memoryStore();
	let gate = newGate();
	let reached = newGate();
	gate.open();
	const pass = () => {
		reached.open();
		return gate.passed;
	};
	const slow: ImageStore = {
		put: (bytes) => pass().then(() => store.put(bytes)),
		get: (id) => pass().then(() => store.get(id)),
	};
	return {
		slow,
		hold() {
			gate = newGate();
			reached = newGate();
		},
		letGo: () => gate.open(),
		someoneWaits: () => reached.passed,
	};
}

async function at(store: ImageStore) {
	const editor = newSession(store);
	await editor.open(grey(40), "first");
	dab(editor, 100, 100);
	return editor;
}

const RULES = { kind: "any" } as const;
const LEFT = { code: "picture-left" };

test("an edit that is being got ready is not sent with the next picture's pixels", async () => {
	const { slow, hold, letGo, someoneWaits } = slowStore();
	const editor = await at(slow);
	hold();
	const going = editor.prepareEdits({ rules: RULES });
	await someoneWaits();
	editor.close();
	letGo();
	await expect(going).rejects.toMatchObject(LEFT);
});

test("what is saved is one picture or nothing", async () => {
	const { slow, hold, letGo } = slowStore();
	const editor = await at(slow);
	const { edit } = await editor.prepareEdit({ rules: RULES });
	await editor.showResult("r", grey(90), edit);
	editor.run("result.keep");
	const saved = editor.save();
	if (saved === null) throw new Error("nothing to save");
	editor.close();
	await editor.load(saved);
	hold();
	const saving = editor.exportPicture();
	editor.close();
	letGo();
	await expect(saving).rejects.toMatchObject(LEFT);
});

test("an answer that comes while its picture is left says nothing of another", async () => {
	const { slow, hold, letGo } = slowStore();
	const editor = await at(slow);
	const { edit } = await editor.prepareEdit({ rules: RULES });
	hold();
	const coming = editor.showResult("r", grey(90), edit);
	const opening = editor.open(grey(200), "second");
	letGo();
	await opening;
	expect((await coming).drift).toBeNull();
	expect(editor.getState().results).toEqual([]);
});

test("who waits for a mask operation is told when it is dropped", async () => {
	const editor = await at(memoryStore());
	editor.run("mask.grow");
	const going = editor.prepareEdits({ rules: RULES });
	editor.close();
	await expect(going).rejects.toMatchObject(LEFT);
});
