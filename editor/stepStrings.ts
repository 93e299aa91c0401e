// The steps of the history in words, as undo and redo name them.
import type { StepName } from "./document";
import type { Locale, Phrase } from "./types";

const STEPS: Readonly<Record<StepName, Readonly<Record<Locale, string>>>> = {
	"adjustment.add": { en: "Add adjustment", zh: "添加调整" },
	"adjustment.remove": { en: "Delete adjustment", zh: "删除调整" },
	"adjustment.set": { en: "Change adjustment", zh: "更改调整" },
	"adjustment.move": { en: "Reorder adjustments", zh: "调整图层顺序" },
	"mask.setTiles": { en: "Paint mask", zh: "绘制蒙版" },
	"mask.add": { en: "Add mask", zh: "新建蒙版" },
	"mask.remove": { en: "Delete mask", zh: "删除蒙版" },
	"mask.set": { en: "Mask settings", zh: "蒙版设置" },
	"mask.move": { en: "Reorder masks", zh: "调整蒙版顺序" },
	"mask.select": { en: "Select mask", zh: "选择蒙版" },
	"reference.add": { en: "Place image", zh: "置入图片" },
	"reference.remove": { en: "Delete placed image", zh: "删除置入图片" },
	"reference.set": { en: "Change placed image", zh: "更改置入图片" },
	"reference.move": { en: "Reorder placed images", zh: "调整置入图片顺序" },
	"annotation.add": { en: "Annotate", zh: "添加标注" },
	"annotation.remove": { en: "Delete annotation", zh: "删除标注" },
	"annotation.set": { en: "Change annotation", zh: "更改标注" },
	"annotation.move": { en: "Reorder annotations", zh: "调整标注顺序" },
	"paint.setTiles": { en: "Paint", zh: "绘画" },
	"paint.add": { en: "New paint layer", zh: "新建绘画图层" },
	"paint.remove": { en: "Delete paint layer", zh: "删除绘画图层" },
	"paint.set": { en: "Paint layer settings", zh: "绘画图层设置" },
	"paint.move": { en: "Reorder paint layers", zh: "调整绘画图层顺序" },
	"paint.select": { en: "Select paint layer", zh: "选择绘画图层" },
	"picture.rename": { en: "Rename image", zh: "重命名图片" },
	"canvas.grow": { en: "Enlarge canvas", zh: "扩展画布" },
	"canvas.crop": { en: "Crop", zh: "裁剪" },
	"canvas.orient": { en: "Rotate or flip", zh: "旋转或翻转" },
	"frame.set": { en: "Edit frame", zh: "编辑框" },
	"guide.add": { en: "Add guide", zh: "新建参考线" },
	"guide.move": { en: "Move guide", zh: "移动参考线" },
	"guide.remove": { en: "Delete guide", zh: "删除参考线" },
	"result.add": { en: "Add result", zh: "添加结果" },
	"result.remove": { en: "Discard result", zh: "放弃结果" },
	"result.paste": { en: "Result edges", zh: "结果边缘" },
	"result.accept": { en: "Keep result", zh: "保留结果" },
	"result.show": { en: "Show another result", zh: "切换结果" },
	"result.setVisible": { en: "Show or hide result", zh: "显示或隐藏结果" },
	straighten: { en: "Straighten", zh: "拉直" },
};

const UNNAMED: Phrase = { en: "Edit", zh: "编辑" };

/** Names a step of the history, for "Undid: …". A step that another version stored may have no name, or one unknown here. */
export const describeStep = (name: string | undefined, locale: Locale): string =>
	(STEPS[name as StepName] ?? UNNAMED)[locale];
