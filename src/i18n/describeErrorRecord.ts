// Describes an error record in the reader's language. An unknown code shows its own English message. Knows no error class.
import { ERROR_STRINGS } from "./errorStrings";
import { fill, joinSentences, type Locale } from "./locale";
import type { Phrase } from "./phrase";
import { ellipsize } from "./truncateText";

export interface DescribableError {
	readonly code: string;
	readonly message: string;
	readonly details?: Readonly<Record<string, string | number | boolean>>;
	/** The provider's own text, redacted. */
	readonly provider_message?: string | undefined;
}

/** Appended when the details hold both sizes, so that the reader can compare them. */
const SIZES: Phrase = {
	en: "Mask {mask_width} × {mask_height}, image {image_width} × {image_height}.",
	zh: "蒙版 {mask_width} × {mask_height}，图片 {image_width} × {image_height}。",
};

/** Appended when the provider states how long to wait. */
const WAIT: Phrase = {
	en: "The provider asks to wait {seconds} s before retrying.",
	zh: "服务方要求等待 {seconds} 秒。",
};

/** Appended when the provider names the refused setting. */
const SETTING: Phrase = { en: "Setting: {param}.", zh: "相关设置：{param}。" };

/** Appended when the provider sent a message. */
const PROVIDER: Phrase = { en: "The provider says: “{text}”", zh: "服务方提示：“{text}”" };
const MAX_PROVIDER_CHARS = 200;

/** The variant of the code that the details select: the part after the dot in a key of ERROR_STRINGS. */
function variantOf({ code, details = {} }: DescribableError): string {
	const { sent = details.key_sent, reason, status, phase } = details;
	if (`${code}.${reason}` in ERROR_STRINGS) return String(reason);
	if (code === "timeout") return String(phase);
	if (code === "interrupted" && details.found !== undefined) return "found";
	if (sent !== undefined) return sent === true ? "sent" : "unsent";
	if (code === "endpoint_invalid" || code.startsWith("file_") || /^(result_unfetched|provider_unreadable)$/.test(code))
		return String(reason);
	if (code === "gateway_failed") return status === 503 ? "busy" : "";
	if (status === 429) return "limit";
	if (status === 401 || status === 403) return "denied";
	return typeof status === "number" && status >= 300 && status < 400 ? "redirect" : "";
}

/** In seconds. Retry-After may also be a date, which depends on the server's clock and is ignored. */
function waitSecondsOf({ details }: DescribableError): string | undefined {
	if (typeof details?.retry_after_ms === "number") return String(Math.ceil(details.retry_after_ms / 1000));
	const seconds = String(details?.retry_after ?? "").trim();
	return /^\d{1,6}$/.test(seconds) ? seconds : undefined;
}

export function describeErrorRecord(error: DescribableError, locale: Locale): string {
	const phrase = ERROR_STRINGS[`${error.code}.${variantOf(error)}`] ?? ERROR_STRINGS[error.code];
	if (!phrase) return error.message;
	const sentence = phrase[locale];
	const details = Object.fromEntries(Object.entries(error.details ?? {}).map(([name, value]) => [name, String(value)]));
	const parts = [sentence, moreOf(error, details, locale), providerSentence(error, locale)];
	return joinSentences(
		parts.filter((part) => part !== undefined),
		locale,
	);
}

/** The provider's own words, shortened. */
export function providerWords({ provider_message: text = "" }: DescribableError): string | undefined {
	return text.trim() === "" ? undefined : ellipsize(text.trim(), MAX_PROVIDER_CHARS);
}

function providerSentence(error: DescribableError, locale: Locale): string | undefined {
	const text = providerWords(error);
	return text === undefined ? undefined : fill(PROVIDER[locale], { text });
}

/** An additional sentence with the sizes, the refused setting or the time to wait. */
function moreOf(
	error: DescribableError,
	details: Readonly<Record<string, string>>,
	locale: Locale,
): string | undefined {
	const hasSizes = ["mask_width", "mask_height", "image_width", "image_height"].every((name) => name in details);
	if (hasSizes) return fill(SIZES[locale], details);
	const param =
		error.code === "param_refused" ? details.param : error.code === "field_invalid" ? details.field : undefined;
	if (param) return fill(SETTING[locale], { param });
	const seconds = waitSecondsOf(error);
	return seconds ? fill(WAIT[locale], { seconds }) : undefined;
}

/** The first clause alone, without what was kept and what to do next, for narrow places. */
export function describeErrorShortly(error: DescribableError, locale: Locale): string {
	const sentence =
		describeErrorRecord({ ...error, provider_message: undefined }, locale).split(
			locale === "zh" ? "。" : /\.(?=\s|$)/,
		)[0] ?? error.message;
	// In Chinese the clause about what was kept or billed follows a comma in the same sentence.
	return sentence.replace(/[，；][^，；]*(?:保留|未发送|未生成|计费|费用|未做|未作).*$/, "");
}
