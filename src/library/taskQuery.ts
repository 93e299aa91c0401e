// Task filters: the searchable entry of a task, and whether a filter matches it. Pure.
import { isMasked, type TaskOutput, type TaskRecord, type TaskStatus } from "./records";
import { isPictureStarred } from "./stars";

export interface TaskFilter {
	/** Every word must occur, in any order; words in double quotes must occur together. */
	readonly text?: string;
	readonly status?: TaskStatus;
	readonly onlyFavourites?: boolean;
	readonly model?: string;
	/** Creation time, ms since 1970; both ends are included. */
	readonly from?: number;
	readonly to?: number;
	readonly hasMask?: boolean;
	/** The last so many calendar days in local time, today included. */
	readonly days?: number;
}

/** The part of a task that is kept in memory for searching. */
export interface SearchEntry {
	readonly id: string;
	readonly createdAt: number;
	readonly status: TaskStatus;
	readonly model: string;
	readonly hasMask: boolean;
	readonly text: string;
	readonly pictures: readonly PictureFacts[];
}

/** Enough of an output to lay it out and to show it. */
export type PictureFacts = Pick<TaskOutput, "index" | "image" | "width" | "height">;

export function toSearchEntry({ id, createdAt, status, params, inputs, prompt, outputs }: TaskRecord): SearchEntry {
	const revised = new Set(outputs.flatMap(({ revisedPrompt }) => revisedPrompt ?? []));
	// Values only, no field names: a search for "size" means the prompt.
	const searched = [prompt, ...revised, ...Object.values(params)];
	const text = normalizeText(searched.join("\n"));
	const pictures = outputs.map(({ index, image, width, height }) => ({ index, image, width, height }));
	return { id, createdAt, status, model: params.model, hasMask: isMasked(inputs), text, pictures };
}

/** Prepares a filter for matching thousands of entries. */
export function createMatcher(filter: TaskFilter, favourites: ReadonlySet<string>): (task: SearchEntry) => boolean {
	const terms = parseTerms(filter.text ?? "");
	const { status, onlyFavourites, model, days, to = Infinity, hasMask } = filter;
	const from = days === undefined ? (filter.from ?? -Infinity) : startOfDays(days);
	const isStarred = (id: string) => (picture: PictureFacts) => isPictureStarred(favourites, id, picture.index);
	return (task) =>
		(status === undefined || task.status === status) &&
		(!onlyFavourites || task.pictures.some(isStarred(task.id)) || favourites.has(task.id)) &&
		(model === undefined || task.model === model) &&
		task.createdAt >= from &&
		task.createdAt <= to &&
		(hasMask === undefined || task.hasMask === hasMask) &&
		terms.every((term) => task.text.includes(term));
}

/** Everything that matches `now` also matched `before`, because only letters were appended to the text. */
export function isNarrowing(
	{ text: textBefore = "", ...before }: TaskFilter,
	{ text: textNow = "", ...now }: TaskFilter,
): boolean {
	return normalizeText(textNow).startsWith(normalizeText(textBefore)) && JSON.stringify(before) === JSON.stringify(now);
}

function startOfDays(days: number): number {
	const now = new Date();
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1).getTime();
}

/** The filter matches every task. */
export function isEmptyFilter({ text = "", onlyFavourites, ...others }: TaskFilter): boolean {
	return (
		parseTerms(text).length === 0 && !onlyFavourites && Object.values(others).every((value) => value === undefined)
	);
}

function parseTerms(text: string): string[] {
	const found = normalizeText(text).matchAll(/"([^"]*)"?|(\S+)/g);
	return [...found].map(([, quoted, word]) => (quoted ?? word ?? "").trim()).filter((word) => word !== "");
}

/** Case and compatibility forms (such as full-width letters) are ignored. */
const normalizeText = (text: string): string => text.normalize("NFKC").toLowerCase();
