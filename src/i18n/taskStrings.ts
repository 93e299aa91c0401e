// What cards, their menus and the selection say. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const TASK_WORDS = {
	"tasks.actions": { en: "More", zh: "更多" },
	"tasks.actionsOf": { en: "What to do with it", zh: "任务操作" },
	"tasks.outputs": { en: "Pictures: {count}", zh: "图片：{count} 张" },
	"tasks.references": { en: "References: {count}", zh: "参考图：{count} 张" },
	"tasks.columns": { en: "Columns", zh: "列数" },
	"tasks.columnsAuto": { en: "Auto ({count})", zh: "自动（{count}）" },
	"tasks.showThere": { en: "Show where it was made", zh: "在原画布上显示" },
	"tasks.edit": { en: "Edit on canvas", zh: "在画布上编辑" },
	"tasks.asReference": { en: "Use as reference", zh: "用作参考图" },
	"tasks.asReferences": { en: "Use {count} as references", zh: "将 {count} 个用作参考图" },
	"tasks.dragTo": { en: "Onto the prompt bar or the canvas", zh: "拖到输入栏或画布" },
	"tasks.reuse": { en: "Use prompt and settings", zh: "复用提示词与设置" },
	"tasks.reused": {
		en: "Prompt, settings and pictures of that task are in the bar. Nothing was sent.",
		zh: "已将该任务的提示词、设置和图片填入输入栏，尚未发送。",
	},
	"tasks.save": { en: "Save…", zh: "保存…" },
	"tasks.saveSome": { en: "Save {count} pictures…", zh: "保存 {count} 张图片…" },
	"tasks.saving": { en: "Saving pictures: {done} of {total}", zh: "正在保存图片：{done} / {total}" },
	"tasks.savedSome": { en: "Saved {saved} of {total} pictures.", zh: "已保存 {saved} / {total} 张图片。" },
	"tasks.missingSome": {
		en: "Not in the library any more: {count}.",
		zh: "已不在库中：{count} 张。",
	},
	"tasks.noPictures": { en: "None of them has a picture.", zh: "所选任务均没有图片。" },
	"tasks.copy": { en: "Copy picture", zh: "复制图片" },
	"tasks.copied": { en: "Picture copied", zh: "图片已复制" },
	"tasks.copyRefused": {
		en: "The clipboard did not take the picture. Click into the studio and try again, or save it as a file.",
		zh: "剪贴板未接受该图片。请点击工作室窗口后重试，或将其保存为文件。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
