// What is said about places in the studio, links, and finding. `{name}` takes a parameter.
import type { Phrase } from "./strings";

export const ROUTE_WORDS = {
	"place.gallery": { en: "Gallery", zh: "图库" },
	"place.task": { en: "Task", zh: "任务" },
	"place.settings": { en: "Settings", zh: "设置" },
	"app.gallery": { en: "All pictures ({key})", zh: "全部图片（{key}）" },
	"app.toCanvas": { en: "Back to the canvas ({key})", zh: "返回画布（{key}）" },
	"tasks.gone": {
		en: "This task is not in the library any more: it was deleted, or it belongs to another computer.",
		zh: "任务库中已没有此任务：可能已被删除，或属于另一台电脑。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
