// Names for what belongs together: steps of one drag are one step of the history, those of the next are another.

let count = 0;

export function mergeKey(what: string): string {
	return `${what} ${++count}`;
}
