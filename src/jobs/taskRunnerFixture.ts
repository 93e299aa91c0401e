// Set-up of the task runner's tests: a real library over fake-indexeddb, an in-memory backend, a managed bridge that
// the test answers, and any number of pages that share them.
import "fake-indexeddb/auto";
import { createCanvas } from "@napi-rs/canvas";
import { Dexie } from "dexie";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { createCustomGateway } from "../gateway/custom";
import { createManagedGateway } from "../gateway/managed";
import type { ManagedBridge, ManagedResult } from "../host/gateway";
import { createLog, type LogFields } from "../host/log";
import { DATABASE_NAME } from "../library/database";
import { type Library, openLibrary } from "../library/library";
import type { TaskRecord } from "../library/records";
import { FakeBackend } from "./fakeBackend";
import type { TaskDraft } from "./taskDraft";
import type { TaskLock } from "./taskLock";
import type { TaskProgress } from "./taskProgress";
import { createTaskRunner, type TaskRunner } from "./taskRunner";

export const PROMPT = "planted-prompt: a red fox";
export const ROUTE = { kind: "custom", baseUrl: "https://example.test/v1" } as const;

export function png(width: number, height: number, colour = "red"): Buffer {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = colour;
	context.fillRect(0, 0, width, height);
	return canvas.toBuffer("image/png");
}

export const blobOf = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)]);
export const SIZE = { width: 64, height: 48 };
export const RESULT = png(SIZE.width, SIZE.height, "blue");

export const draft = (more: Partial<TaskDraft> = {}): TaskDraft => ({
	operation: "generate",
	prompt: PROMPT,
	params: { model: "gpt-image-2", size: "1024x1024", n: 1 },
	route: { kind: "custom", baseUrl: "https://example.test/v1?api-version=1" },
	inputs: { references: [] },
	...more,
});

export const managedDraft = (more: Partial<TaskDraft> = {}): TaskDraft =>
	draft({ route: { kind: "managed" }, ...more });

/** Answers the latest call only. */
export interface FakeBridge extends ManagedBridge {
	answer(result: ManagedResult): void;
	refuse(error: unknown): void;
}

function createFakeBridge(): FakeBridge {
	let latest: { resolve: (value: ManagedResult) => void; reject: (error: unknown) => void } | undefined;
	const call = () => new Promise<ManagedResult>((resolve, reject) => (latest = { resolve, reject }));
	return {
		isAvailable: () => true,
		generateImages: vi.fn(call),
		editImages: vi.fn(call),
		answer: (value) => latest?.resolve(value),
		refuse: (error) => latest?.reject(error),
	};
}

interface LoggedLine {
	readonly level: string;
	readonly message: string;
	readonly fields: LogFields;
}

const INITIAL_PROGRESS: TaskProgress = { previews: new Map(), failedCount: 0 };

class TaskRunnerEnvironment {
	library!: Library;
	fake!: FakeBackend;
	bridge!: FakeBridge;
	lines!: LoggedLine[];
	/** Tasks whose lock some page holds. */
	locked!: Set<string>;
	saveProblems!: Map<string, string | undefined>;
	/** The progress of each task, from its first state to its latest. */
	progress!: Map<string, TaskProgress[]>;
	onBackendLost!: () => void;

	reset(): void {
		this.library = openLibrary();
		this.fake = new FakeBackend();
		this.bridge = createFakeBridge();
		this.lines = [];
		this.locked = new Set();
		this.saveProblems = new Map();
		this.progress = new Map();
		this.onBackendLost = vi.fn();
	}

	/** A runner of its own over the same library, backend and locks. */
	openPage(): TaskRunner {
		const { library, fake, bridge, lines, locked, saveProblems, progress } = this;
		const lockTask: TaskLock = async (id) => {
			if (locked.has(id)) return undefined;
			locked.add(id);
			return () => void locked.delete(id);
		};
		const write = (level: string) => async (message: string, fields?: unknown) => {
			lines.push({ level, message, fields: (fields ?? {}) as LogFields });
		};
		const waitForNextTick = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
		let ids = 0;
		return createTaskRunner({
			library,
			gateways: {
				custom: createCustomGateway(fake.backend, waitForNextTick),
				managed: createManagedGateway({ bridge, backend: fake.backend }),
			},
			backend: fake.backend,
			log: createLog(() => ({ info: write("info"), warn: write("warn"), error: write("error") })),
			lockTask,
			settings: () => ({ mode: "auto", isBase64Wanted: false }),
			onStage: () => {},
			onProgress(id, change) {
				const states = progress.get(id) ?? [];
				progress.set(id, [...states, change(states.at(-1) ?? INITIAL_PROGRESS)]);
			},
			onSaveProblem: (id, code) => void saveProblems.set(id, code),
			onBackendLost: () => this.onBackendLost(),
			newId: () => `${++ids}-${Math.random().toString(36).slice(2)}`,
			now: Date.now,
		});
	}

	async editDraft(more: Partial<TaskDraft> = {}): Promise<TaskDraft> {
		const target = await this.library.putImage(blobOf(png(64, 48)));
		const editMask = await this.library.putImage(blobOf(png(64, 48, "transparent")));
		return draft({ operation: "edit", inputs: { target, references: [], editMask }, ...more });
	}

	waitForStatus(id: string, status: TaskRecord["status"]): Promise<TaskRecord> {
		return vi.waitFor(async () => {
			const task = await this.library.getTask(id);
			expect(task?.status).toBe(status);
			return task as TaskRecord;
		});
	}

	waitForJob(id: string): Promise<string> {
		return vi.waitFor(async () => {
			const jobId = (await this.library.getTask(id))?.jobId;
			expect(jobId).toBeDefined();
			return jobId as string;
		});
	}

	waitForUnlock(): Promise<void> {
		return vi.waitFor(() => expect(this.locked.size).toBe(0));
	}

	waitForManagedCall(): Promise<void> {
		return vi.waitFor(() => expect(this.bridge.generateImages).toHaveBeenCalled());
	}

	waitForManagedEdit(): Promise<void> {
		return vi.waitFor(() => expect(this.bridge.editImages).toHaveBeenCalled());
	}

	/** Polls that are under way never return, as those of a page that was closed; its locks are released. */
	async closePages(): Promise<void> {
		vi.spyOn(this.fake.backend, "poll").mockImplementation(() => new Promise(() => {}));
		await new Promise((resolve) => setTimeout(resolve, 5));
		vi.mocked(this.fake.backend.poll).mockRestore();
		this.locked.clear();
	}
}

/** Call once at the top of a test file. The environment is new in each test. */
export function setUpTaskRunner(): TaskRunnerEnvironment {
	const environment = new TaskRunnerEnvironment();
	beforeEach(() => environment.reset());
	afterEach(async () => {
		environment.library.close();
		await Dexie.delete(DATABASE_NAME);
	});
	return environment;
}
