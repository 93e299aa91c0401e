// The studio's own key bindings. Those with `isFixed` belong to a control or a dialog, which handles them itself; they are
// declared so that no other binding takes them, and so that the shortcut sheet lists them.
import type { KeyBinding } from "../../editor/basics";

const fixed = (
	id: string,
	scope: KeyBinding["scope"],
	shortcuts: readonly string[],
	label: KeyBinding["label"],
): KeyBinding => ({ id, scope, shortcuts, label, isFixed: true });

export const STUDIO_KEYS = [
	{
		id: "studio.nextPane",
		label: { en: "Next pane", zh: "下一个窗格" },
		shortcuts: ["F6"],
		scope: "anywhere",
	},
	{
		id: "studio.previousPane",
		label: { en: "Previous pane", zh: "上一个窗格" },
		shortcuts: ["Shift+F6"],
		scope: "anywhere",
	},
	{ id: "studio.gallery", label: { en: "Toggle gallery", zh: "切换图库" }, shortcuts: ["G"], scope: "panel" },
	{
		id: "studio.send",
		label: { en: "Generate or edit", zh: "生成或编辑" },
		shortcuts: ["Mod+Enter"],
		scope: "prompt",
	},
	{
		id: "studio.intent",
		label: { en: "Switch between Generate and Edit", zh: "切换生成与编辑" },
		shortcuts: ["Mod+Shift+E"],
		scope: "anywhere",
	},
	{
		id: "studio.preview",
		label: { en: "Open request preview", zh: "打开请求预览" },
		shortcuts: ["Mod+Shift+P"],
		scope: "anywhere",
	},
	fixed("studio.promptHistory", "prompt", ["ArrowUp", "ArrowDown"], { en: "Prompt history", zh: "提示词历史" }),
	fixed("studio.mention", "prompt", ["@"], { en: "Mention an image", zh: "提及图片" }),
	fixed("tasks.selectAll", "tasks", ["Mod+A"], { en: "Tasks: select all", zh: "任务：全选" }),
	fixed("tasks.clear", "tasks", ["Escape"], { en: "Tasks: clear selection", zh: "任务：取消选择" }),
	fixed("tasks.remove", "tasks", ["Delete", "Backspace"], { en: "Tasks: delete", zh: "任务：删除" }),
	fixed("tasks.undo", "tasks", ["Mod+Z"], { en: "Tasks: undo", zh: "任务：撤销" }),
	fixed("tasks.redo", "tasks", ["Mod+Shift+Z", "Mod+Y"], { en: "Tasks: redo", zh: "任务：重做" }),
	fixed("tasks.menu", "tasks", ["Shift+F10"], { en: "Tasks: open menu", zh: "任务：打开菜单" }),
	fixed("tasks.fullView", "tasks", ["F"], { en: "Tasks: full view", zh: "任务：全屏查看" }),
	fixed("tasks.favourite", "tasks", ["S"], { en: "Tasks: favourite", zh: "任务：收藏" }),
	fixed("tasks.edit", "tasks", ["E"], { en: "Tasks: edit on canvas", zh: "任务：在画布上编辑" }),
	fixed("tasks.reference", "tasks", ["R"], { en: "Tasks: use as reference image", zh: "任务：用作参考图" }),
	fixed("documents.rename", "documents", ["F2"], { en: "Images: rename", zh: "图片：重命名" }),
	fixed("documents.undo", "documents", ["Mod+Z"], { en: "Images: undo", zh: "图片：撤销" }),
	fixed("documents.redo", "documents", ["Mod+Shift+Z", "Mod+Y"], { en: "Images: redo", zh: "图片：重做" }),
	fixed("documents.remove", "documents", ["Delete"], { en: "Images: delete", zh: "图片：删除" }),
	fixed("detail.step", "detail", ["ArrowLeft", "ArrowRight"], {
		en: "Details: previous and next image",
		zh: "详情：上一张与下一张",
	}),
	fixed("detail.fullView", "detail", ["F"], { en: "Details: full view", zh: "详情：全屏查看" }),
	fixed("lightbox.step", "lightbox", ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"], {
		en: "Full view: previous and next image, task",
		zh: "全屏查看：上一张与下一张图片、任务",
	}),
	fixed("lightbox.zoom", "lightbox", ["=", "-", "0", "1"], { en: "Full view: zoom", zh: "全屏查看：缩放" }),
	fixed("lightbox.compare", "lightbox", ["C"], { en: "Full view: compare two", zh: "全屏查看：对比两张" }),
	fixed("lightbox.favourite", "lightbox", ["S"], { en: "Full view: favourite", zh: "全屏查看：收藏" }),
	fixed("lightbox.edit", "lightbox", ["E"], { en: "Full view: edit on canvas", zh: "全屏查看：在画布上编辑" }),
	fixed("lightbox.reference", "lightbox", ["R"], {
		en: "Full view: use as reference image",
		zh: "全屏查看：用作参考图",
	}),
	fixed("lightbox.remove", "lightbox", ["Delete"], { en: "Full view: delete", zh: "全屏查看：删除" }),
	fixed("lightbox.swap", "lightbox", ["X"], { en: "Full view: swap images", zh: "全屏查看：交换图片" }),
] as const satisfies readonly KeyBinding[];

export type StudioKey = (typeof STUDIO_KEYS)[number]["id"];
