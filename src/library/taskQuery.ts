// Which tasks somebody looks for: what of a task can be found, and whether it is meant. Pure.
import { isMasked, type TaskRecord, type TaskStatus } from "./records";

export interface TaskFilter {
	/** Every word must occur, anywhere; "several words" in quotes together. */
	readonly text?: string;
	readonly status?: TaskStatus;
	readonly onlyFavourites?: boolean;
	readonly model?: string;
	/** Milliseconds since 1970, both included. */
	readonly from?: number;
	readonly to?: number;
	readonly hasMask?: boolean;
	/** Of these days the last is today, in the person's own calendar. */
	readonly days?: number;
}

/** What is kept in memory of a task to find it by. */
export interface SearchEntry {
	readonly id: string;
	readonly createdAt: number;
	readonly status: TaskStatus;
	readonly model: string;
	readonly hasMask: boolean;
	readonly text: string;
}

export function toSearchEntry({ id, createdAt, status, params, inputs, prompt, outputs }: TaskRecord): SearchEntry {
	const revised = new Set(outputs.flatMap(({ revisedPrompt }) => revisedPrompt ?? []));
	// Values, never names of fields: whoever looks for "size" means a picture of something.
	const said = [prompt, ...revised, ...Object.values(params)];
	const text = normalizeText(said.join("\n"));
	return { id, createdAt, status, model: params.model, hasMask: isMasked(inputs), text };
}

/** A filter made ready to be asked of thousands. */
export function createMatcher(filter: TaskFilter, favourites: ReadonlySet<string>): (task: SearchEntry) => boolean {
	const words = parseTerms(filter.text ?? "");
	const { status, onlyFavourites, model, days, to = Infinity, hasMask } = filter;
	const from = days === undefined ? (filter.from ?? -Infinity) : startOf(days);
	return (task) =>
		(status === undefined || task.status === status) &&
		(!onlyFavourites || favourites.has(task.id)) &&
		(model === undefined || task.model === model) &&
		task.createdAt >= from &&
		task.createdAt <= to &&
		(hasMask === undefined || task.hasMask === hasMask) &&
		words.every((word) => task.text.includes(word));
}

/** Whatever `now` means, `before` meant as well: another letter at the end of the words. */
export function isNarrowing(
	{ text: before = "", ...those }: TaskFilter,
	{ text: now = "", ...these }: TaskFilter,
): boolean {
	return normalizeText(now).startsWith(normalizeText(before)) && JSON.stringify(those) === JSON.stringify(these);
}

function startOf(days: number): number {
	const now = new Date();
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1).getTime();
}

/** Nothing is looked for: every task is meant. */
export function isEmptyFilter({ text = "", onlyFavourites, ...others }: TaskFilter): boolean {
	return (
		parseTerms(text).length === 0 && !onlyFavourites && Object.values(others).every((value) => value === undefined)
	);
}

function parseTerms(text: string): string[] {
	const found = normalizeText(text).matchAll(/"([^"]*)"?|(\S+)/g);
	return [...found].map(([, quoted, word]) => (quoted ?? word ?? "").trim()).filter((word) => word !== "");
}

/** Case, and wide and narrow forms of a letter, make no difference. */
const normalizeText = (text: string): string => text.normalize("NFKC").toLowerCase();
