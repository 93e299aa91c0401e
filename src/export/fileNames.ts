// File names of outputs: built from the prompt, each name unique. Pure.
import type { TaskRecord } from "../library/records";

export interface OutputFile<Task> {
	readonly name: string;
	readonly task: Task;
	/** Position in the provider's answer. */
	readonly index: number;
	/** SHA-256 of the image in the library. */
	readonly image: string;
}

/** Characters that some file systems forbid in names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters on purpose.
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f\u007f]+/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const MAX_CHARACTERS = 60;
const EXTENSIONS: Readonly<Record<string, string>> = {
	"image/jpeg": "jpg",
	"image/webp": "webp",
	"image/gif": "gif",
	"image/bmp": "bmp",
	"image/avif": "avif",
	"image/heic": "heic",
};

/** With `index`, only the output at that index of each task. */
export function fileNames<Task extends Pick<TaskRecord, "prompt" | "outputs">>(
	tasks: readonly Task[],
	index?: number,
): OutputFile<Task>[] {
	const used = new Set<string>();
	return tasks.flatMap((task) =>
		task.outputs
			.filter((output) => index === undefined || output.index === index)
			.map(({ image, contentType, index: at }) => {
				const extension = EXTENSIONS[contentType] ?? "png";
				const stem = stemOf(task.prompt);
				let name = `${stem}.${extension}`;
				for (let number = 2; used.has(name.toLowerCase()); number++) name = `${stem}-${number}.${extension}`;
				used.add(name.toLowerCase());
				return { name, image, task, index: at };
			}),
	);
}

function stemOf(prompt: string): string {
	const text = prompt.replace(FORBIDDEN, " ").replace(/\s+/g, " ");
	// Counts code points, so that no surrogate pair is split.
	const stem = [...text]
		.slice(0, MAX_CHARACTERS)
		.join("")
		.replace(/^[\s.]+|[\s.]+$/g, "");
	return stem === "" || RESERVED.test(stem) ? `picture ${stem}`.trim() : stem;
}
