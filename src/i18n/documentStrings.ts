// The list of images and the file pickers. `{name}` takes a parameter.
import type { Phrase } from "./phrase";

export const DOCUMENT_STRINGS = {
	"files.pick.picture": { en: "Open image", zh: "打开图片" },
	"files.pick.mask": { en: "Choose mask", zh: "选择蒙版" },
	"files.pick.reference": { en: "Add reference image", zh: "添加参考图" },
	"files.reading": { en: "Reading {name}…", zh: "正在读取 {name}…" },
	"files.refused": { en: "{name}: {reason}", zh: "{name}：{reason}" },
	"documents.title": { en: "Images", zh: "图片" },
	"documents.buttonWith": { en: "Images, open: {name}", zh: "图片，已打开：{name}" },
	"documents.openFile": { en: "Open image", zh: "打开图片" },
	"documents.new": { en: "New canvas", zh: "新画布" },
	"documents.new.create": { en: "Create", zh: "创建" },
	"documents.new.ratio": { en: "Ratio", zh: "比例" },
	"documents.new.width": { en: "Width", zh: "宽度" },
	"documents.new.height": { en: "Height", zh: "高度" },
	"documents.new.colour": { en: "Background colour", zh: "背景颜色" },
	"documents.new.transparent": { en: "Transparent", zh: "透明" },
	"documents.new.name": { en: "Canvas", zh: "画布" },
	"documents.empty": { en: "No images yet", zh: "还没有图片" },
	"documents.justNow": { en: "just now", zh: "刚刚" },
	"documents.unsaved": { en: "not saved", zh: "未保存" },
	"documents.name": { en: "Name", zh: "名称" },
	"documents.rename": { en: "Rename {name}", zh: "重命名 {name}" },
	"documents.duplicate": { en: "Duplicate {name}", zh: "创建 {name} 的副本" },
	"documents.branchOf": { en: "{name} (branch)", zh: "{name}（分支）" },
	"documents.copyOf": { en: "{name} (copy)", zh: "{name}（副本）" },
	"documents.delete": { en: "Delete {name}", zh: "删除 {name}" },
	"documents.deleted": {
		en: "Moved {name} to the bin with its masks and history. Results in the task list are kept.",
		zh: "已将 {name} 及其蒙版和历史记录移到回收站。任务列表中的结果会保留。",
	},
} as const satisfies Readonly<Record<string, Phrase>>;
