// Discards all candidate results.
import type { Action } from "../action";

export const discardAll: Action = {
	id: "result.discardAll",
	label: { en: "Discard all results", zh: "放弃全部结果" },
	group: "result",
	shortcuts: ["Alt+Shift+Backspace", "Alt+Shift+Delete"],
	isEnabled: ({ document }) => (document?.results.length ?? 0) > 0,
	perform: ({ document }) => [
		{
			type: "commands",
			commands: (document?.results ?? []).map(({ id }) => ({ type: "result.remove", result: id })),
		},
		{ type: "show", compare: "none" },
	],
};
