// What was asked of a task and what came, by name; and the same for a provider's support. Pure. Never the prompt, a picture
// or a key in what is for support.

import { formatUsd, priceOfUsage } from "../gateway/prices";
import type { Locale, Translate } from "../i18n/locale";
import type { TaskOutput, TaskRecord } from "../library/records";
import { choiceValueLabel, type LabelledParam } from "../prompt/choiceLabels";

interface Fact {
	readonly name: string;
	readonly value: string;
}

interface SettingComparison {
	readonly name: string;
	readonly requested?: string | undefined;
	/** As far as it is known. */
	readonly actual?: string | undefined;
	readonly differs: boolean;
}

/** What was asked for beside what came, of one of the outputs. */
export function compareSettings(
	task: Pick<TaskRecord, "params" | "outputs" | "actual" | "difference" | "status">,
	output: TaskOutput | undefined,
	t: Translate,
): SettingComparison[] {
	const { params, outputs, actual = {}, difference = [] } = task;
	const came = (field: string): string | undefined => difference.find((one) => one.field === field)?.actual;
	const spaced = (size: string | undefined): string | undefined => size?.replace("x", " \u00d7 ");
	type Row = [
		name: Parameters<Translate>[0],
		requested: string | undefined,
		actual?: string | undefined,
		word?: LabelledParam,
	];
	const found: Row[] = [
		["prompt.model", params.model],
		["prompt.size", spaced(params.size), output && `${output.width} \u00d7 ${output.height}`],
		["prompt.quality", params.quality, came("quality") ?? actual.quality, "quality"],
		["tasks.fact.format", params.outputFormat, output?.contentType.replace("image/", ""), "format"],
		["tasks.fact.compression", params.outputCompression === undefined ? undefined : `${params.outputCompression} %`],
		["prompt.background", params.background, actual.background, "background"],
		["prompt.moderation", params.moderation, undefined, "moderation"],
		["prompt.fidelity", params.inputFidelity, undefined, "fidelity"],
		["tasks.fact.count", `${params.n}`, task.status === "running" ? undefined : `${outputs.length}`],
	];
	return found.flatMap(([name, requested, actual, of]) => {
		const differs = requested !== undefined && requested !== "auto" && actual !== undefined && actual !== requested;
		const label = (value: string | undefined) => {
			if (value === "auto") return t("prompt.auto");
			return of && value ? choiceValueLabel(t, of, value) : value;
		};
		return requested || actual ? [{ name: t(name), requested: label(requested), actual: label(actual), differs }] : [];
	});
}

export function taskFacts(task: TaskRecord, t: Translate, locale: Locale): Fact[] {
	const { usage = {}, createdAt, startedAt } = task;
	const prices = pricesOf(task);
	const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
	const [total, input, output] = [usage.total_tokens, usage.input_tokens, usage.output_tokens].map(
		(count) => count && new Intl.NumberFormat(locale).format(count),
	);
	const found: [Parameters<Translate>[0], string | undefined][] = [
		["tasks.fact.created", time.format(createdAt)],
		["detail.resent", startedAt > createdAt + AGAIN_MS ? time.format(startedAt) : undefined],
		[
			"tasks.fact.time",
			task.elapsedMs === undefined ? undefined : t("tasks.elapsed", { seconds: Math.round(task.elapsedMs / 1000) }),
		],
		["tasks.fact.tokens", total && input && output ? t("detail.tokens", { total, input, output }) : total || undefined],
		["tasks.fact.estimate", prices.before],
		["tasks.fact.price", prices.after],
	];
	return found.flatMap(([name, value]) => (value ? [{ name: t(name), value }] : []));
}

/** What is sent starts at once; later than that it was sent a second time. */
const AGAIN_MS = 1000;

/** Approximate both: what was reckoned before, and list prices of what the provider counted. */
function pricesOf({ estimate, usage, params, inputs }: TaskRecord): { before?: string; after?: string } {
	const hasImages = inputs.target !== undefined || inputs.references.length > 0;
	const used = usage && priceOfUsage(params.model, usage, hasImages);
	return {
		...(estimate ? { before: `\u2248 ${formatUsd(estimate.from, estimate.to)} (${estimate.asOf})` } : {}),
		...(used === undefined ? {} : { after: `\u2248 ${formatUsd(used)}` }),
	};
}

export function supportReport(task: TaskRecord): string {
	const { requestId, providerRequestId, gateway, baseUrl, operation, params, error, failures = [], usage } = task;
	const errors = [error, ...failures.map((failure) => failure.error)].filter((one) => one !== undefined);
	return [
		`request ${requestId}`,
		providerRequestId && `provider request ${providerRequestId}`,
		`${operation} ${gateway}${baseUrl ? ` ${new URL(baseUrl).host}` : ""}`,
		JSON.stringify(params),
		usage && JSON.stringify(usage),
		...errors.flatMap(({ code, message, provider_message, details }) => [
			`${code}: ${message}`,
			provider_message && `provider: ${provider_message}`,
			details && JSON.stringify(details),
		]),
	]
		.filter(Boolean)
		.join("\n");
}
