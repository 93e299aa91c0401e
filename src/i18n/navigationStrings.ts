// Places in the studio, links, and the task filters. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const NAVIGATION_STRINGS = {
	"place.gallery": { en: "Gallery", zh: "图库" },
	"place.task": { en: "Task", zh: "任务" },
	"place.settings": { en: "Settings", zh: "设置" },
	"app.skipToPrompt": { en: "Skip to prompt", zh: "跳到提示词" },
	"app.gallery": { en: "All images", zh: "全部图片" },
	"app.toCanvas": { en: "Back to canvas", zh: "返回画布" },
	"link.filled": {
		en: "The prompt was filled in from a link. Nothing was sent.",
		zh: "已根据链接填入提示词，尚未发送。",
	},
	"link.ignored": { en: "Ignored because of invalid values: {names}.", zh: "因值无效而忽略：{names}。" },
	"link.restorePrompt": { en: "Restore previous prompt", zh: "恢复原提示词" },
	"link.openInWindow": { en: "Open in a new window", zh: "在新窗口中打开" },
	"tasks.filters": { en: "Filters", zh: "筛选" },
	"tasks.filtersOn": { en: "Filters, active: {count}", zh: "筛选，已启用 {count} 项" },
	"tasks.created": { en: "Created", zh: "创建时间" },
	"tasks.created.any": { en: "Any", zh: "不限" },
	"tasks.created.1": { en: "Today", zh: "今天" },
	"tasks.created.7": { en: "7 days", zh: "7 天" },
	"tasks.created.30": { en: "30 days", zh: "30 天" },
	"tasks.created.own": { en: "Range", zh: "区间" },
	"tasks.day.from": { en: "From", zh: "从" },
	"tasks.day.to": { en: "To", zh: "到" },
	"tasks.mask": { en: "Mask", zh: "蒙版" },
	"tasks.mask.any": { en: "Any", zh: "不限" },
	"tasks.mask.with": { en: "With a mask", zh: "有蒙版" },
	"tasks.mask.without": { en: "Without a mask", zh: "无蒙版" },
	"tasks.anyModel": { en: "Any model", zh: "任意模型" },
	"tasks.notFound": {
		en: "This task is not in the library. It was deleted, or it is stored on another computer.",
		zh: "图库中没有此任务：可能已被删除，或保存在另一台电脑上。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
