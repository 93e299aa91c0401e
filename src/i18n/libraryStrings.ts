// What is said about the library: that it cannot be opened, that something waits for room, that some of it is damaged.
import type { Phrase } from "./phrase";

export const LIBRARY_WORDS = {
	"library.stopped.library_version": {
		en: "The library here is from a newer version of Image Studio.",
		zh: "此处的图库来自更新版本的图像工作室。",
	},
	"library.advice.library_version": {
		en: "Nothing in it was changed, and nothing is saved by this version. Reload this window; if this message stays, update Image Studio.",
		zh: "其中的内容未作任何更改，此版本也不会保存任何内容。请重新加载此窗口；若此提示仍在，请更新图像工作室。",
	},
	"library.stopped.library_unreadable": { en: "The library cannot be opened.", zh: "无法打开图库。" },
	"library.advice.library_unreadable": {
		en: "Nothing in it was changed. Until it opens nothing is saved. Close other windows of the studio, free disk space, then try again.",
		zh: "其中的内容未作任何更改；打开之前不会保存任何内容。请关闭其他工作室窗口，腾出磁盘空间，然后重试。",
	},
	"library.stopped.blocked": {
		en: "The library waits for another window of the studio.",
		zh: "图库正在等待另一个工作室窗口。",
	},
	"library.advice.blocked": {
		en: "It is being brought up to date. Close the other windows of the studio: it goes on by itself, and nothing is lost.",
		zh: "图库正在更新。请关闭其他工作室窗口，随后会自动继续，不会丢失任何内容。",
	},
	"library.damaged": {
		en: "Stored entries that are damaged and cannot be shown: {count}. They were left as they are, and everything else works.",
		zh: "已损坏而无法显示的存储条目：{count} 项。它们保持原样，其余一切正常。",
	},
	"library.waiting": {
		en: "Results are waiting ({count}): storage is full.",
		zh: "有结果在等待（{count}）：存储空间已满。",
	},
	"library.waitingAdvice": {
		en: "Nothing was deleted, and what has come is kept outside the library; what HaloForge Cloud sent, in this window while it is open. Delete pictures or tasks you no longer need, or free disk space: it comes in by itself, or with Try again.",
		zh: "未删除任何内容，已到达的结果保存在图库之外；来自 HaloForge 云的结果只在此窗口打开期间保留。请删除不再需要的图片或任务，或腾出磁盘空间，结果会自动取回，也可点按“重试”。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
