// Checks that the backend survives a host that has one thread, is slow, cannot store settings, stores its form alone,
// calls back inside a call, notifies in bursts or unloads the plugin in the middle, and that errors say what happened.
import { existsSync, rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Provider, startProvider } from "../../dev/provider/server";
import { builtBackend } from "../../scripts/builtBackend";
import { createCustomGateway } from "../../src/gateway/custom";
import type { GatewayRequest } from "../../src/gateway/types";
import { type Backend, createBackend } from "../../src/host/backend";
import { type StudioError, toStudioError } from "../../src/host/errors";
import { describeErrorRecord } from "../../src/i18n/describeErrorRecord";
import { type Devhost, startDevhost } from "../e2e/servers";
import { callDevhost } from "./callDevhost";

const ORIGIN = "http://127.0.0.1:1";
const KEY = "sk-planted-host-misbehaviours";

interface Misbehaviour {
	one_thread?: boolean;
	slow_ms?: number;
	fail_settings?: boolean;
	change_inside_save?: boolean;
}

describe.skipIf(!existsSync(builtBackend().devhost))("a host that misbehaves", () => {
	let provider: Provider;
	let devhost: Devhost;
	let backend: Backend;
	beforeEach(async () => {
		provider = await startProvider({ key: KEY, models: ["dall-e-2"] });
		devhost = await startDevhost(ORIGIN);
		backend = createBackend(callDevhost(devhost, ORIGIN));
		await backend.setProfile({ id: "mine", base_url: provider.url, concurrency: 8 }, KEY);
	});
	afterEach(async () => {
		await devhost.stop();
		await provider.close();
		rmSync(devhost.dataDir, { recursive: true, force: true });
	});

	async function control(route: string, body: object = {}): Promise<void> {
		const response = await fetch(`${devhost.url}/${route}`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-devhost-token": devhost.token, origin: ORIGIN },
			body: JSON.stringify(body),
		});
		expect(await response.json()).toEqual({ ok: true });
	}
	const misbehave = (how: Misbehaviour) => control("misbehave", how);

	/** Returns the number of images that arrived, or the error. */
	async function generate(name: string, fake = ""): Promise<number | StudioError> {
		const request: GatewayRequest = {
			requestId: `hfis-${name}`,
			taskId: name,
			operation: "generate",
			prompt: `a harbour crane, ${name} ${fake && `[fake: ${fake}]`}`,
			params: { model: "dall-e-2", size: "256x256", n: 1 },
			images: [],
			baseUrl: provider.url,
			profileId: "mine",
		};
		let images = 0;
		const handlers = { onStage: () => {}, onPicture: async () => void images++ };
		return createCustomGateway(backend)
			.run(request, handlers, new AbortController().signal)
			.then(() => images, toStudioError);
	}
	const profiles = async () =>
		(await backend.getProfiles()).profiles.map(({ profile, key_set }) => [profile.base_url, key_set]);
	const sentences = (error: unknown) => {
		const record = toStudioError(error).toRecord();
		return [describeErrorRecord(record, "en"), describeErrorRecord(record, "zh")];
	};

	it("one slow thread for all commands: a server that hangs delays no other job", async () => {
		await misbehave({ one_thread: true, slow_ms: 40 });
		const hanging = generate("hanging", "hang");
		await expect.poll(async () => (await backend.list()).length).toBe(1);
		expect(await Promise.all(["a", "b", "c"].map((name) => generate(name)))).toEqual([1, 1, 1]);
		expect(await backend.health()).not.toBeNull();
		const [job] = (await backend.list()).filter(({ task_id }) => task_id === "hanging");
		expect(await backend.cancel(job?.job_id ?? "")).toBe(true);
		expect(await hanging).toMatchObject({ code: "cancelled" });
	});

	it("settings that cannot be stored: said with these words, and endpoint and key are as before", async () => {
		await misbehave({ fail_settings: true });
		const change = backend.setProfile({ id: "mine", base_url: "https://elsewhere.example/v1" }, "sk-planted-other-key");
		const [en, zh] = sentences(await change.catch((error: unknown) => error));
		expect(en).toBe(
			"The settings could not be saved: HaloForge did not store them. Settings and keys are kept as they were. Check the free disk space, then save again.",
		);
		expect(zh).toMatch(/^设置未能保存.*。$/);
		await expect(backend.removeProfile("mine")).rejects.toMatchObject({ code: "internal" });
		expect(await profiles()).toEqual([[provider.url, true]]);
		expect(await generate("after"), "the old key is still the one that is sent").toBe(1);
	});

	it("settings replaced by the host's form: endpoints, active endpoint and key are still there", async () => {
		await control("form");
		expect(await profiles()).toEqual([[provider.url, true]]);
		expect((await backend.getProfiles()).active).toBe("mine");
		expect(await generate("after")).toBe(1);
	});

	it("a call of on_settings_changed inside save_settings neither hangs nor loses the change", async () => {
		await misbehave({ change_inside_save: true });
		await backend.setProfile({ id: "other", base_url: "https://other.example/v1" }, "sk-planted-other-key");
		await backend.activateProfile("other");
		expect(await profiles()).toEqual([
			[provider.url, true],
			["https://other.example/v1", true],
		]);
		expect((await backend.getProfiles()).active).toBe("other");
		expect(await backend.removeProfile("other")).toBe(true);
		expect(await generate("after")).toBe(1);
	});

	it("a burst of notifications during a job changes nothing", async () => {
		const job = generate("during", "delay:300");
		await control("settings-changed", { times: 2000 });
		expect(await job).toBe(1);
		expect(await profiles()).toEqual([[provider.url, true]]);
	});

	it("unloading in the middle of jobs: finished results stay, running jobs say that they may be billed", async () => {
		expect(await generate("finished")).toBe(1);
		const running = generate("running", "hang");
		// Counted by what hangs: the finished image was downloaded by a request of its own.
		await expect.poll(() => provider.requests.filter(({ misbehaved }) => misbehaved.includes("hang")).length).toBe(1);
		await control("reload");
		const error = await running;
		const [en, zh] = sentences(error);
		expect(error).toMatchObject({ code: "interrupted" });
		expect(en).toMatch(/^Image Studio was closed before a response arrived\..*may be billed/);
		expect(zh).toMatch(/。$/);
		const states = (await backend.list()).map(({ task_id, state, received }) => [task_id, state, received]);
		expect(states).toEqual([
			["finished", "done", 1],
			["running", "interrupted", 0],
		]);
		expect(await generate("after")).toBe(1);
	});
});
