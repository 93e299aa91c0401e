// Ids of what a document numbers itself: masks and guides.

/** Returns an id of the form `prefix-number` that none of the items has. */
export function unusedId(prefix: string, items: readonly { readonly id: string }[]): string {
	const taken = new Set(items.map(({ id }) => id));
	let number = items.length + 1;
	while (taken.has(`${prefix}-${number}`)) number++;
	return `${prefix}-${number}`;
}
