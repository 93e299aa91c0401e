// Requests to a provider that misbehaves in one or two random ways at a time, by every kind of API, some of them cancelled.
// Each job must end with readable pictures or an error of its own, without key or prompt in it; a sound request beside
// them must succeed, and what was reported must survive a restart.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { BEFORE_BODY, MISBEHAVIOURS, type MisbehaviourName } from "../../../dev/provider/misbehave/names";
import { type Provider, startProvider } from "../../../dev/provider/server";
import type { Backend } from "../../../src/host/backend";
import type { EndpointProfile, JobEvent, JobRequest, JobState } from "../../../src/host/contract";
import { toStudioError } from "../../../src/host/errors";
import { ERROR_STRINGS } from "../../../src/i18n/errorStrings";
import { KEY, PROMPT, searchFolder, searchText } from "../../e2e/leakSearch";
import { addInputs, panicLines, startBackend } from "../backendProcess";
import { type FaultKind, type Problem, toProblem, withoutHang } from "../faultKind";
import type { Random } from "../random";
import { ReportedResults } from "../reportedResults";

const SECRETS = { key: KEY, prompt: PROMPT };
/** Misbehaving requests of a round, side by side. */
const REQUESTS = 4;
/** A server that never answers ends by this. */
const TIMEOUT_MS = 6000;

const PROFILES = {
	images: {},
	"images-streamed": { stream: true, partial_images: 2 },
	responses: { api_mode: "responses", responses_model: "gpt-5.5" },
	"responses-streamed": { api_mode: "responses", responses_model: "gpt-5.5", stream: true, partial_images: 2 },
} as const satisfies Record<string, Partial<EndpointProfile>>;
const PROFILE_IDS = Object.keys(PROFILES) as (keyof typeof PROFILES)[];

/** Those of the mock gateway alone have no effect here. */
const NAMES = (Object.keys(MISBEHAVIOURS) as MisbehaviourName[]).filter((name) => name !== "assets-only");

export const providers: FaultKind = {
	id: "providers",
	title: "misbehaving providers",
	async run({ random, rounds }) {
		const provider = await startProvider({ key: KEY });
		const dataDir = mkdtempSync(join(tmpdir(), "faults-providers-"));
		const results = new ReportedResults();
		const problems: Problem[] = [];
		const tried = new Set<string>();
		const ends = new Map<JobState, number>();
		let checked = 0;
		const { devhost, backend } = await startBackend(dataDir);
		try {
			for (const id of PROFILE_IDS) {
				await backend.setProfile({ id, base_url: provider.url, concurrency: 8, ...PROFILES[id] }, KEY);
			}
			for (let round = 0; round < rounds; round++) {
				// All choices are made before the requests are sent, because their order depends on the machine.
				const plans = Array.from({ length: REQUESTS }, (_, index) => plan(random, round, index));
				const isSoundOneHit = plans.some(({ names }) => names.some((name) => BEFORE_BODY.includes(name)));
				const all = isSoundOneHit ? plans : [...plans, soundPlan(random, round)];
				await Promise.all(
					all.map(async (one) => {
						const label = `round ${round}, ${one.profile}, ${one.how.join(" and ") || "sound"}`;
						const undo = misbehave(provider, one);
						try {
							const job = await withoutHang(label, follow(one, { backend, provider, results }));
							ends.set(job.state, (ends.get(job.state) ?? 0) + 1);
							for (const text of await findProblems(one, job, backend))
								problems.push({ ...text, text: `${label}: ${text.text}` });
						} catch (error) {
							const problem = toProblem(error);
							problems.push({ ...problem, text: `${label}: ${problem.text}` });
						}
						undo();
						for (const name of one.names) tried.add(name);
						checked++;
					}),
				);
			}
		} finally {
			await devhost.stop();
			await provider.close();
		}
		const restarted = await startBackend(dataDir);
		await withoutHang("reading the results", results.check(restarted.backend)).catch((error) =>
			problems.push(toProblem(error)),
		);
		await restarted.devhost.stop();
		for (const line of panicLines(join(dataDir, "logs"))) problems.push({ kind: "panic", text: line });
		for (const { place, kind } of searchFolder(dataDir, SECRETS))
			problems.push({ kind: "leak", text: `${kind} is in ${place}` });
		rmSync(dataDir, { recursive: true, force: true });
		const counts = [...ends].map(([state, count]) => `${count} ${state}`).join(", ");
		return {
			faults: rounds * REQUESTS,
			checked: checked + results.checked,
			problems: [...results.problems, ...problems],
			note: `${tried.size} of ${NAMES.length} ways; jobs: ${counts}`,
		};
	},
};

interface Plan {
	readonly id: string;
	readonly profile: keyof typeof PROFILES;
	readonly names: readonly MisbehaviourName[];
	readonly how: readonly string[];
	/** Number of requests that are misbehaved to; further ones of a split job are answered well. */
	readonly times: number;
	readonly n: number;
	readonly isEdit: boolean;
	readonly edge: number;
	readonly cancelAfter: number | undefined;
	readonly isAcknowledged: boolean;
}

function plan(random: Random, round: number, index: number): Plan {
	const names = [random.choose(NAMES), ...(random.chance(0.3) ? [random.choose(NAMES)] : [])];
	return {
		...soundPlan(random, round),
		id: `${round}-${index}`,
		names,
		how: names.map((name) => name + argument(random, name)),
		times: random.between(1, 3),
		cancelAfter: random.chance(0.15) ? random.between(0, 1500) : undefined,
	};
}

const soundPlan = (random: Random, round: number): Plan => ({
	id: `${round}-sound`,
	profile: random.choose(PROFILE_IDS),
	names: [],
	how: [],
	times: 0,
	n: random.between(1, 2),
	isEdit: random.chance(0.3),
	edge: 16 * random.between(4, 12),
	cancelAfter: undefined,
	isAcknowledged: random.chance(0.5),
});

function argument(random: Random, name: MisbehaviourName): string {
	switch (name) {
		case "delay":
		case "slow-body":
			return `:${random.between(0, 2000)}`;
		case "pace":
			return `:${random.between(1, 200)}`;
		case "trickle":
			return `:${random.between(512, 65_536)}`;
		case "drop":
			return `:${random.between(0, 100_000)}`;
		case "429":
		case "503":
			return random.chance(0.5) ? `:${random.between(1, 500)}ms` : ":120";
		case "size":
			return `:${random.between(1, 1200)}x${random.between(1, 1200)}`;
		default:
			return "";
	}
}

/** Misbehaviours that act before the body is read cannot be matched by the prompt. */
function misbehave(provider: Provider, { id, names, how, times }: Plan): () => void {
	if (how.length === 0) return () => {};
	const isEarly = names.some((name) => BEFORE_BODY.includes(name));
	const match = isEarly ? {} : { match: { prompt: `${PROMPT}, ${id}.` } };
	return provider.misbehave({ how: how as MisbehaviourName[], times, ...match });
}

interface FollowedJob {
	readonly state: JobState;
	readonly events: readonly JobEvent[];
}

async function follow(
	plan: Plan,
	{ backend, provider, results }: { backend: Backend; provider: Provider; results: ReportedResults },
): Promise<FollowedJob> {
	const isSound = plan.how.length === 0;
	const request: JobRequest = {
		request_id: `hfis-${plan.id}`,
		task_id: `task-${plan.id}`,
		operation: "generate",
		base_url: provider.url,
		profile_id: plan.profile,
		prompt: `${PROMPT}, ${plan.id}.`,
		params: { model: "gpt-image-2", size: "816x816", n: plan.n },
		images: [],
		...(isSound ? {} : { timeout_ms: TIMEOUT_MS }),
	};
	if (plan.isEdit) await addInputs(request, plan.edge, backend, results);
	const jobId = await backend.submit(request);
	results.addJob(jobId, request.task_id);
	const started = performance.now();
	const all: JobEvent[] = [];
	let isCancelled = false;
	for (let after = 0; ; ) {
		const { state, events } = await backend.poll(jobId, after);
		results.addEvents(jobId, events);
		all.push(...events);
		after = Math.max(after, ...events.map(({ seq }) => seq));
		if (state !== "running") {
			if (plan.isAcknowledged) {
				results.acknowledge(jobId);
				await backend.acknowledge(jobId);
			}
			return { state, events: all };
		}
		if (!isCancelled && plan.cancelAfter !== undefined && performance.now() - started > plan.cancelAfter) {
			isCancelled = true;
			await backend.cancel(jobId);
		}
		await pause(20);
	}
}

async function findProblems(
	{ how, cancelAfter, n }: Plan,
	{ state, events }: FollowedJob,
	backend: Backend,
): Promise<Problem[]> {
	const problems: Problem[] = [];
	const images = events.flatMap((event) => (event.type === "image" ? [event.image] : []));
	for (const { sha256, content_type } of images) {
		await backend.getBlob(sha256, content_type).catch((error) => {
			problems.push({ kind: "lost", text: `${sha256} cannot be read: ${toStudioError(error).code}` });
		});
	}
	const errors = events.flatMap((event) =>
		event.type === "failed" || event.type === "child_failed" ? [event.error] : [],
	);
	for (const error of errors) {
		if (error.code === "internal" || !Object.hasOwn(ERROR_STRINGS, error.code)) {
			problems.push({ kind: "panic", text: `the error ${error.code} has no words of its own` });
		}
		for (const { kind } of searchText("", JSON.stringify(error), SECRETS)) {
			problems.push({ kind: "leak", text: `${kind} is in the error ${error.code}` });
		}
	}
	if (how.length === 0 && (state !== "done" || images.length !== n)) {
		problems.push({ kind: "lost", text: `it is ${state} with ${images.length} of ${n} pictures` });
	}
	if (state === "done" && images.length === 0) problems.push({ kind: "lost", text: "it is done without a picture" });
	if (state === "failed" && errors.length === 0) problems.push({ kind: "panic", text: "it failed without an error" });
	if (state === "interrupted" || (state === "cancelled" && cancelAfter === undefined)) {
		problems.push({ kind: "panic", text: `it is ${state}` });
	}
	return problems;
}
