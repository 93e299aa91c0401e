// Strings of the mask library.
import type { Phrase } from "./phrase";

export const MASK_STRINGS = {
	"masks.title": { en: "Mask library", zh: "蒙版库" },
	"masks.saveAs": { en: "Name of the new mask", zh: "新蒙版的名称" },
	"masks.save": { en: "Save current mask", zh: "保存当前蒙版" },
	"masks.nothing": { en: "The current mask is empty: paint one to save it.", zh: "当前蒙版为空：绘制后即可保存。" },
	"masks.saved": { en: "Saved the mask {name}.", zh: "已保存蒙版 {name}。" },
	"masks.empty": {
		en: "No saved masks yet. A saved mask can be used on any picture.",
		zh: "还没有保存的蒙版。保存后可用于任何图片。",
	},
	"masks.fit": { en: "Size", zh: "尺寸" },
	"masks.fit.place": { en: "Original pixels", zh: "原始像素" },
	"masks.fit.scale": { en: "Scale to fit", zh: "缩放至图片" },
	"masks.mode": { en: "Use as", zh: "用途" },
	"masks.mode.layer": { en: "New mask", zh: "新蒙版" },
	"masks.mode.replace": { en: "Replace", zh: "替换" },
	"masks.mode.add": { en: "Add", zh: "添加" },
	"masks.mode.subtract": { en: "Subtract", zh: "减去" },
	"masks.mode.intersect": { en: "Intersect", zh: "相交" },
	"masks.search": { en: "Search masks", zh: "搜索蒙版" },
	"masks.noMatch": { en: "No mask has this name.", zh: "没有名称匹配的蒙版。" },
	"masks.use": { en: "Use {name}", zh: "使用 {name}" },
	"masks.copied": { en: "Copied mask", zh: "已复制的蒙版" },
	"masks.name": { en: "Name", zh: "名称" },
	"masks.rename": { en: "Rename {name}", zh: "重命名 {name}" },
	"masks.delete": { en: "Delete {name}", zh: "删除 {name}" },
	"masks.deleted": { en: "Deleted the mask {name}.", zh: "已删除蒙版 {name}。" },
	"masks.damaged": {
		en: "Saved masks that cannot be read: {count}. They are kept, and the others are not affected.",
		zh: "有 {count} 个已保存的蒙版无法读取。它们仍会保留，其他蒙版不受影响。",
	},
	"masks.unreadable": {
		en: "The mask {name} cannot be read. It is kept; the current mask has not changed.",
		zh: "无法读取蒙版 {name}。它仍会保留，当前蒙版没有变化。",
	},
	"masks.full": {
		en: "There is no space left to store the mask. Nothing was changed: free space under Settings › History & storage, then try again.",
		zh: "没有空间存储蒙版，未做任何更改。请在 设置 › 历史与存储 中释放空间后重试。",
	},
	"masks.copy.done": { en: "Mask copied. It can be pasted in any picture.", zh: "已复制蒙版，可粘贴到任何图片。" },
	"masks.paste.none": { en: "No mask has been copied yet.", zh: "还没有复制过蒙版。" },
	"masks.paste.otherSize": {
		en: "The mask is from a picture of {width} × {height} pixels and lies at the same pixels here. The mask library can scale it.",
		zh: "该蒙版来自 {width} × {height} 像素的图片，已放在相同的像素位置。可在蒙版库中缩放。",
	},
	"masks.open": { en: "Open mask library", zh: "打开蒙版库" },
} as const satisfies Readonly<Record<string, Phrase>>;
