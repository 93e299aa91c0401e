// What outputs are called as files: by the words they came from, each name once. Pure.
import type { TaskRecord } from "../library/records";

export interface OutputFile {
	readonly name: string;
	/** In the library. */
	readonly image: string;
	readonly createdAt: number;
}

/** What some file systems refuse in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f\u007f]+/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST = 60;
const ENDINGS: Readonly<Record<string, string>> = { "image/jpeg": "jpg", "image/webp": "webp" };

/** `index`: of each only that output. */
export function fileNames(
	tasks: readonly Pick<TaskRecord, "prompt" | "outputs" | "createdAt">[],
	index?: number,
): OutputFile[] {
	const taken = new Set<string>();
	return tasks.flatMap(({ prompt, outputs, createdAt }) =>
		outputs
			.filter((output) => index === undefined || output.index === index)
			.map(({ image, contentType }) => {
				const ending = ENDINGS[contentType] ?? "png";
				const stem = stemOf(prompt);
				let name = `${stem}.${ending}`;
				for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}.${ending}`;
				taken.add(name.toLowerCase());
				return { name, image, createdAt };
			}),
	);
}

function stemOf(prompt: string): string {
	const words = prompt.replace(FORBIDDEN, " ").replace(/\s+/g, " ");
	// By letters, not by halves of them.
	const stem = [...words]
		.slice(0, LONGEST)
		.join("")
		.replace(/^[\s.]+|[\s.]+$/g, "");
	return stem === "" || RESERVED.test(stem) ? `picture ${stem}`.trim() : stem;
}
