// Problems of the library: it cannot be opened, results wait for free storage, entries are damaged.
import type { Phrase } from "./phrase";

export const LIBRARY_STRINGS = {
	"library.stopped.library_version": {
		en: "This library was created by a newer version of Image Studio.",
		zh: "此图库由更新版本的图像工作室创建。",
	},
	"library.advice.library_version": {
		en: "Nothing in it was changed, and this version saves nothing. Reload this window. If this message remains, update Image Studio.",
		zh: "其中的内容未作任何更改，此版本也不会保存任何内容。请重新加载此窗口；若此提示仍在，请更新图像工作室。",
	},
	"library.stopped.library_unreadable": { en: "The library cannot be opened.", zh: "无法打开图库。" },
	"library.advice.library_unreadable": {
		en: "Nothing in it was changed. Nothing is saved until it opens. Close other Image Studio windows, free up disk space, then try again.",
		zh: "其中的内容未作任何更改；打开之前不会保存任何内容。请关闭其他图像工作室窗口，释放磁盘空间，然后重试。",
	},
	"library.stopped.blocked": {
		en: "The library is waiting for another Image Studio window.",
		zh: "图库正在等待另一个图像工作室窗口。",
	},
	"library.advice.blocked": {
		en: "The library is being updated. Close other Image Studio windows. The update then continues automatically, and nothing is lost.",
		zh: "图库正在更新。请关闭其他图像工作室窗口，随后会自动继续，不会丢失任何内容。",
	},
	"library.loss.lost": {
		en: "The browser discarded the library: its database is missing or was damaged.",
		zh: "图库的数据库丢失或已损坏，浏览器已将图库丢弃。",
	},
	"library.loss.older": {
		en: "The browser set the library back to an earlier state.",
		zh: "浏览器将图库恢复到了较早的状态。",
	},
	"library.refilled": {
		en: "Restored from the backend: {images} images, {tasks} tasks. Anything else that is missing cannot be restored.",
		zh: "已从后端恢复 {images} 张图片、{tasks} 个任务，其余缺失的内容无法恢复。",
	},
	"library.refilledNothing": {
		en: "Nothing could be restored, because the backend keeps no results or copies of the records.",
		zh: "后端没有保留结果或记录备份，无法恢复任何内容。",
	},
	"library.refillLater": {
		en: "The backend does not answer. Reopen Image Studio with the backend running to restore the results that it keeps.",
		zh: "后端没有响应。请在后端运行后重新打开图像工作室，以恢复其保留的结果。",
	},
	"library.keepCopies": { en: "Keep daily copies", zh: "每日备份" },
	"library.lostPrompt": { en: "Recovered result (its prompt is lost)", zh: "恢复的结果（提示词已丢失）" },
	"library.lostModel": { en: "Unknown model", zh: "未知模型" },
	"library.damaged": {
		en: "Damaged entries that cannot be shown: {count}. They were left unchanged, and everything else works.",
		zh: "已损坏而无法显示的条目：{count} 项。它们未作更改，其余一切正常。",
	},
	"library.pendingResults": {
		en: "Results waiting to be saved: {count}. Storage is full.",
		zh: "等待保存的结果：{count} 个。存储空间已满。",
	},
	"library.pendingResultsOther": {
		en: "Results waiting to be saved: {count}. The library cannot be written at the moment.",
		zh: "等待保存的结果：{count} 个。图库暂时无法写入。",
	},
	"library.pendingResultsOtherAdvice": {
		en: "The results are kept outside the library, those from HaloForge Cloud only while this window is open. Image Studio keeps trying to save them; choose Try again to try now.",
		zh: "结果暂存于图库之外；来自 HaloForge 云的结果只在此窗口打开期间保留。系统会自动重试保存，也可点按“重试”立即重试。",
	},
	"library.pendingResultsAdvice": {
		en: "Nothing was deleted, and the results are kept outside the library. Results from HaloForge Cloud are kept only while this window is open. Delete images or tasks you no longer need and empty the bin, or free up disk space. The results are then saved automatically, or choose Try again.",
		zh: "未删除任何内容，结果暂存于图库之外；来自 HaloForge 云的结果只在此窗口打开期间保留。请删除不再需要的图片或任务并清空回收站，或释放磁盘空间，结果随后会自动保存，也可点按“重试”。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
