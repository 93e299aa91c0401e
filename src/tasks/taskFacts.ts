// What was asked of a task and what came, by name; and the same for a provider's support. Pure. Never the prompt, a picture
// or a key in what is for support.
import { formatUsd, priceOfUsage } from "../gateway/prices";
import type { Locale, Translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";

interface Fact {
	readonly name: string;
	readonly value: string;
}

export function factsOf(task: TaskRecord, t: Translate, locale: Locale): Fact[] {
	const { params, outputs, usage, difference = [] } = task;
	const prices = pricesOf(task);
	const came = (field: string): string | undefined => difference.find((one) => one.field === field)?.actual;
	/** What was asked for, and what came where that is another. */
	const both = (asked: string | undefined, got: string | undefined): string | undefined =>
		got !== undefined && asked !== undefined && got !== asked ? t("tasks.sizeDiffers", { asked, got }) : (got ?? asked);
	const spaced = (size: string | undefined): string | undefined => size?.replace("x", " \u00d7 ");
	const sizes = [...new Set(outputs.map(({ width, height }) => `${width} \u00d7 ${height}`))].join(", ");
	const askedSize = params.size === "auto" ? undefined : spaced(params.size);
	const number = new Intl.NumberFormat(locale);
	const found: [Parameters<Translate>[0], string | undefined][] = [
		["tasks.fact.model", params.model],
		["tasks.fact.size", both(askedSize, sizes || undefined)],
		["tasks.fact.quality", both(params.quality, came("quality") ?? task.actual?.quality)],
		["tasks.fact.format", both(params.outputFormat, came("format"))],
		["tasks.fact.compression", params.outputCompression === undefined ? undefined : `${params.outputCompression} %`],
		["tasks.fact.background", params.background],
		["tasks.fact.moderation", params.moderation],
		["tasks.fact.fidelity", params.inputFidelity],
		["tasks.fact.count", both(`${params.n}`, outputs.length > 0 ? `${outputs.length}` : undefined)],
		["tasks.fact.tokens", usage?.total_tokens === undefined ? undefined : number.format(usage.total_tokens)],
		["tasks.fact.estimate", prices.before],
		["tasks.fact.price", prices.after],
		[
			"tasks.fact.created",
			new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(task.createdAt),
		],
		[
			"tasks.fact.time",
			task.elapsedMs === undefined ? undefined : t("tasks.elapsed", { seconds: Math.round(task.elapsedMs / 1000) }),
		],
	];
	return found.flatMap(([name, value]) => (value ? [{ name: t(name), value }] : []));
}

/** Approximate both: what was reckoned before, and list prices of what the provider counted. */
function pricesOf({ estimate, usage, params, inputs }: TaskRecord): { before?: string; after?: string } {
	const hasImages = inputs.target !== undefined || inputs.references.length > 0;
	const used = usage && priceOfUsage(params.model, usage, hasImages);
	return {
		...(estimate ? { before: `\u2248 ${formatUsd(estimate.from, estimate.to)} (${estimate.asOf})` } : {}),
		...(used === undefined ? {} : { after: `\u2248 ${formatUsd(used)}` }),
	};
}

export function technicalOf(task: TaskRecord): string {
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
