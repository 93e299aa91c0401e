// What the studio's own keys do.
import type { Phrase } from "./phrase";

export const KEY_WORDS = {
	"keys.title": { en: "Studio", zh: "工作室" },
	"keys.panes": { en: "Pane by pane", zh: "逐个切换窗格" },
	"keys.gallery": { en: "All pictures, and back", zh: "全部图片，再按返回" },
	"keys.send": { en: "Generate or edit", zh: "生成或编辑" },
	"keys.look": { en: "See what goes out", zh: "查看将发送的内容" },
	"keys.history": { en: "Former prompts", zh: "之前的提示词" },
	"keys.mention": { en: "Mention a picture", zh: "提及图片" },
} as const satisfies Readonly<Record<string, Phrase>>;
