// Strings of undo and of the bin.
import type { Phrase } from "./phrase";

export const BIN_STRINGS = {
	"undo.undone": { en: "Undone: {name}", zh: "已撤销：{name}" },
	"undo.redone": { en: "Redone: {name}", zh: "已重做：{name}" },
	"undo.redo": { en: "Redo", zh: "重做" },
	"undo.gone": {
		en: "“{name}” cannot be undone any more: it was deleted from the bin.",
		zh: "“{name}”无法撤销：项目已从回收站中删除。",
	},
	"undo.deleteTasks": { en: "Delete tasks ({count})", zh: "删除任务（{count} 个）" },
	"undo.deleteDocument": { en: "Delete {name}", zh: "删除 {name}" },
	"undo.addFavourites": { en: "Add to favourites ({count})", zh: "添加到收藏（{count} 个）" },
	"undo.removeFavourites": { en: "Remove from favourites ({count})", zh: "取消收藏（{count} 个）" },
	"bin.title": { en: "Bin", zh: "回收站" },
	"bin.show": { en: "Show bin", zh: "打开回收站" },
	"bin.empty": { en: "The bin is empty.", zh: "回收站为空。" },
	"bin.hint": {
		en: "Deleted tasks and images are kept for {days} days, then deleted permanently.",
		zh: "删除的任务和图片会保留 {days} 天，之后将被永久删除。",
	},
	"bin.hintForever": {
		en: "Deleted tasks and images are kept until you empty the bin.",
		zh: "删除的任务和图片会一直保留，直到您清空回收站。",
	},
	"bin.tasks": { en: "Tasks", zh: "任务" },
	"bin.documents": { en: "Images on the canvas", zh: "画布图片" },
	"bin.deletedAt": { en: "Deleted {time}", zh: "{time}删除" },
	"bin.restore": { en: "Restore", zh: "还原" },
	"bin.restoreNamed": { en: "Restore {name}", zh: "还原 {name}" },
	"bin.deleteForGood": { en: "Delete permanently", zh: "永久删除" },
	"bin.deleteForGoodNamed": { en: "Delete {name} permanently", zh: "永久删除 {name}" },
	"bin.restored": { en: "Restored: {name}", zh: "已还原：{name}" },
	"bin.emptyNow": { en: "Empty bin", zh: "清空回收站" },
	"bin.emptyAsk": {
		en: "Delete everything in the bin permanently? Items: {count}. This cannot be undone.",
		zh: "要永久删除回收站中的全部 {count} 个项目吗？此操作无法撤销。",
	},
	"bin.emptied": { en: "The bin was emptied.", zh: "回收站已清空。" },
	"bin.noSpace": {
		en: "Storage is full, so this cannot be moved to the bin. Empty the bin, or delete it permanently.",
		zh: "存储空间已满，无法移到回收站。请清空回收站，或将其永久删除。",
	},
	"bin.nameless": { en: "Untitled", zh: "未命名" },
	"bin.days.forever": { en: "Until emptied", zh: "直到清空" },
	"bin.days.hint": {
		en: "After this time, deleted tasks and images are deleted permanently.",
		zh: "超过此时间后，已删除的任务和图片将被永久删除。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
