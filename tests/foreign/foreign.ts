// node scripts/run.mjs tests/foreign/foreign.ts --litellm FILE [--key KEY] | --url URL [--key KEY] [--model NAME]
// Sends three jobs (generate, masked edit, streamed) through the real backend to a server that is not ours: a LiteLLM
// proxy in front of the fake provider, or any that already runs at URL. Run by hand; README.md says how to install them.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startProvider } from "../../dev/provider/server";
import { greyPng } from "../../dev/provider/testPictures";
import { sha256Hex } from "../../src/bytes/sha256";
import { createBackend } from "../../src/host/backend";
import type { JobRequest } from "../../src/host/contract";
import { toStudioError } from "../../src/host/errors";
import { describeErrorRecord } from "../../src/i18n/describeErrorRecord";
import { callDevhost } from "../backend/callDevhost";
import { startDevhost } from "../e2e/servers";

const ORIGIN = "http://127.0.0.1:1";
const START_MS = 180_000;

const { values: options } = parseArgs({
	args: process.argv.slice(2),
	options: {
		litellm: { type: "string" },
		url: { type: "string" },
		key: { type: "string", default: "sk-foreign-test" },
		model: { type: "string", default: "gpt-image-2" },
	},
});
if (!options.litellm === !options.url) {
	console.error("foreign: name either --litellm FILE or --url URL");
	process.exit(2);
}

interface Server {
	readonly url: string;
	stop(): Promise<void>;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await new Promise((listening) => server.once("listening", listening));
	const address = server.address();
	await new Promise((closed) => server.close(closed));
	return typeof address === "object" && address ? address.port : 0;
}

/** A LiteLLM proxy whose only upstream is the fake provider. */
async function startLiteLlm(command: string): Promise<Server> {
	const upstream = await startProvider({ key: "sk-upstream" });
	const folder = mkdtempSync(join(tmpdir(), "litellm-"));
	const params = { model: `openai/${options.model}`, api_base: upstream.url, api_key: upstream.key };
	const config = {
		model_list: [{ model_name: options.model, litellm_params: params, model_info: { mode: "image_generation" } }],
		general_settings: { master_key: options.key },
	};
	// YAML reads JSON.
	writeFileSync(join(folder, "config.yaml"), JSON.stringify(config));
	const port = await freePort();
	const child = spawn(
		command,
		["--config", join(folder, "config.yaml"), "--port", String(port), "--host", "127.0.0.1"],
		{
			stdio: ["ignore", "ignore", "inherit"],
		},
	);
	const url = `http://127.0.0.1:${port}`;
	const started = performance.now();
	const isReady = () =>
		fetch(`${url}/health/liveliness`).then(
			({ ok }) => ok,
			() => false,
		);
	while (!(await isReady())) {
		if (child.exitCode !== null || performance.now() - started > START_MS) throw new Error("LiteLLM did not start");
		await pause(200);
	}
	return {
		url: `${url}/v1`,
		async stop() {
			child.kill("SIGTERM");
			await upstream.close();
			rmSync(folder, { recursive: true, force: true });
			for (const { method, path, status } of upstream.requests) console.log(`upstream: ${method} ${path} ${status}`);
		},
	};
}

const server: Server = options.litellm
	? await startLiteLlm(options.litellm)
	: { url: options.url ?? "", stop: async () => {} };
const devhost = await startDevhost(ORIGIN);
const backend = createBackend(callDevhost(devhost, ORIGIN));
await backend.setProfile({ id: "plain", base_url: server.url }, options.key);
await backend.setProfile({ id: "streamed", base_url: server.url, stream: true, partial_images: 2 }, options.key);

async function upload(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const sha256 = await sha256Hex(bytes);
	await backend.putBlob(sha256, new Blob([bytes], { type: "image/png" }));
	return sha256;
}

const common = { base_url: server.url, params: { model: options.model, size: "1024x1024" }, images: [] };
const picture = { sha256: await upload(greyPng(1024, 1024)), content_type: "image/png", file_name: "grey.png" };
const mask = { sha256: await upload(greyPng(1024, 1024, true)) };
const jobs: readonly (Omit<JobRequest, "request_id"> & { name: string })[] = [
	{ ...common, name: "generate", task_id: "t1", operation: "generate", prompt: "a red crane", profile_id: "plain" },
	{
		...common,
		name: "edit",
		task_id: "t2",
		operation: "edit",
		prompt: "blue",
		profile_id: "plain",
		images: [picture],
		mask,
	},
	{ ...common, name: "streamed", task_id: "t3", operation: "generate", prompt: "green", profile_id: "streamed" },
];

let failed = 0;
for (const { name, ...request } of jobs) {
	const jobId = await backend.submit({ ...request, request_id: `hfis-${request.task_id}` });
	let answer = await backend.poll(jobId, 0);
	for (; answer.state === "running"; answer = await backend.poll(jobId, 0)) await pause(50);
	const count = (type: string): number => answer.events.filter((event) => event.type === type).length;
	const last = answer.events.at(-1);
	const error = last?.type === "failed" ? last.error : undefined;
	if (answer.state !== "done") failed++;
	const words = error ? `${error.code}: ${describeErrorRecord(toStudioError(error).toRecord(), "en")}` : answer.state;
	console.log(`${name}: ${count("image")} images, ${count("partial")} previews, ${words}`);
}
await devhost.stop();
await server.stop();
rmSync(devhost.dataDir, { recursive: true, force: true });
process.exit(failed);
