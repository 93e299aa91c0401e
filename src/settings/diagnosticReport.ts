// The diagnostic report as text. Log lines contain no secrets when they are written; they are redacted once more, because a
// report is passed on to other people.
import { redactText } from "../gateway/redact";
import type { LogLine } from "../host/log";

export type ReportFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Ids are not redacted as keys, although they look alike, unless they start with one of the usual prefixes of keys. */
const KEY = /\b(sk|pk|xai|gsk|hf)[-_][\w-]{6,}/g;

/** `prompt`: the current prompt, which is redacted. */
export function diagnosticReport(facts: ReportFacts, lines: readonly LogLine[], prompt: string): string {
	return [...entries(facts, prompt).map((entry) => entry.replace("=", ": ")), "", formatLogLines(lines, prompt)].join(
		"\n",
	);
}

export const formatLogLines = (lines: readonly LogLine[], prompt: string): string =>
	lines
		.map(({ at, level, message, fields }) =>
			[new Date(at).toISOString(), level, redact(message, prompt), ...entries(fields, prompt)].join(" "),
		)
		.join("\n");

function entries(fields: ReportFacts, prompt: string): string[] {
	return Object.entries(fields)
		.filter(([, value]) => value !== undefined && value !== null && value !== "")
		.map(([name, value]) => {
			const text = String(value);
			const isId = /_id$/.test(name) && /^[\w.-]{1,99}$/.test(text);
			return `${name}=${isId ? text.replace(KEY, "[key]") : redact(text, prompt)}`;
		});
}

/** Also redacts credentials and query values in addresses, and user names in paths. */
const redact = (text: string, prompt: string): string =>
	redactText(
		text
			.replace(/(:\/\/)[^/\s@]+@/g, "$1…@")
			.replace(/([?&][^=&\s]+=)[^&\s"']+/g, "$1…")
			.replace(/\b(basic\s+)\S+/gi, "$1[key]")
			.replace(/((?:\/home|\/Users|[A-Z]:\\+Users)[\\/]+)[^\\/"'<>|:]+/gi, "$1…"),
		prompt,
	);
