// Strings of the editor of keyboard shortcuts.
import type { Phrase } from "../types";

export const KEY_STRINGS = {
	change: { en: "Change {keys} for {name}", zh: "更改“{name}”的快捷键 {keys}" },
	add: { en: "Set a shortcut for {name}", zh: "为“{name}”设置快捷键" },
	hint: { en: "Click a shortcut to change it.", zh: "点击快捷键即可更改。" },
	press: { en: "Press keys…", zh: "请按键…" },
	pressing: { en: "Press the new keys, or Escape to cancel.", zh: "按下新的快捷键，按 Escape 取消。" },
	taken: { en: "{keys} is used by {other}.", zh: "{keys} 已用于“{other}”。" },
	takenFixed: {
		en: "{keys} is used by {other}, which cannot be changed. Press other keys.",
		zh: "{keys} 已用于“{other}”，不能更改。请按其他键。",
	},
	reserved: { en: "{keys} is reserved. Press other keys.", zh: "{keys} 是保留键。请按其他键。" },
	types: {
		en: "{keys} types text here. Use Ctrl, Command or a function key.",
		zh: "{keys} 在此处会输入文字。请使用 Ctrl、Command 或功能键。",
	},
	swap: { en: "Swap", zh: "交换" },
	remove: { en: "Remove", zh: "移除" },
	cancel: { en: "Cancel", zh: "取消" },
	reset: { en: "Reset {name}", zh: "重置“{name}”" },
	resetAll: { en: "Reset all", zh: "全部重置" },
	withoutKeys: { en: "Show commands without shortcut", zh: "显示没有快捷键的命令" },
	exportKeys: { en: "Export…", zh: "导出…" },
	importKeys: { en: "Import…", zh: "导入…" },
	imported: { en: "Shortcuts imported. Changed: {count}.", zh: "已导入快捷键，更改了 {count} 项。" },
	unreadable: {
		en: "This file contains no shortcuts. Your shortcuts are unchanged.",
		zh: "此文件不含快捷键。你的快捷键未更改。",
	},
	collides: {
		en: "This file uses a key twice ({keys}). Your shortcuts are unchanged.",
		zh: "此文件重复使用了按键（{keys}）。你的快捷键未更改。",
	},
} satisfies Record<string, Phrase>;
