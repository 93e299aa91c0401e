// The facts of a task as labelled values: requested against actual settings, times, tokens and prices, and a report for the
// provider's support. The report contains no prompt, image or key. Pure.
import { formatUsd, priceOfUsage } from "../gateway/prices";
import type { Locale, Translate } from "../i18n/locale";
import type { TaskOutput, TaskRecord } from "../library/records";
import { choiceValueLabel, type LabelledParam } from "../prompt/parameters/choiceLabels";

interface Fact {
	readonly name: string;
	readonly value: string;
}

interface SettingComparison {
	readonly name: string;
	readonly requested?: string | undefined;
	/** undefined: unknown. */
	readonly actual?: string | undefined;
	readonly differs: boolean;
}

/** The requested settings of the task and the actual ones of an output. */
export function compareSettings(
	task: Pick<TaskRecord, "params" | "outputs" | "actual" | "difference" | "status">,
	output: TaskOutput | undefined,
	t: Translate,
): SettingComparison[] {
	const { params, outputs, actual = {}, difference = [] } = task;
	const actualOf = (field: string): string | undefined => difference.find((one) => one.field === field)?.actual;
	const formatSize = (size: string | undefined): string | undefined => size?.replace("x", " \u00d7 ");
	type Row = [
		name: Parameters<Translate>[0],
		requested: string | undefined,
		actual?: string | undefined,
		labelledBy?: LabelledParam,
	];
	const rows: Row[] = [
		["prompt.model", params.model],
		["prompt.size", formatSize(params.size), output && `${output.width} \u00d7 ${output.height}`],
		["prompt.quality", params.quality, actualOf("quality") ?? actual.quality, "quality"],
		["tasks.fact.format", params.outputFormat, output?.contentType.replace("image/", ""), "format"],
		["tasks.fact.compression", params.outputCompression === undefined ? undefined : `${params.outputCompression} %`],
		["prompt.background", params.background, actual.background, "background"],
		["prompt.moderation", params.moderation, undefined, "moderation"],
		["prompt.fidelity", params.inputFidelity, undefined, "fidelity"],
		["tasks.fact.count", `${params.n}`, task.status === "running" ? undefined : `${outputs.length}`],
	];
	return rows.flatMap(([name, requested, actualValue, labelledBy]) => {
		const differs =
			requested !== undefined && requested !== "auto" && actualValue !== undefined && actualValue !== requested;
		const labelOf = (value: string | undefined) => {
			if (value === "auto") return t("prompt.auto");
			return labelledBy && value ? choiceValueLabel(t, labelledBy, value) : value;
		};
		if (!requested && !actualValue) return [];
		return [{ name: t(name), requested: labelOf(requested), actual: labelOf(actualValue), differs }];
	});
}

export function taskFacts(task: TaskRecord, t: Translate, locale: Locale): Fact[] {
	const { usage = {}, createdAt, startedAt } = task;
	const prices = pricesOf(task);
	const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
	const [total, input, output] = [usage.total_tokens, usage.input_tokens, usage.output_tokens].map(
		(count) => count && new Intl.NumberFormat(locale).format(count),
	);
	const rows: [Parameters<Translate>[0], string | undefined][] = [
		["tasks.fact.created", time.format(createdAt)],
		["detail.resent", startedAt > createdAt + RETRY_DELAY_MS ? time.format(startedAt) : undefined],
		[
			"tasks.fact.time",
			task.elapsedMs === undefined ? undefined : t("tasks.elapsed", { seconds: Math.round(task.elapsedMs / 1000) }),
		],
		["tasks.fact.tokens", total && input && output ? t("detail.tokens", { total, input, output }) : total || undefined],
		["tasks.fact.estimate", prices.estimated],
		["tasks.fact.price", prices.charged],
	];
	return rows.flatMap(([name, value]) => (value ? [{ name: t(name), value }] : []));
}

/** A task starts when it is created. A later start means that it was retried. */
const RETRY_DELAY_MS = 1000;

/** Both are approximate: the estimate before sending, and the list price of the tokens that the provider counted. */
function pricesOf({ estimate, usage, params, inputs }: TaskRecord): { estimated?: string; charged?: string } {
	const hasImages = inputs.target !== undefined || inputs.references.length > 0;
	const used = usage && priceOfUsage(params.model, usage, hasImages);
	return {
		...(estimate ? { estimated: `\u2248 ${formatUsd(estimate.from, estimate.to)} (${estimate.asOf})` } : {}),
		...(used === undefined ? {} : { charged: `\u2248 ${formatUsd(used)}` }),
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
