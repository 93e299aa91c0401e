// The file in which changed keys are exported and imported.
import { type CustomKeys, findCollisions, type KeyBinding, readCustomKeys } from "./keymap";

const FORMAT = "image-studio-keys";

export const writeKeyFile = (keys: CustomKeys): string => `${JSON.stringify({ format: FORMAT, keys }, null, "\t")}\n`;

/** `collides`: a key that the file gives to two bindings at once. */
export type KeyFile =
	| { readonly type: "keys"; readonly keys: CustomKeys }
	| { readonly type: "unreadable" }
	| { readonly type: "collides"; readonly key: string };

export function readKeyFile(bindings: readonly KeyBinding[], text: string): KeyFile {
	let file: unknown;
	try {
		file = JSON.parse(text);
	} catch {
		return { type: "unreadable" };
	}
	if (typeof file !== "object" || file === null || !("format" in file) || file.format !== FORMAT || !("keys" in file))
		return { type: "unreadable" };
	const keys = readCustomKeys(bindings, file.keys);
	const [collision] = findCollisions(bindings, keys);
	return collision === undefined
		? { type: "keys", keys }
		: { type: "collides", key: collision.slice(0, collision.lastIndexOf(": ")) };
}
