// Gestures and mouse buttons for the shortcut sheet, beyond the shortcuts of the registry.
import type { Phrase } from "../types";

export interface GestureHelp {
	readonly keys: Phrase;
	readonly action: Phrase;
}

export const GESTURES: readonly GestureHelp[] = [
	{ keys: { en: "Space + drag", zh: "空格 + 拖动" }, action: { en: "Pan", zh: "平移视图" } },
	{ keys: { en: "Middle button", zh: "鼠标中键" }, action: { en: "Pan", zh: "平移视图" } },
	{
		keys: { en: "Wheel or pinch", zh: "滚轮或双指捏合" },
		action: { en: "Zoom at the pointer", zh: "以指针为中心缩放" },
	},
	{ keys: { en: "Shift + wheel", zh: "Shift + 滚轮" }, action: { en: "Pan sideways", zh: "水平平移视图" } },
	{
		keys: { en: "Two fingers", zh: "双指" },
		action: { en: "Pan, zoom and rotate the view", zh: "平移、缩放并旋转视图" },
	},
	{
		keys: { en: "R + drag or wheel", zh: "R + 拖动或滚轮" },
		action: { en: "Rotate the view, with Shift in steps", zh: "旋转视图，按 Shift 按步旋转" },
	},
	{
		keys: { en: "Shift + letter of a tool", zh: "Shift + 工具的字母键" },
		action: { en: "Next tool of its group", zh: "切换到同组的下一个工具" },
	},
	{
		keys: { en: "Hold a tool button", zh: "按住工具按钮" },
		action: { en: "Open the tools of its group", zh: "展开同组工具" },
	},
	{ keys: { en: "Tap with two fingers", zh: "双指轻点" }, action: { en: "Undo", zh: "撤销" } },
	{ keys: { en: "Tap with three fingers", zh: "三指轻点" }, action: { en: "Redo", zh: "重做" } },
	{
		keys: { en: "Right button", zh: "鼠标右键" },
		action: { en: "Brush: erase. Shape: subtract", zh: "画笔：擦除；形状：减去" },
	},
	{
		keys: { en: "Alt + drag", zh: "Alt + 拖动" },
		action: { en: "Brush: erase. Eraser: paint", zh: "画笔：擦除；橡皮擦：绘制" },
	},
	{
		keys: { en: "Alt + right drag", zh: "Alt + 右键拖动" },
		action: { en: "Brush: change size (sideways) or hardness (up and down)", zh: "画笔：左右调整大小，上下调整硬度" },
	},
	{
		keys: { en: "Shift + click", zh: "Shift + 单击" },
		action: { en: "Brush: draw a straight line from the last stroke", zh: "画笔：从上一笔画直线" },
	},
	{
		keys: { en: "Shift or Alt, then drag", zh: "先按 Shift 或 Alt 再拖动" },
		action: { en: "Shape: add, subtract, or intersect with both keys", zh: "形状：添加、减去，同时按为相交" },
	},
	{
		keys: { en: "Drag sideways", zh: "左右拖动" },
		action: { en: "Magic wand: change the tolerance", zh: "魔棒：调整容差" },
	},
	{
		keys: { en: "Alt + click", zh: "Alt + 单击" },
		action: { en: "Colour range, after the first sample: exclude", zh: "色彩范围：首个取样后排除颜色" },
	},
	{
		keys: { en: "Drag a new point", zh: "拖动新点" },
		action: { en: "Polygon: bend the line; Alt bends at an old point", zh: "多边形：弯曲线段；按 Alt 可弯曲已有的点" },
	},
	{
		keys: { en: "Enter, Backspace, Esc", zh: "Enter、Backspace、Esc" },
		action: {
			en: "Polygon, magnetic lasso, colour range: apply, remove last point, cancel",
			zh: "多边形、磁性套索、色彩范围：应用、撤回上一个点、取消",
		},
	},
	{
		keys: { en: "Drag, then Shift or Alt", zh: "拖动时按 Shift 或 Alt" },
		action: { en: "Shape: constrain proportions, draw from centre", zh: "形状：约束比例、从中心绘制" },
	},
	{
		keys: { en: "Shift or Alt on a handle", zh: "拖动控制点时按 Shift 或 Alt" },
		action: { en: "Edit frame: keep ratio, resize from centre", zh: "编辑框：保持比例、从中心调整" },
	},
	{
		keys: { en: "Shift, Alt or Ctrl on an object", zh: "拖动对象时按 Shift、Alt 或 Ctrl" },
		action: {
			en: "Object: straight, free ratio or 15° steps; from centre; without snapping",
			zh: "对象：沿直线、自由比例或按 15° 旋转；从中心缩放；不吸附",
		},
	},
	{
		keys: { en: "Double click", zh: "双击" },
		action: { en: "Object: crop", zh: "对象：裁剪" },
	},
	{ keys: { en: "Alt + click", zh: "Alt + 单击" }, action: { en: "Zoom tool: zoom out", zh: "缩放工具：缩小" } },
	{
		keys: { en: "Two digits", zh: "连按两个数字" },
		action: { en: "Brush: set exact opacity", zh: "画笔：精确设置不透明度" },
	},
	{
		keys: { en: "Hold a view key", zh: "按住视图键" },
		action: { en: "Show only while the key is held", zh: "仅在按住期间显示" },
	},
	{ keys: { en: "Esc", zh: "Esc" }, action: { en: "Cancel the current action", zh: "取消当前操作" } },
];
