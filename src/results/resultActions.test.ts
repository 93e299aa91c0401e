// Repeating the request of a result: the same inputs, with another prompt if one is given, through the current gateway.
import { expect, test, vi } from "vitest";
import type { TaskRecord } from "../library/records";
import { useLightbox } from "../lightbox/lightboxState";
import { createResultActions, type ResultPorts } from "./resultActions";

const TASK = {
	id: "0a-1b",
	createdAt: 5,
	startedAt: 5,
	status: "done",
	operation: "edit",
	prompt: "a boat",
	sentPrompt: "a boat\n\n1: red",
	params: { model: "m", size: "1024x768", quality: "high", n: 3 },
	gateway: "custom",
	baseUrl: "http://then",
	requestId: "hfis-1",
	documentId: "d",
	inputs: { target: "t", references: ["r"], editMask: "k", edit: { plan: {}, coverage: "c" } },
	outputs: [],
} satisfies TaskRecord;

function actions(over: Partial<ResultPorts> = {}) {
	const start = vi.fn(async () => "new");
	const ports = {
		editor: { branch: vi.fn(() => null) },
		library: { getTask: vi.fn(async (id: string) => (id === TASK.id ? TASK : undefined)), putDocument: vi.fn() },
		runner: { start },
		route: () => ({ kind: "managed" }) as const,
		openStored: vi.fn(),
		openOutput: vi.fn(),
		placeAsLayer: vi.fn(),
		useAsReference: vi.fn(),
		onTaskMissing: vi.fn(),
		onNoRoute: vi.fn(),
		onProblem: vi.fn(),
		nameBranch: (name: string) => `${name}, copy`,
		...over,
	} satisfies ResultPorts;
	return { ports, start, source: createResultActions(ports) };
}

test("another prompt is sent with the original picture, mask and parameters, and keeps the added instructions", async () => {
	const { start, source } = actions();
	source.request("0a-1b-2", "again", "a $& ship");
	await vi.waitFor(() => expect(start).toHaveBeenCalled());
	const { inputs, params, documentId, operation } = TASK;
	const same = { inputs, params, documentId, operation };
	expect(start).toHaveBeenCalledWith({
		...same,
		prompt: "a $& ship",
		sentPrompt: "a $& ship\n\n1: red",
		route: { kind: "managed" },
	});
});

test("a prompt with mentions is replaced as it was sent", async () => {
	const task = { ...TASK, prompt: "like @Image 2", sentPrompt: "like image 2" };
	const library = { getTask: vi.fn(async () => task), putDocument: vi.fn() };
	const { start, source } = actions({ library });
	expect((await source.describe("0a-1b-0"))?.editablePrompt).toBe("like image 2");
	source.request("0a-1b-0", "again", "unlike image 2");
	source.request("0a-1b-0", "more");
	await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2));
	const drafts = start.mock.calls.map((call: readonly unknown[]) => call[0] as TaskRecord);
	expect(drafts.map(({ prompt, sentPrompt }) => [prompt, sentPrompt])).toEqual([
		["unlike image 2", undefined],
		["like @Image 2", "like image 2"],
	]);
});

test('"more" requests one picture, "reproduce" as many as the original', async () => {
	const { start, source } = actions();
	source.request("0a-1b-0", "more");
	source.request("0a-1b-0", "reproduce");
	await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(2));
	const counts = start.mock.calls.map((call: readonly unknown[]) => (call[0] as TaskRecord).params.n);
	expect(counts.sort()).toEqual([1, 3]);
});

test("a deleted task and a missing gateway are reported, and nothing is sent", async () => {
	const gone = actions();
	gone.source.request("other-0", "more");
	await vi.waitFor(() => expect(gone.ports.onTaskMissing).toHaveBeenCalled());
	expect(await gone.source.describe("other-0")).toBeUndefined();
	const nowhere = actions({ route: () => null });
	nowhere.source.request("0a-1b-0", "more");
	await vi.waitFor(() => expect(nowhere.ports.onNoRoute).toHaveBeenCalled());
	expect(gone.start).not.toHaveBeenCalled();
	expect(nowhere.start).not.toHaveBeenCalled();
});

test('"look" opens the result in the lightbox and sends nothing', async () => {
	const outputs = [0, 2].map((index) => ({ index, image: `${index}`, contentType: "image/png", width: 1, height: 1 }));
	const library = { getTask: vi.fn(async () => ({ ...TASK, outputs })), putDocument: vi.fn() };
	const { start, source } = actions({ library });
	source.request("0a-1b-2", "look");
	await vi.waitFor(() => expect(useLightbox.getState().target).toEqual({ taskId: TASK.id, position: 1 }));
	expect(start).not.toHaveBeenCalled();
});

test("a branch is stored under its own name before it is opened", async () => {
	const saved = { version: 1, id: "b", name: "lake", width: 1, height: 1, base: "x", masks: [], results: [] } as const;
	const { ports, source } = actions({ editor: { branch: () => saved } });
	source.branch("0a-1b-0");
	await vi.waitFor(() => expect(ports.openStored).toHaveBeenCalledWith("b"));
	expect(ports.library.putDocument).toHaveBeenCalledWith("b", { ...saved, name: "lake, copy" });
});
