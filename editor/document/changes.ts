// What two states of a document differ in, as data, and a state with such changes made. States share what is the same.

export interface Change {
	readonly op: "add" | "replace" | "remove";
	/** Down from the root: names, and places in lists. */
	readonly path: readonly (string | number)[];
	readonly value?: unknown;
}

type Branch = Record<string | number, unknown>;

/** Tiles and what is no object are leaves: the same or another. */
const isBranch = (value: unknown): value is Branch =>
	typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

/** What makes `after` of `before`. A layer that another took the place of is exchanged as a whole. */
export function changesBetween(before: unknown, after: unknown, path: Change["path"] = []): Change[] {
	if (before === after) return [];
	if (!isBranch(before) || !isBranch(after) || before.id !== after.id) return [{ op: "replace", path, value: after }];
	const at = (name: string): Change["path"] => [...path, Array.isArray(after) ? Number(name) : name];
	// The last of a list first: each is at its place still when it goes.
	const gone = Object.keys(before).filter((name) => !(name in after));
	return [
		...gone.reverse().map((name): Change => ({ op: "remove", path: at(name) })),
		...Object.entries(after).flatMap(([name, value]): Change[] =>
			name in before ? changesBetween(before[name], value, at(name)) : [{ op: "add", path: at(name), value }],
		),
	];
}

/** A change that fits nothing there, as only a damaged store can hold, leaves everything as it is. */
export function withChanges<Tree>(tree: Tree, changes: readonly Change[]): Tree {
	// Copied here, so that no other state has it.
	const own = new Set<unknown>();
	const root: Branch = { tree };
	for (const { op, path, value } of changes) {
		const steps = ["tree", ...path];
		const last = steps.pop() ?? "";
		let branch = root;
		for (const step of steps) {
			let next = branch[step];
			if (!isBranch(next)) return tree;
			if (!own.has(next)) {
				next = (Array.isArray(next) ? [...next] : { ...next }) as Branch;
				own.add(next);
				branch[step] = next;
			}
			branch = next as Branch;
		}
		if (op !== "remove") branch[last] = value;
		else if (Array.isArray(branch)) branch.splice(Number(last), 1);
		else delete branch[last];
	}
	return root.tree as Tree;
}
