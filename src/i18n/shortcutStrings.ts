// Names of the studio's own keyboard shortcuts.
import type { Phrase } from "./phrase";

export const SHORTCUT_STRINGS = {
	"keys.title": { en: "Studio", zh: "工作室" },
	"keys.cyclePanes": { en: "Cycle through panes", zh: "逐个切换窗格" },
	"keys.gallery": { en: "Toggle gallery", zh: "切换图库" },
	"keys.send": { en: "Generate or edit", zh: "生成或编辑" },
	"keys.intent": { en: "Switch between Generate and Edit", zh: "切换生成与编辑" },
	"keys.requestPreview": { en: "Open request preview", zh: "打开请求预览" },
	"keys.promptHistory": { en: "Prompt history", zh: "提示词历史" },
	"keys.mention": { en: "Mention an image", zh: "提及图片" },
} as const satisfies Readonly<Record<string, Phrase>>;
