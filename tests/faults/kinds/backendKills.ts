// Kills the backend's process (SIGKILL) at random moments while jobs are sent, answered and acknowledged, and restarts it
// on the same folder. Every result and upload that it had reported must still be there, byte for byte.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Provider, startProvider } from "../../../dev/provider/server";
import type { Backend } from "../../../src/host/backend";
import type { JobRequest } from "../../../src/host/contract";
import { toStudioError } from "../../../src/host/errors";
import type { Devhost } from "../../e2e/servers";
import { addInputs, kill, panicLines, startBackend } from "../backendProcess";
import { type FaultKind, type Problem, toProblem, withoutHang } from "../faultKind";
import type { Random } from "../random";
import { ReportedResults } from "../reportedResults";

const WORKERS = 4;
/** The kill comes within this time after the first job; most jobs take less than a third of it. */
const LATEST_KILL_MS = 1500;

export const backendKills: FaultKind = {
	id: "backend-kills",
	title: "SIGKILL of the backend while it sends, receives and stores",
	async run({ random, rounds }) {
		const provider = await startProvider({ key: "sk-planted-faults", models: ["dall-e-2", "gpt-image-2"] });
		const dataDir = mkdtempSync(join(tmpdir(), "faults-backend-"));
		const results = new ReportedResults();
		const problems: Problem[] = [];
		let finished = 0;
		for (let round = 0; round < rounds; round++) {
			const { devhost, backend } = await startBackend(dataDir);
			try {
				await withoutHang("reading the results", results.check(backend));
				results.clear();
				await setProfiles(backend, provider);
				finished += await workUntilKilled({ random, round, provider, devhost, backend, results, problems });
			} catch (error) {
				problems.push(toProblem(error));
			}
			await kill(devhost);
		}
		const { devhost, backend } = await startBackend(dataDir);
		await withoutHang("reading the results", results.check(backend)).catch((error) => problems.push(toProblem(error)));
		await devhost.stop();
		await provider.close();
		for (const line of panicLines(join(dataDir, "logs"))) problems.push({ kind: "panic", text: line });
		rmSync(dataDir, { recursive: true, force: true });
		return {
			faults: rounds,
			checked: results.checked,
			problems: [...results.problems, ...problems],
			note: `${finished} jobs ended before the kills`,
		};
	},
};

async function setProfiles(backend: Backend, { url, key }: Provider): Promise<void> {
	await backend.setProfile({ id: "plain", base_url: url, concurrency: 8 }, key);
	await backend.setProfile({ id: "streamed", base_url: url, concurrency: 8, stream: true, partial_images: 2 }, key);
}

interface Work {
	readonly random: Random;
	readonly round: number;
	readonly provider: Provider;
	readonly devhost: Devhost;
	readonly backend: Backend;
	readonly results: ReportedResults;
	readonly problems: Problem[];
}

/** Returns the number of jobs that ended before the kill. */
async function workUntilKilled({ random, round, provider, devhost, backend, results, problems }: Work) {
	let isKilled = false;
	let ended = 0;
	const killAfter = random.between(20, LATEST_KILL_MS);
	// All choices are made before the work starts, because its order depends on the machine.
	const plans = Array.from({ length: WORKERS }, () =>
		Array.from({ length: 40 }, () => ({
			isEdit: random.chance(0.3),
			isStreamed: random.chance(0.25),
			n: random.between(1, 3),
			delay: random.between(0, 250),
			edge: random.between(20, 60) * 4,
			isAcknowledged: random.chance(0.4),
		})),
	);
	const work = async (worker: number): Promise<void> => {
		for (const [index, plan] of (plans[worker] ?? []).entries()) {
			if (isKilled) return;
			const taskId = `task-${round}-${worker}-${index}`;
			const prompt = `harbour ${taskId} [fake: delay:${plan.delay}; pace:20]`;
			const request = requestOf(taskId, prompt, provider.url, plan.isStreamed, plan.n);
			if (plan.isEdit) await addInputs(request, plan.edge, backend, results);
			const jobId = await backend.submit(request);
			results.addJob(jobId, taskId);
			for (let after = 0, isRunning = true; isRunning && !isKilled; ) {
				const { state, events } = await backend.poll(jobId, after);
				results.addEvents(jobId, events);
				after = Math.max(after, ...events.map(({ seq }) => seq));
				isRunning = state === "running";
				if (isRunning) await pause(5);
			}
			ended++;
			if (plan.isAcknowledged && !isKilled) {
				results.acknowledge(jobId);
				await backend.acknowledge(jobId);
			}
		}
	};
	const workers = Array.from({ length: WORKERS }, (_, worker) =>
		work(worker).catch((error) => {
			if (!isKilled) problems.push({ kind: "panic", text: `before the kill: ${toStudioError(error).message}` });
		}),
	);
	await pause(killAfter);
	isKilled = true;
	await kill(devhost);
	await withoutHang("the page's calls", Promise.all(workers));
	return ended;
}

function requestOf(taskId: string, prompt: string, url: string, isStreamed: boolean, n: number): JobRequest {
	return {
		request_id: `hfis-${taskId}`,
		task_id: taskId,
		operation: "generate",
		base_url: url,
		profile_id: isStreamed ? "streamed" : "plain",
		prompt,
		params: isStreamed ? { model: "gpt-image-2", size: "816x816" } : { model: "dall-e-2", size: "256x256", n },
		images: [],
	};
}
