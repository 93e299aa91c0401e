// Closing a document while work on it is under way: no pixels of two pictures are mixed, and no promise stays pending.
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

test("the keyboard's pointer goes with its picture", async () => {
	const session = newSession();
	await session.open(grey(10), "a.png");
	session.run("input.keyPointer");
	expect(session.getSnapshot().hasKeyPointer).toBe(true);
	session.close();
	expect(session.getSnapshot().hasKeyPointer).toBe(false);
	await session.open(grey(10), "a.png");
	session.run("input.keyPointer");
	await session.open(grey(20), "b.png");
	expect(session.getSnapshot().hasKeyPointer).toBe(false);
});

/** A store whose reads and writes wait while it is held. */
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
		release: () => gate.open(),
		isAccessed: () => reached.passed,
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

test("an edit that is being prepared is not sent with another picture's pixels", async () => {
	const { slow, hold, release, isAccessed } = slowStore();
	const editor = await at(slow);
	hold();
	const going = editor.prepareEdits({ rules: RULES });
	await isAccessed();
	editor.close();
	release();
	await expect(going).rejects.toMatchObject(LEFT);
});

test("an export that is interrupted by closing rejects", async () => {
	const { slow, hold, release } = slowStore();
	const editor = await at(slow);
	const { edit } = await editor.prepareEdit({ rules: RULES });
	await editor.showResult("r", grey(90), edit);
	editor.run("result.keep");
	const saved = editor.save();
	if (saved === null) throw new Error("nothing to save");
	editor.close();
	await editor.load(saved);
	hold();
	const saving = editor.exportAs("picture");
	editor.close();
	release();
	await expect(saving).rejects.toMatchObject(LEFT);
});

test("an answer that arrives while its picture is closed is not added to the next one", async () => {
	const { slow, hold, release } = slowStore();
	const editor = await at(slow);
	const { edit } = await editor.prepareEdit({ rules: RULES });
	hold();
	const coming = editor.showResult("r", grey(90), edit);
	const opening = editor.open(grey(200), "second");
	release();
	await opening;
	expect((await coming).drift).toBeNull();
	expect(editor.getState().results).toEqual([]);
});

test("a request that waits for a mask operation rejects when the operation is dropped", async () => {
	const editor = await at(memoryStore());
	editor.run("mask.grow");
	const going = editor.prepareEdits({ rules: RULES });
	editor.close();
	await expect(going).rejects.toMatchObject(LEFT);
});
