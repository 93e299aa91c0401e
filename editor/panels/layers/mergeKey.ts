// Keys that merge the changes of one drag into one step of the history, and keep the next drag apart.

let count = 0;

export function mergeKey(what: string): string {
	return `${what} ${++count}`;
}
